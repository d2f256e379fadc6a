// A lane's counters over the window so far: terms and definitions in one row each.
import { FIGURES } from '../i18n/en-figures.ts';
import { UI } from '../i18n/en.ts';
import { count, duration, mpps, perSecond } from '../ui/format.ts';
import { Figure } from './figure.tsx';
import type { LaneFigures } from './figures.ts';

export interface CountersProps {
  lane: number;
  figures: LaneFigures;
  /** Those of the run before; null without. */
  before: LaneFigures | null;
  polls: boolean;
}

/** Group "Counters"; the terms are printed once, on the axis, and on small screens beside each figure. */
export function Counters({ lane, figures, before, polls }: CountersProps) {
  return (
    <div className="counters" role="group" aria-label={UI.counters.name}>
      <dl>
        <div>
          <dt className="sr">{UI.counters.delivered}</dt>
          <dd>
            <Delivered lane={lane} figures={figures} before={before} />
          </dd>
        </div>
        <div>
          <dt className="sr">{UI.counters.dropped}</dt>
          <dd>
            <Dropped lane={lane} figures={figures} />
            <Was now={droppedText(figures)} before={before === null ? null : droppedText(before)} />
          </dd>
        </div>
        <div>
          <dt className="sr">{UI.counters.events}</dt>
          <dd>
            <Events lane={lane} figures={figures} polls={polls} />
            <Was now={eventsText(figures)} before={before === null ? null : eventsText(before)} />
          </dd>
        </div>
        <div>
          <dt className="sr">{UI.counters.delay}</dt>
          <dd>
            <Figure lane={lane} figure="delay" what={UI.counters.delay} value={delayText(figures)}>
              {delayText(figures)}
            </Figure>
            <Was now={delayText(figures)} before={before === null ? null : delayText(before)} />
          </dd>
        </div>
      </dl>
    </div>
  );
}

/** "was 339 µs", where it was something else. */
function Was({ now, before }: { now: string; before: string | null }) {
  if (before === null || before === now) return null;
  return <u>{UI.figure.was(before)}</u>;
}

function droppedText({ dropped, droppedPps }: LaneFigures): string {
  if (dropped === 0) return UI.counters.none;
  return droppedPps === null ? String(dropped) : mpps(droppedPps);
}

function delayText({ p99Ns }: LaneFigures): string {
  return p99Ns === null ? '–' : duration(p99Ns);
}

function eventsText({ bill, exitsPerS, interruptsPerS }: LaneFigures): string {
  if (exitsPerS === null || interruptsPerS === null) return '–';
  if (exitsPerS === 0 && interruptsPerS === 0) return UI.counters.none;
  // a rate of one or two events says nothing
  if (bill === null) return '–';
  return `${perSecond(exitsPerS)} · ${perSecond(interruptsPerS)}`;
}

/** Places on a bar of about a hundred pixels; a new width has all layers of the page sorted anew, seen or not. */
const TRACK_STEPS = 200;

function shareOf({ deliveredPps, offeredPps }: LaneFigures): number {
  const share = offeredPps !== null && offeredPps > 0 ? Math.min(1, (deliveredPps ?? 0) / offeredPps) : 0;
  return Math.round(share * TRACK_STEPS) / TRACK_STEPS;
}

interface RowProps {
  lane: number;
  figures: LaneFigures;
}

function Delivered({ lane, figures, before }: RowProps & { before: LaneFigures | null }) {
  const { bill, delivered, deliveredPps } = figures;
  if (deliveredPps === null) return '–';
  // too few for a rate
  if (bill === null) return <Counted lane={lane} figure="delivered" packets={delivered} />;
  const was = before?.deliveredPps ?? null;
  const differs = was !== null && mpps(was) !== mpps(deliveredPps);
  return (
    <>
      <Figure
        lane={lane}
        figure="delivered"
        what={UI.counters.delivered}
        value={mpps(deliveredPps)}
        className="val"
      >
        {mpps(deliveredPps)}
      </Figure>
      {differs && <u>{UI.figure.was(mpps(was))}</u>}
      <span className="trk" aria-hidden="true">
        <i style={{ width: `${shareOf(figures) * 100}%` }} />
        {differs && before !== null && <s style={{ left: `${shareOf(before) * 100}%` }} />}
      </span>
    </>
  );
}

function Dropped({ lane, figures }: RowProps) {
  const { bill, delivered, dropped, offered } = figures;
  if (dropped === 0) return offered === 0 ? '–' : UI.counters.none;
  if (bill === null) return <Counted lane={lane} figure="dropped" packets={dropped} />;
  // of those that came to an end: what is delivered from before the window would make more than all of what arrived
  const percent = (dropped / Math.max(1, dropped + delivered)) * 100;
  return (
    <>
      <Figure
        lane={lane}
        figure="dropped"
        what={UI.counters.dropped}
        value={droppedText(figures)}
        className="lt"
      >
        {droppedText(figures)}
      </Figure>
      <u className="lt">Mpps, {percent < 1 ? '<1' : Math.round(percent)}%</u>
    </>
  );
}

interface CountedProps {
  lane: number;
  figure: 'delivered' | 'dropped';
  packets: number;
}

/** While the gauge has no figure packets are counted. */
function Counted({ lane, figure, packets }: CountedProps) {
  const late = figure === 'dropped';
  return (
    <>
      <Figure
        lane={lane}
        figure={figure}
        what={UI.counters[figure]}
        value={`${count(packets)} ${FIGURES.packets(packets)}`}
        className={late ? 'lt' : undefined}
      >
        {count(packets)}
      </Figure>
      <u className={late ? 'lt' : undefined}>{FIGURES.packets(packets)}</u>
    </>
  );
}

function Events({ lane, figures, polls }: RowProps & { polls: boolean }) {
  const text = eventsText(figures);
  return (
    <>
      <Figure lane={lane} figure="events" what={UI.counters.events} value={text}>
        {text}
      </Figure>
      {text === UI.counters.none && polls && <u>{UI.counters.polls}</u>}
    </>
  );
}
