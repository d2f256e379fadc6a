// ln, exp and pow within three units in the last place of the platform's, over the whole range, and exact where they must be.
import { describe, expect, it } from 'vitest';
import { exp, ln, pow } from './math.ts';
import { RandomStream } from './random.ts';

/** Distance of two numbers of one sign in units in the last place. */
function ulps(a: number, b: number): number {
  const view = new BigInt64Array(new Float64Array([a, b]).buffer);
  const d = view[0] - view[1];
  return Number(d < 0n ? -d : d);
}

/** Numbers from 2^-from to 2^to, evenly by exponent. */
function wide(seed: string, from: number, to: number, n: number): number[] {
  const random = new RandomStream(11, seed);
  return Array.from({ length: n }, () => {
    const e = from + random.below(to - from);
    return (1 + random.float()) * 2 ** e;
  });
}

describe('deterministic functions', () => {
  it('ln is within 3 ulp from 2⁻¹⁰²² to 2¹⁰²³, and near 1', () => {
    const near = Array.from({ length: 4000 }, (_, i) => 0.7 + i * 0.0002).filter((x) => x !== 1);
    const tiny = Array.from({ length: 40 }, (_, i) => 1 + 2 ** -(i + 5));
    const worst = Math.max(
      ...[...wide('ln', -1022, 1023, 20_000), ...near, ...tiny].map((x) => ulps(ln(x), Math.log(x))),
    );
    expect(worst).toBeLessThanOrEqual(3);
  });

  it('ln of the edges', () => {
    expect(ln(1)).toBe(0);
    expect(ln(0)).toBe(-Infinity);
    expect(ln(Infinity)).toBe(Infinity);
    expect(ln(-1)).toBeNaN();
    expect(ln(NaN)).toBeNaN();
    expect(ulps(ln(Number.MIN_VALUE), Math.log(Number.MIN_VALUE))).toBeLessThanOrEqual(2);
    expect(ulps(ln(Number.MAX_VALUE), Math.log(Number.MAX_VALUE))).toBeLessThanOrEqual(2);
  });

  it('exp is within 2 ulp for small and large arguments', () => {
    const random = new RandomStream(12, 'exp');
    const small = Array.from({ length: 20_000 }, () => (random.float() - 0.5) * 40);
    const large = Array.from({ length: 20_000 }, () => (random.float() - 0.5) * 1400);
    for (const [xs, most] of [
      [small, 2],
      [large, 3],
    ] as const) {
      expect(Math.max(...xs.map((x) => ulps(exp(x), Math.exp(x))))).toBeLessThanOrEqual(most);
    }
    expect([exp(0), exp(710), exp(-750)]).toEqual([1, Infinity, 0]);
  });

  it('pow of whole exponents is the repeated product, of others close to the platform’s', () => {
    expect([pow(3, 0), pow(3, 1), pow(3, 5), pow(2, 10), pow(10, 3)]).toEqual([1, 3, 243, 1024, 1000]);
    const random = new RandomStream(13, 'pow');
    for (let i = 0; i < 5000; i++) {
      const x = 1 + random.below(10_000);
      const y = -3 * random.float();
      expect(Math.abs(pow(x, y) / x ** y - 1)).toBeLessThan(1e-14);
    }
    expect(pow(2, -1)).toBeCloseTo(0.5, 15);
    expect(pow(9, 0.5)).toBeCloseTo(3, 14);
  });

  it('gives these very bits on every machine', () => {
    const bits = (x: number): string => new BigUint64Array(new Float64Array([x]).buffer)[0].toString(16);
    expect([ln(3), ln(0.1), exp(1), exp(-2.5), pow(7, -1.3)].map(bits)).toEqual([
      '3ff193ea7aad030b',
      'c0026bb1bbb55515',
      '4005bf0a8b14576a',
      '3fb50385c094f425',
      '3fb466300df5b926',
    ]);
  });
});
