// With more lanes than fit: every lane's name and multiple, the part in view framed; it is the scrollbar and takes new lanes.
import { Plus } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { PATHS, type Scenario } from '../../sim-core/index.ts';
import { LANE_WORDS } from '../i18n/en-lanes.ts';
import { MOST_LANES } from '../stores/scenario-input.ts';
import { significant } from '../ui/format.ts';
import { type LaneFigures, onTime } from './figures.ts';
import type { LaneOps } from './lane-ops.ts';
import { laneTitle, shortName } from './lane-words.ts';

export interface LaneMapProps {
  scenario: Scenario;
  figures: readonly LaneFigures[];
  /** The element that scrolls, above the plate. */
  scroller: () => HTMLElement | null;
  ops: LaneOps;
  focusLane: (lane: number) => void;
}

interface InView {
  /** Left end and length of what is in view, as shares of all lanes. */
  from: number;
  share: number;
  /** The lanes that are wholly in view, from 1. */
  first: number;
  last: number;
}

/** A lane this far out of view is still wholly in view, px: scrolling stops between pixels. */
const NEARLY = 2;

/** First and last lane that nothing hides of. */
function wholly(element: HTMLElement, axis: number): Pick<InView, 'first' | 'last'> {
  const { left, right } = element.getBoundingClientRect();
  const lanes = [...element.querySelectorAll('[data-lane]')].map((lane) => lane.getBoundingClientRect());
  const seen = lanes.map((lane) => lane.left >= left + axis - NEARLY && lane.right <= right + NEARLY);
  return { first: Math.max(0, seen.indexOf(true)) + 1, last: Math.max(0, seen.lastIndexOf(true)) + 1 };
}

/** What is in view beside the pinned axis, following the scroller. */
function useInView(scroller: () => HTMLElement | null, lanes: number): InView {
  const [view, setView] = useState<InView>({ from: 0, share: 1, first: 1, last: lanes });
  // biome-ignore lint/correctness/useExhaustiveDependencies: more lanes are another width
  useEffect(() => {
    const element = scroller();
    if (element === null) return;
    const measure = () => {
      const axis = element.querySelector<HTMLElement>('.axis')?.offsetWidth ?? 0;
      const all = Math.max(1, element.scrollWidth - axis);
      const share = Math.min(1, (element.clientWidth - axis) / all);
      setView({ from: element.scrollLeft / all, share, ...wholly(element, axis) });
    };
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const sizes = new ResizeObserver(measure);
    sizes.observe(element);
    const plate = element.querySelector('.plate');
    if (plate !== null) sizes.observe(plate);
    return () => {
      element.removeEventListener('scroll', measure);
      sizes.disconnect();
    };
  }, [scroller, lanes]);
  return view;
}

export default function LaneMap({ scenario, figures, scroller, ops, focusLane }: LaneMapProps) {
  const count = scenario.lanes.length;
  const { from, share, first, last } = useInView(scroller, count);
  const track = useRef<HTMLDivElement>(null);
  const scrollTo = (wanted: number) => {
    const element = scroller();
    if (element === null) return;
    const axis = element.querySelector<HTMLElement>('.axis')?.offsetWidth ?? 0;
    element.scrollLeft = wanted * (element.scrollWidth - axis);
  };
  const text = LANE_WORDS.mapText(first, last, count);
  return (
    <div className="lane-map">
      <span className="caption" aria-hidden="true">
        {text}
      </span>
      <div
        ref={track}
        className="track"
        role="scrollbar"
        aria-label={LANE_WORDS.map}
        aria-orientation="horizontal"
        aria-controls="plate-lanes"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round((from / Math.max(1e-9, 1 - share)) * 100) || 0}
        aria-valuetext={text}
        tabIndex={0}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1, PageDown: 5, PageUp: -5 }[event.key];
          if (step !== undefined) scrollTo(from + step / count);
          else if (event.key === 'Home') scrollTo(0);
          else if (event.key === 'End') scrollTo(1);
          else return;
          event.preventDefault();
        }}
        onPointerDown={(down) => dragView(down, track, share, scrollTo, focusLane, count)}
      >
        <div className="of-lanes">
          {scenario.lanes.map((lane, i) => (
            <span key={lane.name} className="of-lane" title={laneTitle(lane)}>
              <b>{i + 1}</b> <span>{shortName(laneTitle(lane), 12)}</span>
              <Multiple figures={figures[i]} />
            </span>
          ))}
        </div>
        {/* whole lanes: an edge between two of them cuts no words */}
        <i
          className="in-view"
          style={{ left: `${((first - 1) / count) * 100}%`, width: `${((last - first + 1) / count) * 100}%` }}
        />
      </div>
      <AddLane ops={ops} count={count} />
    </div>
  );
}

function Multiple({ figures }: { figures: LaneFigures | undefined }) {
  if (figures === undefined || figures.bill === null) return <em>?</em>;
  return <em className={onTime(figures) ? 'okc' : ''}>{significant(figures.bill.budgetUsed)}×</em>;
}

/** A press brings a lane into view; a drag moves the window by hand. */
function dragView(
  down: React.PointerEvent<HTMLDivElement>,
  track: RefObject<HTMLDivElement | null>,
  share: number,
  scrollTo: (from: number) => void,
  focusLane: (lane: number) => void,
  count: number,
): void {
  const box = track.current?.getBoundingClientRect();
  if (box === undefined) return;
  const at = (x: number) => (x - box.left) / box.width;
  let moved = false;
  const stop = new AbortController();
  const { signal } = stop;
  window.addEventListener(
    'pointermove',
    (event) => {
      if (!moved && Math.abs(event.clientX - down.clientX) < 5) return;
      moved = true;
      scrollTo(at(event.clientX) - share / 2);
    },
    { signal },
  );
  window.addEventListener(
    'pointerup',
    () => {
      stop.abort();
      if (!moved) focusLane(Math.min(count - 1, Math.max(0, Math.floor(at(down.clientX) * count))));
    },
    { signal },
  );
}

/** The place to add a lane: after the last one, of any preset. */
export function AddLane({ ops, count }: { ops: LaneOps; count: number }) {
  return (
    <span className="add-lane">
      <Plus size="1em" aria-hidden="true" />
      <select
        aria-label={LANE_WORDS.addLaneName}
        value=""
        disabled={count >= MOST_LANES}
        onChange={(event) => {
          const path = PATHS.find((each) => each.id === event.target.value);
          if (path !== undefined) ops.add(count - 1, path.id);
        }}
      >
        <option value="" disabled>
          {LANE_WORDS.addLane}
        </option>
        {PATHS.map((path) => (
          <option key={path.id} value={path.id}>
            {path.title}
          </option>
        ))}
      </select>
    </span>
  );
}
