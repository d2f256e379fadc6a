// What paper has below the plate: the fates of one packet as a table, with what gives the same run again.
import { CATEGORIES, LaneCursor, type Scenario, type Waterfall, waterfall } from '../../sim-core/index.ts';
import { CATEGORY_WORDS } from '../i18n/en.ts';
import { FATES } from '../i18n/en-packet.ts';
import { PRINT_WORDS } from '../i18n/en-print.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLabState } from '../stores/use-lab.ts';
import { clock, count, duration, significant } from '../ui/format.ts';
import { useBudget } from './budget.ts';
import { laneTitle } from './lane-words.ts';
import { packetInSight } from './packet-in-sight.ts';
import { endWords } from './packet-table.tsx';
import { lengthOf, zonesOf } from './packet-steps.ts';

export interface PrintSheetProps {
  /** The packet that is selected; −1: one that is under way. */
  packet: number;
  scenario: Scenario;
  readers: () => readonly LaneReader[];
}

export default function PrintSheet({ packet, scenario, readers }: PrintSheetProps) {
  const tPs = useLabState((state) => state.tPs);
  const hash = useLabState((state) => state.traceHash) ?? PRINT_WORDS.unfinished;
  const packetNs = useBudget(scenario).ns;
  const all = readers();
  const shown = packet >= 0 ? packet : packetInSight(all);
  return (
    <section className="print-sheet">
      {shown >= 0 && (
        <>
          <h2>
            {FATES.title(
              count(shown),
              FATES.lanes[scenario.lanes.length] ?? FATES.manyLanes(scenario.lanes.length),
            )}
          </h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{PRINT_WORDS.lane}</th>
                <th scope="col">{PRINT_WORDS.entry}</th>
                <th scope="col">{PRINT_WORDS.waits}</th>
                <th scope="col">{PRINT_WORDS.handled}</th>
                <th scope="col">{PRINT_WORDS.coreTime}</th>
                <th scope="col">{PRINT_WORDS.packetTimes}</th>
              </tr>
            </thead>
            <tbody>
              {scenario.lanes.map((lane, i) => {
                const store = all[i]?.store ?? null;
                const fall =
                  store === null ? null : waterfall(new LaneCursor(store), shown, scenario.machine.ghz);
                return (
                  <Row
                    key={lane.name}
                    title={`${i + 1} ${laneTitle(lane)}`}
                    fall={fall}
                    packetNs={packetNs}
                  />
                );
              })}
            </tbody>
          </table>
        </>
      )}
      <p>{PRINT_WORDS.foot(clock(tPs / 1000), scenario.seed, hash)}</p>
    </section>
  );
}

function Row({ title, fall, packetNs }: { title: string; fall: Waterfall | null; packetNs: number }) {
  if (fall === null || fall.cause >= 0 || fall.endedPs < 0) {
    return (
      <tr>
        <th scope="row">{title}</th>
        <td colSpan={5} className={fall !== null && fall.cause >= 0 ? 'lt' : ''}>
          {endWords(fall)}
        </td>
      </tr>
    );
  }
  const zones = zonesOf(fall);
  const ns = (indices: readonly number[], shape?: 'service') => lengthOf(fall, indices, shape) / 1000;
  const handledNs = ns(zones.handled, 'service');
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>{duration(ns(zones.entry))}</td>
      <td>{duration(ns(zones.waits))}</td>
      <td>{workWords(fall)}</td>
      <td>{duration(handledNs)}</td>
      <td>{significant(handledNs / packetNs)}</td>
    </tr>
  );
}

/** Cycles by cost in the order in which they first come: "copy 2,100 · kernel stack 910". */
function workWords({ segments }: Waterfall): string {
  const sums = new Map<number, number>();
  for (const { category, cycles } of segments) {
    if (cycles > 0) sums.set(category, (sums.get(category) ?? 0) + cycles);
  }
  return [...sums]
    .map(([category, cycles]) => {
      const name = CATEGORY_WORDS[CATEGORIES[category]];
      return `${name} ${count(Math.round(cycles))}`;
    })
    .join(' · ');
}
