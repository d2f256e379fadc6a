// Checks the strip of the last packets: on the gauge's own line while they fit it, else on a scale that says how wide it is.
import { expect, test } from 'vitest';
import { stripOf } from './strip.ts';

test.each([
  [[], 1],
  [[0.2, 1], 1],
  [[0.2, 1.01], 2],
  [[12, 4], 20],
  [[51], 100],
])('%j is %i packet times wide', (lines, width) => {
  expect(stripOf(lines).width).toBe(width);
});

test('a packet of half a packet time stands in the middle of one line', () => {
  expect(stripOf([0.5]).strokes).toBe('M50.00 0V1');
  expect(stripOf([0.5]).ticks).toBe('M0.00 0.6V1M100.00 0.6V1');
  expect(stripOf([15]).ticks.match(/M/g)).toHaveLength(11);
});
