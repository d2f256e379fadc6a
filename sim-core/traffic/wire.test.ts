// The arithmetic table that everything else stands on (H33), exactly.
import { describe, expect, it } from 'vitest';
import { budgetOfMix, bytePs, lastBitOffsetPs, lineRatePps, meanFrameBytes, wireTimePs } from './wire.ts';

const SPEEDS = [1, 10, 25, 40, 100] as const;

/** Frame: [nanoseconds, million frames a second] at each speed. */
const TABLE: Record<number, [number, string][]> = {
  64: [
    [672, '1.488095'],
    [67.2, '14.880952'],
    [26.88, '37.202381'],
    [16.8, '59.523810'],
    [6.72, '148.809524'],
  ],
  128: [
    [1184, '0.844595'],
    [118.4, '8.445946'],
    [47.36, '21.114865'],
    [29.6, '33.783784'],
    [11.84, '84.459459'],
  ],
  256: [
    [2208, '0.452899'],
    [220.8, '4.528986'],
    [88.32, '11.322464'],
    [55.2, '18.115942'],
    [22.08, '45.289855'],
  ],
  512: [
    [4256, '0.234962'],
    [425.6, '2.349624'],
    [170.24, '5.874060'],
    [106.4, '9.398496'],
    [42.56, '23.496241'],
  ],
  1024: [
    [8352, '0.119732'],
    [835.2, '1.197318'],
    [334.08, '2.993295'],
    [208.8, '4.789272'],
    [83.52, '11.973180'],
  ],
  1280: [
    [10400, '0.096154'],
    [1040, '0.961538'],
    [416, '2.403846'],
    [260, '3.846154'],
    [104, '9.615385'],
  ],
  1518: [
    [12304, '0.081274'],
    [1230.4, '0.812744'],
    [492.16, '2.031860'],
    [307.6, '3.250975'],
    [123.04, '8.127438'],
  ],
};

const CYCLES_AT_10_GBPS: Record<number, number> = {
  64: 201.6,
  128: 355.2,
  256: 662.4,
  512: 1276.8,
  1024: 2505.6,
  1280: 3120,
  1518: 3691.2,
};

describe('H33: the arithmetic table', () => {
  for (const [frame, row] of Object.entries(TABLE)) {
    row.forEach(([ns, mpps], i) => {
      const gbps = SPEEDS[i];
      it(`${frame} B at ${gbps} Gb/s lasts ${ns} ns`, () => {
        const ps = wireTimePs(Number(frame), gbps);
        expect(Number.isInteger(ps)).toBe(true);
        expect(ps / 1000).toBe(ns);
        expect((lineRatePps(Number(frame), gbps) / 1e6).toFixed(6)).toBe(mpps);
        expect(budgetOfMix([[Number(frame), 1]], gbps, 3).ns).toBe(ns);
      });
    });
  }

  it('gives budgets at 3 GHz and 10 Gb/s', () => {
    for (const [frame, cycles] of Object.entries(CYCLES_AT_10_GBPS)) {
      expect(budgetOfMix([[Number(frame), 1]], 10, 3).cycles).toBe(cycles);
    }
    expect(budgetOfMix([[64, 1]], 100, 3).cycles).toBe(20.16);
  });

  it('gives the exact rational rates at 10 Gb/s', () => {
    const exact: [number, number, number][] = [
      [64, 312_500_000, 21],
      [128, 312_500_000, 37],
      [256, 312_500_000, 69],
      [512, 312_500_000, 133],
      [1024, 312_500_000, 261],
      [1280, 12_500_000, 13],
      [1518, 625_000_000, 769],
    ];
    for (const [frame, over, under] of exact) expect(lineRatePps(frame, 10)).toBe(over / under);
  });

  it('has a whole number of picoseconds a byte at every speed of the contract', () => {
    for (const gbps of [1, 2, 5, 10, 20, 25, 40, 50, 100, 200, 400])
      expect(Number.isInteger(bytePs(gbps))).toBe(true);
  });
});

describe('last bit and mixes', () => {
  it('counts the preamble but not the gap until the last bit', () => {
    expect(lastBitOffsetPs(64, 10)).toBe(57_600);
    expect(wireTimePs(64, 10) - lastBitOffsetPs(64, 10)).toBe(12 * 800);
  });

  it('weighs a mix', () => {
    const imix = [
      [64, 7],
      [594, 4],
      [1518, 1],
    ] as const;
    expect(meanFrameBytes(imix)).toBe(4342 / 12);
    expect(budgetOfMix(imix, 10, 3).ns).toBe(((4342 + 240) * 800) / 12_000);
    expect(budgetOfMix(imix, 10, 3).cycles).toBe(((4342 + 240) * 800 * 3) / 12_000);
  });
});
