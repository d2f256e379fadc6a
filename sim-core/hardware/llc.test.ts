// The cache: what hits, what is pushed out and whether it was dirty, DMA's share, and hit ratios against a model of its own.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { LastLevelCache, LLC_HIT, LLC_WROTE_BACK } from './llc.ts';

/** One set only: every line meets every other. */
function oneSet(ways: number, dmaWays: number): LastLevelCache {
  return new LastLevelCache(64 * ways, ways, dmaWays, 1);
}

/** Hit ratio of writing `lines` in a circle into sets of `ways`, victims and sets drawn with another generator. */
function bruteForce(lines: number, sets: number, ways: number, laps: number): number {
  let state = 88172645463325252n;
  const random = (n: number): number => {
    state ^= BigInt.asUintN(64, state << 13n);
    state ^= state >> 7n;
    state ^= BigInt.asUintN(64, state << 17n);
    return Number(state % BigInt(n));
  };
  const setOf = Array.from({ length: lines }, () => random(sets));
  const content = Array.from({ length: sets }, () => [] as number[]);
  let hits = 0;
  for (let lap = 0; lap < laps; lap++) {
    for (let line = 0; line < lines; line++) {
      const set = content[setOf[line]];
      if (set.includes(line)) {
        if (lap >= laps / 2) hits++;
      } else if (set.length < ways) set.push(line);
      else set[random(ways)] = line;
    }
  }
  return hits / (lines * Math.floor(laps / 2));
}

describe('last-level cache', () => {
  it('has whole sets of its ways, and no more ways for DMA than it has', () => {
    const cache = new LastLevelCache(20 * 2 ** 20, 20, 2, 1);
    expect([cache.sets, cache.ways, cache.dmaWays]).toEqual([16384, 20, 2]);
    expect(new LastLevelCache(2 ** 20, 11, 20, 1).dmaWays).toBe(11);
    expect(new LastLevelCache(2 ** 20, 11, 2, 1).sets).toBe(1489);
  });

  it('updates in place what is in any way, and allocates into DMA’s ways only', () => {
    const cache = oneSet(4, 2);
    expect(cache.dmaWrite(1)).toBe(0);
    expect(cache.dmaWrite(2)).toBe(0);
    expect(cache.dmaWrite(1)).toBe(LLC_HIT);
    expect(cache.cpuRead(3)).toBe(0);
    expect(cache.cpuRead(4)).toBe(0);
    // 3 and 4 are in the other two ways: DMA finds them there
    expect(cache.dmaWrite(3)).toBe(LLC_HIT);
    expect(cache.dmaResident).toBe(3);
    // a fifth line pushes out 1 or 2, never 3 or 4
    for (let line = 10; line < 60; line++) expect(cache.dmaWrite(line)).toBe(LLC_WROTE_BACK);
    expect([cache.dmaRead(3), cache.dmaRead(4), cache.dmaRead(59)]).toEqual([true, true, true]);
    expect([cache.dmaResident, cache.dmaEvictions]).toEqual([3, 50]);
  });

  it('writes back what is dirty and only that', () => {
    const cache = oneSet(2, 2);
    cache.cpuRead(1);
    cache.cpuRead(2);
    expect(cache.cpuRead(3)).toBe(0);
    expect(cache.cpuRead(3)).toBe(LLC_HIT);
    expect(cache.cpuWrite(3)).toBe(LLC_HIT);
    let wroteBack = 0;
    for (let line = 10; line < 40; line++) if (cache.cpuRead(line) === LLC_WROTE_BACK) wroteBack++;
    expect(wroteBack).toBe(1);
    expect(cache.cpuWrite(50)).toBe(0);
    expect(cache.dmaEvictions).toBe(0);
  });

  it('forgets DMA’s mark when a core writes, and keeps it when a core reads', () => {
    const cache = oneSet(4, 4);
    cache.dmaWrite(1);
    cache.dmaWrite(2);
    expect(cache.cpuRead(1)).toBe(LLC_HIT);
    expect(cache.dmaResident).toBe(2);
    expect(cache.cpuWrite(1)).toBe(LLC_HIT);
    expect(cache.dmaResident).toBe(1);
    expect(cache.dmaWrite(1)).toBe(LLC_HIT);
    expect(cache.dmaResident).toBe(2);
  });

  it('drops its copy when DMA writes to memory, and reads by the device bring nothing in', () => {
    const cache = oneSet(4, 2);
    cache.dmaWrite(1);
    cache.cpuRead(2);
    cache.dmaInvalidate(1);
    cache.dmaInvalidate(2);
    cache.dmaInvalidate(99);
    expect([cache.dmaRead(1), cache.dmaRead(2), cache.dmaResident]).toEqual([false, false, 0]);
    expect(cache.dmaRead(7)).toBe(false);
    expect(cache.dmaRead(7)).toBe(false);
    expect(cache.cpuRead(7)).toBe(0);
  });

  it('spreads strided buffers over all sets', () => {
    const cache = new LastLevelCache(2 ** 20, 16, 16, 1);
    // every 32nd line: without a hash these would meet in a 32nd of the sets
    for (let i = 0; i < cache.sets * 8; i++) cache.dmaWrite(i * 32);
    let found = 0;
    for (let i = 0; i < cache.sets * 8; i++) if (cache.dmaRead(i * 32)) found++;
    expect(found / (cache.sets * 8)).toBeGreaterThan(0.97);
  });

  it('keeps neighbours apart: as many lines in a row as sets never meet, and a ring of buffers meets less than by chance', () => {
    const cache = new LastLevelCache(24.75 * 2 ** 20, 11, 1, 3);
    const first = 2 ** 20;
    // one line a set: a block of eight rows of every slice's sets
    for (let line = 0; line < 16_384; line++) expect(cache.dmaWrite(first + line)).toBe(0);
    let found = 0;
    for (let line = 0; line < 16_384; line++) if (cache.dmaRead(first + line)) found++;
    expect(found).toBe(16_384);
    // 24 lines of every 37: two thirds of DMA's share, where chance alone gives 0.70
    const ring = new LastLevelCache(24.75 * 2 ** 20, 11, 2, 3);
    let hits = 0;
    for (let lap = 0; lap < 10; lap++) {
      for (let i = 0; i < 2100 * 24; i++) {
        const line = Math.floor(i / 24) * 37 + (i % 24);
        if (ring.dmaWrite(first + line) === LLC_HIT && lap >= 5) hits++;
      }
    }
    expect(hits / (5 * 2100 * 24)).toBeGreaterThan(0.75);
    expect(hits / (5 * 2100 * 24)).toBeLessThan(0.85);
  });

  it.each([0.25, 0.5, 1, 1.5, 3])(
    'bends smoothly: circles of %s times DMA’s share, scattered, hit as often as in a plain model',
    (share) => {
      const cache = new LastLevelCache(64 * 4096 * 16, 16, 2, 7);
      const lines = Math.round(cache.sets * 2 * share);
      const scatter = new RandomStream(9, 'scattered');
      const at = Array.from({ length: lines }, () => scatter.uint32() >>> 4);
      const laps = 16;
      let hits = 0;
      for (let lap = 0; lap < laps; lap++) {
        for (let line = 0; line < lines; line++) {
          if (cache.dmaWrite(at[line]) === LLC_HIT && lap >= laps / 2) hits++;
        }
      }
      const ratio = hits / (lines * (laps / 2));
      expect(Math.abs(ratio - bruteForce(lines, cache.sets, 2, laps))).toBeLessThan(0.025);
      expect(cache.dmaResident).toBeLessThanOrEqual(cache.sets * 2);
    },
  );

  it('draws victims evenly and from its seed', () => {
    const survivors = [0, 0, 0, 0];
    const cache = oneSet(4, 4);
    const random = new RandomStream(1, 'lines');
    for (let round = 0; round < 4000; round++) {
      const before = [1, 2, 3, 4].map((i) => round * 8 + i);
      for (const line of before) cache.dmaInvalidate(line);
      for (let i = 0; i < 8; i++) cache.dmaInvalidate((round - 1) * 8 + i);
      for (const line of before) cache.cpuRead(line);
      cache.cpuRead(round * 8 + 5 + random.below(2));
      before.forEach((line, i) => {
        if (cache.dmaRead(line)) survivors[i]++;
      });
    }
    for (const n of survivors) expect(Math.abs(n - 3000)).toBeLessThan(150);
    const run = (seed: number): string => {
      const own = new LastLevelCache(64 * 64 * 4, 4, 2, seed);
      let results = '';
      for (let i = 0; i < 2000; i++) results += own.dmaWrite(i % 200);
      return results;
    };
    expect(run(5)).toBe(run(5));
    expect(run(5)).not.toBe(run(6));
  });
});
