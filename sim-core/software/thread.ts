// A thread that a core's scheduler gives turns to: the host's soft-interrupt thread, vhost, a virtual processor, a poller.
import { NEVER_PS } from '../engine/time.ts';
import type { Step, StepOwner } from '../hardware/step.ts';

export abstract class Thread implements StepOwner {
  /** VM it belongs to when it is a virtual processor; 0 for threads of the host. */
  readonly guestOf: number;
  /** Tie-break among those that have waited equally long: host before vm1, vm2 … */
  readonly rank: number;
  /** When its last turn ended; −1 before the first. Who has waited longest since its own turn comes first. */
  lastTurnPs = NEVER_PS;

  constructor(guestOf: number, rank: number) {
    this.guestOf = guestOf;
    this.rank = rank;
  }

  /** It has packet work that it may do now. */
  abstract ready(): boolean;
  /** Starts (or resumes) its next step on its core, which is free. Only called when ready. */
  abstract run(): void;
  /** A new turn begins. */
  abstract beginTurn(): void;
  /** It has handled as many packets as a turn allows. */
  abstract turnSpent(): boolean;
  abstract stepFinished(step: Step): void;
}
