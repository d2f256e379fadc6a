// Every resolution of pcapng against exact arithmetic.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimestampScale } from './timestamp-scale.ts';

describe('timestamp scale', () => {
  it('is exact for every resolution and every 64-bit count', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        (resolution, count) => {
          const scale = new TimestampScale(resolution, 0);
          scale.convert(Number(count >> 32n), Number(count & 0xffffffffn));
          const exponent = BigInt(resolution & 127);
          const perSecond = resolution & 128 ? 2n ** exponent : 10n ** exponent;
          expect(scale.seconds).toBe(Number(count / perSecond));
          expect(scale.fractionPs).toBe(Number(((count % perSecond) * 10n ** 12n) / perSecond));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('adds the offset in whole seconds', () => {
    const scale = new TimestampScale(6, -10);
    scale.convert(0, 12_500_000);
    expect([scale.seconds, scale.fractionPs]).toEqual([2, 5e11]);
  });
});
