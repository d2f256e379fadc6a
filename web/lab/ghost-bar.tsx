// Over a phone's transport: what a change made of the lane on the screen, which has no gauge there for the words to stand in.
import { GHOST_WORDS } from '../i18n/en-ghost.ts';
import { useLab } from '../stores/use-lab.ts';
import { type Comparison, differenceLines, type Detail, FULL } from './ghost-lines.ts';
import { GhostActs, useUndone, Words } from './ghost-note.tsx';
import type { LaneGhost } from './use-figures.ts';

export interface GhostBarProps extends Omit<Comparison, 'ghost'> {
  index: number;
  ghost: LaneGhost | null;
}

const DETAIL: Detail = { ...FULL, floors: 1, times: false, names: false, early: false, figures: true };

export default function GhostBar(props: GhostBarProps) {
  const { index, lane, ghost } = props;
  const { actions } = useLab();
  const undone = useUndone(index, lane);
  if (ghost !== null) {
    return (
      <div className="ghost-bar" role="group" aria-label={GHOST_WORDS.name}>
        <div>
          <Words lines={differenceLines({ ...props, ghost }, DETAIL)} />
        </div>
        <GhostActs index={index} short />
      </div>
    );
  }
  if (undone === null) return null;
  return (
    <div className="ghost-bar" role="group" aria-label={GHOST_WORDS.undo}>
      <p>{undone}</p>
      <button type="button" className="btn" onClick={actions.redo}>
        {GHOST_WORDS.redo}
      </button>
    </div>
  );
}
