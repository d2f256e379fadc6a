// Sums that one lane's report must keep (H1, H15, H16, H17): the figures on the screen and the command line's.
import type { LaneReport } from '../report/types.ts';
import { CATEGORIES } from '../trace/kinds.ts';
import { type CheckResult, Findings } from './check.ts';

const RELATIVE = 1e-9;

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= RELATIVE * Math.max(1, Math.abs(a), Math.abs(b));
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function packetsAddUp({ packets: p }: LaneReport): Findings {
  const found = new Findings('R1', 'Packets offered are delivered, dropped or on their way.');
  found.checkedCount = p.offered;
  if (p.in_flight < 0 || p.offered !== p.delivered + p.dropped + p.in_flight)
    found.violated(
      `${p.offered} offered, ${p.delivered} delivered, ${p.dropped} dropped, ${p.in_flight} in flight`,
    );
  return found;
}

function causesAddUp({ packets: p }: LaneReport): Findings {
  const found = new Findings('R2', 'Drops by cause add up to all drops.');
  const causes = Object.values(p.dropped_by);
  found.checkedCount = p.dropped;
  if (p.dropped !== sum(causes)) found.violated(`${p.dropped} dropped, causes give ${sum(causes)}`);
  return found;
}

function floorsAddUp({ cycles_per_packet, recent }: LaneReport): Findings {
  const found = new Findings('R3', 'The floors add up to the gauge.');
  const bills = [
    { total: cycles_per_packet.total, by: cycles_per_packet.by_category },
    { total: recent?.cycles_per_packet ?? null, by: recent?.by_category },
  ];
  for (const { total, by } of bills) {
    if (total === null || by === undefined) continue;
    found.checkedCount++;
    const parts = sum(CATEGORIES.map((name) => by[name] ?? 0));
    if (!close(parts, total)) found.violated(`the floors give ${parts} cycles a packet, the gauge ${total}`);
  }
  return found;
}

function coresAreFull({ cores }: LaneReport): Findings {
  const found = new Findings('R4', 'No core is busy for more than all of the time.');
  cores.forEach((core, i) => {
    found.checkedCount++;
    const contexts = sum(Object.values(core.by_context));
    if (!close(contexts, core.busy))
      found.violated(`core ${i}: contexts give ${contexts}, busy ${core.busy}`);
    if (core.busy < 0 || core.busy + core.poll_idle > 1 + 1e-12)
      found.violated(`core ${i}: busy ${core.busy}, polling ${core.poll_idle}`);
    if (core.poll_idle > 0 && !close(core.busy + core.poll_idle, 1))
      found.violated(`core ${i} polls and is not full: ${core.busy + core.poll_idle}`);
  });
  return found;
}

/** Every sum of one lane's report. */
export function checkReport(lane: LaneReport): CheckResult[] {
  return [packetsAddUp(lane), causesAddUp(lane), floorsAddUp(lane), coresAreFull(lane)];
}
