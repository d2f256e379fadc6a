// Checks that numbers are written as the design has them.
import { describe, expect, it } from 'vitest';
import {
  clock,
  count,
  duration,
  mpps,
  perSecond,
  roundToSum,
  significant,
  sinceArrival,
  spacedCount,
  trimmed,
} from './format.ts';

describe('format', () => {
  it('writes multiples with two significant figures', () => {
    expect([46.33, 9.86, 0.684, 0.0042, 100.4, 1234].map((x) => significant(x))).toEqual([
      '46',
      '9.9',
      '0.68',
      '0.0042',
      '100',
      '1,200',
    ]);
  });
  it('separates thousands for the eye and for speech', () => {
    expect(count(9340)).toBe('9,340');
    expect(spacedCount(1986.4)).toBe('1 986');
  });
  it('keeps steps of a packet apart, however late they are', () => {
    expect([62.05, 353.34, 1234.5].map(sinceArrival)).toEqual(['62.05 ns', '353.3 ns', '1.234 µs']);
    expect([1_000_000, 1_000_070, 1_000_140].map(sinceArrival)).toEqual([
      '1,000.00 µs',
      '1,000.07 µs',
      '1,000.14 µs',
    ]);
  });
  it('picks units of time', () => {
    expect([0, 67.2, 18_420, 1_600_000].map((x) => duration(x))).toEqual([
      '0 ns',
      '67.2 ns',
      '18.4 µs',
      '1.6 ms',
    ]);
    expect(clock(18_420)).toBe('18.42 µs');
  });
  it('writes rates', () => {
    expect(mpps(14_880_952)).toBe('14.88');
    expect(perSecond(963_000)).toBe('963 k/s');
    expect(trimmed(0.5)).toBe('0.5');
  });
  it('rounds parts so that they add up to the rounded total', () => {
    for (const values of [[0.4, 0.4, 0.4], [1.5, 2.5, 3.5], [10.25, 0.25, 0.25, 0.25], [], [0]]) {
      const parts = roundToSum(values);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(Math.round(values.reduce((a, b) => a + b, 0)));
      for (const [i, part] of parts.entries()) expect(Math.abs(part - values[i])).toBeLessThan(1);
    }
  });
});
