// What is asked for, to a control: it must not wait for the run to know what it was told last.
import type { Scenario } from '../../sim-core/index.ts';
import { useLabState } from '../stores/use-lab.ts';
import { askedOf } from './asked.ts';

export function useAsked(running: Scenario): Scenario {
  return askedOf(
    running,
    useLabState((state) => state.input),
  );
}
