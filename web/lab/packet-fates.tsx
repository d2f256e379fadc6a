// The fates as bars, one a lane: getting in, waiting (folded, written), being handled with one tick a packet time.
import { UI } from '../i18n/en.ts';
import { scaleLinear } from 'd3-scale';
import {
  CATEGORIES,
  causeWords,
  NO_CATEGORY,
  type Scenario,
  type Segment,
  type Waterfall,
} from '../../sim-core/index.ts';
import { CATEGORY_PART } from '../scene/floors.ts';
import { duration, trimmed } from '../ui/format.ts';
import { useBudget } from './budget.ts';
import type { LaneFate } from './packet-panel.tsx';
import { segmentWords } from './packet-table.tsx';

/** Shares of the drawing's width: names, getting in, waiting, handling. */
const NAMES = 11;
const ENTRY = 11;
const WAIT = 23;
const HANDLED = 100 - NAMES - ENTRY - WAIT - 8;

interface Split {
  entry: Segment[];
  waitPs: number;
  why: string;
  handled: Segment[];
  handledPs: number;
}

/** The first wait in the ring parts getting in from being handled; later waits stay where they are. */
function split(fall: Waterfall): Split {
  const first = fall.segments.findIndex((s) => s.phase === 'work');
  const before = first < 0 ? fall.segments : fall.segments.slice(0, first);
  const entry = before.filter((s) => s.phase === 'dma' || s.phase === 'nic');
  const waits = before.filter((s) => !entry.includes(s));
  const longest = waits.reduce<Segment | null>((best, s) => {
    return best === null || s.toPs - s.fromPs > best.toPs - best.fromPs ? s : best;
  }, null);
  const handled = first < 0 ? [] : fall.segments.slice(first).filter((s) => s.shape === 'service');
  const sum = (list: Segment[]) => list.reduce((total, s) => total + s.toPs - s.fromPs, 0);
  return { entry, waitPs: sum(waits), why: longest?.why ?? '', handled, handledPs: sum(handled) };
}

function fillOf(segment: Segment): string {
  if (segment.category === NO_CATEGORY) return segment.phase === 'dma' ? 'var(--c-dma)' : 'var(--c-wire)';
  const part = CATEGORY_PART[CATEGORIES[segment.category]];
  return part === 'poll' ? 'var(--e-poll)' : `var(--c-${part})`;
}

export function Fates({ fates, scenario }: { fates: readonly LaneFate[]; scenario: Scenario }) {
  const splits = fates.map((fate) => (fate.fall === null ? null : split(fate.fall)));
  const packetPs = useBudget(scenario).ns * 1000;
  const longest = Math.max(packetPs * 2, ...splits.map((one) => one?.handledPs ?? 0));
  const entries = Math.max(
    1,
    ...splits.map((one) => one?.entry.reduce((t, s) => t + s.toPs - s.fromPs, 0) ?? 0),
  );
  const x = scaleLinear([0, longest], [0, HANDLED]);
  const ticks = Math.floor(longest / packetPs);
  const every = Math.max(1, Math.ceil(ticks / 60));
  return (
    <div className="fates-drawing" aria-hidden="true">
      <div className="fates-heads">
        <span style={{ left: `${NAMES}%` }}>{UI.packet.gettingIn}</span>
        <span style={{ left: `${NAMES + ENTRY}%` }}>{UI.packet.waiting}</span>
        <span style={{ left: `${NAMES + ENTRY + WAIT}%` }}>
          Being handled, a tick every {every === 1 ? '' : `${every} × `}
          {trimmed(packetPs / 1000, 3)} ns
        </span>
      </div>
      <div className="fates-lanes">
        {Array.from({ length: Math.floor(ticks / every) + 1 }, (_, k) => k * every).map((k) => (
          <i
            key={k}
            className={k === 1 ? 'tick deadline' : 'tick'}
            style={{ left: `${NAMES + ENTRY + WAIT + x(k * packetPs)}%` }}
          />
        ))}
        {fates.map((fate, i) => (
          <FateRow
            key={fate.title}
            fate={fate}
            index={i}
            parts={splits[i]}
            entryScale={(ENTRY - 1.5) / entries}
            x={x}
          />
        ))}
      </div>
    </div>
  );
}

interface FateRowProps {
  fate: LaneFate;
  index: number;
  parts: Split | null;
  entryScale: number;
  x: (ps: number) => number;
}

function FateRow({ fate, index, parts, entryScale, x }: FateRowProps) {
  let entryX = NAMES;
  let at = NAMES + ENTRY + WAIT;
  return (
    <div className="fate">
      <span className="who">
        <b>{index + 1}</b> {fate.title}
      </span>
      {parts?.entry.map((segment) => {
        const width = (segment.toPs - segment.fromPs) * entryScale;
        const left = entryX;
        entryX += width;
        return (
          <i
            key={segment.fromPs}
            className="seg"
            title={segmentWords(segment)}
            style={{ left: `${left}%`, width: `${width}%`, background: fillOf(segment) }}
          />
        );
      })}
      {parts !== null && parts.waitPs > 0 && (
        <span className="wait" style={{ left: `${NAMES + ENTRY}%`, width: `${WAIT - 1}%` }} title={parts.why}>
          {duration(parts.waitPs / 1000)}
          {parts.why === '' ? '' : `, ${parts.why.replace(/^waited (in the ring )?/, '')}`}
        </span>
      )}
      {parts?.handled.map((segment) => {
        const width = x(segment.toPs - segment.fromPs);
        const left = at;
        at += width;
        return (
          <i
            key={segment.fromPs}
            className="seg"
            title={`${segmentWords(segment)}, ${duration((segment.toPs - segment.fromPs) / 1000)}`}
            style={{ left: `${left}%`, width: `${width}%`, background: fillOf(segment) }}
          />
        );
      })}
      <span
        className={fate.fall !== null && fate.fall.cause >= 0 ? 'end lt' : 'end'}
        style={{ left: `${at + 0.6}%` }}
      >
        {endText(fate, parts)}
      </span>
    </div>
  );
}

function endText({ fall }: LaneFate, parts: Split | null): string {
  if (fall === null || parts === null) return '–';
  if (fall.cause >= 0) return `✕ ${causeWords(fall.cause)}`;
  const taken = duration(parts.handledPs / 1000);
  return fall.endedPs < 0 ? (parts.handledPs > 0 ? `${taken} so far` : UI.packet.stillWaiting) : taken;
}
