// The keys in four columns, out of the table of commands, the switch for single letters, and the key to the marks.
import '../styles/palette.css';
import { useState } from 'react';
import { lettersOn, setLetters } from '../commands/keyboard.ts';
import { COMMAND_GROUPS, COMMANDS } from '../commands/registry.ts';
import { COMMAND_WORDS } from '../i18n/en-commands.ts';
import { KEYS } from '../i18n/en-palette.ts';
import { MARK_WORDS } from '../i18n/en.ts';
import { Badge } from '../ui/badge.tsx';
import { BottomDrawer } from '../ui/bottom-drawer.tsx';
import { Scroll } from '../ui/scroll.tsx';

export interface HelpSheetProps {
  onClose: () => void;
  /** Shows the first visit's captions again. */
  onCaptions: () => void;
}

export default function HelpSheet({ onClose, onCaptions }: HelpSheetProps) {
  const [letters, setOn] = useState(lettersOn);
  const flip = () => {
    setLetters(!letters);
    setOn(!letters);
  };
  return (
    <BottomDrawer
      title={KEYS.title}
      label={KEYS.name}
      note={KEYS.note}
      tools={
        <>
          <button
            type="button"
            className="btn small"
            onClick={() => {
              onClose();
              onCaptions();
            }}
          >
            {KEYS.captions}
          </button>
          <button
            type="button"
            className="chip"
            role="switch"
            data-first
            aria-checked={letters}
            onClick={flip}
          >
            {KEYS.letters}
          </button>
        </>
      }
      onClose={onClose}
    >
      <Scroll label={KEYS.name}>
        <div className="key-columns">
          {COMMAND_GROUPS.map((group) => (
            <section key={group} aria-label={KEYS.groups[group]}>
              <h4>{KEYS.groups[group]}</h4>
              <dl>
                {COMMANDS.filter((each) => each.group === group && (letters || each.letter !== true)).map(
                  (command) => (
                    <div key={command.id}>
                      <dt>
                        {command.shown.map((key) => (
                          <kbd key={key}>{key}</kbd>
                        ))}
                      </dt>
                      <dd>{COMMAND_WORDS[command.id]}</dd>
                    </div>
                  ),
                )}
              </dl>
            </section>
          ))}
          <section className="marks-key" aria-label={KEYS.marks}>
            <h4>{KEYS.marks}</h4>
            <ul className="marks">
              <li>
                {[1, 2, 3, 4].map((vm) => (
                  <Badge key={vm} vm={vm} size="1.25em" />
                ))}{' '}
                {KEYS.packet}
              </li>
              {MARK_WORDS.map(([id, text]) => (
                <li key={id}>{text}</li>
              ))}
            </ul>
          </section>
        </div>
      </Scroll>
    </BottomDrawer>
  );
}
