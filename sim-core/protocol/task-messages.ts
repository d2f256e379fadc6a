// The short conversation with a task's worker: one request, progress, and what came out.
import type { Scenario } from '../scenario/types.ts';

/** One invariant over all lanes. */
export interface CheckSum {
  /** Number of the invariant, such as "H2". */
  id: string;
  /** What must hold, in words. */
  words: string;
  /** How many things were looked at; 0: nothing in this run is about it. */
  checkedCount: number;
  violationCount: number;
  /** The first of them: in which lane, and what is wrong. */
  violations: { lane: string; how: string }[];
}

export interface SelfCheckResult {
  checks: CheckSum[];
  violationCount: number;
  /** Records and events of all lanes together. */
  records: number;
  events: number;
  /** Every lane was checked to its end. */
  complete: boolean;
  /** Hash of the whole trace, 16 hexadecimal digits; null unless complete. */
  traceHash: string | null;
}

interface TaskInputs {
  /** Complete. */
  scenario: Scenario;
  /** The capture's bytes, where the traffic is one. */
  capture: Uint8Array | null;
}

export type TaskRequest = TaskInputs &
  (
    | { task: 'check' }
    /** The trace of packets A to B as a file; `endPs`: about where the run ends, for the progress. */
    | { task: 'trace'; suffix: '.json' | '.csv' | '.pcapng'; packets: [number, number]; endPs: number }
  );

export type TaskReply =
  | { type: 'progress'; share: number }
  | { type: 'checked'; result: SelfCheckResult }
  | { type: 'piece'; piece: string | Uint8Array }
  | { type: 'written' };
