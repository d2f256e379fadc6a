// Checks that rugs are the simulator's own arrivals: same seed, same strokes, a quarter of line rate.
import { describe, expect, it } from 'vitest';
import { createArrivalBlock, createArrivals, fillDefaults } from '../../sim-core/index.ts';
import { rugOf, rugSpanNs } from './rug.ts';

const scenario = fillDefaults({ seed: 7, traffic: { kind: 'poisson', load: 0.25 } });

describe('rugs', () => {
  it('are what the run sends', () => {
    const spanNs = rugSpanNs(scenario);
    expect(spanNs).toBe(20_000);
    const block = createArrivalBlock();
    createArrivals(scenario, null).next(block);
    const strokes = rugOf(scenario, 'poisson', spanNs);
    expect(strokes.length).toBeGreaterThan(10);
    strokes.forEach((at, i) => {
      expect(at * spanNs * 1000).toBeCloseTo(block.lastBitPs[i], 3);
    });
    expect(block.lastBitPs[strokes.length]).toBeGreaterThan(spanNs * 1000);
  });
  it('have another pattern for every kind and seed, and a quarter of the line filled', () => {
    const even = rugOf(scenario, 'line-rate', 100_000);
    expect(even.length).toBe(372);
    expect(new Set(even.slice(1).map((at, i) => (at - even[i]).toFixed(9))).size).toBe(1);
    const random = rugOf(scenario, 'poisson', 100_000);
    const bursts = rugOf(scenario, 'on-off', 100_000);
    const other = rugOf({ ...scenario, seed: 8 }, 'poisson', 100_000);
    expect(new Set([even, random, bursts, other].map((rug) => rug.join())).size).toBe(4);
    expect(random.length).toBeGreaterThan(300);
    expect(random.length).toBeLessThan(450);
  });
  it('take the frames of the scenario, mixed ones too', () => {
    const imix = fillDefaults({ traffic: { kind: 'imix' } });
    expect(rugOf(imix, 'line-rate', rugSpanNs(imix)).length).toBeGreaterThan(20);
  });
});
