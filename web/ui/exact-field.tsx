// A field for an exact value with its unit: taken on Enter or when left; a wrong entry is answered in the row.
import '../styles/entry.css';
import { useId, useState } from 'react';
import { WrongEntry } from './wrong-entry.tsx';

/** What an entry means, or the sentence that says what would be right. */
export type Entry<T> = { value: T } | { wrong: string };

export interface ExactFieldProps<T> {
  /** Accessible name. */
  label: string;
  /** The present value as the field shows it, without its unit. */
  text: string;
  /** Printed at the field's right end. */
  unit?: string;
  read: (text: string) => Entry<T>;
  /** Hears of entries that mean something else than what is shown. */
  onValue: (value: T) => void;
  /** Characters that the field has room for, the unit apart. */
  width?: number;
  id?: string;
  /** Has focus first when its surface opens. */
  first?: boolean;
  /** Words do not fit a keyboard of digits. */
  words?: boolean;
}

export function ExactField<T>(props: ExactFieldProps<T>) {
  const { label, text, unit = '', read, onValue, width = 6, id, first = false, words = false } = props;
  const [entry, setEntry] = useState<string | null>(null);
  const [wrong, setWrong] = useState('');
  const says = useId();
  const leave = () => {
    setEntry(null);
    setWrong('');
  };
  const commit = () => {
    if (entry === null || entry.trim() === text) return leave();
    const meant = read(entry);
    if ('wrong' in meant) return setWrong(meant.wrong);
    leave();
    onValue(meant.value);
  };
  return (
    <>
      <span className="exact">
        <input
          id={id}
          type="text"
          inputMode={words ? 'text' : 'decimal'}
          autoComplete="off"
          spellCheck={false}
          data-first={first ? '' : undefined}
          style={{ width: `${width}ch` }}
          aria-label={label}
          aria-invalid={wrong !== ''}
          aria-describedby={wrong === '' ? undefined : says}
          value={entry ?? text}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setEntry(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            // what was typed is let go; whatever holds the field closes
            if (event.key === 'Escape') leave();
          }}
        />
        {unit !== '' && <span aria-hidden="true">{unit}</span>}
      </span>
      {wrong !== '' && <WrongEntry id={says} words={wrong} />}
    </>
  );
}
