// Checks that every lane of which a part is seen is in view, and that far ones are not.
import { expect, test } from 'vitest';
import { ALL_LANES, isInView, lanesInView } from './lanes-in-view.ts';

test('lanes within half a lane of the window are in view', () => {
  const at = (left: number) => lanesInView({ left, room: 518, laneWidth: 100 });
  expect(at(0)).toEqual({ first: 0, last: 5 });
  expect(at(140)).toEqual({ first: 0, last: 7 });
  expect(at(160)).toEqual({ first: 1, last: 7 });
  expect(at(682)).toEqual({ first: 6, last: 12 });
});

test('before there is a width all are', () => {
  expect(lanesInView({ left: 0, room: 0, laneWidth: 0 })).toEqual(ALL_LANES);
  expect(isInView(11, ALL_LANES)).toBe(true);
  expect(isInView(3, { first: 4, last: 9 })).toBe(false);
  expect(isInView(9, { first: 4, last: 9 })).toBe(true);
});
