// On the phone a swipe to the side shows the next lane.
import { type TouchEvent, useRef } from 'react';

/** Shortest way that counts as a swipe, px; longer to the side than up or down. */
const SHORTEST = 50;

export interface SwipeHandlers {
  onTouchStart?: (event: TouchEvent) => void;
  onTouchEnd?: (event: TouchEvent) => void;
}

/** Handlers for the element that is swiped, except on `but`; `onSwipe` gets 1 for the next and −1 for the one before. */
export function useSwipe(
  active: boolean,
  onSwipe: (step: 1 | -1) => void,
  but = 'input, .panel',
): SwipeHandlers {
  const start = useRef<[number, number] | null>(null);
  if (!active) return {};
  return {
    onTouchStart(event) {
      const inControl = event.target instanceof Element && event.target.closest(but) !== null;
      start.current = inControl ? null : [event.touches[0].clientX, event.touches[0].clientY];
    },
    onTouchEnd(event) {
      if (start.current === null) return;
      const dx = event.changedTouches[0].clientX - start.current[0];
      const dy = event.changedTouches[0].clientY - start.current[1];
      start.current = null;
      if (Math.abs(dx) > SHORTEST && Math.abs(dx) > 1.5 * Math.abs(dy)) onSwipe(dx < 0 ? 1 : -1);
    },
  };
}
