// The event set against a sorted list: total order, the hole that pop leaves, growth, limits, snapshots.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EventQueue, PRIORITY } from './event-queue.ts';
import { RandomStream } from './random.ts';
import { restoreSnapshot, takeSnapshot } from './snapshot.ts';

interface Waiting {
  t: number;
  priority: number;
  n: number;
}

/** Sorts every time: slow and plainly right. */
class Reference {
  private waiting: Waiting[] = [];
  private n = 0;

  at(t: number, priority: number): number {
    this.waiting.push({ t, priority, n: this.n });
    return this.n++;
  }

  pop(limit: number): Waiting | null {
    this.waiting.sort((a, b) => a.t - b.t || a.priority - b.priority || a.n - b.n);
    return this.waiting.length > 0 && this.waiting[0].t <= limit ? (this.waiting.shift() ?? null) : null;
  }

  get pending(): number {
    return this.waiting.length;
  }

  get nextPs(): number {
    return Math.min(Infinity, ...this.waiting.map(({ t }) => t));
  }
}

/** Runs `steps` random operations on both; the argument of each event is its number. */
function compare(seed: number, steps: number, capacity: number, mostPending: number): void {
  const random = new RandomStream(seed, 'steps');
  const queue = new EventQueue(capacity);
  const reference = new Reference();
  for (let i = 0; i < steps; i++) {
    const push = reference.pending === 0 || (reference.pending < mostPending && random.below(2) === 0);
    if (push) {
      const t = queue.nowPs + random.below(4);
      const priority = random.below(7);
      const n = reference.at(t, priority);
      queue.at(t, priority, n & 0xffff, n & 63, n);
    } else {
      const limit = random.below(4) === 0 ? queue.nowPs + random.below(3) : Infinity;
      const expected = reference.pop(limit);
      expect(queue.pop(limit)).toBe(expected !== null);
      if (expected !== null) {
        expect([queue.nowPs, queue.arg, queue.actor, queue.op]).toEqual([
          expected.t,
          expected.n,
          expected.n & 0xffff,
          expected.n & 63,
        ]);
      }
    }
    expect(queue.pending).toBe(reference.pending);
    // looking at the next time closes the hole: only now and then, so that both ways are taken
    if (random.below(8) === 0) expect(queue.nextPs).toBe(reference.nextPs);
  }
}

describe('event queue', () => {
  it('pops what a list sorted by time, priority and insertion would give', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.integer({ min: 1, max: 60 }), (seed, most) => compare(seed, 120, 1, most)),
      { numRuns: 120 },
    );
  });

  it('keeps the order with thousands pending', () => {
    const queue = new EventQueue(2);
    const random = new RandomStream(5, 'many');
    const all: { t: number; priority: number; n: number }[] = [];
    for (let n = 0; n < 5000; n++) {
      const t = random.below(700);
      const priority = random.below(7);
      all.push({ t, priority, n });
      queue.at(t, priority, 0, 0, n);
    }
    all.sort((a, b) => a.t - b.t || a.priority - b.priority || a.n - b.n);
    const popped: number[] = [];
    while (queue.pop(Infinity)) popped.push(queue.arg);
    expect(popped).toEqual(all.map(({ n }) => n));
    expect(queue.popped).toBe(5000);
  });

  it('orders one instant as wire, NIC, memory, timer, interrupt, core, statistics', () => {
    const queue = new EventQueue();
    const names = Object.keys(PRIORITY) as (keyof typeof PRIORITY)[];
    expect(names).toEqual(['wire', 'nic', 'memory', 'timer', 'interrupt', 'core', 'statistics']);
    [...names].reverse().forEach((name, i) => {
      queue.at(9, PRIORITY[name], 0, 0, i);
    });
    const order: string[] = [];
    while (queue.pop(9)) order.push([...names].reverse()[queue.arg]);
    expect(order).toEqual(names);
  });

  it('fills the hole with the next push, smaller or larger than all that waits', () => {
    const queue = new EventQueue(4);
    for (const t of [10, 20, 30, 40]) queue.at(t, 0, 1, 1, t);
    expect(queue.pop(Infinity)).toBe(true);
    expect(queue.pending).toBe(3);
    queue.at(10, 0, 1, 1, 11);
    expect(queue.pop(Infinity) && queue.arg).toBe(11);
    queue.at(50, 0, 1, 1, 50);
    expect(queue.nextPs).toBe(20);
    const rest: number[] = [];
    while (queue.pop(Infinity)) rest.push(queue.arg);
    expect(rest).toEqual([20, 30, 40, 50]);
    expect(queue.nextPs).toBe(Infinity);
    expect(queue.pending).toBe(0);
  });

  it('leaves alone what lies behind the limit, and takes what lies on it', () => {
    const queue = new EventQueue();
    queue.at(1000, 0, 3, 5, -7);
    expect(queue.pop(999)).toBe(false);
    expect([queue.nowPs, queue.popped, queue.pending]).toEqual([0, 0, 1]);
    expect(queue.pop(1000)).toBe(true);
    expect([queue.nowPs, queue.actor, queue.op, queue.arg, queue.popped]).toEqual([1000, 3, 5, -7, 1]);
    expect(queue.pop(Infinity)).toBe(false);
  });

  it('carries the largest actor, operation and arguments', () => {
    const queue = new EventQueue();
    queue.at(2 ** 52, 6, 65535, 63, 2 ** 31 - 1);
    queue.at(2 ** 52, 6, 0, 0, -(2 ** 31));
    expect(queue.pop(Infinity)).toBe(true);
    expect([queue.actor, queue.op, queue.arg]).toEqual([65535, 63, 2 ** 31 - 1]);
    expect(queue.pop(Infinity)).toBe(true);
    expect([queue.actor, queue.op, queue.arg]).toEqual([0, 0, -(2 ** 31)]);
  });

  it('comes back from a snapshot taken with a hole, though it has grown since', () => {
    const queue = new EventQueue(4);
    for (const t of [5, 1, 4, 2]) queue.at(t, 0, 0, 0, t);
    queue.pop(Infinity);
    const snapshot = takeSnapshot(queue);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 100; i++) queue.at(3, 0, 0, 0, 100 + i);
      const order: number[] = [];
      while (queue.pop(Infinity)) order.push(queue.arg);
      expect(order.slice(0, 2)).toEqual([2, 100]);
      expect(order.slice(-2)).toEqual([4, 5]);
      expect(order).toHaveLength(103);
      restoreSnapshot(snapshot);
      expect(queue.pending).toBe(3);
    }
  });
});
