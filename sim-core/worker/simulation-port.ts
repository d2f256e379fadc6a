// What the host needs of a simulation, so that tests can drive it with one that faults on demand.
import type { Report } from '../report/types.ts';
import type { Scenario } from '../scenario/types.ts';
import type { TraceChunk } from '../trace/chunk.ts';
import type { LoadedCapture } from '../traffic/index.ts';

export interface LaneSimulation {
  /** Runs about so many events more; true when the run has ended. */
  advance(events: number): boolean;
  /** Runs to a time, inclusive. */
  runTo(tPs: number): void;
  /** Hands out the partly filled chunks. */
  flushTrace(): void;
  /** Time up to which it has run, picoseconds; events of that very time may be left. */
  readonly furthestPs: number;
  readonly done: boolean;
  readonly events: number;
  /** −1 until known. */
  readonly windowOpenPs: number;
  readonly windowClosePs: number;
  report(): Report;
  snapshot(): object;
  restore(state: object): void;
}

/** A scenario with one lane only, and what belongs to it. */
export interface LaneInputs {
  scenario: Scenario;
  warnings: string[];
  laneWarnings: string[];
  capture: LoadedCapture | null;
}

export type CreateSimulation = (
  inputs: LaneInputs,
  onChunk: (chunk: TraceChunk) => ArrayBuffer,
) => LaneSimulation;

/** A scenario made complete, with its capture read. */
export interface Prepared {
  scenario: Scenario;
  warnings: string[];
  laneWarnings: string[][];
  capture: LoadedCapture | null;
  /** About where the run ends, picoseconds; exact where arrivals are regular. */
  expectedEndPs: number;
}

/** Completes an input whose fields are checked; throws InputError when it cannot be used. */
export type Prepare = (input: unknown, capture: Uint8Array | null) => Prepared;

/** What only long runs need (far.ts), once it has been fetched. */
export type Far = typeof import('./far.ts');
