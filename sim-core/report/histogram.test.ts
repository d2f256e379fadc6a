// Quantiles against sorted values, for many shapes and sizes, and the sums that go with them.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { Histogram } from './histogram.ts';

const SHARES = [0, 0.001, 0.25, 0.5, 0.9, 0.99, 0.999, 1];

function shapes(n: number): Record<string, number[]> {
  const random = new RandomStream(n, 'shapes');
  const make = (f: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => Math.floor(f(i)));
  return {
    small: make(() => random.below(3000)),
    even: make((i) => 1_000_000 + i * 977),
    wide: make(() => 2 ** (random.float() * 46)),
    tailed: make(() => (random.below(50) === 0 ? 9e9 : 700_000) + random.below(1000)),
    equal: make(() => 123_456_789),
    zeros: make(() => 0),
  };
}

describe('histogram', () => {
  it.each([1, 2, 3, 10, 1001, 20_000])(
    'of %s values has quantiles within 1 in 2048 of the sorted ones',
    (n) => {
      for (const [shape, values] of Object.entries(shapes(n))) {
        const histogram = new Histogram();
        for (const value of values) histogram.add(value);
        const sorted = [...values].sort((a, b) => a - b);
        for (const share of SHARES) {
          const exact = sorted[Math.max(0, Math.ceil(share * n) - 1)];
          const found = histogram.quantile(share) ?? NaN;
          expect(Math.abs(found - exact), `${shape} ${share}`).toBeLessThanOrEqual(exact / 2048);
          expect(found >= sorted[0] && found <= sorted[n - 1]).toBe(true);
        }
        expect([histogram.count, histogram.min, histogram.max]).toEqual([n, sorted[0], sorted[n - 1]]);
        expect(histogram.sum).toBe(values.reduce((a, b) => a + b, 0));
      }
    },
  );

  it('loses no value, wherever its bins end at the moment', () => {
    for (let v = 1; v < 2 ** 50; v *= 2) {
      const h = new Histogram();
      for (const ps of [v, v, v, 16 * v]) h.add(ps);
      expect(h.quantile(0.5)).toBeLessThan(2 * v);
    }
  });

  it('is exact below 2048 and where bins begin', () => {
    for (const ps of [0, 1, 2047, 2048, 4095, 4096, 8190, 2 ** 40]) {
      const histogram = new Histogram();
      for (let i = 0; i < 3; i++) histogram.add(ps);
      expect(histogram.quantile(0.5)).toBe(ps);
    }
  });

  it('is null when empty, also after it was cleared, and starts anew then', () => {
    const histogram = new Histogram();
    expect(histogram.quantile(0.5)).toBeNull();
    histogram.add(5e12);
    histogram.clear();
    expect(histogram.quantile(0.99)).toBeNull();
    histogram.add(7);
    expect([histogram.min, histogram.max, histogram.sum, histogram.quantile(0)]).toEqual([7, 7, 7, 7]);
  });
});
