// One lane's fate of a packet: every interval and wait a button, its batch under it, and how it ended.
import { CATEGORIES, causeWords, type Segment, type Waterfall } from '../../sim-core/index.ts';
import { FATES } from '../i18n/en-packet.ts';
import { PART_WORDS } from '../i18n/en.ts';
import { CATEGORY_PART } from '../scene/floors.ts';
import { Badge } from '../ui/badge.tsx';
import { count } from '../ui/format.ts';
import { COLUMNS, durationOf } from './packet-fates.tsx';
import type { LaneFate } from './use-fates.ts';
import { lengthOf, stepColour, stepName, type Zones, zonesOf } from './packet-steps.ts';

/** Width of the mark of a folded wait, per cent of the drawing. */
const FOLD = 1.3;
/** Narrower segments carry no name: per cent of the drawing a letter takes, about. */
const A_LETTER = 0.62;
/** Neighbours drawn before the rest is a number. */
const MOST_BADGES = 10;
const DARK: readonly string[] = ['exit', 'sort', 'miss', 'poll', 'kern', 'app'];

export interface FateRowProps {
  fate: LaneFate;
  index: number;
  x: (ps: number) => number;
  /** Where the next packet lands, per cent of the drawing: names keep clear of that rule. */
  deadline: number;
  /** Per cent a picosecond of getting in. */
  entryScale: number;
  /** The step in the inspector; −1 if it is another lane's. */
  chosen: number;
  onStep: (step: number) => void;
}

interface Placed {
  step: number;
  left: number;
  width: number;
  /** A wait amid the handling. */
  fold: boolean;
}

function place(
  fall: Waterfall,
  zones: Zones,
  { x, entryScale }: Pick<FateRowProps, 'x' | 'entryScale'>,
): Placed[] {
  const placed: Placed[] = [];
  let at: number = COLUMNS.names;
  for (const step of zones.entry) {
    const { fromPs, toPs } = fall.segments[step];
    const width = (toPs - fromPs) * entryScale;
    placed.push({ step, left: at, width, fold: false });
    at += width;
  }
  at = COLUMNS.names + COLUMNS.entry + COLUMNS.wait;
  for (const step of zones.handled) {
    const { fromPs, toPs, shape } = fall.segments[step];
    const width = shape === 'wait' ? FOLD : x(toPs - fromPs);
    placed.push({ step, left: at, width, fold: shape === 'wait' });
    at += width;
  }
  return placed;
}

/** "Copied to the guest, 1.2 µs"; of a wait its reason. */
function stepLabel(segment: Segment): string {
  const name = segment.shape === 'wait' ? segment.why || FATES.wait : stepName(segment);
  return `${name}, ${durationOf(segment.toPs - segment.fromPs)}`;
}

export function FateRow({ fate, index, x, deadline, entryScale, chosen, onStep }: FateRowProps) {
  const { fall, title } = fate;
  if (fall === null) {
    return (
      <div className="fate">
        <Who index={index} title={title} />
        <span className="end" style={{ left: `${COLUMNS.names}%` }}>
          {FATES.notHere}
        </span>
      </div>
    );
  }
  const zones = zonesOf(fall);
  const placed = place(fall, zones, { x, entryScale });
  const last = placed.at(-1);
  const handledAt = COLUMNS.names + COLUMNS.entry + COLUMNS.wait;
  const end = zones.handled.length > 0 && last !== undefined ? last.left + last.width : handledAt;
  const endLeft = end + 0.4 > deadline ? end + 0.8 : Math.max(end, deadline) + 0.8;
  return (
    <div className="fate" role="group" aria-label={FATES.lane(index + 1, title, endText(fall, zones))}>
      <Who index={index} title={title} />
      {placed.map((each) => (
        <Step
          key={each.step}
          {...each}
          segment={fall.segments[each.step]}
          deadline={deadline}
          chosen={chosen === each.step}
          onStep={onStep}
        />
      ))}
      <Wait fall={fall} zones={zones} chosen={chosen} onStep={onStep} />
      <span className={fall.cause >= 0 ? 'end lt' : 'end'} style={{ left: `${endLeft}%` }}>
        {fall.cause >= 0 && <b aria-hidden="true">✕ </b>}
        {endText(fall, zones)}
      </span>
      <Neighbours fate={fate} />
    </div>
  );
}

function Who({ index, title }: { index: number; title: string }) {
  return (
    <span className="who">
      <b>{index + 1}</b> {title}
    </span>
  );
}

function Step({
  segment,
  left,
  width,
  fold,
  step,
  deadline,
  chosen,
  onStep,
}: Placed & { segment: Segment; deadline: number; chosen: boolean; onStep: (step: number) => void }) {
  const part = segment.category < CATEGORIES.length ? CATEGORY_PART[CATEGORIES[segment.category]] : null;
  const name = part === null ? '' : PART_WORDS[part].short;
  const letters = name.length * A_LETTER + 1;
  // a name that the deadline would cross begins behind it
  const behind = deadline > left && deadline < left + letters ? deadline - left + 0.4 : 0;
  const fits = !fold && width > behind + letters;
  const { fill } = stepColour(segment);
  return (
    <button
      type="button"
      className={`seg${fold ? ' fold' : ''}${chosen ? ' chosen' : ''}${segment.shape === 'wait' && !fold ? ' idle' : ''}`}
      aria-label={stepLabel(segment)}
      aria-pressed={chosen}
      tabIndex={chosen ? 0 : -1}
      title={stepLabel(segment)}
      style={{
        left: `${left}%`,
        width: `${width}%`,
        ...(fits && behind > 0 ? { paddingLeft: `${behind}%` } : {}),
        ...(segment.shape === 'wait' ? {} : { background: fill }),
        color: part !== null && DARK.includes(part) ? 'var(--on-part)' : 'var(--on-pale)',
      }}
      onClick={() => onStep(step)}
    >
      {fits ? name : ''}
    </button>
  );
}

/** The wait before anybody works on it: written, never drawn in proportion. */
function Wait({
  fall,
  zones,
  chosen,
  onStep,
}: {
  fall: Waterfall;
  zones: Zones;
  chosen: number;
  onStep: (step: number) => void;
}) {
  if (zones.waits.length === 0) return null;
  const longest = zones.waits.reduce((best, i) => (lengthOf(fall, [i]) > lengthOf(fall, [best]) ? i : best));
  const why = fall.segments[longest].why.replace(/^waited (in the ring )?/, '');
  const words =
    why === ''
      ? durationOf(lengthOf(fall, zones.waits))
      : FATES.folded(durationOf(lengthOf(fall, zones.waits)), why);
  const isChosen = zones.waits.includes(chosen);
  return (
    <button
      type="button"
      className={isChosen ? 'wait chosen' : 'wait'}
      aria-pressed={isChosen}
      tabIndex={isChosen ? 0 : -1}
      title={words}
      aria-label={words}
      style={{ left: `${COLUMNS.names + COLUMNS.entry}%`, width: `${COLUMNS.wait}%` }}
      onClick={() => onStep(longest)}
    >
      <span>{briefly(words)}</span>
    </button>
  );
}

/** Letters that a wait has room for. */
const WAIT_LETTERS = 27;

/** As many of the clauses, from the first, as there is room for; all of them are in the title and the inspector. */
function briefly(words: string): string {
  let shown = words;
  while (shown.length > WAIT_LETTERS && shown.includes(', ')) shown = shown.slice(0, shown.lastIndexOf(', '));
  return shown;
}

function Neighbours({ fate: { batch } }: { fate: LaneFate }) {
  if (batch === null) return <span className="batch">{FATES.notTaken}</span>;
  const n = batch.packets.length;
  const first = Math.max(0, Math.min(batch.index - MOST_BADGES / 2, n - MOST_BADGES));
  const shown = batch.vms.slice(first, first + MOST_BADGES);
  return (
    <span className="batch">
      <span>{n === 1 ? FATES.alone : FATES.batch(count(n))}</span>
      <span className="badges" aria-hidden="true">
        {shown.map((vm, i) => (
          <i key={batch.packets[first + i]} className={first + i === batch.index ? 'own' : ''}>
            <Badge vm={vm === 0 || vm > 64 ? 1 : vm} size="1em" />
          </i>
        ))}
        {n > shown.length && <small>{FATES.more(count(n - shown.length))}</small>}
      </span>
    </span>
  );
}

function endText(fall: Waterfall, zones: Zones): string {
  if (fall.cause >= 0) return causeWords(fall.cause);
  const taken = durationOf(lengthOf(fall, zones.handled, 'service'));
  if (fall.endedPs >= 0) return taken;
  return zones.handled.length > 0 ? FATES.soFar(taken) : FATES.stillWaiting;
}
