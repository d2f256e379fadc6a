// Buffers: the last one given is the next one taken, chains come back whole, none is handed out twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench } from './bench-for-test.ts';
import { BufferPool, buffersOf, DATA_LINE } from './buffer-pool.ts';

describe('buffer pool', () => {
  it('knows how many buffers a frame takes without its FCS', () => {
    expect([64, 1518, 2052, 2053, 4100, 4101, 9216].map(buffersOf)).toEqual([1, 1, 1, 2, 2, 3, 5]);
  });

  it('hands out the warm one first, new ones only when none is free, and no more than it has', () => {
    const { memory } = new Bench();
    const pool = new BufferPool(0, memory, 4, 32);
    expect([pool.take(), pool.take(), pool.take()]).toEqual([0, 1, 2]);
    pool.give(0);
    pool.give(2);
    expect([pool.take(), pool.take(), pool.take(), pool.take()]).toEqual([2, 0, 3, -1]);
    expect(pool.held).toBe(4);
  });

  it('takes a chain back whole and unchained', () => {
    const { memory } = new Bench();
    const pool = new BufferPool(0, memory, 8, 32);
    const [a, b, c] = [pool.take(), pool.take(), pool.take()];
    pool.chain(a, b);
    pool.chain(b, c);
    expect([pool.nextOf(a), pool.nextOf(b), pool.nextOf(c)]).toEqual([b, c, -1]);
    pool.give(a);
    expect(pool.held).toBe(0);
    expect([pool.nextOf(a), pool.nextOf(b), pool.nextOf(c)]).toEqual([-1, -1, -1]);
  });

  it('lays buffers out by its stride, data behind header and headroom', () => {
    const { memory } = new Bench();
    const first = new BufferPool(0, memory, 10, 32);
    const second = new BufferPool(1, memory, 10, 37);
    expect(DATA_LINE).toBe(5);
    expect(first.lineOf(3) - first.lineOf(0)).toBe(96);
    expect(second.lineOf(2) - second.lineOf(1)).toBe(37);
    expect(second.lineOf(0)).toBeGreaterThan(first.lineOf(9));
  });

  it('never hands out a buffer that is held', () => {
    const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(50)), { maxLength: 200 });
    fc.assert(
      fc.property(steps, (ops) => {
        const pool = new BufferPool(0, new Bench().memory, 12, 32);
        const held: number[] = [];
        for (const [take, which] of ops) {
          if (take) {
            const buffer = pool.take();
            expect(buffer).toBe(held.length === 12 ? -1 : buffer);
            expect(held).not.toContain(buffer);
            if (buffer >= 0) held.push(buffer);
          } else if (held.length > 0) pool.give(held.splice(which % held.length, 1)[0]);
          expect(pool.held).toBe(held.length);
        }
      }),
      { numRuns: 60 },
    );
  });
});
