// Marks under a what-if's slider: the usual value always, others where they can be read.
import { expect, test } from 'vitest';
import { knownMarks } from './known-marks.ts';

const texts = (values: number[], min: number, max: number) =>
  knownMarks(values, min, max, (value) => value.toLocaleString('en')).map(({ text }) => text);

test('marks that are far apart all stand, from left to right', () => {
  expect(texts([800, 400, 1500], 200, 2000)).toEqual(['400', '800', '1,500']);
});

test('of two that would print on each other the first named stays', () => {
  expect(texts([3000, 2800, 4000], 0, 16_000)).toEqual(['3,000']);
  expect(texts([4000, 3000, 9000], 0, 16_000)).toEqual(['4,000', '9,000']);
});

test('the same value is one mark, and none lies beside the slider', () => {
  expect(texts([5, 5, 20], 0, 10)).toEqual(['5']);
});

test('marks lie where the slider has their values', () => {
  expect(knownMarks([25], 0, 100, String)).toEqual([{ value: 25, text: '25', at: 0.25 }]);
});
