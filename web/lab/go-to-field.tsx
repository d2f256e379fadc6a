// The field that takes a time, an event or a packet, and names what it means in each lane before going there.
import '../styles/entry.css';
import { TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { GO_TO_WORDS } from '../i18n/en-find.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { Badge } from '../ui/badge.tsx';
import { clock } from '../ui/format.ts';
import type { Suggestion } from './go-to.ts';
import { useGoing } from './use-going.ts';
import { type SuggestionsOptions, useSuggestions } from './use-suggestions.ts';

export function GoTo(props: SuggestionsOptions) {
  const tPs = useLabState((state) => state.tPs);
  const [text, setText] = useState<string | null>(null);
  /** What the clock said when the field got focus: what is selected there must not run on. */
  const [stopped, setStopped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const { list, wrong } = useSuggestions(props, text ?? '');
  const going = useGoing(useLab());
  const box = useId();
  const open = text !== null;
  const active = Math.min(at, list.length - 1);
  const choose = (suggestion: Suggestion | undefined) => {
    if (suggestion === undefined) return;
    going.go(suggestion, () => {
      setText(null);
      setStopped(null);
    });
  };
  const leave = () => {
    going.forget();
    setText(null);
  };
  const said = wrong === '' && going.words !== '' ? going.words : wrong;
  const isWrong = text !== '' && (wrong !== '' || going.wrong);
  return (
    <div className="go-to">
      <input
        className="field"
        type="text"
        role="combobox"
        data-first
        aria-label={TIME_WORDS.goTo}
        aria-expanded={open}
        aria-controls={box}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? `${box}-${active}` : undefined}
        aria-invalid={open && isWrong}
        aria-describedby={open && isWrong ? `${box}-says` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text ?? stopped ?? clock(tPs / 1000)}
        onFocus={(event) => {
          setStopped(event.target.value);
          event.target.select();
        }}
        onChange={(event) => {
          going.forget();
          setText(event.target.value);
          setAt(0);
        }}
        onBlur={() => {
          leave();
          setStopped(null);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') choose(list[active]);
          else if (event.key === 'Escape' && open) {
            event.preventDefault();
            event.stopPropagation();
            leave();
          } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            const next = active + (event.key === 'ArrowDown' ? 1 : -1);
            setAt((next + list.length) % Math.max(1, list.length));
          }
        }}
      />
      {open && (
        <div className="suggestions">
          <div id={box} role="listbox" aria-label={TIME_WORDS.goTo}>
            {list.map((suggestion, i) => (
              <div
                key={suggestion.words}
                id={`${box}-${i}`}
                role="option"
                tabIndex={-1}
                aria-selected={i === active}
                onPointerDown={(event) => {
                  event.preventDefault();
                  choose(suggestion);
                }}
              >
                <Badge vm={suggestion.vm} />
                <span>{suggestion.words}</span>
                <b>{suggestion.tPs >= 0 ? clock(suggestion.tPs / 1000) : ''}</b>
              </div>
            ))}
          </div>
          <p id={`${box}-says`} role="status" className={isWrong ? 'wrong' : ''}>
            {isWrong && <TriangleAlert size="1.15em" aria-hidden="true" />}
            {said === '' ? GO_TO_WORDS.how : said}
          </p>
        </div>
      )}
    </div>
  );
}
