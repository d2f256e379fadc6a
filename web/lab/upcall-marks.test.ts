// The preset of new flows: each packet that the daemon decides about has its mark, one sees where they stop, and the next one is found.
import { describe, expect, test } from 'vitest';
import { completeScenario, K, LaneStore } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { LaneMarks, markRowsOf } from '../playback/lane-marks.ts';
import { type FindOptions, find } from './find-rows.ts';
import { SCENARIO_PRESETS } from './presets.ts';

const input = SCENARIO_PRESETS.find(({ id }) => id === 'flows')!.input;
const { scenario } = completeScenario({ ...input, stop: { packets: 30_000 } });
const lanes = scenario.lanes.map((_, lane) => ({
  lane,
  store: new LaneStore(lane),
  marks: new LaneMarks(67_200),
}));
const simulation = new Simulation(scenario, {
  onChunk: (chunk) => {
    const { store, marks } = lanes[chunk.lane];
    store.append(chunk);
    marks.take(chunk);
    return chunk.buffer;
  },
});
simulation.advance(Infinity);
simulation.flushTrace();

const OPTIONS: FindOptions = { tPs: 0, openPs: 0, packetPs: 67_200, percentile: 0.99 };

describe('upcalls', () => {
  test.each(lanes)('lane $lane has a mark for each that was handled', ({ store, marks }) => {
    let handled = 0;
    for (let r = store.records.first; r < store.records.end; r++)
      if (store.records.kind(r) === K.upcallHandled && !store.records.continued(r)) handled++;
    expect(handled).toBeGreaterThan(0);
    expect(marks.counts('upcalls').reduce((sum, n) => sum + n, 0)).toBe(handled);
  });

  test('where a rule covers a VM they stop early in the run, where it covers a flow they go on', () => {
    const [eachVm, eachFlow] = lanes.map(({ marks }) => marks.counts('upcalls'));
    const bins = Math.ceil(simulation.nowPs / lanes[0].marks.binPs);
    const part = (counts: Uint32Array, from: number, to: number) =>
      counts.subarray(Math.floor(from * bins), Math.floor(to * bins)).reduce((sum, n) => sum + n, 0);
    expect(part(eachVm, 0, 0.05)).toBeGreaterThan(10);
    expect(part(eachVm, 0.05, 1)).toBe(0);
    expect(part(eachFlow, 0.75, 1)).toBeGreaterThan(0.8 * part(eachFlow, 0, 0.25));
    expect(part(eachFlow, 0, 0.25)).toBeGreaterThan(100);
  });

  test('the next one is found, and after the last there is none', () => {
    const [few] = lanes;
    const found: number[] = [];
    for (let at = find('nextUpcall', [few], OPTIONS); at !== null; ) {
      expect(at.exact).toBe(true);
      found.push(at.tPs);
      at = find('nextUpcall', [few], { ...OPTIONS, tPs: at.tPs });
    }
    expect(found.length).toBe(few.marks.counts('upcalls').reduce((sum, n) => sum + n, 0));
    expect([...found].sort((a, b) => a - b)).toEqual(found);
  });

  test('only a switch with a daemon has a row for them', () => {
    for (const vswitch of ['ovs-kernel', 'ovs-dpdk'] as const)
      expect(markRowsOf({ vswitch })).toContain('upcalls');
    for (const vswitch of ['bridge', 'none'] as const)
      expect(markRowsOf({ vswitch })).not.toContain('upcalls');
  });
});
