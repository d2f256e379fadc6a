// A lane's report as one flat record, and flat records as CSV: what a spreadsheet wants.
import { CATEGORIES, DROP_CAUSES } from '../trace/kinds.ts';
import type { LaneReport } from './types.ts';

type Figure = string | number | null;

/** Figures of one lane under their columns' names, in column order. */
export type Figures = Record<string, Figure>;

/** What a row says about a lane. Drops are packets; rates and events are per second, latencies ns, hit ratios 0 to 1. */
export function figuresOf(lane: LaneReport): Figures {
  const { rate_pps, cycles_per_packet, latency_ns, per_second, memory, packets } = lane;
  const figures: Figures = {
    lane: lane.name,
    preset: lane.preset,
    offered_pps: rate_pps.offered,
    delivered_pps: rate_pps.delivered,
    dropped_pps: rate_pps.dropped,
    cycles_per_packet: cycles_per_packet.total,
  };
  for (const name of CATEGORIES) figures[`cycles_${name}`] = cycles_per_packet.by_category[name];
  Object.assign(figures, {
    budget_used: lane.budget_used,
    cores_sharing: lane.cores_sharing,
    latency_p50_ns: latency_ns.p50,
    latency_p99_ns: latency_ns.p99,
    latency_max_ns: latency_ns.max,
    busiest_core_busy: lane.cores.reduce((most, { busy }) => Math.max(most, busy), 0),
    interrupts_per_s: per_second.interrupts,
    vm_exits_per_s: per_second.vm_exits,
    context_switches_per_s: per_second.context_switches,
    ddio_hit_ratio: memory.ddio_hit_ratio,
    read_hit_ratio: memory.read_hit_ratio,
  });
  for (const cause of DROP_CAUSES) figures[`dropped_${cause}`] = packets.dropped_by[cause];
  return figures;
}

/** A cell of CSV: texts bare, nothing for null, all else as JSON; quoted where it must be. */
function csvCell(value: unknown): string {
  const bare = typeof value === 'string' ? value : JSON.stringify(value);
  const text = value === null || value === undefined ? '' : bare;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of CSV. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\n`;
}
