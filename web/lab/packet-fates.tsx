// The fates as bars, one a lane: getting in, waiting (folded, written), being handled with one tick a packet time.
import { scaleLinear } from 'd3-scale';
import { FATES } from '../i18n/en-packet.ts';
import { duration, trimmed } from '../ui/format.ts';
import { FateRow } from './packet-fate-row.tsx';
import type { LaneFate } from './use-fates.ts';
import { lengthOf, zonesOf } from './packet-steps.ts';

/** The drawing's columns, per cent of its width: names, getting in, waiting, being handled, the total. */
export const COLUMNS = { names: 12, entry: 11, wait: 20, handled: 45, total: 12 } as const;
const HANDLED_AT = COLUMNS.names + COLUMNS.entry + COLUMNS.wait;
/** More ticks than these are thinned out. */
const MOST_TICKS = 50;

export interface FatesProps {
  fates: readonly LaneFate[];
  packetNs: number;
  /** Lane and step that the inspector shows. */
  lane: number;
  step: number;
  onStep: (lane: number, step: number) => void;
}

export function Fates({ fates, packetNs, lane, step, onStep }: FatesProps) {
  const packetPs = packetNs * 1000;
  const spans = fates.map(({ fall }) => {
    if (fall === null) return { entry: 0, handled: 0 };
    const zones = zonesOf(fall);
    return { entry: lengthOf(fall, zones.entry), handled: lengthOf(fall, zones.handled, 'service') };
  });
  const longest = Math.max(packetPs * 1.5, ...spans.map(({ handled }) => handled));
  const x = scaleLinear([0, longest], [0, COLUMNS.handled]);
  const entryScale = (COLUMNS.entry - 0.4) / Math.max(1, ...spans.map(({ entry }) => entry));
  const ticks = Math.floor(longest / packetPs);
  const every = Math.max(1, Math.ceil(ticks / MOST_TICKS));
  const deadline = `${trimmed(packetNs, 3)} ns`;
  return (
    <section className="fates-drawing" aria-label={FATES.name}>
      <div className="fates-heads" aria-hidden="true">
        <span style={{ left: `${COLUMNS.names}%` }}>{FATES.gettingIn}</span>
        <span style={{ left: `${COLUMNS.names + COLUMNS.entry}%` }}>{FATES.waiting}</span>
        <span style={{ left: `${HANDLED_AT}%` }}>
          {FATES.handled(every === 1 ? '' : `${every} × `, FATES.packetTime)}
        </span>
      </div>
      <div className="fates-lanes">
        {Array.from({ length: Math.floor(ticks / every) + 1 }, (_, k) => k * every).map((k) => (
          <i key={k} className="tick" style={{ left: `${HANDLED_AT + x(k * packetPs)}%` }} />
        ))}
        <i className="tick deadline" style={{ left: `${HANDLED_AT + x(packetPs)}%` }} />
        {fates.map((fate, i) => (
          <FateRow
            key={fate.title}
            fate={fate}
            index={i}
            x={x}
            deadline={HANDLED_AT + x(packetPs)}
            entryScale={entryScale}
            chosen={i === lane ? step : -1}
            onStep={(chosen) => onStep(i, chosen)}
          />
        ))}
      </div>
      <p className="fates-deadline" aria-hidden="true" style={{ left: `${HANDLED_AT + x(packetPs)}%` }}>
        {FATES.deadline(deadline)}
      </p>
    </section>
  );
}

/** "1.59 ms" for picoseconds. */
export const durationOf = (ps: number) => duration(ps / 1000);
