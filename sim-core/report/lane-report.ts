// One lane's report: the difference of its totals at the window's ends, with every ratio that has a denominator.
import type { LaneScenario } from '../scenario/types.ts';
import { CATEGORIES, CONTEXTS, DROP_CAUSES } from '../trace/kinds.ts';
import type { Histogram } from './histogram.ts';
import type { CoreFigures, CountName, LaneFigures, RecentStart, WindowFates } from './lane-figures.ts';
import type { CategoryName, ContextName, CoreReport, CostFigures, DropCause, LaneReport } from './types.ts';

/** Everything a lane's report is made of. */
export interface LaneReportInput {
  lane: LaneScenario;
  warnings: string[];
  ghz: number;
  budgetCycles: number;
  open: LaneFigures;
  close: LaneFigures;
  fates: WindowFates;
  recent: RecentStart | null;
  latency: Histogram;
  roles: readonly string[];
  /** Cores that poll: what is not busy there is polling that finds nothing. */
  polling: readonly boolean[];
  batch: number;
  /** Number of VMs whose stolen time is reported. */
  vms: number;
}

const LINE_BITS = 512;
const FEWEST_RECENT = 16;

function ratio(a: number, b: number): number | null {
  return b === 0 ? null : a / b;
}

/** Cost a packet from time by category and the busiest core's time. */
function costs(
  categoryPs: number[],
  busyPs: number[],
  delivered: number,
  ghz: number,
  budgetCycles: number,
): CostFigures {
  const cyclesPerPs = ghz / 1000;
  const total = categoryPs.reduce((a, b) => a + b, 0);
  const byCategory = {} as Record<CategoryName, number | null>;
  CATEGORIES.forEach((name, i) => {
    byCategory[name] = delivered === 0 ? null : (categoryPs[i] * cyclesPerPs) / delivered;
  });
  if (delivered === 0) {
    return { cycles_per_packet: null, by_category: byCategory, budget_used: null, cores_sharing: null };
  }
  const perPacket = (total * cyclesPerPs) / delivered;
  const used = (Math.max(0, ...busyPs) * cyclesPerPs) / delivered / budgetCycles;
  return {
    cycles_per_packet: perPacket,
    by_category: byCategory,
    budget_used: used,
    cores_sharing: used === 0 ? null : perPacket / (used * budgetCycles),
  };
}

function coreReports(input: LaneReportInput, elapsedPs: number): CoreReport[] {
  return input.close.cores.map((close, i) => {
    const open = input.open.cores[i];
    const share = (ps: number): number => (elapsedPs === 0 ? 0 : ps / elapsedPs);
    const busy = share(close.busyPs - open.busyPs);
    const byContext = {} as Record<ContextName, number>;
    CONTEXTS.forEach((name, c) => {
      byContext[name] = share(close.contextPs[c + 1] - open.contextPs[c + 1]);
    });
    return {
      role: input.roles[i],
      busy,
      poll_idle: input.polling[i] && elapsedPs > 0 ? 1 - busy : 0,
      by_context: byContext,
    };
  });
}

/** What full bursts would cost: the fixed part of bursts shrinks by mean burst ÷ batch. Null unless something polls. */
function atFullBursts(input: LaneReportInput, delivered: number): LaneReport['at_full_bursts'] {
  if (delivered === 0 || !input.polling.includes(true)) return null;
  const saved = (open: CoreFigures, close: CoreFigures): number => {
    const bursts = close.bursts - open.bursts;
    if (bursts === 0) return 0;
    const mean = (close.burstPackets - open.burstPackets) / bursts;
    return (close.burstPs - open.burstPs) * Math.max(0, 1 - mean / input.batch);
  };
  const cyclesPerPs = input.ghz / 1000;
  let total =
    input.close.categoryPs.reduce((a, b) => a + b, 0) - input.open.categoryPs.reduce((a, b) => a + b, 0);
  let busiest = 0;
  let busiestAtFull = 0;
  input.close.cores.forEach((close, i) => {
    const open = input.open.cores[i];
    const less = saved(open, close);
    total -= less;
    const busy = close.busyPs - open.busyPs;
    if (busy > busiest) {
      busiest = busy;
      busiestAtFull = busy - less;
    }
  });
  return {
    cycles_per_packet: (total * cyclesPerPs) / delivered,
    budget_used: (busiestAtFull * cyclesPerPs) / delivered / input.budgetCycles,
  };
}

function recentOf(input: LaneReportInput): LaneReport['recent'] {
  const { recent, close } = input;
  if (recent === null || recent.deliveries < FEWEST_RECENT) return null;
  const categoryPs = close.categoryPs.map((ps, i) => ps - recent.categoryPs[i]);
  const busyPs = close.cores.map((core, i) => core.busyPs - recent.coreBusyPs[i]);
  return {
    packets: recent.deliveries,
    ...costs(categoryPs, busyPs, recent.deliveries, input.ghz, input.budgetCycles),
  };
}

function latencyOf(histogram: Histogram): LaneReport['latency_ns'] {
  const ns = (ps: number | null): number | null => (ps === null ? null : ps / 1000);
  const some = histogram.count > 0;
  return {
    min: some ? histogram.min / 1000 : null,
    mean: some ? histogram.sum / histogram.count / 1000 : null,
    p50: ns(histogram.quantile(0.5)),
    p90: ns(histogram.quantile(0.9)),
    p99: ns(histogram.quantile(0.99)),
    p999: ns(histogram.quantile(0.999)),
    max: some ? histogram.max / 1000 : null,
  };
}

/** Builds the report of one lane. */
export function laneReport(input: LaneReportInput): LaneReport {
  const { open, close, fates, lane } = input;
  const elapsedPs = close.tPs - open.tPs;
  const delivered = close.delivered - open.delivered;
  const perSecond = (n: number): number | null => (elapsedPs === 0 ? null : (n / elapsedPs) * 1e12);
  const counted = (name: CountName): number => close.counts[name] - open.counts[name];
  const categoryPs = close.categoryPs.map((ps, i) => ps - open.categoryPs[i]);
  const busyPs = close.cores.map((core, i) => core.busyPs - open.cores[i].busyPs);
  const cost = costs(categoryPs, busyPs, delivered, input.ghz, input.budgetCycles);
  const droppedBy = {} as Record<DropCause, number>;
  DROP_CAUSES.forEach((cause, i) => {
    droppedBy[cause] = fates.droppedBy[i];
  });
  const stolen: Record<string, number> = {};
  for (let vm = 1; vm <= input.vms; vm++) stolen[`vm${vm}`] = (close.stolenPs[vm] - open.stolenPs[vm]) / 1000;
  const dramLines = counted('dramReads') + counted('dramWrites');
  return {
    name: lane.name,
    preset: lane.preset,
    features: lane.features,
    warnings: input.warnings,
    packets: {
      offered: fates.offered,
      delivered: fates.delivered,
      dropped: fates.dropped,
      in_flight: fates.offered - fates.delivered - fates.dropped,
      replicated: fates.replicated,
      dropped_by: droppedBy,
    },
    rate_pps: {
      offered: perSecond(fates.offered),
      delivered: perSecond(delivered),
      dropped: perSecond(close.dropped - open.dropped),
    },
    cycles_per_packet: { total: cost.cycles_per_packet, by_category: cost.by_category },
    budget_used: cost.budget_used,
    cores_sharing: cost.cores_sharing,
    at_full_bursts: atFullBursts(input, delivered),
    recent: recentOf(input),
    latency_ns: latencyOf(input.latency),
    per_second: {
      interrupts: perSecond(counted('interrupts')),
      vm_exits: perSecond(counted('vmExits')),
      context_switches: perSecond(counted('contextSwitches')),
      copies: perSecond(counted('copies')),
      guest_copies: perSecond(counted('guestCopies')),
      upcalls: perSecond(counted('upcalls')),
      llc_misses: perSecond(counted('llcMisses')),
      doorbells: perSecond(counted('doorbells')),
    },
    cores: coreReports(input, elapsedPs),
    memory: {
      ddio_hit_ratio: ratio(counted('ddioUpdates'), counted('ddioUpdates') + counted('ddioAllocations')),
      read_hit_ratio: ratio(counted('readHits'), counted('readHits') + counted('readMisses')),
      tx_hit_ratio: ratio(counted('txLinesCached'), counted('txLinesRead')),
      dram_gbps: elapsedPs === 0 ? null : (dramLines * LINE_BITS * 1000) / elapsedPs,
      tlb_misses: counted('tlbMisses'),
      walk_references: counted('walkReferences'),
      iotlb_misses: counted('iotlbMisses'),
      page_faults: counted('pageFaults'),
    },
    stolen_ns: stolen,
  };
}
