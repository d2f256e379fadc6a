// The mempool's policy step by step, and that no object is ever held twice or lost.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench } from '../hardware/bench-for-test.ts';
import { DATA_LINE } from '../hardware/buffer-pool.ts';
import { Mempool, type MempoolPolicy, mostCached } from './mempool.ts';

function poolOf(size: number, cacheSize: number, strideBytes = 2368, policy?: MempoolPolicy): Mempool {
  return new Mempool(0, new Bench().memory, size, strideBytes, cacheSize, policy);
}

const classic = (size: number, cacheSize: number) => poolOf(size, cacheSize, 2368, 'classic');

describe('mempool', () => {
  it('serves from its cache, last in first out', () => {
    const pool = poolOf(100, 8);
    const first = pool.take();
    const second = pool.take();
    pool.give(first);
    pool.give(second);
    expect([pool.take(), pool.take()]).toEqual([second, first]);
  });

  it('fetches half a cache from the ring when it is empty', () => {
    const pool = poolOf(100, 8);
    expect([pool.cacheLength, pool.ringLength]).toEqual([0, 100]);
    pool.take();
    expect([pool.cacheLength, pool.ringLength, pool.available]).toEqual([3, 96, 99]);
    for (let i = 0; i < 3; i++) pool.take();
    expect([pool.cacheLength, pool.ringLength]).toEqual([0, 96]);
    pool.take();
    expect([pool.cacheLength, pool.ringLength]).toEqual([3, 92]);
  });

  it('gives the cold half of a full cache to the ring and keeps the hot one', () => {
    const pool = poolOf(100, 8);
    const held = Array.from({ length: 12 }, () => pool.take());
    expect(pool.cacheLength).toBe(0);
    for (let i = 0; i < 8; i++) pool.give(held[i]);
    expect([pool.cacheLength, pool.ringLength]).toEqual([8, 88]);
    pool.give(held[8]);
    expect([pool.cacheLength, pool.ringLength]).toEqual([5, 92]);
    expect([pool.take(), pool.take(), pool.take(), pool.take(), pool.take()]).toEqual(
      [8, 7, 6, 5, 4].map((i) => held[i]),
    );
    // the ring is first in, first out: 88 others come before the cold half
    const later = Array.from({ length: 92 }, () => pool.take());
    expect(later.slice(88).sort((a, b) => a - b)).toEqual(held.slice(0, 4).sort((a, b) => a - b));
  });

  it('without a cache lets every object cross the ring', () => {
    const pool = poolOf(5, 0);
    expect([pool.take(), pool.take()]).toEqual([0, 1]);
    pool.give(1);
    pool.give(0);
    expect(Array.from({ length: 6 }, () => pool.take())).toEqual([2, 3, 4, 1, 0, -1]);
  });

  it('is dry when all are held, and serves again after a return', () => {
    const pool = poolOf(7, 4);
    const held = Array.from({ length: 7 }, () => pool.take());
    expect(new Set(held).size).toBe(7);
    expect(pool.take()).toBe(-1);
    pool.give(held[3]);
    expect(pool.take()).toBe(held[3]);
    expect(pool.take()).toBe(-1);
  });

  it('has objects of 37 lines by default and whole lines always', () => {
    const pool = poolOf(4, 2);
    expect([pool.lineOf(1) - pool.lineOf(0), pool.lineOf(0) % 37 === 0]).toEqual([
      37,
      (1 + DATA_LINE) % 37 === 0,
    ]);
    const odd = poolOf(4, 2, 100);
    expect(odd.lineOf(3) - odd.lineOf(0)).toBe(6);
  });

  it.each(['current', 'classic'] as const)(
    '%s never hands an object out twice and never loses one, whatever the order and the chains',
    (policy) => {
      const op = fc.record({ take: fc.boolean(), which: fc.nat(99), chained: fc.nat(3) });
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 40 }),
          fc.nat(16),
          fc.array(op, { maxLength: 150 }),
          (size, cache, ops) => {
            const pool = poolOf(size, cache, 2368, policy);
            const held: number[][] = [];
            for (const { take, which, chained } of ops) {
              const all = held.flat();
              if (take) {
                const chain: number[] = [];
                for (let i = 0; i <= chained; i++) {
                  const buffer = pool.take();
                  if (buffer < 0) {
                    expect(all.length + chain.length).toBe(size);
                    break;
                  }
                  expect(all).not.toContain(buffer);
                  expect(chain).not.toContain(buffer);
                  if (chain.length > 0) pool.chain(chain[chain.length - 1], buffer);
                  chain.push(buffer);
                }
                if (chain.length > 0) held.push(chain);
              } else if (held.length > 0) pool.give(held.splice(which % held.length, 1)[0][0]);
              expect(pool.cacheLength + pool.ringLength + held.flat().length).toBe(size);
              expect(pool.cacheLength).toBeLessThanOrEqual(mostCached(policy, cache));
            }
          },
        ),
        { numRuns: 150 },
      );
    },
  );
});

describe('classic mempool', () => {
  it('fetches its whole size beside the one asked for', () => {
    const pool = classic(100, 8);
    // the last fetched is the first served
    expect([pool.take(), pool.cacheLength, pool.ringLength]).toEqual([8, 8, 91]);
    expect(Array.from({ length: 8 }, () => pool.take())).toEqual([7, 6, 5, 4, 3, 2, 1, 0]);
    expect([pool.cacheLength, pool.ringLength]).toEqual([0, 91]);
    expect([pool.take(), pool.cacheLength, pool.ringLength]).toEqual([17, 8, 82]);
  });

  it('takes one alone from a ring that has no more than its size', () => {
    const pool = classic(8, 8);
    expect([pool.take(), pool.cacheLength, pool.ringLength]).toEqual([0, 0, 7]);
    const enough = classic(9, 8);
    expect([enough.take(), enough.cacheLength, enough.ringLength]).toEqual([8, 8, 0]);
  });

  it('grows to one and a half times its size, then gives everything to the ring, the hot ones too', () => {
    const pool = classic(100, 8);
    const held = Array.from({ length: 18 }, () => pool.take());
    expect([pool.cacheLength, pool.ringLength]).toEqual([0, 82]);
    for (let i = 0; i < 12; i++) pool.give(held[i]);
    expect([pool.cacheLength, pool.ringLength]).toEqual([12, 82]);
    pool.give(held[12]);
    expect([pool.cacheLength, pool.ringLength]).toEqual([1, 94]);
    expect(pool.take()).toBe(held[12]);
  });

  it('rounds an odd size down, as the library does', () => {
    expect([1, 2, 3, 250].map((size) => mostCached('classic', size))).toEqual([1, 3, 4, 375]);
    expect(mostCached('current', 250)).toBe(250);
  });

  it.each([0, 1])('of size %i serves all its objects', (cacheSize) => {
    const pool = classic(5, cacheSize);
    const held = Array.from({ length: 5 }, () => pool.take());
    expect([...held].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(pool.take()).toBe(-1);
    for (const buffer of held) pool.give(buffer);
    expect([pool.cacheLength, pool.ringLength]).toEqual([cacheSize, 5 - cacheSize]);
  });

  // the fault that the change of 26.07 mends: flushed whole, the cache must be fetched whole again
  it('sends more across the ring than the current one when what is held swings by more than the cache', () => {
    const crossings = (policy: MempoolPolicy) => {
      const pool = poolOf(8191, 250, 2368, policy);
      let crossed = 0;
      let before = pool.ringLength;
      const held: number[] = [];
      const count = () => {
        crossed += Math.abs(pool.ringLength - before);
        before = pool.ringLength;
      };
      const swing = (n: number) => {
        for (let i = 0; i < n; i++) {
          held.push(pool.take());
          count();
        }
        for (let i = 0; i < n; i++) {
          pool.give(held.pop() ?? -1);
          count();
        }
      };
      for (let i = 0; i < 64; i++) swing(i % 2 === 0 ? 416 : 32);
      return crossed;
    };
    expect(crossings('classic')).toBeGreaterThan(1.4 * crossings('current'));
  });
});
