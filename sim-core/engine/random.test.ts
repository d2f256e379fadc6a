// The random streams: numbers that must never change, the construction itself, uniformity, independence of names.
import { describe, expect, it } from 'vitest';
import { hashName, mix32, RandomStream } from './random.ts';

function chiSquare(counts: number[], expected: number): number {
  return counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}

/** sfc32 in whole-number arithmetic of its own, started from three words and twelve rounds. */
function* sfc(a: bigint, b: bigint, c: bigint): Generator<number> {
  const word = (x: bigint): bigint => BigInt.asUintN(32, x);
  let counter = 1n;
  for (;;) {
    const t = word(a + b + counter);
    counter = word(counter + 1n);
    a = b ^ (b >> 9n);
    b = word(c + (c << 3n));
    c = word(((c << 21n) | (c >> 11n)) + t);
    yield Number(t);
  }
}

describe('random streams', () => {
  it('give the numbers they have always given', () => {
    const numbers = (seed: number, name: string): number[] => {
      const stream = new RandomStream(seed, name);
      return Array.from({ length: 4 }, () => stream.uint32());
    };
    expect(numbers(1, 'gaps')).toEqual([1096440686, 927304404, 1208482468, 1339062266]);
    expect(numbers(4294967295, 'vms')).toEqual([48316513, 311378617, 72107172, 168125274]);
    expect(hashName('')).toBe(0x811c9dc5 | 0);
    expect(hashName('a') >>> 0).toBe(0xe40c292c);
    expect(hashName('foobar') >>> 0).toBe(0xbf9cf968);
  });

  it('are sfc32 after twelve rounds', () => {
    const seed = 77;
    const h = hashName('check');
    const start = [mix32(seed | 0), mix32(h ^ 0x9e3779b9), mix32((seed ^ Math.imul(h, 0x85ebca6b)) | 0)];
    const [a, b, c] = start.map((x) => BigInt.asUintN(32, BigInt(x)));
    const reference = sfc(a, b, c);
    for (let i = 0; i < 12; i++) reference.next();
    const stream = new RandomStream(seed, 'check');
    for (let i = 0; i < 5000; i++) expect(stream.uint32()).toBe(reference.next().value);
  });

  it('are uniform in bytes, pairs and small ranges', () => {
    const stream = new RandomStream(3, 'uniform');
    const n = 256_000;
    const high = new Array<number>(256).fill(0);
    const low = new Array<number>(256).fill(0);
    const pairs = new Array<number>(256).fill(0);
    const sevens = new Array<number>(7).fill(0);
    let before = 0;
    for (let i = 0; i < n; i++) {
      const x = stream.uint32();
      high[x >>> 24]++;
      low[x & 255]++;
      pairs[(before << 4) | (x >>> 28)]++;
      before = x >>> 28;
      sevens[stream.below(7)]++;
    }
    // 255 degrees of freedom: mean 255, deviation 22.6
    for (const counts of [high, low, pairs]) {
      const x2 = chiSquare(counts, n / 256);
      expect(x2).toBeGreaterThan(160);
      expect(x2).toBeLessThan(360);
    }
    expect(chiSquare(sevens, n / 7)).toBeLessThan(25);
  });

  it('float is below 1 and below(n) below n', () => {
    const stream = new RandomStream(9, 'ranges');
    let sum = 0;
    let outside = 0;
    for (let i = 0; i < 20_000; i++) {
      const x = stream.float();
      sum += x;
      if (x < 0 || x >= 1 || stream.below(1) !== 0 || stream.below(3) > 2) outside++;
    }
    expect(outside).toBe(0);
    expect(sum / 20_000).toBeCloseTo(0.5, 1);
  });

  it('of another name or seed have nothing in common', () => {
    const draw = (seed: number, name: string): number[] => {
      const stream = new RandomStream(seed, name);
      return Array.from({ length: 4000 }, () => stream.float() - 0.5);
    };
    const base = draw(1, 'gaps');
    for (const other of [draw(2, 'gaps'), draw(1, 'vms'), draw(1, 'gap'), draw(1 + 2 ** 31, 'gaps')]) {
      const correlation = base.reduce((sum, x, i) => sum + x * other[i], 0) / (4000 / 12);
      expect(Math.abs(correlation)).toBeLessThan(0.06);
      expect(other.filter((x, i) => x === base[i])).toHaveLength(0);
    }
  });
});
