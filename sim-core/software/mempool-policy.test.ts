// The two cache policies against a plain model (H29): what crosses the ring when, and nothing held twice.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bench } from '../hardware/bench-for-test.ts';
import { Mempool, type MempoolPolicy, mostCached } from './mempool.ts';

function poolOf(size: number, cacheSize: number, policy: MempoolPolicy): Mempool {
  return new Mempool(0, new Bench().memory, size, 2368, cacheSize, policy);
}

function taken(pool: Mempool, n: number): Int32Array {
  const objects = new Int32Array(n);
  expect(pool.takeBulk(objects, n)).toBe(true);
  return objects;
}

describe('classic', () => {
  it('fetches the whole cache and what is wanted, and serves again from it', () => {
    const pool = poolOf(1000, 64, 'classic');
    taken(pool, 32);
    expect([pool.cacheLength, pool.ringLength]).toEqual([64, 904]);
    taken(pool, 64);
    expect([pool.cacheLength, pool.crossings]).toEqual([0, 1]);
  });

  it('holds one and a half sizes, then flushes all', () => {
    const pool = poolOf(1000, 64, 'classic');
    const held = taken(pool, 32);
    pool.giveBulk(held, 32);
    expect(pool.cacheLength).toBe(96);
    pool.giveBulk(Int32Array.of(999), 1);
    expect([pool.cacheLength, pool.ringLength]).toEqual([1, 1000]);
  });

  it('hands more than it can hold straight to the ring', () => {
    const pool = poolOf(1000, 32, 'classic');
    const held = taken(pool, 100);
    expect([pool.cacheLength, pool.crossed]).toEqual([0, 100]);
    pool.giveBulk(held, 100);
    expect([pool.cacheLength, pool.ringLength]).toEqual([0, 1000]);
  });
});

describe('current', () => {
  it('serves what is in the cache, then half a cache from the ring', () => {
    const pool = poolOf(1000, 64, 'current');
    taken(pool, 20);
    expect([pool.cacheLength, pool.ringLength]).toEqual([12, 968]);
    taken(pool, 20);
    expect([pool.cacheLength, pool.ringLength]).toEqual([24, 936]);
  });

  it('fetches more than half a cache past it', () => {
    const pool = poolOf(1000, 64, 'current');
    taken(pool, 20);
    taken(pool, 60);
    expect([pool.cacheLength, pool.ringLength]).toEqual([0, 920]);
  });

  it('keeps the hot half when it is full, and passes large returns by', () => {
    const pool = poolOf(1000, 64, 'current');
    const held = taken(pool, 256);
    pool.giveBulk(held, 64);
    expect([pool.cacheLength, pool.crossings]).toEqual([64, 1]);
    pool.giveBulk(held.slice(64), 32);
    expect([pool.cacheLength, pool.ringLength]).toEqual([64, 744 + 32]);
    pool.giveBulk(held.slice(96), 160);
    expect([pool.cacheLength, pool.ringLength]).toEqual([64, 744 + 192]);
    expect(pool.take()).toBe(held[95]);
  });
});

describe('n single calls in place of one for n', () => {
  it.each([
    ['current', 0],
    ['classic', 31],
  ] as const)('%s: the cache holds at most %i fewer after either', (policy, atMost) => {
    const script = fc.array(fc.boolean(), { maxLength: 80 });
    fc.assert(
      fc.property(script, fc.integer({ min: 1, max: 32 }), (calls, n) => {
        const [bulk, single] = [poolOf(4096, 250, policy), poolOf(4096, 250, policy)];
        let held = 0;
        for (const put of calls) {
          if (put && held < n) continue;
          const before = bulk.cacheLength;
          // both begin each call with the same number in the cache
          while (single.cacheLength > before) single.take();
          while (single.cacheLength < before) single.give(0);
          if (put) bulk.giveBulk(new Int32Array(n), n);
          else bulk.takeBulk(new Int32Array(n), n);
          for (let i = 0; i < n; i++) {
            if (put) single.give(0);
            else single.take();
          }
          held += put ? -n : n;
          const fewer = bulk.cacheLength - single.cacheLength;
          expect(fewer).toBeGreaterThanOrEqual(0);
          expect(fewer).toBeLessThanOrEqual(Math.min(atMost, n - 1));
        }
      }),
    );
  });
});

describe('both', () => {
  it('take exactly what is wanted when the ring is short, or nothing', () => {
    for (const policy of ['current', 'classic'] as const) {
      const pool = poolOf(20, 64, policy);
      taken(pool, 5);
      expect([pool.cacheLength, pool.ringLength]).toEqual([0, 15]);
      expect(pool.takeBulk(new Int32Array(16), 16)).toBe(false);
      expect(pool.ringLength).toBe(15);
    }
  });

  it('H29: no object twice, none lost, the cache within its bounds', () => {
    const policy = fc.constantFrom<MempoolPolicy>('current', 'classic');
    const calls = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 80 })), { maxLength: 60 });
    fc.assert(
      fc.property(policy, fc.integer({ min: 0, max: 64 }), calls, (kind, cacheSize, script) => {
        const pool = poolOf(200, cacheSize, kind);
        const out: number[] = [];
        for (const [take, n] of script) {
          const objects = new Int32Array(n);
          if (take) {
            const enough = pool.ringLength >= n - Math.min(n, pool.cacheLength);
            expect(pool.takeBulk(objects, n)).toBe(enough);
            if (enough) out.push(...objects);
          } else {
            const back = Int32Array.from(out.splice(0, n));
            if (back.length > 0) pool.giveBulk(back, back.length);
          }
          expect(new Set(out).size).toBe(out.length);
          expect(pool.cacheLength + pool.ringLength + out.length).toBe(200);
          expect(pool.cacheLength).toBeLessThanOrEqual(mostCached(kind, cacheSize));
        }
      }),
    );
  });
});
