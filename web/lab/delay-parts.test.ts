// The delay's panel speaks of the packet whose delay the counter shows, and its three parts add up to it.
import { describe, expect, test } from 'vitest';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { LaneStore } from '../../sim-core/trace/store.ts';
import { Readers } from '../scene/readers.ts';
import { delayPartsOf } from './delay-parts.ts';

const END_PS = 1_500_000_000;

/** Readers of a run until END_PS; one VM gets nine of ten packets. */
function readersOf(presets: readonly string[]) {
  const { scenario } = completeScenario({
    traffic: { vm_skew: 3.5, load: 0.04 },
    lanes: presets.map((preset) => ({ preset })),
  });
  const stores = presets.map((_, lane) => new LaneStore(lane));
  const simulation = new Simulation(scenario, {
    onChunk: (chunk) => {
      stores[chunk.lane].append(chunk);
      return chunk.buffer;
    },
  });
  simulation.runTo(END_PS + 100_000_000);
  simulation.flushTrace();
  return { scenario, readers: new Readers().of(stores, 1) };
}

describe('what the delay is made of', () => {
  const { scenario, readers } = readersOf(['trap', 'sriov', 'dpdk']);
  const { ghz } = scenario.machine;
  test.each([0, 1, 2])(
    'lane %i: its three parts are the delay, and its waits are the second of them',
    (lane) => {
      for (const tPs of [END_PS / 3, END_PS / 2, END_PS]) {
        const parts = delayPartsOf(readers[lane].store, tPs, ghz, 0.99)!;
        const delay = readers[lane].delay(tPs, 0.99)!;
        expect(delay).toBeGreaterThan(0);
        expect(parts.entryPs + parts.waitsPs + parts.workedPs).toBe(delay);
        expect(parts.waits.reduce((sum, { ps }) => sum + ps, 0)).toBe(parts.waitsPs);
        const { byVm } = parts;
        const delivered = Math.min(256, readers[lane].counts(tPs, 0).delivered);
        expect(delivered).toBeGreaterThan(100);
        expect(byVm.reduce((sum, { packets }) => sum + packets, 0)).toBe(delivered);
        expect(byVm.map(({ vm }) => vm)).toEqual([1, 2, 3]);
        expect(Math.max(...byVm.map(({ slowestPs }) => slowestPs))).toBe(readers[lane].delay(tPs, 1));
        expect(byVm[parts.vm - 1].slowestPs).toBeGreaterThanOrEqual(delay);
        // nine of ten packets are one VM's
        expect(byVm[0].packets).toBeGreaterThan(0.75 * delivered);
      }
    },
  );

  test('before the first delivery there is none', () => {
    expect(delayPartsOf(readers[0].store, 1000, ghz, 0.99)).toBeNull();
  });
});
