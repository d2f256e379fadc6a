// Cycles to picoseconds: no drift over a million conversions, at odd clocks, against whole-number arithmetic.
import { describe, expect, it } from 'vitest';
import { RandomStream } from './random.ts';
import { CycleClock, nsToPs, PS_PER_NS, PS_PER_S } from './time.ts';

describe('cycle clock', () => {
  it.each([3, 2.1, 0.137, 5.999, 3.333])('does not drift at %s GHz', (ghz) => {
    const clock = new CycleClock(ghz);
    const random = new RandomStream(1, `clock ${ghz}`);
    const mhz = BigInt(Math.round(ghz * 1000));
    let milliCycles = 0;
    let ps = 0;
    let least = Infinity;
    for (let i = 0; i < 250_000; i++) {
      const n = 1 + random.below(i % 50 === 0 ? 4_000_000 : 120_001);
      const taken = clock.toPs(n);
      if (taken < least) least = taken;
      milliCycles += n;
      ps += taken;
      if (i % 997 === 0) expect(BigInt(ps)).toBe((BigInt(milliCycles) * 1000n) / mhz);
    }
    expect(BigInt(ps)).toBe((BigInt(milliCycles) * 1000n) / mhz);
    expect(least).toBeGreaterThanOrEqual(0);
  });

  it('gives a million single cycles of 3 GHz their 333⅓ ps each', () => {
    const clock = new CycleClock(3);
    let ps = 0;
    for (let i = 0; i < 999_999; i++) {
      const taken = clock.toPs(1000);
      if (taken !== 333 && taken !== 334) throw new Error(`a cycle of ${taken} ps`);
      ps += taken;
    }
    expect(ps).toBe(333_333_000);
  });

  it('knows its units', () => {
    expect([nsToPs(67.2), nsToPs(0.0004), nsToPs(16.7), PS_PER_NS * 1e9]).toEqual([
      67200,
      0,
      16700,
      PS_PER_S,
    ]);
  });
});
