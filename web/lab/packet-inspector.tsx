// One step of one packet: what, how long, what it cost, why, who and when.
import { ArrowLeft, ArrowRight } from 'lucide-react';
import {
  describeRecord,
  type LaneStore,
  readRecord,
  type Segment,
  type Waterfall,
} from '../../sim-core/index.ts';
import { FATES } from '../i18n/en-packet.ts';
import { clock, count, duration, trimmed } from '../ui/format.ts';
import { categoryName, stepColour, stepName, whoOf, whyOf } from './packet-steps.ts';

export interface InspectorProps {
  fall: Waterfall;
  store: LaneStore;
  lane: number;
  step: number;
  packetNs: number;
  onStep: (step: number) => void;
}

function sentenceOf(segment: Segment, store: LaneStore): string {
  return segment.record < 0 ? '' : describeRecord(readRecord(store.records, segment.record));
}

/** "1,521.34 to 1,522.04 µs": as many digits as tell the ends apart. */
function spanWords(fromNs: number, toNs: number): string {
  const to = clock(toNs);
  const unit = to.slice(to.indexOf(' '));
  const from = clock(fromNs);
  return FATES.span(from.endsWith(unit) ? from.slice(0, -unit.length) : from, to);
}

export function Inspector({ fall, store, lane, step, packetNs, onStep }: InspectorProps) {
  const segment = fall.segments[step];
  if (segment === undefined) return null;
  const ns = (segment.toPs - segment.fromPs) / 1000;
  const why = whyOf(segment);
  const who = whoOf(segment, store);
  const times = FATES.packetTimes(trimmed(ns / packetNs, 2));
  const { fill, edge } = stepColour(segment);
  const category = categoryName(segment);
  return (
    <section className="inspector" aria-label={FATES.step(lane + 1, step + 1, fall.segments.length)}>
      <div className="of">
        <span>{FATES.step(lane + 1, step + 1, fall.segments.length)}</span>
        <button
          type="button"
          className="icon"
          aria-label={FATES.previousStep}
          aria-disabled={step === 0}
          onClick={() => step > 0 && onStep(step - 1)}
        >
          <ArrowLeft size="1.2em" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={FATES.nextStep}
          aria-disabled={step === fall.segments.length - 1}
          onClick={() => step < fall.segments.length - 1 && onStep(step + 1)}
        >
          <ArrowRight size="1.2em" aria-hidden="true" />
        </button>
      </div>
      <h4 aria-live="polite">
        <i
          className={segment.shape === 'wait' ? 'sw idle' : 'sw'}
          style={segment.shape === 'wait' ? {} : { background: fill, borderColor: edge }}
        />
        {stepName(segment)}
      </h4>
      <p className="cost">
        <b>{duration(ns)}</b> {segment.cycles > 0 ? FATES.cycles(count(segment.cycles), times) : times}
      </p>
      {sentenceOf(segment, store) !== '' && <p>{sentenceOf(segment, store)}</p>}
      {why !== '' && (
        <p>
          <b>{FATES.why}</b> {why}
        </p>
      )}
      <dl>
        {who !== '' && (
          <>
            <dt>{FATES.who}</dt>
            <dd>{who}</dd>
          </>
        )}
        <dt>{FATES.from}</dt>
        <dd>{spanWords((segment.fromPs - fall.arrivedPs) / 1000, (segment.toPs - fall.arrivedPs) / 1000)}</dd>
        {category !== '' && (
          <>
            <dt>{FATES.charged}</dt>
            <dd>{category}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
