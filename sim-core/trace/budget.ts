// The gauge: what a delivered packet costs, from the trace, over the recent past; the same figures as the report's `recent`.
import type { CategoryName, CostFigures } from '../report/types.ts';
import { CATEGORIES, CATEGORY_COUNT, K, KINDS, NO_CATEGORY } from './kinds.ts';
import { FIRST_REPLICA } from './phases.ts';
import type { LaneStore } from './store.ts';

/** Deliveries that the gauge looks back over, and the fewest it shows (contract §4). */
export const RECENT_PACKETS = 256;
export const RECENT_LEAST = 16;

/** What turns picoseconds into shares of the budget. */
export interface BudgetOptions {
  ghz: number;
  /** Cycles between two frames at line rate (report.budget.cycles). */
  budgetCycles: number;
  /** When the window opens, ps; −1 while it is not known. */
  openPs: number;
}

export type RecentFigures = { packets: number } & CostFigures;

const one = new Float64Array(CATEGORY_COUNT);
const two = new Float64Array(CATEGORY_COUNT);

/** CPU time of a lane within [fromPs, toPs] by category, and of its busiest core, picoseconds. */
export interface WindowWork {
  byCategoryPs: Float64Array;
  totalPs: number;
  busiestPs: number;
}

/** Work within a window; records that straddle its ends count with their part inside. */
export function workBetween(store: LaneStore, fromPs: number, toPs: number, out: WindowWork): WindowWork {
  out.byCategoryPs.fill(0);
  out.totalPs = 0;
  out.busiestPs = 0;
  for (let core = 0; core < store.work.count; core++) {
    store.work.before(core, toPs, one);
    store.work.before(core, fromPs, two);
    let sum = 0;
    for (let k = 0; k < CATEGORY_COUNT; k++) {
      const ps = one[k] - two[k];
      out.byCategoryPs[k] += ps;
      sum += ps;
    }
    out.totalPs += sum;
    if (sum > out.busiestPs) out.busiestPs = sum;
  }
  return out;
}

/** An empty WindowWork to be filled again and again. */
export function newWindowWork(): WindowWork {
  return { byCategoryPs: new Float64Array(CATEGORY_COUNT), totalPs: 0, busiestPs: 0 };
}

/** The gauge's window at `tPs`: where it begins and how many packets were delivered in it; null below 16. */
export function recentWindow(
  store: LaneStore,
  tPs: number,
  openPs: number,
): { fromPs: number; packets: number } | null {
  const open = openPs >= 0 && openPs <= tPs ? openPs : 0;
  const list = store.kindList(K.packetDelivered);
  let fromPs = open;
  let packets = 0;
  for (let p = store.kindAfter(list, tPs) - 1; p >= list.base; p--) {
    const r = list.at(p);
    if (store.records.packet(r) >= FIRST_REPLICA) continue;
    const t = store.records.t(r);
    if (t < open || (t === open && open > 0)) break;
    if (packets === RECENT_PACKETS) {
      fromPs = t;
      break;
    }
    packets++;
  }
  if (packets < RECENT_LEAST || fromPs < store.firstPs) return null;
  return { fromPs, packets };
}

const scratch = newWindowWork();

/** The report's `recent` at `tPs`, from the trace; null below 16 packets or where the trace is no longer held. */
export function recentFigures(store: LaneStore, tPs: number, options: BudgetOptions): RecentFigures | null {
  const window = recentWindow(store, tPs, options.openPs);
  if (window === null) return null;
  const work = workBetween(store, window.fromPs, tPs, scratch);
  const perPacket = (ps: number): number => (ps * options.ghz) / 1000 / window.packets;
  const by_category = {} as Record<CategoryName, number | null>;
  for (let k = 0; k < CATEGORY_COUNT; k++) by_category[CATEGORIES[k]] = perPacket(work.byCategoryPs[k]);
  const cycles_per_packet = perPacket(work.totalPs);
  const busiest = perPacket(work.busiestPs);
  return {
    packets: window.packets,
    cycles_per_packet,
    by_category,
    budget_used: busiest / options.budgetCycles,
    cores_sharing: work.busiestPs > 0 ? work.totalPs / work.busiestPs : null,
  };
}

/**
 * The report's `budget_used` at `tPs` for a window that opened at `openPs`: the busiest core's cycles for each of the
 * `delivered` packets, in packet times. Null where nothing was delivered or the opening is no longer held.
 */
export function multipleSince(
  store: LaneStore,
  openPs: number,
  tPs: number,
  delivered: number,
  { ghz, budgetCycles }: Pick<BudgetOptions, 'ghz' | 'budgetCycles'>,
): number | null {
  if (delivered === 0 || openPs < store.firstPs) return null;
  const { busiestPs } = workBetween(store, openPs, tPs, scratch);
  return (busiestPs * ghz) / 1000 / delivered / budgetCycles;
}

/**
 * Own costs of the last packets delivered at or before `tPs`, cycles, the latest first: the work that names a packet,
 * without its share of bursts, interrupts and exits. Fills `out` and returns how many there are.
 */
export function lastPacketCosts(store: LaneStore, tPs: number, ghz: number, out: Float64Array): number {
  const list = store.kindList(K.packetDelivered);
  let n = 0;
  for (let p = store.kindAfter(list, tPs) - 1; p >= list.base && n < out.length; p--) {
    const packet = store.records.packet(list.at(p));
    if (packet >= FIRST_REPLICA) continue;
    let ps = 0;
    for (let q = store.packets.lastRecord(packet); q >= 0; q = store.records.previous(q)) {
      const { category } = KINDS[store.records.kind(q)];
      if (category !== NO_CATEGORY && store.records.endPs(q) <= tPs) ps += store.records.dur(q);
    }
    out[n++] = (ps * ghz) / 1000;
  }
  return n;
}
