// A core: serves one step at a time, and knows to the picosecond what its time was spent on.
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { CycleClock, START_PS } from '../engine/time.ts';
import { CONTINUED, KINDS } from '../trace/kinds.ts';
import type { Fabric } from './fabric.ts';
import type { Step } from './step.ts';

const CATEGORY_OF_KIND = Uint8Array.from(KINDS, (kind) => kind.category);
const CONTEXT_SLOTS = 6;

/** Decides what an idle core does next, and hears of every stretch of work that ended. */
export interface CoreMaster {
  dispatch(): void;
  /** `step` was served for `ps` without a break. */
  served(step: Step, ps: number): void;
}

export class Core implements Actor {
  readonly id: number;
  readonly clock: CycleClock;
  master: CoreMaster | null = null;
  /** The step being served, or null. */
  current: Step | null = null;
  /** Attributed time, picoseconds: in all, and by context (CTX). */
  busyPs = START_PS;
  readonly contextPs = new Float64Array(CONTEXT_SLOTS);
  /** While a step's owner hears that it was served: the step's VM (0 the host); else −1. */
  finishingVm = -1;
  private readonly fabric: Fabric;
  private readonly actor: number;
  private generation = 0;
  /** Time up to which the current step is accounted for. */
  private settledPs = START_PS;
  /** Start of the step's present stretch, for who is served and for the trace. */
  private stretchPs = START_PS;
  private beganPs = START_PS;

  constructor(id: number, ghz: number, fabric: Fabric) {
    this.id = id;
    this.clock = new CycleClock(ghz);
    this.fabric = fabric;
    this.actor = fabric.register(this);
  }

  /** Begins or resumes a step now; the core must be free. */
  start(step: Step): void {
    const now = this.fabric.nowPs;
    this.current = step;
    this.settledPs = now;
    this.stretchPs = now;
    this.beganPs = now;
    this.fabric.queue.at(now + step.remainingPs(), PRIORITY.core, this.actor, 0, ++this.generation);
  }

  /** Takes the current step off the core; what is left of it can be started again. */
  preempt(): void {
    const step = this.current;
    if (step === null) return;
    this.settle();
    this.record(step);
    this.generation++;
    this.current = null;
    this.master?.served(step, this.fabric.nowPs - this.stretchPs);
  }

  /** Records what has been served of the current step: the run ends here. */
  recordUnfinished(): void {
    this.settle();
    if (this.current !== null) this.record(this.current);
  }

  /** Accounts for everything up to now, the present stretch included: the window opens or closes. */
  checkpoint(): void {
    const step = this.current;
    if (step === null) return;
    this.settle();
    const now = this.fabric.nowPs;
    this.master?.served(step, now - this.stretchPs);
    this.stretchPs = now;
  }

  /** Accounts for the current step up to now. */
  settle(): void {
    const step = this.current;
    if (step === null) return;
    const now = this.fabric.nowPs;
    let at = this.settledPs;
    const categoryPs = this.fabric.tally.categoryPs;
    while (step.next < step.count) {
      const i = step.next;
      const left = step.leftPs[i];
      const end = at + left;
      const part = end <= now ? left : now - at;
      categoryPs[CATEGORY_OF_KIND[step.kind[i]]] += part;
      this.contextPs[step.context[i]] += part;
      this.busyPs += part;
      if (end > now) {
        step.leftPs[i] = left - part;
        break;
      }
      at = end;
      step.leftPs[i] = 0;
      step.next++;
    }
    this.settledPs = now;
  }

  fire(_op: number, generation: number): void {
    if (generation !== this.generation) return;
    const step = this.current;
    if (step === null) return;
    this.settle();
    this.record(step);
    this.current = null;
    const { master } = this;
    step.active = false;
    master?.served(step, this.fabric.nowPs - this.stretchPs);
    this.finishingVm = step.vm;
    step.owner.stepFinished(step);
    this.finishingVm = -1;
    if (this.current === null) master?.dispatch();
  }

  /** Records the portions served since the step was started, the last of them cut off if it is not done. */
  private record(step: Step): void {
    const { trace, nowPs } = this.fabric;
    let at = this.beganPs;
    while (step.recorded < step.count && (at < nowPs || step.recorded < step.next)) {
      const i = step.recorded;
      const whole = i < step.next;
      const dur = whole ? step.lengthPs[i] : nowPs - at;
      if (trace !== null && dur > 0) {
        const context = step.context[i] + (step.cutOff ? CONTINUED : 0);
        const vm = step.packetVm[i] || 255;
        trace.record(step.kind[i], at, dur, step.packet[i], step.arg[i], this.id, vm, step.queue[i], context);
      }
      at += dur;
      step.cutOff = !whole;
      if (!whole) {
        step.lengthPs[i] -= dur;
        break;
      }
      step.recorded++;
    }
    this.beganPs = nowPs;
  }
}
