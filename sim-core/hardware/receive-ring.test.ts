// The receive ring: N − 1 posted, refill in batches, what a core must fetch, frames over several descriptors.
import { describe, expect, it } from 'vitest';
import { K } from '../trace/kinds.ts';
import { Bench } from './bench-for-test.ts';
import { BufferPool } from './buffer-pool.ts';
import { ReceiveRing } from './receive-ring.ts';

function ringOf(
  bench: Bench,
  size: number,
  batch: number,
  buffers = 4096,
): { ring: ReceiveRing; pool: BufferPool } {
  const pool = new BufferPool(bench.data.nextPool, bench.memory, buffers, 32);
  bench.data.addPool(pool);
  return { ring: new ReceiveRing(0, 1, size, batch, pool, bench.memory, bench.fabric), pool };
}

/** The NIC fills `n` descriptors with packets and writes them back. */
function receive(bench: Bench, ring: ReceiveRing, n: number, bytes = 64): void {
  for (let i = 0; i < n; i++) {
    const before = ring.filled;
    ring.fillNext(bench.packet(bytes));
    ring.writeBack(ring.filled - before);
  }
}

describe('receive ring', () => {
  it.each([64, 512, 4096])('of %s posts one descriptor less', (size) => {
    const { ring, pool } = ringOf(new Bench(), size, 16, 8192);
    expect([ring.posted - ring.filled, ring.posted, ring.waiting, ring.occupancy]).toEqual([
      size - 1,
      size - 1,
      0,
      0,
    ]);
    expect(pool.held).toBe(size - 1);
  });

  it.each([
    [512, 16, 16],
    [512, 64, 64],
    [64, 64, 16],
    [128, 64, 32],
  ])('of %s with a driver’s batch of %s refills %s at a time', (size, batch, effective) => {
    const bench = new Bench();
    const { ring } = ringOf(bench, size, batch);
    let posted = 0;
    ring.onPosted = () => {
      posted++;
    };
    const all = size - 1;
    receive(bench, ring, effective - 1);
    for (let i = 0; i < effective - 1; i++) ring.take();
    expect(ring.refill()).toBe(0);
    expect(posted).toBe(0);
    receive(bench, ring, 1);
    ring.take();
    expect(ring.posted - ring.filled).toBe(all - effective);
    expect(ring.refill()).toBe(effective);
    expect(ring.posted - ring.filled).toBe(all);
    expect([posted, bench.fabric.tally.doorbells]).toEqual([1, 1]);
    receive(bench, ring, 2 * effective + 3);
    for (let i = 0; i < 2 * effective + 3; i++) ring.take();
    expect(ring.refill()).toBe(2 * effective);
    expect(bench.recorder.of(K.ringRefilled).map(({ arg }) => arg)).toEqual([effective, 2 * effective]);
    expect(bench.recorder.of(K.doorbellRung)).toHaveLength(2);
  });

  it('posts what its pool has when that runs dry, and the rest later', () => {
    const bench = new Bench();
    const { ring, pool } = ringOf(bench, 64, 16, 70);
    receive(bench, ring, 63);
    expect(ring.posted - ring.filled).toBe(0);
    const slots = Array.from({ length: 63 }, () => ring.take());
    expect(ring.refill()).toBe(7);
    expect(pool.take()).toBe(-1);
    expect(ring.refill()).toBe(0);
    expect(bench.fabric.tally.doorbells).toBe(1);
    for (const slot of slots) bench.data.release(slot);
    expect(ring.refill()).toBe(48);
    expect(ring.posted - ring.filled).toBe(55);
  });

  it('gives packets out in the order in which they were filled, only when visible', () => {
    const bench = new Bench();
    const { ring } = ringOf(bench, 64, 16);
    const slots = [1, 2, 3].map(() => bench.packet());
    for (const slot of slots) ring.fillNext(slot);
    expect([ring.waiting, ring.occupancy]).toEqual([0, 3]);
    ring.writeBack(2);
    expect([ring.waiting, ring.occupancy]).toEqual([2, 3]);
    expect([ring.peek(), ring.take(), ring.take()]).toEqual([slots[0], slots[0], slots[1]]);
    expect([ring.waiting, ring.occupancy, ring.slotOf(2)]).toEqual([0, 1, slots[2]]);
  });

  it('makes a core fetch a line of four descriptors once, and again when more of it was written since', () => {
    const bench = new Bench();
    const { ring } = ringOf(bench, 64, 16);
    const lines = (n: number): number[] =>
      Array.from({ length: n }, () => {
        const line = ring.linesToRead();
        ring.take();
        return line;
      });
    receive(bench, ring, 8);
    expect(lines(8)).toEqual([1, 0, 0, 0, 1, 0, 0, 0]);
    receive(bench, ring, 2);
    expect(lines(2)).toEqual([1, 0]);
    receive(bench, ring, 1);
    expect(lines(1)).toEqual([1]);
    receive(bench, ring, 3);
    expect(lines(3)).toEqual([1, 1, 0]);
  });

  it('has four descriptors to a line and comes round to the first', () => {
    const { ring } = ringOf(new Bench(), 64, 16);
    const base = ring.descriptorLine(0);
    expect([3, 4, 63, 64, 68].map((n) => ring.descriptorLine(n) - base)).toEqual([0, 1, 15, 0, 1]);
  });

  it('takes several descriptors for a long frame and chains its buffers', () => {
    const bench = new Bench();
    const { ring, pool } = ringOf(bench, 64, 16);
    const slot = bench.packet(9216);
    ring.fillNext(slot);
    expect([ring.filled, ring.posted - ring.filled]).toEqual([5, 58]);
    ring.writeBack(5);
    expect(ring.take()).toBe(slot);
    expect([ring.taken, ring.waiting]).toEqual([5, 0]);
    const held = pool.held;
    bench.data.release(slot);
    expect(held - pool.held).toBe(5);
  });
});
