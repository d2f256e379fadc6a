// Every order of steps of teams of up to four, over every set of sizes (H27, H28): all states there are.
import { describe, expect, it } from 'vitest';
import { expectSound, ring, STARTS, threadSets, WRAP } from './threads-for-test.ts';

/** Threads of each side, up to three, and the states visited over two rings, two starts, bulk and burst. */
const TEAMS = [
  [1, 0, 324],
  [1, 1, 11_574],
  [2, 0, 14_486],
  [2, 1, 1_069_372],
  [1, 2, 403_786],
  [3, 0, 733_962],
] as const;

describe('H27: safe in every order of steps', () => {
  it.each(TEAMS)(
    '%i producers and %i consumers, two operations each: %i states',
    (producers, consumers, expected) => {
      let states = 0;
      for (const all of [true, false]) {
        for (const threads of threadSets(producers, consumers, all, 2)) {
          for (const size of [4, 8]) {
            for (const start of STARTS) states += expectSound(ring({ size, start }), threads);
          }
        }
      }
      expect(states).toBe(expected);
    },
  );
});

describe('H27: safe in every order of steps, other teams and rings', () => {
  it('consumers alone, of what lies there already', () => {
    for (const filled of [1, 2, 3]) {
      for (const threads of threadSets(0, 3, false, 2)) {
        expectSound(ring({ filled, start: WRAP - 2 }), threads);
      }
    }
  });

  it('two producers and two consumers, one operation each', () => {
    for (const all of [true, false]) {
      for (const threads of threadSets(2, 2, all, 1)) {
        for (const size of [4, 8]) expectSound(ring({ size, start: WRAP - 2 }), threads);
      }
    }
  });

  it('one producer and one consumer without a swap', () => {
    for (const all of [true, false]) {
      for (const threads of threadSets(1, 1, all, 2)) {
        for (const start of STARTS) expectSound(ring({ producers: 'sp', consumers: 'sp', start }), threads);
      }
    }
  });

  it('a ring for exactly four objects', () => {
    for (const threads of threadSets(2, 1, false, 2)) expectSound(ring({ exact: 4 }), threads);
  });
});

describe('H28: the other ways to keep threads apart', () => {
  it.each(['rts', 'hts'] as const)('%s with two producers and two consumers', (mode) => {
    for (const threads of threadSets(2, 2, false, 1)) {
      expectSound(ring({ producers: mode, consumers: mode, reach: 3 }), threads);
    }
  });

  it('a relaxed tail that may not be left behind at all', () => {
    for (const threads of threadSets(2, 1, false, 2)) {
      expectSound(ring({ producers: 'rts', consumers: 'rts', reach: 0 }), threads);
    }
  });

  it.each(['rts', 'hts'] as const)('%s is as safe', (mode) => {
    for (const [producers, consumers] of TEAMS) {
      for (const threads of threadSets(producers, consumers, false, 2)) {
        expectSound(ring({ producers: mode, consumers: mode, reach: 3, start: WRAP - 2 }), threads);
      }
    }
  });
});
