// Follows the plate's scroller: which lanes can be seen, for whoever draws or writes them while it plays.
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useLab } from '../stores/use-lab.ts';
import { ALL_LANES, type LaneSpan, lanesInView } from './lanes-in-view.ts';

/** Asked in every frame, so no state of React's; `key` says that other lanes are shown. */
export function useLanesInView(plate: RefObject<HTMLElement | null>, key: string): RefObject<LaneSpan> {
  const lab = useLab();
  const span = useRef(ALL_LANES);
  // biome-ignore lint/correctness/useExhaustiveDependencies: see `key`
  useLayoutEffect(() => {
    const scroller = plate.current?.closest<HTMLElement>('.lab') ?? null;
    if (scroller === null) return;
    const measure = () => {
      const before = span.current;
      span.current = measured(scroller);
      // event by event a frame may be long in coming
      if (before.first !== span.current.first || before.last !== span.current.last) lab.playback.redraw();
    };
    measure();
    scroller.addEventListener('scroll', measure, { passive: true });
    const sizes = new ResizeObserver(measure);
    sizes.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', measure);
      sizes.disconnect();
    };
  }, [plate, key, lab]);
  return span;
}

function measured(scroller: HTMLElement): LaneSpan {
  if (scroller.scrollWidth <= scroller.clientWidth) return ALL_LANES;
  const axis = scroller.querySelector<HTMLElement>('.axis')?.offsetWidth ?? 0;
  const laneWidth = scroller.querySelector<HTMLElement>('.lane')?.offsetWidth ?? 0;
  return lanesInView({ left: scroller.scrollLeft, room: scroller.clientWidth - axis, laneWidth });
}
