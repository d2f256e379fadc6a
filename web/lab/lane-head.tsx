// A lane's head: number, name (edited in place), subtitle, reset, features. It is dragged to move the lane.
import { RotateCcw, SlidersHorizontal } from 'lucide-react';
import { memo, type PointerEvent, useRef } from 'react';
import type { LaneScenario, Scenario } from '../../sim-core/index.ts';
import { UI } from '../i18n/en.ts';
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import type { LaneOps } from './lane-ops.ts';
import { changesOf, laneSubtitle, laneTitle } from './lane-words.ts';
import { NameField } from './name-field.tsx';
import { useHeadDrag } from './use-head-drag.ts';

export interface LaneHeadProps {
  index: number;
  lane: LaneScenario;
  scenario: Scenario;
  ops: LaneOps;
  renaming: boolean;
  drawerOpen: boolean;
  menuOpen: boolean;
}

/** A finger that rests this long on the head opens the menu, ms. */
const LONG_PRESS_MS = 500;

/** Drawn again only for something of its own: figures that run on are not. */
export const LaneHead = memo(function LaneHead({
  index,
  lane,
  scenario,
  ops,
  renaming,
  drawerOpen,
  menuOpen,
}: LaneHeadProps) {
  const title = laneTitle(lane);
  const changed = changesOf(lane).length > 0;
  const drag = useHeadDrag(index, ops);
  const press = useLongPress(() => ops.menu(index));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what it does by pointer, keys and the menu do too
    <div
      className={changed ? 'head changed' : 'head'}
      onContextMenu={(event) => {
        event.preventDefault();
        ops.menu(index);
      }}
      onPointerDown={(event) => {
        press.down(event);
        if (!renaming) drag(event);
      }}
      onPointerMove={press.move}
      onPointerUp={press.cancel}
      onPointerCancel={press.cancel}
    >
      <span className="no" aria-hidden="true">
        {index + 1}
      </span>
      <div className="who">
        {renaming ? (
          <>
            <NameField
              name={title}
              onKeep={(name) => ops.name(index, name)}
              onLeave={() => ops.name(index, null)}
            />
            <p>{LANE_WORDS.nameHint}</p>
          </>
        ) : (
          <>
            <h2>{title}</h2>
            <p title={laneSubtitle(lane, scenario)}>{laneSubtitle(lane, scenario)}</p>
          </>
        )}
      </div>
      {changed && !renaming && (
        <button
          type="button"
          className="icon"
          aria-label={UI.lane.reset}
          title={UI.lane.reset}
          onClick={() => ops.reset(index)}
        >
          <RotateCcw size="1.1em" aria-hidden="true" />
        </button>
      )}
      <button
        type="button"
        className="icon"
        data-opens="features"
        aria-label={UI.lane.all}
        title={UI.lane.allHint}
        aria-haspopup="dialog"
        aria-expanded={drawerOpen || menuOpen}
        onClick={() => ops.features(index)}
      >
        <SlidersHorizontal size="1.1em" aria-hidden="true" />
      </button>
    </div>
  );
});

function useLongPress(open: () => void) {
  const timer = useRef(0);
  const from = useRef({ x: 0, y: 0 });
  const cancel = () => window.clearTimeout(timer.current);
  return {
    cancel,
    down(event: PointerEvent) {
      cancel();
      if (event.pointerType !== 'touch') return;
      from.current = { x: event.clientX, y: event.clientY };
      timer.current = window.setTimeout(open, LONG_PRESS_MS);
    },
    move(event: PointerEvent) {
      if (Math.hypot(event.clientX - from.current.x, event.clientY - from.current.y) > 8) cancel();
    },
  };
}
