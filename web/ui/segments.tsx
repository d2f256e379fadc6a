// A few values side by side, one of them chosen; a small triangle under the default.
import { ToggleGroup } from 'radix-ui';

export interface SegmentsProps<T extends string> {
  label: string;
  values: readonly T[];
  value: T;
  /** What a value is called; itself without. */
  nameOf?: (value: T) => string;
  preset?: T;
  onValue: (value: T) => void;
}

/** A radio group. */
export function Segments<T extends string>(props: SegmentsProps<T>) {
  const { label, values, value, nameOf = (each) => each, preset, onValue } = props;
  return (
    <ToggleGroup.Root
      type="single"
      className="segments"
      aria-label={label}
      value={value}
      onValueChange={(next) => next !== '' && onValue(next as T)}
    >
      {values.map((each) => (
        <ToggleGroup.Item key={each} value={each} className={each === preset ? 'preset' : ''}>
          {nameOf(each)}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
