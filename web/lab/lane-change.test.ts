// The lane that focus goes to when lanes come and go.
import { expect, it } from 'vitest';
import { changedLane } from './lane-change.ts';

it('is the lane that came: added, copied, back, or under another name', () => {
  expect(changedLane(['a', 'b', 'c'], ['a', 'b', 'b 2', 'c'])).toBe(2);
  expect(changedLane([], ['a'])).toBe(0);
  expect(changedLane(['a', 'b'], ['a', 'x'])).toBe(1);
});

it('is the neighbour that takes the place of one that went, or the last', () => {
  expect(changedLane(['a', 'b', 'c'], ['a', 'c'])).toBe(1);
  expect(changedLane(['a', 'b', 'c'], ['a', 'b'])).toBe(1);
});

it('is none where lanes only moved, or several came or went', () => {
  expect(changedLane(['a', 'b'], ['b', 'a'])).toBeNull();
  expect(changedLane(['a', 'b', 'c'], ['a'])).toBeNull();
  expect(changedLane(['a'], ['x', 'y'])).toBeNull();
});
