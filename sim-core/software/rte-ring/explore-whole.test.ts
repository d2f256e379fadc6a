// Every order of steps of teams of three, over every set of sizes (H27, H28): all states there are.
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

describe('H28: the other ways to keep threads apart', () => {
  it.each(['rts', 'hts'] as const)('%s is as safe', (mode) => {
    for (const [producers, consumers] of TEAMS) {
      for (const threads of threadSets(producers, consumers, false, 2)) {
        expectSound(ring({ producers: mode, consumers: mode, reach: 3, start: WRAP - 2 }), threads);
      }
    }
  });
});
