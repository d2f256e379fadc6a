// What the time tray's controls share: a caption above each, and a row of choices.
import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';

export function Control({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="control">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

/** A row of choices, one of them taken. */
export function Choices<T extends string>(props: {
  label: string;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChoice: (value: T) => void;
}) {
  const { label, value, choices, onChoice } = props;
  return (
    <ToggleGroup.Root
      className="choices"
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(chosen) => chosen !== '' && onChoice(chosen as T)}
    >
      {choices.map(([id, words]) => (
        <ToggleGroup.Item key={id} value={id}>
          {words}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
