// Under a lane's multiple: what a change made of it against the run before, or what was undone. Never on the counters.
import { useRef } from 'react';
import type { LaneScenario } from '../../sim-core/index.ts';
import { GHOST_WORDS } from '../i18n/en-ghost.ts';
import { type GaugeLayout, MULTIPLE_REM, STRIP_REM } from '../scene/gauge.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { againWords } from './difference.ts';
import { type Comparison, differenceLines, type Detail, FULL } from './ghost-lines.ts';
import { presetOf } from './lane-words.ts';
import type { LaneGhost } from './use-figures.ts';
import { useRoom } from './use-room.ts';

export interface GhostNoteProps extends Omit<Comparison, 'ghost'> {
  index: number;
  ghost: LaneGhost | null;
  gauge: GaugeLayout;
  /** Where the multiple stands, px from the gauge's top. */
  top: number;
}

/** Where the words stand: under the strip, in the strip's place, or over the lines. */
type Place = 'under' | 'strip' | 'over';
interface Way extends Detail {
  place: Place;
  /** Buttons stand beside the first line, in short. */
  beside: boolean;
}

const SHORT: Detail = { ...FULL, floors: 2, times: false };
/** From all that is to be said to what fits a gauge that is full. */
const WAYS: readonly Way[] = [
  { place: 'under', beside: false, ...FULL },
  { place: 'under', beside: true, ...FULL },
  { place: 'under', beside: true, ...SHORT },
  { place: 'strip', beside: true, ...FULL },
  { place: 'strip', beside: true, ...SHORT },
  { place: 'strip', beside: true, ...SHORT, names: false },
  { place: 'strip', beside: true, ...SHORT, names: false, floors: 1 },
  { place: 'strip', beside: true, ...SHORT, names: false, floors: 1, early: false },
  { place: 'over', beside: true, ...SHORT, names: false, early: false },
];
const UNDONE_WAYS = WAYS.filter(({ place }, i) => WAYS.findIndex((way) => way.place === place) === i);

/** Space that stays free above the counters, px. */
const MARGIN = 2;

/** Top of the words by place; over the lines it is their bottom. */
function topAt(place: Place, { top, gauge }: Pick<GhostNoteProps, 'top' | 'gauge'>): number {
  const rem = gauge.pad / 0.62;
  if (place === 'over') return top - MARGIN;
  return top + (place === 'under' ? MULTIPLE_REM + STRIP_REM : MULTIPLE_REM - 0.25) * rem;
}

/** The first way that fits between the multiple and the counters. */
function useWay(props: GhostNoteProps, ways: readonly Way[], words: string) {
  const box = useRef<HTMLDivElement>(null);
  const roomOf = ({ place }: Way, within: number) => within - topAt(place, props) - MARGIN;
  const { top, gauge } = props;
  const way = useRoom(box, ways, roomOf, `${top} ${gauge.pad} ${gauge.over} ${gauge.room} ${words}`);
  const style = { top: topAt(way.place, props), left: gauge.pad, right: gauge.pad };
  return { box, way, style };
}

export default function GhostNote(props: GhostNoteProps) {
  const { ghost, index } = props;
  return ghost === null ? <UndoneNote {...props} /> : <Compared {...props} ghost={ghost} key={index} />;
}

function Compared(props: GhostNoteProps & { ghost: LaneGhost }) {
  const said = differenceLines(props, FULL);
  const { box, way, style } = useWay(props, WAYS, JSON.stringify(said));
  return (
    <div
      ref={box}
      className={`ghost-note at-${way.place}${way.beside ? ' beside' : ''}`}
      role="group"
      aria-label={GHOST_WORDS.name}
      style={style}
    >
      <Words lines={differenceLines(props, way)} />
      <GhostActs index={props.index} short={way.beside} />
    </div>
  );
}

/** Each line; the first in rank is heavy. */
export function Words({ lines }: { lines: ReturnType<typeof differenceLines> }) {
  return lines.map(([text, strong]) => (strong ? <b key={text}>{text}</b> : <p key={text}>{text}</p>));
}

/** Takes the change back, or lets go of the run before. */
export function GhostActs({ index, short }: { index: number; short: boolean }) {
  const { actions } = useLab();
  const past = useLabState((state) => state.history.past.length);
  return (
    <div className="acts">
      {past > 0 && (
        <button type="button" className="btn small" onClick={actions.undo}>
          {GHOST_WORDS.undo}
        </button>
      )}
      <button
        type="button"
        className="btn small"
        aria-label={GHOST_WORDS.hide}
        onClick={() => actions.hideGhost(index)}
      >
        {short ? GHOST_WORDS.hideShort : GHOST_WORDS.hide}
      </button>
    </div>
  );
}

/** What an undo changed in this lane, in words; null where it changed nothing. */
export function useUndone(index: number, lane: LaneScenario): string | null {
  const undone = useLabState((state) => state.undone);
  const taken = useLabState((state) => (state.undone ? state.history.future[0]?.lanes?.[index] : undefined));
  if (!undone || taken === undefined || (taken.name ?? taken.preset) !== lane.name) return null;
  const then = { ...presetOf(lane), ...taken.features };
  if (JSON.stringify(then) === JSON.stringify({ ...presetOf(lane), ...lane.features })) return null;
  return GHOST_WORDS.undone(againWords(lane.features, then));
}

/** One line with the way forward again, where an undo changed this lane. */
function UndoneNote(props: GhostNoteProps) {
  const { actions } = useLab();
  const words = useUndone(props.index, props.lane);
  const { box, way, style } = useWay(props, UNDONE_WAYS, words ?? '');
  if (words === null) return null;
  return (
    <div
      ref={box}
      className={`ghost-note undone at-${way.place}`}
      role="group"
      aria-label={GHOST_WORDS.undo}
      style={style}
    >
      <p>{words}</p>
      <button type="button" className="btn small" onClick={actions.redo}>
        {GHOST_WORDS.redo}
      </button>
    </div>
  );
}
