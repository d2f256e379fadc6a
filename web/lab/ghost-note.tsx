// Under a lane's multiple: what a change made of it against the run before, or what was undone.
import type { LaneScenario, Scenario } from '../../sim-core/index.ts';
import { GHOST_WORDS } from '../i18n/en-ghost.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import {
  againWords,
  changeNames,
  cyclesWords,
  differenceOf,
  floorsLike,
  floorWords,
  timesWords,
  trafficWords,
  whyNone,
} from './difference.ts';
import type { LaneFigures } from './figures.ts';
import { presetOf } from './lane-words.ts';
import type { LaneGhost } from './use-figures.ts';

export interface GhostNoteProps {
  index: number;
  lane: LaneScenario;
  scenario: Scenario;
  figures: LaneFigures;
  ghost: LaneGhost | null;
  budgetCycles: number;
  /** Where the note begins, px from the gauge's top and left. */
  top: number;
  left: number;
}

export default function GhostNote(props: GhostNoteProps) {
  const { ghost, top, left, index } = props;
  if (ghost === null) return <UndoneNote {...props} />;
  return <Compared {...props} ghost={ghost} key={`${index}`} style={{ top, left }} />;
}

function Compared(props: GhostNoteProps & { ghost: LaneGhost; style: React.CSSProperties }) {
  const { actions } = useLab();
  const past = useLabState((state) => state.history.past.length);
  const { index, style } = props;
  return (
    <div className="ghost-note" role="group" aria-label={GHOST_WORDS.name} style={style}>
      {linesOf(props).map(([text, strong]) => (strong ? <b key={text}>{text}</b> : <p key={text}>{text}</p>))}
      <div className="acts">
        {past > 0 && (
          <button type="button" className="btn small" onClick={actions.undo}>
            {GHOST_WORDS.undo}
          </button>
        )}
        <button type="button" className="btn small" onClick={() => actions.hideGhost(index)}>
          {GHOST_WORDS.hide}
        </button>
      </div>
    </div>
  );
}

/** Each line, and whether it is the first in rank. */
function linesOf({ lane, scenario, figures, ghost, budgetCycles }: GhostNoteProps & { ghost: LaneGhost }) {
  if (ghost.figures === null) return [[GHOST_WORDS.notHeld, false]] as [string, boolean][];
  const before = { figures: ghost.figures, floors: floorsLike(ghost.lane.features, scenario) };
  const now = { figures, floors: floorsLike(lane.features, scenario) };
  const difference = differenceOf(now, before);
  if (difference === null || ghost.figures.bill === null)
    return [[GHOST_WORDS.noBill, false]] as [string, boolean][];
  if (difference.none) {
    const why = whyNone(lane.features, ghost.lane.features, scenario, figures);
    return [[GHOST_WORDS.noDifference(why), true]] as [string, boolean][];
  }
  const names = changeNames(lane.features, ghost.lane.features);
  const lines: [string, boolean][] = [[cyclesWords(difference, ghost.figures.bill), true]];
  if (names.length > 1) lines.unshift([names.join(', '), false]);
  const rest = [
    timesWords(difference, budgetCycles),
    floorWords(difference).replaceAll(/ (?=[+−])/g, '\u00a0'),
    trafficWords(figures, ghost.figures),
  ];
  return [...lines, ...rest.filter((text) => text !== '').map((text): [string, boolean] => [text, false])];
}

/** One line with the way forward again, where an undo changed this lane. */
function UndoneNote({ index, lane, top, left }: GhostNoteProps) {
  const { actions } = useLab();
  const undone = useLabState((state) => state.undone);
  const taken = useLabState((state) => (state.undone ? state.history.future[0]?.lanes?.[index] : undefined));
  if (!undone || taken === undefined || (taken.name ?? taken.preset) !== lane.name) return null;
  const then = { ...presetOf(lane), ...taken.features };
  const words = againWords(lane.features, then);
  if (JSON.stringify(then) === JSON.stringify({ ...presetOf(lane), ...lane.features })) return null;
  return (
    <div className="ghost-note undone" role="group" aria-label={GHOST_WORDS.undo} style={{ top, left }}>
      <p>{GHOST_WORDS.undone(words)}</p>
      <button type="button" className="btn small" onClick={actions.redo}>
        {GHOST_WORDS.redo}
      </button>
    </div>
  );
}
