// Checks where lanes are said to start to drop: against made-up lanes, and against the simulator on both sides.
// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { findKnee, probeOf, shortInput } from './knees.ts';

const made = (capacity: number, livelocks = false) => {
  const tried: number[] = [];
  const probe = async (load: number) => {
    tried.push(load);
    const dropped = load > capacity;
    const delivered = !dropped ? 1 : livelocks ? 0 : capacity / load;
    return { dropped, delivered };
  };
  return { tried, probe };
};

describe('knees', () => {
  it.each([0.03, 0.2, 0.5, 0.9])('a lane that can take %d of line rate', async (capacity) => {
    const { tried, probe } = made(capacity);
    const { load, keepsUp } = await findKnee(probe);
    expect(keepsUp).toBe(false);
    expect(load / capacity).toBeGreaterThan(0.9);
    expect(load / capacity).toBeLessThan(1.12);
    expect(tried.length).toBeLessThanOrEqual(7);
  });
  it('a lane that livelocks is found too, and one that keeps up needs one run', async () => {
    const { load } = await findKnee(made(0.1, true).probe);
    expect(load).toBeGreaterThan(0.07);
    expect(load).toBeLessThan(0.14);
    const { tried, probe } = made(1);
    expect(await findKnee(probe)).toEqual({ load: 1, keepsUp: true });
    expect(tried).toEqual([1]);
  });
  it('holds for the lecture’s lanes: no drop below, drops above', { timeout: 60_000 }, async () => {
    const { scenario } = completeScenario({});
    const probe = (lane: number) => async (load: number) => {
      const run = completeScenario(shortInput(scenario, lane, load));
      const simulation = new Simulation(run.scenario, { warnings: [], laneWarnings: [[]] });
      while (!simulation.advance(100_000));
      return probeOf(simulation.report());
    };
    const sriov = await findKnee(probe(2));
    expect(await probe(2)(sriov.load * 0.85)).toMatchObject({ dropped: false });
    expect(await probe(2)(Math.min(1, sriov.load * 1.15))).toMatchObject({ dropped: true });
    expect(await findKnee(probe(4))).toEqual({ load: 1, keepsUp: true });
  });
});
