// The rows of a sweep: one flat record a combination and lane, as CSV or JSON.
import type { LaneReport } from '../../report/types.ts';
import { CATEGORIES, DROP_CAUSES } from '../../trace/kinds.ts';
import { valueText } from './vary.ts';

type Figure = string | number | null;

/** Figures of one lane under their columns' names, in column order. */
export type Figures = Record<string, Figure>;

/** One row: varied paths with their values, then the lane's figures. */
export type Row = Record<string, unknown>;

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

/** Puts the varied values in front of a lane's figures. */
export function rowOf(paths: readonly string[], values: readonly unknown[], figures: Figures): Row {
  return { ...Object.fromEntries(paths.map((path, i) => [path, values[i]])), ...figures };
}

function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : valueText(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes rows of equal keys piece by piece: CSV with a head line, nothing for null; JSON as a list, a row a line. */
export function writeRows(rows: readonly Row[], format: 'csv' | 'json', out: (text: string) => void): void {
  const pieceRows = 1000;
  const csv = format === 'csv';
  out(csv ? `${Object.keys(rows[0]).map(cell).join(',')}\n` : '[\n');
  for (let i = 0; i < rows.length; i += pieceRows) {
    const piece = rows.slice(i, i + pieceRows);
    if (csv) out(piece.map((row) => `${Object.values(row).map(cell).join(',')}\n`).join(''));
    else out(`${i > 0 ? ',\n' : ''}${piece.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}`);
  }
  if (!csv) out('\n]\n');
}
