// One lane's fate of a packet as a list: a row a step in order of time, waits striped and folded, the total at the end.
import type { LaneStore, Segment, Waterfall } from '../../sim-core/index.ts';
import { FATES } from '../i18n/en-packet.ts';
import { UI } from '../i18n/en.ts';
import { count } from '../ui/format.ts';
import { durationOf } from './packet-fates.tsx';
import { capital, stepColour, stepName, waitWords, whoOf, whyOf } from './packet-steps.ts';
import { endWords } from './packet-table.tsx';
import type { LaneFate } from './use-fates.ts';

export interface PacketListProps {
  fate: LaneFate;
  /** The step that the packet is in at the playhead; −1 outside of its steps. */
  now: number;
}

export function PacketList({ fate: { fall, store, title }, now }: PacketListProps) {
  if (fall === null || store === null) return <p className="nothing">{capital(UI.packet.notHere)}.</p>;
  return (
    <ol className="fate-steps" aria-label={FATES.steps(title)}>
      {fall.segments.map((segment, i) => (
        <Row key={`${segment.fromPs} ${segment.toPs}`} segment={segment} store={store} now={i === now} />
      ))}
      <Total fall={fall} />
    </ol>
  );
}

function Row({ segment, store, now }: { segment: Segment; store: LaneStore; now: boolean }) {
  const waits = segment.shape === 'wait';
  const { fill, edge } = stepColour(segment);
  const who = whoOf(segment, store);
  const { name, rest } = waits
    ? waitWords(segment)
    : { name: stepName(segment), rest: capital(whyOf(segment)) };
  const cycles = segment.cycles > 0 ? FATES.ownCycles(count(segment.cycles)) : '';
  const facts = [who, cycles].filter((words) => words !== '').join('; ');
  return (
    <li
      className={waits ? 'waits' : ''}
      aria-current={now ? 'step' : undefined}
      style={{ '--fillc': fill, '--edge': edge } as React.CSSProperties}
    >
      <b>
        {name}
        {now && <em>{FATES.now}</em>}
      </b>
      <strong>{durationOf(segment.toPs - segment.fromPs)}</strong>
      {facts !== '' && <span>{facts}</span>}
      {rest !== '' && <small>{rest}</small>}
    </li>
  );
}

/** How it ended, the time from its arrival to there, and its own cycles. */
function Total({ fall }: { fall: Waterfall }) {
  return (
    <li className={fall.cause >= 0 ? 'total lt' : 'total'}>
      <b>
        {fall.cause >= 0 && <span aria-hidden="true">✕ </span>}
        {capital(endWords(fall))}
      </b>
      {fall.endedPs >= 0 && <strong>{durationOf(fall.endedPs - fall.arrivedPs)}</strong>}
      <span>{FATES.ownCycles(count(fall.cycles))}</span>
    </li>
  );
}
