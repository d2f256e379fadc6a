// What a lane's text shows at one moment, and the arithmetic between a report's bill and the printed floors.
import { FIGURES } from '../i18n/en-figures.ts';
import type { LaneReport } from '../../sim-core/index.ts';
import { PARTS, type Floor, type FloorId, type Part, partsOf } from '../scene/floors.ts';
import type { GaugeBill } from '../scene/gauge.ts';
import { count, roundToSum, spacedCount, significant } from '../ui/format.ts';
import { PART_WORDS } from '../i18n/en.ts';

/** Deliveries that a bill needs before it is shown. */
export const LEAST_DELIVERIES = 16;

/** CPU cycles of a delivered packet over the last 256 deliveries, split into the gauge's parts. */
export interface Bill {
  parts: Record<Part, number>;
  total: number;
  budgetUsed: number;
  coresSharing: number;
  /** What full bursts would use of the budget, on polling cores; else null. */
  fullBursts: { cycles: number; budgetUsed: number } | null;
  /** The multiple over the time that the counters count; null before enough has been delivered, or where its start is not held. */
  overall: number | null;
  /** Own work of each of the last packets, cycles, the latest first; empty where it is not known. */
  own: readonly number[];
}

/** The last 256 deliveries are a bad sample of the window where its multiple is so many times theirs, or so many times less. */
const MISLEADS = 1.5;

/** Whether the run as a whole says something else than the recent past: guests take turns, and rings are emptied in gulps. */
export function misleads({ budgetUsed, overall }: Bill): boolean {
  if (overall === null) return false;
  const ratio = overall / Math.max(1e-9, budgetUsed);
  return ratio > MISLEADS || ratio < 1 / MISLEADS;
}

export interface LaneFigures {
  /** Null until 16 packets have been delivered. */
  bill: Bill | null;
  offered: number;
  delivered: number;
  dropped: number;
  /** Drops by the number of their cause, the most frequent first. */
  causes: readonly (readonly [number, number])[];
  deliveredPps: number | null;
  droppedPps: number | null;
  offeredPps: number | null;
  exitsPerS: number | null;
  interruptsPerS: number | null;
  /** 99th percentile of the delay, ns; null without deliveries. */
  p99Ns: number | null;
}

/** The bill from a report's `recent` figures. */
export function billOf(recent: LaneReport['recent'], fullBursts: LaneReport['at_full_bursts']): Bill | null {
  if (recent === null || recent.cycles_per_packet === null) return null;
  const { budget_used, cores_sharing } = recent;
  if (budget_used === null || cores_sharing === null) return null;
  return {
    parts: partsOf(recent.by_category),
    total: recent.cycles_per_packet,
    budgetUsed: budget_used,
    coresSharing: cores_sharing,
    fullBursts:
      fullBursts === null
        ? null
        : { cycles: fullBursts.cycles_per_packet, budgetUsed: fullBursts.budget_used },
    overall: null,
    own: [],
  };
}

/** What has been printed of a bill: every floor asks, and so does the lane beside it. */
const printed = new WeakMap<Bill, { floors: readonly Floor[]; cycles: Map<FloorId, number> }>();

/** Whole cycles for every floor; they add up to the printed total. */
export function printedFloors(bill: Bill, floors: readonly Floor[]): Map<FloorId, number> {
  const known = printed.get(bill);
  if (known?.floors === floors) return known.cycles;
  const cycles = wholeCycles(bill, floors);
  printed.set(bill, { floors, cycles });
  return cycles;
}

function wholeCycles(bill: Bill, floors: readonly Floor[]): Map<FloorId, number> {
  const sums = floors.map((floor) => floor.parts.reduce((sum, part) => sum + bill.parts[part], 0));
  const rounded = roundToSum(sums);
  return new Map(floors.map((floor, i) => [floor.id, rounded[i]]));
}

/** Whole cycles of the whole bill, equal to the sum of its printed floors. */
export function printedTotal(bill: Bill): number {
  return Math.round(PARTS.reduce((sum, part) => sum + bill.parts[part], 0));
}

/**
 * The bill as the gauge draws it, in packet times. On a polling core that has time left, the part of the driver's work
 * that full bursts would save is spare.
 */
export function gaugeBill(bill: Bill): GaugeBill {
  const polls = bill.fullBursts !== null;
  const scale = bill.total > 0 ? bill.budgetUsed / bill.total : 0;
  const saved =
    bill.fullBursts === null || bill.budgetUsed > 1.02
      ? 0
      : Math.min(bill.parts.poll, Math.max(0, bill.total - bill.fullBursts.cycles));
  const lines = {} as Record<Part, number>;
  let total = 0;
  for (const part of PARTS) {
    lines[part] = (bill.parts[part] - (part === 'poll' ? saved : 0)) * scale;
    total += lines[part];
  }
  return { lines, total, polls };
}

/** Keeps up: nothing dropped, and the busiest core has time for the next packet. */
export function onTime(figures: LaneFigures): boolean {
  return figures.bill !== null && figures.dropped === 0 && figures.bill.budgetUsed < 1.02;
}

/** "over 3 cores", or empty when one core does it all. */
export function coresText(coresSharing: number): string {
  const cores = coresSharing < 9.95 ? Number(coresSharing.toFixed(1)) : Math.round(coresSharing);
  return cores <= 1 ? '' : FIGURES.overCores(cores);
}

/** The part that takes most of a bill. */
export function largestPart(bill: Bill): Part {
  return PARTS.reduce((best, part) => (bill.parts[part] > bill.parts[best] ? part : best), PARTS[0]);
}

/** What the meter says: "1 986 cycles a packet over 3 cores, 3.3 times the budget; most on kernel stack". */
export function spokenBill(bill: Bill | null, delivered: number): string {
  if (bill === null) return FIGURES.noBill(count(delivered), LEAST_DELIVERIES);
  const cores = coresText(bill.coresSharing);
  const most = PART_WORDS[largestPart(bill)].spoken;
  return FIGURES.bill(spacedCount(printedTotal(bill)), cores, significant(bill.budgetUsed), most);
}
