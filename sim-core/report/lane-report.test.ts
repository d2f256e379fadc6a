// A lane's report from made-up totals: every figure by hand, and null wherever there is nothing to divide by.
import { describe, expect, it } from 'vitest';
import { pathOf } from '../paths/registry.ts';
import { CATEGORIES, CONTEXTS, DROP_CAUSES } from '../trace/kinds.ts';
import { Histogram } from './histogram.ts';
import { COUNT_NAMES, type CoreFigures, type LaneFigures } from './lane-figures.ts';
import { type LaneReportInput, laneReport } from './lane-report.ts';

function core(busyPs: number, pollPs: number, bursts = 0, burstPackets = 0, burstPs = 0): CoreFigures {
  return { busyPs, contextPs: [0, busyPs - pollPs, 0, 0, 0, pollPs], burstPs, bursts, burstPackets };
}

function figures(over: Partial<LaneFigures>): LaneFigures {
  const counts = Object.fromEntries(COUNT_NAMES.map((name) => [name, 0])) as LaneFigures['counts'];
  return {
    tPs: 0,
    categoryPs: CATEGORIES.map(() => 0),
    cores: [core(0, 0), core(0, 0)],
    arrived: 0,
    delivered: 0,
    dropped: 0,
    counts,
    stolenPs: [0, 0, 0],
    ...over,
  };
}

function input(over: Partial<LaneReportInput>): LaneReportInput {
  return {
    lane: { name: 'x', preset: 'dpdk', features: { ...pathOf('dpdk').features } },
    warnings: [],
    ghz: 3,
    budgetCycles: 200,
    open: figures({}),
    close: figures({}),
    fates: { offered: 0, delivered: 0, dropped: 0, replicated: 0, droppedBy: DROP_CAUSES.map(() => 0) },
    recent: null,
    latency: new Histogram(),
    roles: ['vm1', 'spare'],
    polling: [true, false],
    batch: 32,
    vms: 2,
    ...over,
  };
}

/** Paths of all values that are numbers but not finite, or undefined. */
function unfit(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (value === undefined) return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, v]) => unfit(v, `${path}/${key}`));
}

describe('lane report', () => {
  it('counts what cores did since the opening, not before it', () => {
    const open = figures({ tPs: 1000, cores: [core(600, 600), core(0, 0)] });
    const close = figures({ tPs: 2000, cores: [core(850, 850), core(0, 0)], delivered: 1 });
    const [first] = laneReport(input({ open, close })).cores;
    expect([first.busy, first.poll_idle, first.by_context.poll]).toEqual([0.25, 0.75, 0.25]);
  });

  it('has nothing to share when packets arrived by themselves, and full bursts only where something polls', () => {
    const close = figures({ tPs: 1000, delivered: 2 });
    const report = laneReport(input({ close }));
    expect([report.cycles_per_packet.total, report.budget_used, report.cores_sharing]).toEqual([0, 0, null]);
    expect(laneReport(input({ close, polling: [false, false] })).at_full_bursts).toBeNull();
    expect(laneReport(input({ close, polling: [true, true] })).at_full_bursts).not.toBeNull();
  });

  it('of nothing has nulls, never NaN', () => {
    const report = laneReport(input({}));
    expect(unfit(report)).toEqual([]);
    expect(report.cycles_per_packet.total).toBeNull();
    expect(new Set(Object.values(report.cycles_per_packet.by_category))).toEqual(new Set([null]));
    expect([report.budget_used, report.cores_sharing, report.at_full_bursts, report.recent]).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect(new Set(Object.values(report.latency_ns))).toEqual(new Set([null]));
    expect(new Set(Object.values(report.rate_pps))).toEqual(new Set([null]));
    expect(new Set(Object.values(report.per_second))).toEqual(new Set([null]));
    const { ddio_hit_ratio, read_hit_ratio, tx_hit_ratio, dram_gbps } = report.memory;
    expect([ddio_hit_ratio, read_hit_ratio, tx_hit_ratio, dram_gbps]).toEqual([null, null, null, null]);
    expect(report.cores.map(({ busy, poll_idle }) => [busy, poll_idle])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('of time without packets has rates of zero and costs of null', () => {
    const close = figures({
      tPs: 1e9,
      cores: [core(2e8, 2e8), core(0, 0)],
      categoryPs: CATEGORIES.map(() => 1e7),
    });
    const report = laneReport(input({ close }));
    expect(unfit(report)).toEqual([]);
    expect(report.rate_pps).toEqual({ offered: 0, delivered: 0, dropped: 0 });
    expect([report.cycles_per_packet.total, report.budget_used, report.at_full_bursts]).toEqual([
      null,
      null,
      null,
    ]);
    expect(report.cores[0].busy).toBeCloseTo(0.2, 12);
    expect(report.cores[0].poll_idle).toBeCloseTo(0.8, 12);
    expect(report.cores[1].poll_idle).toBe(0);
  });

  it('counts what happened inside the window only', () => {
    const openCounts = { ...figures({}).counts, interrupts: 10, dramReads: 5, ddioUpdates: 100, readHits: 7 };
    const closeCounts = {
      ...openCounts,
      interrupts: 30,
      dramReads: 505,
      dramWrites: 500,
      ddioUpdates: 103,
      ddioAllocations: 1,
      readHits: 8,
      readMisses: 3,
      txLinesRead: 4,
      txLinesCached: 1,
      guestCopies: 8,
      walkReferences: 6,
    };
    const perCategory = CATEGORIES.map((_, i) => (i + 1) * 1e6);
    const open = figures({
      tPs: 1e9,
      delivered: 50,
      dropped: 4,
      categoryPs: perCategory,
      counts: openCounts,
      cores: [core(6e7, 6e7, 3, 9, 1e6), core(1.8e7, 0)],
      stolenPs: [0, 5000, 0],
    });
    const close = figures({
      tPs: 3e9,
      delivered: 150,
      dropped: 5,
      categoryPs: perCategory.map((ps) => 3 * ps),
      counts: closeCounts,
      cores: [core(18e7, 18e7, 13, 89, 5e6), core(5.4e7, 0)],
      stolenPs: [0, 8000, 250],
    });
    const droppedBy = DROP_CAUSES.map((_, i) => (i === 1 ? 2 : 0));
    const report = laneReport(
      input({
        open,
        close,
        fates: { offered: 110, delivered: 90, dropped: 2, replicated: 6, droppedBy },
      }),
    );
    expect(unfit(report)).toEqual([]);
    // 78 units of 2 µs over 100 packets at 3 GHz
    expect(report.cycles_per_packet.total).toBeCloseTo((78 * 2e6 * 0.003) / 100, 9);
    expect(report.cycles_per_packet.by_category.application).toBeCloseTo((12 * 2e6 * 0.003) / 100, 9);
    const busiest = (12e7 * 0.003) / 100;
    expect(report.budget_used).toBeCloseTo(busiest / 200, 12);
    expect(report.cores_sharing).toBeCloseTo((78 * 2e6 * 0.003) / 100 / busiest, 12);
    // ten bursts of eight packets: three quarters of their fixed cost would not be there at 32
    expect(report.at_full_bursts?.cycles_per_packet).toBeCloseTo(((156e6 - 4e6 * 0.75) * 0.003) / 100, 9);
    expect(report.at_full_bursts?.budget_used).toBeCloseTo(((12e7 - 4e6 * 0.75) * 0.003) / 100 / 200, 12);
    expect(report.packets).toMatchObject({
      offered: 110,
      delivered: 90,
      dropped: 2,
      in_flight: 18,
      replicated: 6,
    });
    expect(report.packets.dropped_by.nic_fifo_full).toBe(2);
    expect(report.rate_pps).toMatchObject({ offered: 55_000, delivered: 50_000 });
    expect(report.rate_pps.dropped).toBeCloseTo(500, 9);
    expect(report.per_second.interrupts).toBeCloseTo(10_000, 9);
    expect(report.per_second.guest_copies).toBeCloseTo(4000, 9);
    expect(report.memory).toMatchObject({ ddio_hit_ratio: 0.75, read_hit_ratio: 0.25, tx_hit_ratio: 0.25 });
    // a thousand lines of 512 bits in two milliseconds
    expect(report.memory.dram_gbps).toBeCloseTo(0.256, 12);
    expect(report.memory.walk_references).toBe(6);
    expect(report.cores[0]).toMatchObject({ role: 'vm1', by_context: { poll: 0.06 } });
    expect(report.cores[0].busy + report.cores[0].poll_idle).toBe(1);
    expect(Object.keys(report.cores[1].by_context)).toEqual(CONTEXTS);
    expect(report.stolen_ns).toEqual({ vm1: 3, vm2: 0.25 });
  });

  it('has a recent past from 16 deliveries on', () => {
    const close = figures({ categoryPs: CATEGORIES.map(() => 5e6), cores: [core(6e7, 0), core(0, 0)] });
    const start = { categoryPs: CATEGORIES.map(() => 4e6), coreBusyPs: [4.8e7, 0] };
    expect(laneReport(input({ close, recent: { deliveries: 15, ...start } })).recent).toBeNull();
    const { recent } = laneReport(input({ close, recent: { deliveries: 16, ...start } }));
    expect(recent?.packets).toBe(16);
    expect(recent?.cycles_per_packet).toBeCloseTo((12e6 * 0.003) / 16, 9);
    expect(recent?.budget_used).toBeCloseTo((1.2e7 * 0.003) / 16 / 200, 12);
    expect(recent?.cores_sharing).toBeCloseTo(1, 12);
  });

  it('reads latencies off the histogram', () => {
    const latency = new Histogram();
    for (let i = 1; i <= 1000; i++) latency.add(i);
    const report = laneReport(input({ latency }));
    expect(report.latency_ns).toEqual({
      min: 0.001,
      mean: 0.5005,
      p50: 0.5,
      p90: 0.9,
      p99: 0.99,
      p999: 0.999,
      max: 1,
    });
  });
});
