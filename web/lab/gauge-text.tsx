// The gauge's words: the meter for assistive technology, names on line 1, the multiple, and the same bill as a table.
import { lazy, memo, Suspense, useRef } from 'react';
import { FIGURES } from '../i18n/en-figures.ts';
import { PART_WORDS, UI } from '../i18n/en.ts';
import { PARTS, type Part } from '../scene/floors.ts';
import type { LaneScenario, Scenario } from '../../sim-core/index.ts';
import { type GaugeBill, type GaugeLayout, ghostLinesOf, linesOf, MULTIPLE_REM } from '../scene/gauge.ts';
import { useLabState } from '../stores/use-lab.ts';
import { count, significant } from '../ui/format.ts';
import {
  type Bill,
  coresText,
  gaugeBill,
  type LaneFigures,
  largestPart,
  LEAST_DELIVERIES,
  misleads,
  onTime,
  printedTotal,
  spokenBill,
} from './figures.ts';

import { Figure } from './figure.tsx';
import { fitting, lineNeeded, placeOfName, wasText } from './gauge-words.ts';
import { PacketStrip } from './packet-strip.tsx';
import type { LaneGhost } from './use-figures.ts';

const GhostNote = lazy(() => import('./ghost-note.tsx'));

const LIGHT_ON: readonly Part[] = ['exit', 'sort', 'miss', 'poll', 'kern', 'app'];

export interface GaugeTextProps {
  index: number;
  lane: LaneScenario;
  scenario: Scenario;
  figures: LaneFigures;
  /** The run before, to be compared with. */
  ghost: LaneGhost | null;
  gauge: GaugeLayout | null;
}

/** The meter, and text over the gauge's canvas beside it: figures can be pressed, and a meter holds nothing. */
export function GaugeText(props: GaugeTextProps) {
  const { figures, gauge, ghost } = props;
  const { bill } = figures;
  const undone = useLabState((state) => state.undone);
  const value = bill === null ? 0 : printedTotal(bill);
  return (
    <div className="gauge">
      <div
        className="meter"
        role="meter"
        aria-label={UI.gauge.name}
        aria-valuemin={0}
        aria-valuemax={Math.max(
          value,
          bill === null ? 1 : Math.round(bill.total / Math.max(1e-9, bill.budgetUsed)),
        )}
        aria-valuenow={value}
        aria-valuetext={spokenBill(bill, figures.delivered)}
      />
      <div className="words">
        {gauge !== null && bill !== null && (
          <Lines
            index={props.index}
            figures={figures}
            bill={bill}
            gauge={gauge}
            before={ghost?.figures?.bill ?? null}
          />
        )}
        {gauge !== null && bill === null && <Waiting figures={figures} gauge={gauge} />}
        {bill !== null && <BillTable bill={bill} />}
      </div>
      {gauge !== null && bill !== null && (ghost !== null || undone) && (
        <Suspense fallback={null}>
          <GhostNote {...props} gauge={gauge} top={textTop(bill, ghost?.figures?.bill ?? null, gauge)} />
        </Suspense>
      )}
    </div>
  );
}

function Waiting({ figures, gauge }: { figures: LaneFigures; gauge: GaugeLayout }) {
  // a run without a packet in what it measures never gets a bill
  const empty = useLabState(({ status }) => status === 'empty');
  return (
    <span className="t" style={{ left: gauge.pad, top: gauge.over + gauge.pad * 0.5 }}>
      <span className="mult">?</span>
      <span className="two">
        {empty
          ? FIGURES.noTraffic
          : FIGURES.warmUp(Math.min(figures.delivered, LEAST_DELIVERIES), LEAST_DELIVERIES)}
        <small>{(empty ? FIGURES.arrivedBefore : FIGURES.arrived)(count(figures.offered))}</small>
      </span>
    </span>
  );
}

/** Where the multiple stands: under the last line, of this run or of the run before. */
function textTop(bill: Bill, was: Bill | null, gauge: GaugeLayout): number {
  const { total } = gaugeBill(bill);
  const ghost = was === null ? 0 : ghostLinesOf(gaugeBill(was).total, total, gauge).drawn;
  return gauge.over + Math.max(linesOf(total, gauge).drawn, ghost) * gauge.pitch + gauge.pad * 0.5;
}

interface LinesProps {
  index: number;
  /** The bill of the run before; null without. */
  before: Bill | null;
  figures: LaneFigures;
  bill: Bill;
  gauge: GaugeLayout;
}

function Lines({ index, figures, bill, gauge, before }: LinesProps) {
  const drawn = gaugeBill(bill);
  const { torn } = linesOf(drawn.total, gauge);
  const top = textTop(bill, before, gauge);
  const good = onTime(figures);
  const cores = coresText(bill.coresSharing);
  const tail = good ? UI.gauge.onTime : '';
  const more = torn > 0 ? FIGURES.moreLines(count(torn)) : '';
  const was = before === null ? '' : wasText(before, drawn.total, gauge);
  // line 1 shows a short bill's parts by name
  const most =
    was === '' && tail === '' && more === '' ? FIGURES.most(PART_WORDS[largestPart(bill)].short) : '';
  const whole = was === '' && misleads(bill) ? FIGURES.overall(significant(bill.overall ?? 0)) : '';
  const under = fitting([more, was, cores, tail, whole === '' ? most : whole]);
  return (
    <>
      <PartNames drawn={drawn} gauge={gauge} />
      <span className="t" style={{ left: gauge.pad, top }}>
        <Figure
          lane={index}
          figure="total"
          what={UI.gauge.name}
          value={FIGURES.timesAndCycles(significant(bill.budgetUsed), count(printedTotal(bill)))}
          className={good ? 'mult okc' : 'mult'}
        >
          {`${significant(bill.budgetUsed)}×`}
        </Figure>
        <span className={under === '' ? '' : 'two'}>
          {FIGURES.cycles(count(printedTotal(bill)))}
          {under !== '' && <small>{under}</small>}
        </span>
      </span>
      <PacketStrip bill={bill} top={top + MULTIPLE_REM * (gauge.pad / 0.62)} pad={gauge.pad} />
    </>
  );
}

/** Names on line 1 where they fit. */
function PartNames({ drawn, gauge }: { drawn: GaugeBill; gauge: GaugeLayout }) {
  const unit = gauge.pad / 0.62;
  const names: React.ReactNode[] = [];
  let at = 0;
  for (const part of PARTS) {
    const from = at;
    const to = Math.min(1, at + drawn.lines[part]);
    at += drawn.lines[part];
    const place = placeOfName(from, to, lineNeeded(PART_WORDS[part].short, unit));
    if (place !== null) {
      const style = {
        left: `calc(${gauge.pad}px + (100% - ${2 * gauge.pad}px) * ${place.left} + 5px)`,
        maxWidth: `calc((100% - ${2 * gauge.pad}px) * ${place.width} - 8px)`,
        top: gauge.lensY + gauge.lens * 0.24,
        color: LIGHT_ON.includes(part) ? 'var(--on-part)' : 'var(--on-pale)',
        ...(part === 'poll' && drawn.polls ? { color: 'var(--ink)', background: 'var(--c-poll)' } : {}),
      };
      names.push(
        <span key={part} className="t lensn" style={style} aria-hidden="true">
          {PART_WORDS[part].short}
        </span>,
      );
    }
    if (at >= 1) break;
  }
  if (drawn.total < 0.82) {
    names.push(
      <span
        key="spare"
        className="t lensn"
        aria-hidden="true"
        style={{
          right: gauge.pad + 5,
          top: gauge.lensY + gauge.lens * 0.24,
          background: 'var(--film)',
          padding: '0 0.25em',
        }}
      >
        {UI.gauge.spare}
      </span>,
    );
  }
  return names;
}

/** While it plays the table is written this often, ms: who has it read out has hardly begun by then. */
const TABLE_MS = 3000;

/** The bill that the table shows: the present one, unless it has just been written and runs on. */
function useTabled(latest: Bill): Bill {
  const playing = useLabState((state) => state.playing);
  const tabled = useRef({ bill: latest, atMs: -Infinity });
  const nowMs = performance.now();
  if (!playing || nowMs - tabled.current.atMs >= TABLE_MS) tabled.current = { bill: latest, atMs: nowMs };
  return tabled.current.bill;
}

function BillTable({ bill: latest }: { bill: Bill }) {
  return <BillRows bill={useTabled(latest)} />;
}

const BillRows = memo(function BillRows({ bill }: { bill: Bill }) {
  return (
    <table className="sr">
      <caption>{UI.gauge.table}</caption>
      <tbody>
        {PARTS.filter((part) => bill.parts[part] > 0).map((part) => (
          <tr key={part}>
            <th scope="row">{PART_WORDS[part].spoken}</th>
            <td>{bill.parts[part].toFixed(1)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{FIGURES.total}</th>
          <td>{bill.total.toFixed(1)}</td>
        </tr>
        {bill.own.length > 0 && (
          <tr>
            <th scope="row">{FIGURES.ownWork(bill.own.length)}</th>
            <td>{FIGURES.range(count(Math.min(...bill.own)), count(Math.max(...bill.own)))}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
});
