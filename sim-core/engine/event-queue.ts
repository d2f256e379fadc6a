// The pending-event set: a 4-ary heap over typed arrays with a total order (time, priority, order of insertion).
import { START_PS } from './time.ts';

/** Priorities at equal time, lowest first: what the hardware has done is visible to software of the same instant. */
export const PRIORITY = {
  wire: 0,
  nic: 1,
  memory: 2,
  timer: 3,
  interrupt: 4,
  core: 5,
  statistics: 6,
} as const;

const SEQUENCES = 2 ** 48;

/** Present time, picoseconds, for whoever needs no more of the queue. */
export interface Clock {
  readonly nowPs: number;
}

/** What is scheduled: whoever fires gets its operation and one argument back. */
export interface Actor {
  fire(op: number, arg: number): void;
}

/**
 * Events leave in the order of (time, priority, insertion). Pop leaves a hole at the root that the next push fills
 * with one sift-down (pop and push fused), the fastest set measured for fewer than about 256 pending events.
 */
export class EventQueue {
  /** Time of the event popped last, picoseconds. */
  nowPs = START_PS;
  /** Events popped so far. */
  popped = 0;
  /** Of the event popped last. */
  actor = 0;
  op = 0;
  arg = 0;

  private size = 0;
  private hole = false;
  private sequence = 0;
  private t: Float64Array;
  private order: Float64Array;
  private what: Int32Array;
  private argument: Int32Array;

  constructor(capacity = 256) {
    this.t = new Float64Array(capacity);
    this.order = new Float64Array(capacity);
    this.what = new Int32Array(capacity);
    this.argument = new Int32Array(capacity);
  }

  /** Events that wait. */
  get pending(): number {
    return this.hole ? this.size - 1 : this.size;
  }

  /** Time of the earliest event that waits; Infinity if none does. */
  get nextPs(): number {
    if (this.hole) this.fillHole();
    return this.size > 0 ? this.t[0] : Infinity;
  }

  /** Schedules `op` of `actor` (0…65535, ops 0…63) at a time not before now. */
  at(timePs: number, priority: number, actor: number, op: number, arg: number): void {
    if (this.size === this.t.length) this.grow();
    // Written behind the last event first: numbers given on to a function that is not inlined would be boxed.
    const n = this.size;
    this.t[n] = timePs;
    this.order[n] = priority * SEQUENCES + this.sequence++;
    this.what[n] = actor * 64 + op;
    this.argument[n] = arg;
    if (this.hole) this.intoHole(n);
    else this.up();
  }

  /** Takes the earliest event out if its time is at most `limitPs`; false if there is none. */
  pop(limitPs: number): boolean {
    if (this.hole) this.fillHole();
    if (this.size === 0 || this.t[0] > limitPs) return false;
    this.hole = true;
    this.nowPs = this.t[0];
    const what = this.what[0];
    this.actor = what >> 6;
    this.op = what & 63;
    this.arg = this.argument[0];
    this.popped++;
    return true;
  }

  private fillHole(): void {
    const n = --this.size;
    if (n > 0) this.intoHole(n);
    else this.hole = false;
  }

  /** Moves the event behind the last up to its place. */
  private up(): void {
    const t = this.t;
    const o = this.order;
    let i = this.size++;
    const timePs = t[i];
    const order = o[i];
    const what = this.what[i];
    const arg = this.argument[i];
    while (i > 0) {
      const up = (i - 1) >> 2;
      if (t[up] < timePs || (t[up] === timePs && o[up] < order)) break;
      this.move(up, i);
      i = up;
    }
    this.put(i, timePs, order, what, arg);
  }

  /** Moves the event at `from`, behind the last, down from the root, which is free. */
  private intoHole(from: number): void {
    this.hole = false;
    const t = this.t;
    const o = this.order;
    const n = this.size;
    const timePs = t[from];
    const order = o[from];
    let i = 0;
    for (;;) {
      let c = 4 * i + 1;
      if (c >= n) break;
      const end = c + 4 < n ? c + 4 : n;
      let best = t[c];
      for (let k = c + 1; k < end; k++) {
        const tk = t[k];
        if (tk < best || (tk === best && o[k] < o[c])) {
          c = k;
          best = tk;
        }
      }
      if (best > timePs || (best === timePs && o[c] > order)) break;
      this.move(c, i);
      i = c;
    }
    this.move(from, i);
  }

  private move(from: number, to: number): void {
    this.t[to] = this.t[from];
    this.order[to] = this.order[from];
    this.what[to] = this.what[from];
    this.argument[to] = this.argument[from];
  }

  private put(i: number, timePs: number, order: number, what: number, arg: number): void {
    this.t[i] = timePs;
    this.order[i] = order;
    this.what[i] = what;
    this.argument[i] = arg;
  }

  private grow(): void {
    const n = this.t.length * 2;
    const t = new Float64Array(n);
    t.set(this.t);
    this.t = t;
    const order = new Float64Array(n);
    order.set(this.order);
    this.order = order;
    const what = new Int32Array(n);
    what.set(this.what);
    this.what = what;
    const argument = new Int32Array(n);
    argument.set(this.argument);
    this.argument = argument;
  }
}
