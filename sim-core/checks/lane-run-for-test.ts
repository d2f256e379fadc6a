// One lane's report from a few words, through the public run: for tests of behaviour.
import type { LaneReport } from '../report/types.ts';
import { completed } from './random-scenario-for-test.ts';
import { simulationOf, toTheEnd } from './run-for-test.ts';

/** What a scenario says, the lane's features beside the rest. */
export interface Words {
  packets?: number;
  warmup?: number;
  machine?: object;
  traffic?: object;
  workload?: object;
  costs?: Record<string, number>;
  features?: object;
}

/** Runs `preset` with these words and gives its lane's report. */
export function laneRun(preset: string, words: Words): LaneReport {
  const { packets = 8000, warmup = packets / 4, features = {}, ...rest } = words;
  const simulation = simulationOf(
    completed({ ...rest, stop: { packets }, warmup: { packets: warmup }, lanes: [{ preset, features }] }),
  );
  toTheEnd(simulation);
  return simulation.report().lanes[0];
}

/** Share of 10 Gb/s line rate at which 64-byte frames come `pps` a second. */
export function loadOf(pps: number): number {
  return pps * 67.2e-9;
}

/** Each value is at most the one before it, but for `slack` of it. */
export function neverRises(values: readonly number[], slack = 0): boolean {
  return values.every((value, i) => i === 0 || value <= values[i - 1] * (1 + slack));
}

/** Each value is at least the one before it, but for `slack` of it. */
export function neverFalls(values: readonly number[], slack = 0): boolean {
  return values.every((value, i) => i === 0 || value >= values[i - 1] * (1 - slack));
}
