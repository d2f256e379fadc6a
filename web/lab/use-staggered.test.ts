// Checks that no lane is passed over, however few frames there are.
import { expect, test } from 'vitest';
import { nextStale } from './use-staggered.ts';

test('lanes come in turn, those that are up to date are passed over', () => {
  expect(nextStale([1, 2, 3], [1, 2, 3], 0)).toBe(-1);
  expect(nextStale([0, 2, 0], [1, 2, 3], 0)).toBe(0);
  expect(nextStale([0, 2, 0], [1, 2, 3], 1)).toBe(2);
  expect(nextStale([0, 2, 3], [1, 2, 3], 3)).toBe(0);
});

test('lanes out of view are passed over', () => {
  expect(nextStale([0, 0, 0, 0], [1, 2, 3, 4], 0, { first: 1, last: 2 })).toBe(1);
  expect(nextStale([0, 2, 3, 0], [1, 2, 3, 4], 0, { first: 1, last: 2 })).toBe(-1);
});

test('with fewer frames than lanes between two sets of figures every lane gets some', () => {
  const shown = [0, 0, 0, 0, 0];
  const seen = new Set<number>();
  let cursor = 0;
  for (let set = 1; set <= 5; set++) {
    const latest = shown.map(() => set);
    for (let frame = 0; frame < 2; frame++) {
      const lane = nextStale(shown, latest, cursor);
      seen.add(lane);
      shown[lane] = set;
      cursor = lane + 1;
    }
  }
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4]);
});
