// Two to four values side by side, the chosen one inverted; a triangle stands under the preset's, hatching on what would be.
import { RadioGroup } from 'radix-ui';

export interface SegmentedProps {
  label: string;
  values: readonly { value: string; text: string }[];
  chosen: string;
  /** Has the triangle. */
  preset?: string;
  /** What is not set but would be: hatched. */
  would?: string;
  onChoose: (value: string) => void;
}

/** A radio group: left and right choose. */
export function Segmented({ label, values, chosen, preset, would, onChoose }: SegmentedProps) {
  return (
    <RadioGroup.Root
      className="segmented"
      aria-label={label}
      orientation="horizontal"
      loop={false}
      value={chosen}
      onValueChange={onChoose}
    >
      {values.map(({ value, text }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          className={`${value === preset ? 'preset' : ''}${value === would && value !== chosen ? ' would' : ''}`}
        >
          {text}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
