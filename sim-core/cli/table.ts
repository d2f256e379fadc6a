// The report as an aligned table for people: one column a lane, rows without any figure left out.
import type { LaneReport, Report } from '../report/types.ts';
import { align, plain } from './columns.ts';

type Cell = (lane: LaneReport) => string;
interface Row {
  label: string;
  cell: Cell;
  /** Left out when no lane has it. */
  shown?: (lane: LaneReport) => boolean;
}

function count(label: string, value: (lane: LaneReport) => number | null, decimals = 0): Row {
  return { label, cell: (lane) => plain(value(lane), decimals) };
}

function whereAny(label: string, value: (lane: LaneReport) => number | null | undefined, decimals = 0): Row {
  return {
    label,
    cell: (lane) => plain(value(lane) ?? null, decimals),
    shown: (lane) => (value(lane) ?? 0) !== 0,
  };
}

function keysOf(report: Report, record: (lane: LaneReport) => object): string[] {
  return [...new Set(report.lanes.flatMap((lane) => Object.keys(record(lane))))];
}

function packetRows(report: Report): Row[] {
  const causes = keysOf(
    report,
    (lane) => lane.packets.dropped_by,
  ) as (keyof LaneReport['packets']['dropped_by'])[];
  return [
    count('packets offered', (lane) => lane.packets.offered),
    count('  delivered', (lane) => lane.packets.delivered),
    count('  in flight', (lane) => lane.packets.in_flight),
    count('  dropped', (lane) => lane.packets.dropped),
    ...causes.map((cause) => whereAny(`    ${cause}`, (lane) => lane.packets.dropped_by[cause])),
    whereAny('  replicated', (lane) => lane.packets.replicated),
    count('packets/s offered', (lane) => lane.rate_pps.offered),
    count('  delivered', (lane) => lane.rate_pps.delivered),
    count('  dropped', (lane) => lane.rate_pps.dropped),
  ];
}

function cycleRows(report: Report): Row[] {
  const categories = keysOf(report, (lane) => lane.cycles_per_packet.by_category);
  return [
    count('cycles/packet', (lane) => lane.cycles_per_packet.total, 1),
    ...categories.map((name) =>
      whereAny(
        `  ${name}`,
        (lane) =>
          lane.cycles_per_packet.by_category[name as keyof LaneReport['cycles_per_packet']['by_category']],
        1,
      ),
    ),
    count('budget used', (lane) => lane.budget_used, 3),
    count('cores sharing', (lane) => lane.cores_sharing, 2),
    whereAny('at full bursts', (lane) => lane.at_full_bursts?.cycles_per_packet, 1),
  ];
}

function otherRows(report: Report): Row[] {
  const perSecond = keysOf(report, (lane) => lane.per_second) as (keyof LaneReport['per_second'])[];
  const memory = keysOf(report, (lane) => lane.memory) as (keyof LaneReport['memory'])[];
  const vms = keysOf(report, (lane) => lane.stolen_ns);
  const latency = ['min', 'mean', 'p50', 'p90', 'p99', 'p999', 'max'] as const;
  return [
    { label: 'latency ns', cell: () => '' },
    ...latency.map((name) => count(`  ${name}`, (lane) => lane.latency_ns[name])),
    { label: 'per second', cell: () => '' },
    ...perSecond.map((name) => whereAny(`  ${name}`, (lane) => lane.per_second[name])),
    { label: 'memory', cell: () => '' },
    ...memory.map((name) =>
      whereAny(`  ${name}`, (lane) => lane.memory[name], /ratio|gbps/.test(name) ? 3 : 0),
    ),
    { label: 'stolen ns', cell: () => '', shown: (lane) => Object.keys(lane.stolen_ns).length > 0 },
    ...vms.map((vm): Row => ({ label: `  ${vm}`, cell: (lane) => plain(lane.stolen_ns[vm]) })),
    { label: 'cores: role busy+polling %', cell: () => '' },
    ...(report.lanes[0]?.cores ?? []).map(
      (_, i): Row => ({
        label: `  ${i}`,
        cell: ({ cores }) =>
          `${cores[i].role} ${plain(cores[i].busy * 100, 1)}${cores[i].poll_idle > 0 ? `+${plain(cores[i].poll_idle * 100, 1)}` : ''}`,
        shown: ({ cores }) => cores[i].busy + cores[i].poll_idle > 0 || cores[i].role !== 'spare',
      }),
    ),
  ];
}

/** The report as text, ending in a line break. */
export function formatReport(report: Report): string {
  const { scenario, budget } = report;
  const { traffic, workload } = scenario;
  const size = typeof traffic.frame_bytes === 'number' ? `${traffic.frame_bytes} B` : 'mixed sizes';
  const head = `${traffic.kind}, ${size} at ${traffic.link_gbps} Gb/s, load ${traffic.load}, workload ${workload.kind}, ${traffic.vms} VMs, ${scenario.machine.ghz} GHz`;
  const rows = [...packetRows(report), ...cycleRows(report), ...otherRows(report)]
    .filter(({ shown }) => shown === undefined || report.lanes.some(shown))
    .map(({ label, cell }) => [label, ...report.lanes.map(cell)]);
  const capture =
    report.capture === null
      ? []
      : [
          `capture: ${plain(report.capture.packets)} packets, ${plain(report.capture.wire_bytes)} B on the wire`,
        ];
  const warnings = report.warnings.map((text) => `warning: ${text}`);
  return [
    head,
    `budget ${plain(budget.ns, 1)} ns = ${plain(budget.cycles, 1)} cycles a packet`,
    ...capture,
    '',
    align([['', ...report.lanes.map((lane) => lane.name)], ...rows], (i) => i > 0).trimEnd(),
    ...(warnings.length > 0 ? ['', ...warnings] : []),
    '',
  ].join('\n');
}
