// What Open vSwitch must show over whole runs: flows against caches and rules, masks, rates, and time that flows do not take.
import { describe, expect, it } from 'vitest';
import { Simulation } from '../paths/simulation.ts';
import type { LaneReport } from '../report/types.ts';
import { completeScenario } from '../scenario/index.ts';
import { toTheEnd } from './run-for-test.ts';

interface Change {
  machine?: object;
  traffic?: object;
  costs?: Record<string, number>;
  features?: object;
  workload?: object;
  packets?: number;
}

function run(preset: string, change: Change): LaneReport {
  const packets = change.packets ?? 40_000;
  const { scenario } = completeScenario({
    stop: { packets },
    warmup: { packets: packets / 2 },
    machine: { cores: 1, ...change.machine },
    traffic: { vms: 1, ...change.traffic },
    workload: { kind: 'forward-host', ...change.workload },
    costs: change.costs ?? {},
    lanes: [{ preset, features: change.features }],
  });
  const simulation = new Simulation(scenario);
  toTheEnd(simulation);
  return simulation.report().lanes[0];
}

/** Poll mode; every hit of the classifier enters the cache and misses cost nothing, so that runs settle soon. */
function poll(change: Change): LaneReport {
  return run('dpdk', {
    ...change,
    costs: { 'ovsdpdk.emcInsert': 1, 'ovsdpdk.upcall': 0, ...change.costs },
    features: { vswitch: 'ovs-dpdk', ...change.features },
  });
}

function kernel(change: Change): LaneReport {
  return run('trap', { ...change, features: { vswitch: 'ovs-kernel', ...change.features } });
}

function switching(report: LaneReport): number {
  return report.cycles_per_packet.by_category.vswitch ?? NaN;
}

describe('the exact-match cache', () => {
  it('falls behind when there are more flows than it has entries (S41)', () => {
    const cycles = [100, 5000, 20_000, 100_000].map((flows) =>
      switching(poll({ packets: 60_000, traffic: { flows, load: 0.3 } })),
    );
    for (let i = 1; i < cycles.length; i++) expect(cycles[i]).toBeGreaterThan(cycles[i - 1]);
    expect(cycles[0]).toBeCloseTo(110, 0);
    // probe and classifier for nearly all
    expect(cycles[3]).toBeGreaterThan(385);
    expect(cycles[3]).toBeLessThanOrEqual(420);
  });

  it('helps one flow and hurts a hundred thousand', () => {
    const ratio = (flows: number): number =>
      switching(poll({ traffic: { flows, load: 0.3 } })) /
      switching(poll({ traffic: { flows, load: 0.3 }, features: { emc: false } }));
    expect(ratio(1)).toBeCloseTo(110 / 390, 2);
    expect(ratio(100_000)).toBeGreaterThan(1);
  });

  it('is smaller when it is told to be', () => {
    const at = (entries: number): number =>
      switching(poll({ traffic: { flows: 3000, load: 0.3 }, costs: { 'ovsdpdk.emcEntries': entries } }));
    expect(at(256)).toBeGreaterThan(at(2048));
    expect(at(2048)).toBeGreaterThan(at(16_384));
  });
});

describe('rules', () => {
  it('per VM make a hundred thousand flows go up as three, per flow each goes up', () => {
    const traffic = { flows: 100_000, vms: 3, load: 0.1 };
    const each = poll({ traffic, packets: 20_000, features: { megaflows: 'per-flow' } });
    const all = poll({ traffic, packets: 20_000 });
    expect(all.per_second.upcalls).toBe(0);
    const seconds =
      (each.packets.offered / (each.rate_pps.offered ?? NaN)) * (each.per_second.upcalls ?? NaN);
    expect(seconds).toBeGreaterThan(8000);
  });

  it('per flow stall a poll loop and fill the kernel’s queue; per VM neither notices the flows', () => {
    const traffic = { flows: 100_000, load: 0.05 };
    const inline = { 'ovsdpdk.upcall': 60_000 };
    const pollEach = poll({ traffic, costs: inline, features: { megaflows: 'per-flow' } });
    const pollAll = poll({ traffic, costs: inline });
    expect(pollEach.rate_pps.delivered).toBeLessThan(60_000);
    expect(pollAll.packets.dropped).toBe(0);
    const kernelEach = kernel({ traffic, features: { megaflows: 'per-flow' } });
    const kernelAll = kernel({ traffic });
    expect(kernelEach.packets.dropped_by.upcall_full).toBeGreaterThan(10_000);
    expect(kernelAll.packets.dropped).toBe(0);
    expect(kernelAll.per_second.upcalls).toBe(0);
  });

  it('of more masks cost no less: kernel and poll mode (S41)', () => {
    const traffic = { flows: 3000, load: 0.05 };
    const costs = (masks: number): Record<string, number> => ({
      'ovs.masks': masks,
      'ovsk.upcall': 0,
      'ovsk.reinject': 0,
    });
    const features = { megaflows: 'per-flow' };
    const masks = [1, 2, 4, 16, 64];
    const inKernel = masks.map((n) => switching(kernel({ traffic, features, costs: costs(n) })));
    const inPoll = masks.map((n) =>
      switching(poll({ traffic, features: { ...features, emc: false }, costs: costs(n) })),
    );
    for (let i = 1; i < masks.length; i++) {
      expect(inKernel[i]).toBeGreaterThanOrEqual(inKernel[i - 1]);
      expect(inPoll[i]).toBeGreaterThan(inPoll[i - 1]);
    }
  });

  it('of one flow are found by the mask cache however many masks there are', () => {
    const at = (masks: number): number =>
      switching(kernel({ traffic: { flows: 1, load: 0.05 }, costs: { 'ovs.masks': masks } }));
    expect(at(64)).toBe(at(1));
    expect(at(1)).toBeCloseTo(1050, 0);
  });

  it('are sorted by hits: the subtable that most packets want comes first', () => {
    const traffic = { flows: 64, flow_skew: 3, load: 0.2 };
    const at = (resort: number): number =>
      switching(
        poll({
          traffic,
          features: { megaflows: 'per-flow', emc: false },
          costs: { 'ovs.masks': 32, 'ovsdpdk.resort': resort },
        }),
      );
    expect(at(50_000)).toBeLessThan(at(1e9));
  });
});

describe('guests behind Open vSwitch', () => {
  it('pay for the lookup under classify, and for misses under vswitch', () => {
    const guests = (change: Change): LaneReport =>
      kernel({
        ...change,
        machine: { cores: 4 },
        workload: { kind: 'receive' },
        traffic: { vms: 2, flows: 4, load: 0.01, ...change.traffic },
      });
    const settled = guests({});
    expect(settled.cycles_per_packet.by_category.classify).toBeCloseTo(150, 0);
    expect(switching(settled)).toBe(0);
    const storm = guests({ traffic: { flows: 100_000 }, features: { megaflows: 'per-flow' }, packets: 4000 });
    expect(switching(storm)).toBeGreaterThan(50_000);
    expect(storm.per_second.upcalls).toBeGreaterThan(0);
  });
});

describe('the number of flows', () => {
  it('changes what packets cost, and not how much there is to simulate', () => {
    const events = (flows: number): number => {
      const { scenario } = completeScenario({
        stop: { packets: 40_000 },
        traffic: { flows, vms: 1, load: 0.2 },
        workload: { kind: 'forward-host' },
        costs: { 'ovsdpdk.upcall': 0, 'ovs.maxFlows': 1_000_000 },
        lanes: [{ preset: 'dpdk', features: { vswitch: 'ovs-dpdk', megaflows: 'per-flow' } }],
      });
      const simulation = new Simulation(scenario);
      toTheEnd(simulation);
      return simulation.events / 40_000;
    };
    const few = events(10);
    // a miss ends its burst's step: at most one event more a packet
    expect(events(1_000_000)).toBeLessThan(few + 1);
  });
});
