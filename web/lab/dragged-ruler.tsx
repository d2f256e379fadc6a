// A ruler in a row: the thumb follows the hand, the value is set when it is let go.
import { useEffect, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { Ruler } from '../ui/ruler.tsx';
import type { EntryField } from './machine-fields.ts';

export interface DraggedRulerProps {
  label: string;
  ruler: NonNullable<EntryField['ruler']>;
  scenario: Scenario;
  defaults: Scenario;
  onRelease: (position: number) => void;
}

export function DraggedRuler({ label, ruler, scenario, defaults, onRelease }: DraggedRulerProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const position = dragged ?? ruler.of(scenario);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what runs is there: the hand's place is no longer meant
  useEffect(() => setDragged(null), [scenario]);
  return (
    <Ruler
      label={label}
      position={position}
      text={ruler.at(position)}
      preset={ruler.of(defaults)}
      steps={100}
      onDrag={setDragged}
      onRelease={onRelease}
    />
  );
}
