// What a word of the sentence opens: a slider, an exact field with units, and the values people ask for.
import { type RefObject, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { Popover } from '../ui/popover.tsx';
import { fromPosition, readEntry, toPosition, type Word } from './words.ts';

export interface WordPopoverProps {
  word: Word;
  value: number;
  scenario: Scenario;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  /** A new value; edits with the same gesture are one step of the history. */
  onValue: (value: number, gesture?: string) => void;
  onGestureEnd: () => void;
}

const STEPS = 1000;

export default function WordPopover({
  word,
  value,
  scenario,
  anchor,
  onClose,
  onValue,
  onGestureEnd,
}: WordPopoverProps) {
  const [entry, setEntry] = useState<string | null>(null);
  const [wrong, setWrong] = useState('');
  const steps = word.only === undefined ? STEPS : word.only.length - 1;
  const commit = () => {
    if (entry === null) return;
    const read = readEntry(word, entry, scenario);
    if (typeof read === 'string') setWrong(read);
    else {
      setWrong('');
      setEntry(null);
      if (read !== value) onValue(read);
    }
  };
  return (
    <Popover anchor={anchor} label={word.title} onClose={onClose}>
      <h3>{word.title}</h3>
      <p>{word.says}</p>
      <div className="entry">
        <input
          type="range"
          min={0}
          max={steps}
          step={1}
          value={Math.round(toPosition(word, value) * steps)}
          aria-label={word.title}
          aria-valuetext={word.text(value)}
          onChange={(event) => {
            setEntry(null);
            setWrong('');
            onValue(fromPosition(word, Number(event.target.value) / steps), `word ${word.id}`);
          }}
          onPointerUp={onGestureEnd}
          onBlur={onGestureEnd}
        />
        <input
          className="field"
          type="text"
          inputMode="decimal"
          aria-label={`${word.title}, exact`}
          aria-invalid={wrong !== ''}
          value={entry ?? word.entry(value)}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setEntry(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      </div>
      {wrong !== '' && (
        <p className="wrong" role="alert">
          {wrong}
        </p>
      )}
      <div className="presets">
        {word.presets.map((preset) => (
          <button
            key={preset}
            type="button"
            className="btn small"
            aria-pressed={preset === value}
            onClick={() => {
              setEntry(null);
              setWrong('');
              onValue(preset);
            }}
          >
            {word.text(preset)}
          </button>
        ))}
      </div>
    </Popover>
  );
}
