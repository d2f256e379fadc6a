// A step: a stretch of work a core serves as one, made of portions with a category each; it can be interrupted and resumed.
import type { Cost } from '../costs/resolve.ts';
import type { CycleClock } from '../engine/time.ts';

/** Told when a step of its has been served whole. */
export interface StepOwner {
  stepFinished(step: Step): void;
}

/** Filled by its owner portion by portion, then handed to a core. Reused for every step of that owner. */
export class Step {
  readonly owner: StepOwner;
  /** What the owner was doing; its own numbering. */
  phase = 0;
  /** VM in whose name the core works, from 1; 0 is the host. */
  readonly vm: number;
  count = 0;
  /** First portion not yet served whole. */
  next = 0;
  /** Portions as charged: kind, time left, and what the record says. */
  kind = new Uint8Array(8);
  leftPs = new Float64Array(8);
  /** Length of each portion as charged; of one cut off, what was left then. */
  lengthPs = new Float64Array(8);
  /** First portion not yet recorded whole, and whether a part of it has been recorded. */
  recorded = 0;
  cutOff = false;
  packet = new Int32Array(8);
  arg = new Int32Array(8);
  packetVm = new Uint8Array(8);
  queue = new Uint8Array(8);
  context = new Uint8Array(8);

  constructor(owner: StepOwner, vm: number) {
    this.owner = owner;
    this.vm = vm;
  }

  /** Begun, and its owner has not heard yet that it was served whole. */
  active = false;

  /** Empties the step for new portions. */
  begin(phase: number): void {
    this.phase = phase;
    this.count = 0;
    this.next = 0;
    this.recorded = 0;
    this.cutOff = false;
    this.active = true;
  }

  /** Adds a portion of `cost`; zero-length portions leave no record. */
  add(
    clock: CycleClock,
    kind: number,
    cost: Cost,
    context: number,
    packet: number,
    arg: number,
    packetVm: number,
    queue: number,
  ): void {
    this.addRaw(clock, kind, cost.mc, cost.ps, context, packet, arg, packetVm, queue);
  }

  /** The same with the cost in milli-cycles and picoseconds. */
  addRaw(
    clock: CycleClock,
    kind: number,
    milliCycles: number,
    fixedPs: number,
    context: number,
    packet: number,
    arg: number,
    packetVm: number,
    queue: number,
  ): void {
    const ps = fixedPs + (milliCycles === 0 ? 0 : clock.toPs(milliCycles));
    if (ps === 0) return;
    if (this.count === this.kind.length) this.grow();
    const i = this.count++;
    this.kind[i] = kind;
    this.leftPs[i] = ps;
    this.lengthPs[i] = ps;
    this.packet[i] = packet;
    this.arg[i] = arg;
    this.packetVm[i] = packetVm;
    this.queue[i] = queue;
    this.context[i] = context;
  }

  /** Time left in all portions, picoseconds. */
  remainingPs(): number {
    let sum = 0;
    for (let i = this.next; i < this.count; i++) sum += this.leftPs[i];
    return sum;
  }

  private grow(): void {
    const n = this.kind.length * 2;
    const bytes = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const b = new Uint8Array(n);
      b.set(old);
      return b;
    };
    const ints = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const b = new Int32Array(n);
      b.set(old);
      return b;
    };
    this.kind = bytes(this.kind);
    this.packetVm = bytes(this.packetVm);
    this.queue = bytes(this.queue);
    this.context = bytes(this.context);
    this.packet = ints(this.packet);
    this.arg = ints(this.arg);
    const times = (old: Float64Array): Float64Array<ArrayBuffer> => {
      const b = new Float64Array(n);
      b.set(old);
      return b;
    };
    this.leftPs = times(this.leftPs);
    this.lengthPs = times(this.lengthPs);
  }
}
