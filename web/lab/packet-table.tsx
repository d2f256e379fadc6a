// The packet's intervals as a table: lane, what, who, how long, what it cost.
import { CATEGORIES, causeWords, KINDS, NO_CATEGORY, type Segment } from '../../sim-core/index.ts';
import { CATEGORY_WORDS, UI } from '../i18n/en.ts';
import { RECORD_WORDS } from '../i18n/en-records.ts';
import { CATEGORY_PART } from '../scene/floors.ts';
import { count, duration, sinceArrival } from '../ui/format.ts';
import type { LaneFate } from './use-fates.ts';

/** What a segment is, in words. */
export function segmentWords(segment: Segment): string {
  if (segment.shape === 'wait') return segment.why === '' ? UI.packet.waits : segment.why;
  const { name } = KINDS[segment.kind];
  const words = RECORD_WORDS[name] ?? name.replace('.', ' ').replaceAll('-', ' ');
  if (segment.category === NO_CATEGORY) return words;
  return `${CATEGORY_WORDS[CATEGORIES[segment.category]]}: ${words}`;
}

function swatch(segment: Segment): React.CSSProperties | null {
  if (segment.category === NO_CATEGORY) return null;
  const part = CATEGORY_PART[CATEGORIES[segment.category]];
  return {
    '--fillc': part === 'poll' ? 'var(--e-poll)' : `var(--c-${part})`,
    '--edge': `var(--e-${part})`,
  } as React.CSSProperties;
}

export function PacketTable({ fates }: { fates: readonly LaneFate[] }) {
  return (
    <table className="data">
      <caption className="sr">{UI.packet.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{UI.packet.lane}</th>
          <th scope="col">{UI.packet.interval}</th>
          <th scope="col">{UI.packet.who}</th>
          <th scope="col" className="r">
            {UI.packet.after}
          </th>
          <th scope="col" className="r">
            {UI.packet.takes}
          </th>
          <th scope="col" className="r">
            {UI.packet.cycles}
          </th>
        </tr>
      </thead>
      <tbody>
        {fates.map((fate) => (
          <LaneRows key={fate.title} fate={fate} />
        ))}
      </tbody>
    </table>
  );
}

/** How a packet ended in a lane. */
export function endWords(fall: LaneFate['fall']): string {
  if (fall === null) return UI.packet.notHere;
  if (fall.endedPs < 0) return UI.packet.underWay;
  return fall.cause >= 0 ? UI.packet.dropped(causeWords(fall.cause)) : UI.packet.delivered;
}

function LaneRows({ fate }: { fate: LaneFate }) {
  const { fall, title } = fate;
  const segments = fall?.segments ?? [];
  return (
    <>
      {segments.map((segment, i) => (
        <tr key={`${segment.fromPs} ${segment.toPs}`} className={i === 0 ? 'first' : ''}>
          <th scope="row">{i === 0 ? title : <span className="sr">{title}</span>}</th>
          <td>
            {swatch(segment) !== null && <i className="sw" style={swatch(segment)!} />}
            {segmentWords(segment)}
          </td>
          <td>{segment.actor}</td>
          <td className="r">{sinceArrival((segment.fromPs - fall!.arrivedPs) / 1000)}</td>
          <td className="r">{duration((segment.toPs - segment.fromPs) / 1000)}</td>
          <td className="r">{segment.cycles > 0 ? count(segment.cycles) : ''}</td>
        </tr>
      ))}
      <tr className={segments.length === 0 ? 'first' : ''}>
        <th scope="row">{segments.length === 0 ? title : <span className="sr">{title}</span>}</th>
        <td className={fall !== null && fall.cause >= 0 ? 'lt' : ''}>
          <b>{endWords(fall)}</b>
        </td>
        <td />
        <td className="r">
          {fall !== null && fall.endedPs >= 0 ? duration((fall.endedPs - fall.arrivedPs) / 1000) : ''}
        </td>
        <td />
        <td className="r">{fall !== null ? <b>{count(fall.cycles)}</b> : ''}</td>
      </tr>
    </>
  );
}
