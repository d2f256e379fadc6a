// Hard invariants over random scenarios with Open vSwitch in the kernel and in poll mode: new flows, expiry, restarts.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { Simulation } from '../paths/simulation.ts';
import { completeScenario } from '../scenario/index.ts';
import { InputError } from '../scenario/input-error.ts';
import type { Scenario } from '../scenario/types.ts';
import { DROP, K, KINDS, LOOKUP } from '../trace/kinds.ts';
import { complaints } from './properties.ts';
import { runKept, toTheEnd } from './run-for-test.ts';

const SCENARIOS = 150;
const PACKETS = 500;

function pick<T>(random: RandomStream, list: readonly T[]): T {
  return list[random.below(list.length)];
}

function draft(random: RandomStream): Record<string, unknown> {
  const cores = 1 + random.below(4);
  const polls = random.below(3) === 0;
  const host = polls || random.below(3) === 0;
  const stop = 20 + random.below(PACKETS - 20);
  const shared = {
    emc: random.below(3) > 0,
    megaflows: pick(random, ['per-vm', 'per-flow']),
    ring_size: pick(random, [64, 256, 1024]),
    placement: pick(random, ['dram', 'ddio']),
    batch: pick(random, [1, 4, 32, 64]),
    msix: random.below(3) > 0,
  };
  const kernel = {
    vswitch: 'ovs-kernel',
    classify: random.below(4) === 0 ? 'vmdq' : 'software',
    notify: pick(random, ['napi', 'napi', 'interrupt']),
    affinity: pick(random, ['shared', 'dedicated']),
    delivery: pick(random, ['exit', 'posted']),
    itr_us: pick(random, [0, 3, 50]),
  };
  const poll = { vswitch: 'ovs-dpdk', poll_cores: 1 + random.below(cores) };
  return {
    seed: random.uint32(),
    stop: { packets: stop },
    warmup: { packets: random.below(stop) },
    machine: { ghz: pick(random, [1, 2.6, 3.3]), cores, llc_mib: 1 },
    traffic: {
      kind: pick(random, ['line-rate', 'poisson', 'on-off']),
      link_gbps: pick(random, [1, 10, 40]),
      frame_bytes: pick(random, [64, 594, 4100]),
      load: pick(random, [0.01, 0.2, 1]),
      flows: pick(random, [1, 7, 300, 100_000]),
      flow_skew: pick(random, [0, 1]),
      vms: 1 + random.below(4),
    },
    workload: {
      kind: host
        ? pick(random, polls ? ['forward-host', 'drop-host'] : ['forward-host'])
        : pick(random, ['receive', 'reply', 'forward-vm', 'vm-to-vm']),
      app_cycles: pick(random, [null, 300]),
      idle_guests: pick(random, ['compute', 'halt']),
      events: random.below(3) === 0 ? [{ at_ns: random.below(200_000), what: 'ovs-restart' }] : [],
    },
    costs: pick(random, [
      {},
      { 'ovs.idleExpiry': 20_000, 'ovs.revalidate': 5000, 'ovs.masks': 9, 'ovsdpdk.resort': 10_000 },
      { 'ovsk.upcall': 20_000, 'ovsk.upcallQueue': 8, 'ovs.restart': 30_000, 'ovsdpdk.emcInsert': 1 },
      { 'ovsk.upcall': 3000, 'ovs.maxFlows': 5, 'ovsdpdk.emcEntries': 7, 'ovs.restart': 0 },
    ]),
    lanes: [{ preset: polls ? 'dpdk' : 'trap', features: { ...shared, ...(polls ? poll : kernel) } }],
  };
}

/** The `index`-th random scenario whose one lane has Open vSwitch. */
function ovsScenario(index: number): Scenario {
  const random = new RandomStream(index, 'random switch scenario');
  for (;;) {
    try {
      return completeScenario(draft(random)).scenario;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
}

describe('random scenarios with Open vSwitch', () => {
  for (let from = 0; from < SCENARIOS; from += 50) {
    it(`keep every hard invariant: ${from} to ${from + 49}`, () => {
      const found: string[] = [];
      for (let i = from; i < from + 50; i++) {
        const scenario = ovsScenario(i);
        for (const line of complaints(scenario, runKept(scenario))) found.push(`scenario ${i}: ${line}`);
      }
      expect(found).toEqual([]);
    });
  }

  it('reach what they are for: misses, full queues, expiry, restarts, every level of lookup', () => {
    const seen = new Map<number, number>();
    const levels = new Set<number>();
    let lost = 0;
    for (let i = 0; i < SCENARIOS; i++) {
      const simulation = new Simulation(ovsScenario(i));
      const { fabric } = simulation.lanes[0].parts;
      fabric.trace = {
        record: (kind, _t, _dur, _packet, arg) => {
          seen.set(kind, (seen.get(kind) ?? 0) + 1);
          if (kind === K.switchLookedUp) levels.add(arg & 255);
        },
      };
      toTheEnd(simulation);
      lost += fabric.tally.droppedBy[DROP.upcallFull];
    }
    const kinds = [K.upcallQueued, K.upcallHandled, K.flowInstalled, K.flowExpired, K.daemonStarted];
    for (const kind of kinds) expect(seen.get(kind) ?? 0, KINDS[kind].name).toBeGreaterThan(10);
    expect([...levels].sort()).toEqual(Object.values(LOOKUP).sort());
    expect(lost).toBeGreaterThan(100);
  });

  it('give the same trace and report again, in slices, and from a snapshot (H19, H20)', () => {
    for (let i = 0; i < 40; i++) {
      const scenario = ovsScenario(1000 + i);
      const whole = runKept(scenario);
      const random = new RandomStream(i, 'slices');
      const slices = runKept(scenario, (simulation) => {
        while (!simulation.advance(1 + random.below(500)));
      });
      expect(slices.hash, `scenario ${1000 + i}`).toBe(whole.hash);
      const simulation = new Simulation(scenario);
      simulation.advance(100 + random.below(2000));
      const snapshot = simulation.snapshot();
      for (let round = 0; round < 2; round++) {
        toTheEnd(simulation);
        expect(simulation.report(), `scenario ${1000 + i}`).toEqual(whole.report);
        simulation.restore(snapshot);
      }
    }
  });

  it('empty themselves when arrivals stop (H12)', () => {
    for (let i = 0; i < 60; i++) {
      const scenario = ovsScenario(2000 + i);
      const simulation = new Simulation(scenario);
      toTheEnd(simulation);
      simulation.drain(simulation.nowPs + 2e12);
      const { fabric } = simulation.lanes[0].parts;
      expect(fabric.packets.inFlight, `scenario ${2000 + i}`).toBe(0);
      expect(fabric.tally.arrived).toBe(fabric.tally.delivered + fabric.tally.dropped);
    }
  });
});
