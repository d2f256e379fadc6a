// Traces of real runs: every invariant holds, frames do not depend on the way to them, gauge and counters are the report's.
import { describe, expect, test } from 'vitest';
import { Simulation } from '../paths/simulation.ts';
import type { LaneReport, Report } from '../report/types.ts';
import { completeScenario } from '../scenario/index.ts';
import type { Scenario } from '../scenario/types.ts';
import { recentFigures } from '../trace/budget.ts';
import { LaneCursor, nextEventPs, previousEventPs } from '../trace/cursor.ts';
import { type FrameOptions, frameAt, LaneFrame } from '../trace/frame.ts';
import { TraceHash } from '../trace/hash.ts';
import { CATEGORIES } from '../trace/kinds.ts';
import { type CounterName, counterIndex } from '../trace/lane-state.ts';
import { LaneStore } from '../trace/store.ts';
import { checkTrace, violationsIn } from './invariants.ts';

const FRAME: FrameOptions = { linkGbps: 10, cores: 4, lookaheadPs: 700_000, lingerPs: 500_000 };

interface Run {
  scenario: Scenario;
  stores: LaneStore[];
  report: Report;
  /** The report with the window closing at `midPs`. */
  midReport: Report;
  midPs: number;
  openPs: number;
  closePs: number;
  hash: string;
}

/** Runs a scenario to its end, `events` at a time. */
function run(input: object, midPs: number, events = 50_000): Run {
  const { scenario } = completeScenario(input);
  const stores = scenario.lanes.map((_, i) => new LaneStore(i));
  const hash = new TraceHash();
  const simulation = new Simulation(scenario, {
    onChunk: (chunk) => {
      stores[chunk.lane].append(chunk);
      hash.chunk(chunk);
      return chunk.buffer;
    },
  });
  while (!simulation.advance(events)) {}
  const report = simulation.report();
  simulation.flushTrace();
  const { windowOpenPs: openPs, windowClosePs: closePs } = simulation;
  const half = new Simulation(scenario);
  half.runTo(midPs);
  const midReport = half.report();
  return { scenario, stores, report, midReport, midPs, openPs, closePs, hash: hash.digest() };
}

const SCENARIOS: [string, object, number][] = [
  ['line rate', { stop: { packets: 12000 }, warmup: { packets: 1000 } }, 600_123_456],
  [
    'light Poisson traffic',
    {
      stop: { packets: 3000 },
      warmup: { packets: 300 },
      traffic: { kind: 'poisson', load: 0.01, vms: 5 },
      machine: { cores: 2 },
    },
    12_345_678_901,
  ],
  [
    'bursts of mixed frames that are answered',
    {
      stop: { packets: 4000 },
      warmup: { packets: 500 },
      traffic: {
        kind: 'on-off',
        load: 0.3,
        frame_bytes: [
          [64, 3],
          [1518, 1],
        ],
      },
      workload: { kind: 'reply' },
    },
    3_000_000_001,
  ],
  [
    'little traffic for guests that halt',
    {
      stop: { packets: 2000 },
      warmup: { packets: 0 },
      traffic: { load: 0.02 },
      workload: { idle_guests: 'halt' },
    },
    4_000_000_007,
  ],
];

/**
 * Report's rates that the trace counts too, and how far they may differ beyond work under way at the window's ends: an
 * exit or a switch that a hard interrupt cuts in two leaves two records.
 */
const RATES: [keyof LaneReport['per_second'], CounterName, number][] = [
  ['interrupts', 'interrupts', 0],
  ['vm_exits', 'exits', 0.002],
  ['context_switches', 'context_switches', 0.002],
  ['guest_copies', 'guest_copies', 0],
  ['doorbells', 'doorbells', 0],
];

describe.each(SCENARIOS)('%s', (_, input, midPs) => {
  const r = run(input, midPs);
  const lanes = r.report.lanes.map((lane, i) => ({ lane, mid: r.midReport.lanes[i], store: r.stores[i] }));

  test('every invariant holds in every lane', () => {
    for (const { lane, store } of lanes) {
      const results = checkTrace({
        store,
        features: lane.features,
        workload: r.scenario.workload.kind,
        vms: r.scenario.traffic.vms,
        ghz: r.scenario.machine.ghz,
        linkGbps: r.scenario.traffic.link_gbps,
        drained: false,
      });
      expect([lane.name, violationsIn(results)]).toEqual([lane.name, []]);
    }
  });

  test('the gauge from the trace is the recent part of the report', () => {
    expect(r.midPs).toBeGreaterThan(r.openPs);
    expect(r.midPs).toBeLessThan(r.closePs);
    for (const { mid, store } of lanes) {
      const budget = { ghz: r.scenario.machine.ghz, budgetCycles: r.report.budget.cycles, openPs: r.openPs };
      const figures = recentFigures(store, r.midPs, budget);
      if (mid.recent === null) {
        expect(figures).toBeNull();
        continue;
      }
      expect(figures?.packets).toBe(mid.recent.packets);
      for (const name of ['cycles_per_packet', 'budget_used', 'cores_sharing'] as const) {
        expect(figures?.[name]).toBeCloseTo(mid.recent[name]!, 8);
      }
      for (const name of CATEGORIES) {
        expect(figures?.by_category[name]).toBeCloseTo(mid.recent.by_category[name]!, 8);
      }
    }
  });

  test('counters are the report’s', () => {
    const frame = new LaneFrame();
    for (const { lane, store } of lanes) {
      const cursor = new LaneCursor(store);
      const open = Float64Array.from(frameAt(cursor, r.openPs, FRAME, frame).counters);
      const close = frameAt(cursor, r.closePs, FRAME, frame).counters;
      const seconds = (r.closePs - r.openPs) / 1e12;
      for (const [rate, counter, cut] of RATES) {
        const counted = close[counterIndex(counter)] - open[counterIndex(counter)];
        const reported = (lane.per_second[rate] ?? 0) * seconds;
        const most = r.scenario.machine.cores + cut * reported + 1e-6;
        expect(Math.abs(counted - reported)).toBeLessThanOrEqual(most);
      }
      const fates = close[counterIndex('delivered')] + close[counterIndex('dropped')];
      expect(close[counterIndex('arrived')] - fates).toBeGreaterThanOrEqual(lane.packets.in_flight);
    }
  });

  test('a frame is the same by play, scrub and stepping back', () => {
    const times = Array.from({ length: 40 }, (_, i) => Math.floor((r.closePs * (i + 1)) / 41));
    for (const { store } of lanes) {
      const cursor = new LaneCursor(store);
      const frame = new LaneFrame();
      const played = times.map((t) => frameAt(cursor, t, FRAME, frame).hash());
      const back = [...times].reverse().map((t) => frameAt(cursor, t, FRAME, frame).hash());
      expect(back.reverse()).toEqual(played);
      const scrubbed = times.map((t) => frameAt(new LaneCursor(store), t, FRAME, new LaneFrame()).hash());
      expect(scrubbed).toEqual(played);
    }
  });

  test('steps go forward and back through the same times', () => {
    const forward = [r.midPs];
    for (let i = 0; i < 500; i++) forward.push(nextEventPs(r.stores, forward[forward.length - 1]));
    const back = [forward[500]];
    for (let i = 0; i < 499; i++) back.push(previousEventPs(r.stores, back[back.length - 1]));
    expect(back.reverse()).toEqual(forward.slice(1));
  });
});

test('the trace of a run does not depend on how it was advanced', () => {
  const [, input, midPs] = SCENARIOS[0];
  expect(run(input, midPs).hash).toBe(run(input, midPs, 777).hash);
});
