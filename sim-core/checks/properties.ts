// The hard invariants of a whole run as one list of complaints: used by the tests and by the soak.
import type { Simulation } from '../paths/simulation.ts';
import type { CostFigures, LaneReport, Report } from '../report/types.ts';
import type { Scenario } from '../scenario/types.ts';
import { recentFigures } from '../trace/budget.ts';
import { CATEGORIES, KINDS } from '../trace/kinds.ts';
import { checkTrace, violationsIn } from './invariants.ts';
import type { LaneStore } from '../trace/store.ts';

/** A finished run with its trace. */
export interface KeptRun {
  simulation: Simulation;
  stores: LaneStore[];
  hash: string;
  report: Report;
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** H1, H15, H16, H17 and the report's "always" line, on one lane's report. */
function reportComplaints(lane: LaneReport): string[] {
  const found: string[] = [];
  const p = lane.packets;
  if (p.offered !== p.delivered + p.dropped + p.in_flight || p.in_flight < 0)
    found.push('H1: packets do not add up');
  if (p.dropped !== Object.values(p.dropped_by).reduce((a, b) => a + b, 0))
    found.push('H1: causes do not add up');
  const { total, by_category } = lane.cycles_per_packet;
  if (total !== null) {
    const sum = CATEGORIES.reduce((a, name) => a + (by_category[name] ?? 0), 0);
    if (!close(sum, total)) found.push(`H16: categories give ${sum}, total ${total}`);
  }
  for (const core of lane.cores) {
    const sum = Object.values(core.by_context).reduce((a, b) => a + b, 0);
    if (!close(sum, core.busy)) found.push(`H15: contexts give ${sum}, busy ${core.busy}`);
    if (core.busy < 0 || core.busy + core.poll_idle > 1 + 1e-12) found.push(`H15: busy ${core.busy}`);
    if (core.poll_idle > 0 && !close(core.busy + core.poll_idle, 1))
      found.push('H17: a polling core is not full');
  }
  return found;
}

/** The gauge from the trace must be the report's `recent`. */
function recentComplaints(run: KeptRun, scenario: Scenario, index: number): string[] {
  const { report, simulation, stores } = run;
  const lane = report.lanes[index];
  const own = recentFigures(stores[index], simulation.nowPs, {
    ghz: scenario.machine.ghz,
    budgetCycles: report.budget.cycles,
    openPs: simulation.windowOpenPs,
  });
  if ((own === null) !== (lane.recent === null)) return ['recent: null in one of trace and report only'];
  if (own === null || lane.recent === null) return [];
  const keys: (keyof CostFigures)[] = ['cycles_per_packet', 'budget_used', 'cores_sharing'];
  const found: string[] = [];
  if (own.packets !== lane.recent.packets)
    found.push(`recent: ${own.packets} packets, report ${lane.recent.packets}`);
  for (const key of keys) {
    const a = own[key] as number | null;
    const b = lane.recent[key] as number | null;
    if (a === null || b === null ? a !== b : Math.abs(a - b) > 1e-6 * Math.max(1, Math.abs(b))) {
      found.push(`recent: ${key} ${a}, report ${b}`);
    }
  }
  return found;
}

/** H31: what DMA put into the cache is there, was pushed out, or was overwritten by a core. */
function cacheComplaints(simulation: Simulation, scenario: Scenario, index: number): string[] {
  const { parts } = simulation.lanes[index];
  const { llc, ddio } = parts.memory;
  const { tally } = parts.fabric;
  const found: string[] = [];
  if (llc.dmaResident < 0 || llc.dmaResident > llc.sets * llc.ways)
    found.push(`H31: ${llc.dmaResident} lines resident`);
  if (!ddio && (tally.ddioAllocations > 0 || llc.dmaResident > 0))
    found.push('H31: DMA reached the cache with DDIO off');
  if (ddio && llc.dmaResident > tally.ddioAllocations + tally.ddioUpdates)
    found.push('H31: more resident than written');
  const reaches = scenario.machine.nic_socket === 'local';
  if (reaches && scenario.lanes[index].features.placement === 'ddio' && !ddio)
    found.push('H31: the switch does nothing');
  return found;
}

/** H24: a core has been busy for exactly what its records ask of it, and the categories for all cores together. */
function demandComplaints(run: KeptRun, index: number): string[] {
  const { parts } = run.simulation.lanes[index];
  const { records } = run.stores[index];
  const demandPs = parts.cores.map(() => 0);
  const categoryPs = CATEGORIES.map(() => 0);
  for (let r = records.first; r < records.end; r++) {
    const { shape, category } = KINDS[records.kind(r)];
    if (shape !== 'work') continue;
    const ps = records.endPs(r) - records.t(r);
    demandPs[records.core(r)] += ps;
    categoryPs[category] += ps;
  }
  const found: string[] = [];
  parts.cores.forEach(({ busyPs }, core) => {
    if (busyPs !== demandPs[core])
      found.push(`H24: core ${core} busy ${busyPs} ps, records ${demandPs[core]} ps`);
  });
  CATEGORIES.forEach((name, c) => {
    const ps = parts.fabric.tally.categoryPs[c];
    if (ps !== categoryPs[c]) found.push(`H24: ${name} ${ps} ps, records ${categoryPs[c]} ps`);
  });
  return found;
}

/** Everything that does not hold in a finished run; empty if all does. */
export function complaints(scenario: Scenario, run: KeptRun): string[] {
  const found: string[] = [];
  const report: Report = run.report;
  scenario.lanes.forEach((lane, i) => {
    const results = checkTrace({
      store: run.stores[i],
      features: lane.features,
      workload: scenario.workload.kind,
      vms: scenario.traffic.vms,
      ghz: scenario.machine.ghz,
      linkGbps: scenario.traffic.link_gbps,
      drained: false,
    });
    const own = [
      ...violationsIn(results),
      ...reportComplaints(report.lanes[i]),
      ...recentComplaints(run, scenario, i),
      ...cacheComplaints(run.simulation, scenario, i),
      ...demandComplaints(run, i),
    ];
    for (const line of own) found.push(`${lane.name}: ${line}`);
  });
  const offered = new Set(report.lanes.map((lane) => lane.packets.offered));
  if (offered.size > 1) found.push('offered differs between lanes');
  return found;
}
