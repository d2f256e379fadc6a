// How fast time passes: simulated nanoseconds, or events, per second of wall time, on logarithmic sliders with detents.

export const SLOWEST_NS_PER_S = 50;
export const FASTEST_NS_PER_S = 1_000_000;
export const DEFAULT_NS_PER_S = 500;
/** Where the slider's notches are. */
export const DETENTS_NS_PER_S: readonly number[] = [50, 200, 500, 2_000, 20_000, 1_000_000];

export const DEFAULT_EVENTS_PER_S = 4;
/** Notches of the slider when time goes event by event. */
export const DETENTS_EVENTS_PER_S: readonly number[] = [1, 2, 4, 10, 30, 60];
const FEWEST_EVENTS_PER_S = 1;
const MOST_EVENTS_PER_S = 60;

/** Holds a scale within the limits; whole nanoseconds per second. */
export function clampScale(nsPerS: number): number {
  return clamp(nsPerS, SLOWEST_NS_PER_S, FASTEST_NS_PER_S);
}

/** Holds a number of events per second within the limits; whole. */
export function clampEventScale(eventsPerS: number): number {
  return clamp(eventsPerS, FEWEST_EVENTS_PER_S, MOST_EVENTS_PER_S);
}

function clamp(x: number, least: number, most: number): number {
  if (!(x > least)) return least;
  return x < most ? Math.round(x) : most;
}

const SPAN = Math.log(FASTEST_NS_PER_S / SLOWEST_NS_PER_S);
const EVENT_SPAN = Math.log(MOST_EVENTS_PER_S / FEWEST_EVENTS_PER_S);

/** Position 0…1 on the slider of a scale. */
export function scaleToPosition(nsPerS: number): number {
  return Math.log(clampScale(nsPerS) / SLOWEST_NS_PER_S) / SPAN;
}

/** Scale at a position 0…1 of the slider, drawn to a detent within `snap` of it. */
export function positionToScale(position: number, snap = 0.015): number {
  const held = Math.min(1, Math.max(0, position));
  for (const detent of DETENTS_NS_PER_S) {
    if (Math.abs(scaleToPosition(detent) - held) <= snap) return detent;
  }
  return clampScale(SLOWEST_NS_PER_S * Math.exp(SPAN * held));
}

/** Position 0…1 on the slider of so many events per second. */
export function eventsToPosition(eventsPerS: number): number {
  return Math.log(clampEventScale(eventsPerS) / FEWEST_EVENTS_PER_S) / EVENT_SPAN;
}

/** Events per second at a position 0…1 of the slider. */
export function positionToEvents(position: number): number {
  const held = Math.min(1, Math.max(0, position));
  return clampEventScale(FEWEST_EVENTS_PER_S * Math.exp(EVENT_SPAN * held));
}

/** The next detent above a scale, or the last. */
export function fasterScale(scale: number, detents = DETENTS_NS_PER_S): number {
  return detents.find((detent) => detent > scale) ?? detents[detents.length - 1];
}

/** The next detent below a scale, or the first. */
export function slowerScale(scale: number, detents = DETENTS_NS_PER_S): number {
  return detents.findLast((detent) => detent < scale) ?? detents[0];
}
