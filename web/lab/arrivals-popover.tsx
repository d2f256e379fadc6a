// How packets follow each other: the generator's kinds, each with its rug of arrivals, or a capture's timing.
import { FileText } from 'lucide-react';
import { type RefObject, useMemo } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { ARRIVAL_KINDS, CAPTURE_TIMINGS, SAY } from '../i18n/en-sentence.ts';
import { type Entry, ExactField } from '../ui/exact-field.tsx';
import { count, duration } from '../ui/format.ts';
import { Popover } from '../ui/popover.tsx';
import { named, readQuantity, UNITS } from '../ui/quantity.ts';
import { Ruler } from '../ui/ruler.tsx';
import { rugOf, rugSpanNs } from './rug.ts';
import type { Saying } from './word-ruler.tsx';
import type { WordPatch } from './words.ts';

export interface ArrivalsPopoverProps extends Saying {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  onOpenCapture: () => void;
}

type Kind = (typeof ARRIVAL_KINDS)[number][0];

/** What to set for a kind. Mixed sizes stay what they are: as a list. */
export function arrivalPatch(scenario: Scenario, kind: Kind): WordPatch {
  const mixed = scenario.traffic.kind === 'imix';
  if (kind === 'line-rate') return { section: 'traffic', fields: mixed ? {} : { kind: undefined } };
  const sizes: [number, number][] = [
    [64, 7],
    [594, 4],
    [1518, 1],
  ];
  return { section: 'traffic', fields: { kind, ...(mixed ? { frame_bytes: sizes } : {}) } };
}

export default function ArrivalsPopover(props: ArrivalsPopoverProps) {
  const { scenario, anchor, onClose } = props;
  const captured = scenario.traffic.capture !== null;
  return (
    <Popover anchor={anchor} label={UI.traffic.arrivals} className="say-arrivals" onClose={onClose}>
      <h3>{UI.traffic.arrivals}</h3>
      {captured ? <Timings {...props} /> : <Kinds {...props} />}
    </Popover>
  );
}

function Timings({ scenario, onWord }: ArrivalsPopoverProps) {
  const { capture } = scenario.traffic;
  return (
    <div className="kinds" role="radiogroup" aria-label={UI.traffic.arrivals}>
      {CAPTURE_TIMINGS.map(([id, label, says]) => (
        <label key={id}>
          <input
            type="radio"
            name="arrivals"
            checked={capture?.timing === id}
            onChange={() =>
              capture !== null &&
              onWord({ section: 'traffic', fields: { capture: { ...capture, timing: id } } })
            }
          />
          <span>
            <b>{label}</b>
            <small>{says}</small>
          </span>
        </label>
      ))}
    </div>
  );
}

function Kinds(props: ArrivalsPopoverProps) {
  const { scenario, onWord, onOpenCapture } = props;
  const { kind, load } = scenario.traffic;
  const spanNs = rugSpanNs(scenario);
  const chosen: Kind = kind === 'poisson' || kind === 'on-off' ? kind : 'line-rate';
  return (
    <>
      <p>{SAY.arrivalsAsk(duration(spanNs))}</p>
      <div className="kinds" role="radiogroup" aria-label={UI.traffic.arrivals}>
        {ARRIVAL_KINDS.map(([id, label, says]) => (
          <label key={id}>
            <input
              type="radio"
              name="arrivals"
              checked={chosen === id}
              onChange={() => onWord(arrivalPatch(scenario, id))}
            />
            <span>
              <b>{label}</b>
              <small>{says}</small>
            </span>
            <Rug scenario={scenario} kind={id} spanNs={spanNs} />
          </label>
        ))}
        <div className="from-file">
          <span>
            <b>{SAY.fromCapture}</b>
            <small>{SAY.fromCaptureSays}</small>
          </span>
          <button type="button" className="btn small" onClick={onOpenCapture}>
            <FileText size="1.1em" aria-hidden="true" />
            {UI.traffic.open}
          </button>
        </div>
      </div>
      <BurstRow {...props} />
      <p className="tail">{load === 1 ? SAY.allAlike : SAY.drawnAt}</p>
    </>
  );
}

const RUG = { width: 320, height: 22 };

function Rug({ scenario, kind, spanNs }: { scenario: Scenario; kind: Kind; spanNs: number }) {
  const path = useMemo(
    () =>
      rugOf(scenario, kind, spanNs)
        .map((at) => `M${(at * RUG.width).toFixed(1)} 3V${RUG.height - 1}`)
        .join(''),
    [scenario, kind, spanNs],
  );
  return (
    <svg
      className="rug"
      viewBox={`0 0 ${RUG.width} ${RUG.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      data-rug={kind}
    >
      <path className="ground" d={`M0 ${RUG.height - 0.5}H${RUG.width}`} />
      <path className="strokes" d={path} />
    </svg>
  );
}

const MOST_BURST = 65_536;
/** The ruler goes to bursts of a full large ring; the field takes more. */
const RULED_BURST = 4096;

/** Mean packets a burst out of what somebody typed. */
export function readBurst(text: string): Entry<number> {
  const value = Math.round(readQuantity(text, named(UNITS.count, 'packets', 'packet')));
  return value >= 1 && value <= MOST_BURST ? { value } : { wrong: SAY.burstWrong };
}

function BurstRow({ scenario, onDraft, onWord }: Saying) {
  const value = scenario.traffic.burst_packets;
  const patch = (packets: number) => ({ section: 'traffic' as const, fields: { burst_packets: packets } });
  const at = (position: number) => Math.round(RULED_BURST ** position);
  return (
    <div className="more-row">
      <b>{SAY.burst}</b>
      <Ruler
        label={SAY.burst}
        position={Math.min(1, Math.log(value) / Math.log(RULED_BURST))}
        text={count(value)}
        steps={96}
        onDrag={(position) => onDraft(patch(at(position)))}
        onRelease={(position) => onWord(patch(at(position)))}
      />
      <ExactField
        label={SAY.exact(SAY.burst)}
        text={count(value)}
        unit={SAY.burstUnit}
        width={6}
        read={readBurst}
        onValue={(packets) => onWord(patch(packets))}
      />
      <small>{scenario.traffic.kind === 'on-off' ? '' : SAY.burstOnly}</small>
    </div>
  );
}
