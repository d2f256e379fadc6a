// Every hard invariant on a range of random scenarios; what breaks one is shrunk and printed as JSON.
import { expect, it } from 'vitest';
import type { Scenario } from '../scenario/types.ts';
import { complaints } from './properties.ts';
import { randomScenario } from './random-scenario-for-test.ts';
import { runKept } from './run-for-test.ts';
import { printed, shrunk } from './shrink-for-test.ts';

/** Most packets of a random scenario. */
export const PACKETS = 2000;

function complaintsOf(scenario: Scenario): string[] {
  return complaints(scenario, runKept(scenario));
}

/** Runs scenarios `from` … `to` − 1; of each that complains the first line, and the smallest scenario that complains. */
export function complainers(from: number, to: number): string[] {
  const found: string[] = [];
  for (let i = from; i < to; i++) {
    const scenario = randomScenario(i, PACKETS);
    const lines = complaintsOf(scenario);
    if (lines.length === 0) continue;
    const smallest = shrunk(scenario, (s) => complaintsOf(s).length > 0);
    found.push(`scenario ${i}: ${lines[0]}\n${printed(smallest)}`);
  }
  return found;
}

/** One test for each `size` scenarios of the range. */
export function keepEveryInvariant(from: number, to: number, size = 25): void {
  for (let first = from; first < to; first += size) {
    it(`keep every hard invariant: ${first} to ${first + size - 1} (H1 to H18, H23, H24, H31)`, () => {
      expect(complainers(first, first + size)).toEqual([]);
    });
  }
}
