// What a lane costs overall is told before the window opens too: then over the run so far, as the report has it.
import { expect, test } from 'vitest';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { LaneStore } from '../../sim-core/trace/store.ts';
import { Readers } from '../scene/readers.ts';
import { figuresAt } from './figures-at.ts';

const HOST_COPIES = { preset: 'trap', name: 'host copies' };
const FUNCTIONS = {
  preset: 'trap',
  name: 'functions',
  features: {
    classify: 'sriov',
    vnic: 'passthrough',
    vswitch: 'none',
    copy: 'none',
    iommu: true,
    delivery: 'posted',
  },
};
const { scenario } = completeScenario({ lanes: [HOST_COPIES, FUNCTIONS] });

/** When the window opens, ps. */
function openingOf(): number {
  const simulation = new Simulation(scenario);
  while (simulation.windowOpenPs < 0 && !simulation.done) simulation.advance(1000);
  return simulation.windowOpenPs;
}

test('at the opening a change that halves the cost of the run is said to, whatever the last packets say', () => {
  const stores = scenario.lanes.map((_, lane) => new LaneStore(lane));
  const simulation = new Simulation(scenario, {
    onChunk: (chunk) => {
      stores[chunk.lane].append(chunk);
      return chunk.buffer;
    },
  });
  const openPs = openingOf();
  const tPs = openPs - 1;
  simulation.runTo(tPs);
  const report = simulation.report();
  simulation.runTo(openPs + 100_000_000);
  simulation.flushTrace();
  const readers = new Readers().of(stores, 1);
  const figures = figuresAt(readers, tPs, { scenario, budgetCycles: report.budget.cycles, openPs });
  const overall = figures?.map(({ bill }) => bill?.overall ?? 0) ?? [];
  const reported = report.lanes.map(({ budget_used }) => budget_used ?? 0);
  expect(overall).toHaveLength(2);
  for (const [i, times] of overall.entries()) expect(times).toBeCloseTo(reported[i], 6);
  expect(overall[1]).toBeLessThan(overall[0] * 0.7);
});
