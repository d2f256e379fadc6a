// The keys, out of the table of commands, the switch for single letters, and the key to the marks.
import { MARK_WORDS, UI } from '../i18n/en.ts';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { lettersOn, setLetters } from '../commands/keyboard.ts';
import { COMMANDS } from '../commands/registry.ts';
import { Badge } from '../ui/badge.tsx';
import { Scroll } from '../ui/scroll.tsx';

export default function HelpSheet({ onClose }: { onClose: () => void }) {
  const [letters, setOn] = useState(lettersOn);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    close.current?.focus();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <div className="panel sheet" role="dialog" aria-label={UI.page.keysAndMarks}>
      <header>
        <h3>{UI.page.keys}</h3>
        <button
          type="button"
          className="switch"
          role="switch"
          aria-checked={letters}
          onClick={() => {
            setLetters(!letters);
            setOn(!letters);
          }}
        >
          Single letters {letters ? 'on' : 'off'}
        </button>
        <button ref={close} type="button" className="icon" aria-label={UI.page.close} onClick={onClose}>
          <X size="1.2em" aria-hidden="true" />
        </button>
      </header>
      <Scroll label={UI.page.keysAndMarks}>
        <div className="keys">
          {COMMANDS.filter((command) => letters || command.letter !== true).map((command) => (
            <div key={command.id} className="key">
              <span>
                {command.shown.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </span>
              <span>{command.label}</span>
            </div>
          ))}
        </div>
        <h3 className="second">{UI.page.marks}</h3>
        <ul className="marks">
          <li>
            {[1, 2, 3, 4].map((vm) => (
              <Badge key={vm} vm={vm} size="1.25em" />
            ))}{' '}
            A packet. Shape, ink and letter name its VM.
          </li>
          {MARK_WORDS.map(([id, text]) => (
            <li key={id}>{text}</li>
          ))}
        </ul>
      </Scroll>
    </div>
  );
}
