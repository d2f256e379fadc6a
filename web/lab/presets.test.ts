// Runs every preset through the simulator and asserts that what it says to look for is really there.
// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { completeScenario, K, type LaneReport, type Report } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import type { TraceChunk } from '../../sim-core/trace/chunk.ts';
import { PRESET_WORDS } from '../i18n/en-presets.ts';
import { floorsOf } from '../scene/floors.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { SCENARIO_PRESETS, type ScenarioPresetId } from './presets.ts';

interface Ran {
  report: Report;
  /** By lane and VM: mean time from arrival to delivery, ns. */
  delayNs: number[][];
}

/** The preset with so many packets, and whatever is asked for on top. */
function shortened(id: ScenarioPresetId, packets: number, more: ScenarioInput = {}): ScenarioInput {
  const input = SCENARIO_PRESETS.find((preset) => preset.id === id)?.input ?? {};
  return { ...input, ...more, traffic: { ...input.traffic, ...more.traffic }, stop: { packets } };
}

function run(input: ScenarioInput): Ran {
  const { scenario, warnings, laneWarnings } = completeScenario(input);
  const arrived = scenario.lanes.map(() => new Map<number, number>());
  const sums = scenario.lanes.map(() => Array.from({ length: scenario.traffic.vms + 1 }, () => [0, 0]));
  const onChunk = (chunk: TraceChunk) => {
    const { t, kind, packet, vm } = chunk.columns;
    for (let i = 0; i < chunk.count; i++) {
      if (kind[i] === K.packetArrived) arrived[chunk.lane].set(packet[i], t[i]);
      if (kind[i] !== K.packetDelivered) continue;
      const sum = sums[chunk.lane][vm[i]];
      sum[0] += (t[i] - (arrived[chunk.lane].get(packet[i]) ?? t[i])) / 1000;
      sum[1]++;
    }
    return chunk.buffer;
  };
  const simulation = new Simulation(scenario, { warnings, laneWarnings, onChunk });
  while (!simulation.advance(100_000));
  simulation.flushTrace();
  return {
    report: simulation.report(),
    delayNs: sums.map((vms) => vms.map(([ns, n]) => ns / Math.max(1, n))),
  };
}

const cycles = (lane: LaneReport) => lane.cycles_per_packet.total ?? Number.NaN;
const dram = (lane: LaneReport) => lane.cycles_per_packet.by_category.dram ?? Number.NaN;
const delivered = (lane: LaneReport) => lane.rate_pps.delivered ?? 0;

describe('every preset', () => {
  it('has its words, an input that runs, and a name of its own', () => {
    expect(SCENARIO_PRESETS.map(({ id }) => id)).toEqual(Object.keys(PRESET_WORDS));
    for (const { input } of SCENARIO_PRESETS) expect(() => completeScenario(input)).not.toThrow();
    const all = SCENARIO_PRESETS.map(({ input }) => JSON.stringify(completeScenario(input).scenario));
    expect(new Set(all).size).toBe(12);
  });
});

describe('what to look for is there', { timeout: 120_000 }, () => {
  it('the lecture: one floor less in each lane', () => {
    const { scenario } = completeScenario(shortened('lecture', 100));
    const solid = scenario.lanes.map(
      ({ features }) => floorsOf(features, scenario).filter(({ state }) => state === 'solid').length,
    );
    solid.slice(1).forEach((floors, i) => {
      expect(floors).toBe(solid[i] - 1);
    });
    const costs = run(shortened('lecture', 30_000)).report.lanes.map(cycles);
    costs.slice(1).forEach((cost, i) => {
      expect(cost).toBeLessThan(costs[i]);
    });
  });
  it('light load: in lane 1 every VM loses time to others, and who polls interrupts nobody', () => {
    const { lanes } = run(shortened('light', 2000)).report;
    for (const stolen of Object.values(lanes[0].stolen_ns)) expect(stolen).toBeGreaterThan(0);
    for (const stolen of Object.values(lanes[2].stolen_ns)) expect(stolen).toBe(0);
    const perPacket = lanes.map((lane) => (lane.per_second.interrupts ?? 0) / delivered(lane));
    for (const interrupts of perPacket.slice(0, 4)) expect(interrupts).toBeGreaterThan(0.5);
    expect(perPacket[4]).toBe(0);
  });
  it('overload: more packets in, fewer out, but not where polling takes over', () => {
    const some = run(shortened('livelock', 6000, { traffic: { load: 0.02 } })).report.lanes;
    const many = run(shortened('livelock', 15_000)).report.lanes;
    expect(delivered(many[0])).toBeLessThan(delivered(some[0]) / 2);
    expect(many[0].packets.dropped_by.backlog_full).toBeGreaterThan(0);
    expect(delivered(many[2])).toBeGreaterThanOrEqual(delivered(some[2]));
    // what is throttled collapses later
    expect(delivered(many[1])).toBeGreaterThan(delivered(many[0]));
    expect(delivered(many[1])).toBeLessThan(delivered(many[2]) / 2);
  });
  it('a noisy neighbour: VM C waits in lane 1 longer than in any other', () => {
    const { report, delayNs } = run(shortened('neighbour', 12_000));
    const vmC = delayNs.map((vms) => vms[3]);
    for (const wait of vmC.slice(1)) expect(vmC[0]).toBeGreaterThan(5 * wait);
    expect(report.lanes[0].stolen_ns.vm3).toBeGreaterThan(10 * report.lanes[1].stolen_ns.vm3);
  });
  it('new flows: upcalls stop where a rule covers a VM, and go on where it covers a flow', () => {
    const [early, late] = [1500, 6000].map((packets) => run(shortened('flows', packets)).report.lanes);
    const upcalls = ({ per_second, packets, rate_pps }: LaneReport) =>
      Math.round(((per_second.upcalls ?? 0) * packets.offered) / (rate_pps.offered ?? Number.NaN));
    expect(upcalls(early[0])).toBeGreaterThan(0);
    expect(upcalls(late[0])).toBe(upcalls(early[0]));
    expect(upcalls(late[1])).toBeGreaterThan(upcalls(early[1]) + 100);
  });
  it('jumbo frames: lanes that dropped keep up', () => {
    const small = run(shortened('lecture', 8000)).report.lanes;
    const large = run(shortened('jumbo', 3000)).report.lanes;
    expect(small.filter((lane) => lane.packets.dropped > 0).length).toBe(4);
    expect(large.filter((lane) => lane.packets.dropped > 0).length).toBeLessThan(4);
  });
  it('eight VMs on four functions: copies only for those that share', () => {
    const { report, delayNs } = run(shortened('functions', 6000));
    const [own, shared] = report.lanes;
    expect(own.per_second.copies).toBe(0);
    expect(shared.per_second.copies).toBeGreaterThan(0);
    for (const vm of [1, 2, 3]) expect(delayNs[1][vm]).toBeGreaterThan(0);
  });
  it('big rings: memory waits come back with 4,096 slots', () => {
    const [small, usual, big, wide] = run(shortened('rings', 60_000)).report.lanes;
    expect(dram(big)).toBeGreaterThan(3 * dram(usual));
    expect(dram(usual)).toBeGreaterThanOrEqual(dram(small));
    expect(dram(wide)).toBeLessThan(dram(big));
  });
  it('big rings: so it is on the floors where it opens', () => {
    const { input, startNs = 0 } = SCENARIO_PRESETS.find(({ id }) => id === 'rings') ?? SCENARIO_PRESETS[0];
    const simulation = new Simulation(completeScenario(input).scenario);
    simulation.runTo(1000 * startNs);
    expect(simulation.done).toBe(false);
    const recent = simulation.report().lanes.map((lane) => lane.recent);
    expect(recent.map((figures) => figures?.packets)).toEqual([256, 256, 256, 256]);
    const waits = recent.map((figures) => figures?.by_category.dram ?? Number.NaN);
    expect(Math.max(waits[0], waits[1])).toBeLessThan(5);
    expect(waits[2]).toBeGreaterThan(100);
    expect(waits[3]).toBeLessThan(waits[2] / 4);
  });
  it('one change at a time: eight lanes, each with what the one before it had', () => {
    const { lanes } = completeScenario(shortened('chain', 100)).scenario;
    expect(lanes.length).toBe(8);
    const changed = lanes.slice(1).map(({ features }, i) => {
      const before = lanes[i].features;
      return (Object.keys(features) as (keyof typeof features)[]).filter(
        (name) => features[name] !== before[name],
      );
    });
    expect(changed).toEqual([
      ['classify', 'vswitch'],
      ['affinity'],
      ['classify', 'vnic', 'copy', 'iommu'],
      ['delivery'],
      ['placement'],
      ['guest_page'],
      ['notify', 'stack'],
    ]);
    const rates = run(shortened('chain', 10_000)).report.lanes.map(delivered);
    const gains = rates.slice(1).map((rate, i) => rate - rates[i]);
    expect(Math.max(...gains)).toBeGreaterThan(2 * gains.toSorted((a, b) => b - a)[1]);
  });
  it('22 and 11 Mpps: a switch halves what one core forwards', () => {
    const [plain, switched] = run(shortened('host', 20_000)).report.lanes;
    expect(Math.abs(delivered(plain) / 22e6 - 1)).toBeLessThan(0.15);
    expect(Math.abs(delivered(switched) / 11e6 - 1)).toBeLessThan(0.15);
    const { vswitch = 0 } = switched.cycles_per_packet.by_category;
    expect(vswitch).toBeGreaterThan(plain.cycles_per_packet.by_category.vswitch ?? 0);
  });
  it('2 Mpps: two copies a packet', () => {
    const [lane] = run(shortened('guest', 20_000)).report.lanes;
    expect(Math.abs(delivered(lane) / 2e6 - 1)).toBeLessThan(0.3);
    expect((lane.per_second.copies ?? 0) / delivered(lane)).toBeGreaterThan(1.8);
  });
  it('22 and 11 Mpps, 2 Mpps: the counters say so where they open', () => {
    const opening = (id: string) => {
      const { input, startNs = 0 } =
        SCENARIO_PRESETS.find((preset) => preset.id === id) ?? SCENARIO_PRESETS[0];
      const simulation = new Simulation(completeScenario(input).scenario);
      simulation.runTo(1000 * startNs);
      return simulation.report().lanes.map(delivered);
    };
    const [plain, switched] = opening('host');
    expect(Math.abs(plain / 22e6 - 1)).toBeLessThan(0.1);
    expect(Math.abs(switched / 11e6 - 1)).toBeLessThan(0.1);
    expect(Math.abs(opening('guest')[0] / 2e6 - 1)).toBeLessThan(0.2);
  });
  it('full bursts: cheaper packets, longer delays', () => {
    const [ready, full] = run(shortened('bursts', 3000)).report.lanes;
    expect(cycles(full)).toBeLessThan(cycles(ready) / 2);
    expect(full.latency_ns.p50 ?? 0).toBeGreaterThan(100 * (ready.latency_ns.p50 ?? Infinity));
  });
});
