// The multiple since the opening, from the trace, is the report's.
import { expect, test } from 'vitest';
import { Simulation } from '../paths/simulation.ts';
import { completeScenario } from '../scenario/index.ts';
import { multipleSince } from '../trace/budget.ts';
import { LaneCursor } from '../trace/cursor.ts';
import { counterIndex } from '../trace/lane-state.ts';
import { LaneStore } from '../trace/store.ts';

const { scenario } = completeScenario({ stop: { packets: 12_000 } });
const DELIVERED = counterIndex('delivered');

/** The lanes' traces, whole. */
function traces(): { stores: LaneStore[]; open: number; close: number } {
  const stores = scenario.lanes.map((_, lane) => new LaneStore(lane));
  const simulation = new Simulation(scenario, {
    onChunk: (chunk) => {
      stores[chunk.lane].append(chunk);
      return chunk.buffer;
    },
  });
  simulation.runTo(Infinity);
  simulation.flushTrace();
  return { stores, open: simulation.windowOpenPs, close: simulation.windowClosePs };
}

test('in every lane, at several moments', () => {
  const { stores, open, close } = traces();
  const simulation = new Simulation(scenario);
  for (const share of [0.3, 0.6, 0.9]) {
    const tPs = Math.round(open + share * (close - open));
    simulation.runTo(tPs);
    const { lanes, budget } = simulation.report();
    const options = { ghz: scenario.machine.ghz, budgetCycles: budget.cycles };
    for (const [i, store] of stores.entries()) {
      const cursor = new LaneCursor(store);
      const before = cursor.seek(open).counters[DELIVERED];
      const since = cursor.seek(tPs).counters[DELIVERED] - before;
      const multiple = multipleSince(store, open, tPs, since, options);
      const { budget_used: reported } = lanes[i];
      if (reported === null) expect(multiple).toBeNull();
      else expect(multiple).toBeCloseTo(reported, 6);
    }
  }
});
