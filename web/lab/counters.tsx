// A lane's counters over the window so far: terms and definitions in one row each.
import { UI } from '../i18n/en.ts';
import { duration, mpps, perSecond } from '../ui/format.ts';
import type { LaneFigures } from './figures.ts';

/** Group "Counters"; the terms are printed once, on the axis, and on small screens beside each figure. */
export function Counters({ figures, polls }: { figures: LaneFigures; polls: boolean }) {
  return (
    <div className="counters" role="group" aria-label={UI.counters.name}>
      <dl>
        <div>
          <dt className="sr">{UI.counters.delivered}</dt>
          <dd>
            <Delivered figures={figures} />
          </dd>
        </div>
        <div>
          <dt className="sr">{UI.counters.dropped}</dt>
          <dd>
            <Dropped figures={figures} />
          </dd>
        </div>
        <div>
          <dt className="sr">{UI.counters.events}</dt>
          <dd>
            <Events figures={figures} polls={polls} />
          </dd>
        </div>
        <div>
          <dt className="sr">{UI.counters.delay}</dt>
          <dd>{figures.p99Ns === null ? '–' : duration(figures.p99Ns)}</dd>
        </div>
      </dl>
    </div>
  );
}

function Delivered({ figures }: { figures: LaneFigures }) {
  const { deliveredPps, offeredPps } = figures;
  if (deliveredPps === null) return '–';
  const share = offeredPps !== null && offeredPps > 0 ? Math.min(1, deliveredPps / offeredPps) : 0;
  return (
    <>
      <span className="val">{mpps(deliveredPps)}</span>
      <span className="trk" aria-hidden="true">
        <i style={{ width: `${share * 100}%` }} />
      </span>
    </>
  );
}

function Dropped({ figures }: { figures: LaneFigures }) {
  const { dropped, droppedPps, offered } = figures;
  if (dropped === 0) return offered === 0 ? '–' : 'none';
  const percent = (dropped / Math.max(1, offered)) * 100;
  return (
    <>
      <span className="lt">{droppedPps === null ? dropped : mpps(droppedPps)}</span>
      <u className="lt">Mpps, {percent < 1 ? '<1' : Math.round(percent)}%</u>
    </>
  );
}

function Events({ figures, polls }: { figures: LaneFigures; polls: boolean }) {
  const { exitsPerS, interruptsPerS } = figures;
  if (exitsPerS === null || interruptsPerS === null) return '–';
  if (exitsPerS === 0 && interruptsPerS === 0) {
    return (
      <>
        none
        {polls && <u>{UI.counters.polls}</u>}
      </>
    );
  }
  return `${perSecond(exitsPerS)} · ${perSecond(interruptsPerS)}`;
}
