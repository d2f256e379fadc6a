// How fast simulated time passes: nanoseconds of it per second of wall time, on a logarithmic slider with detents.

export const SLOWEST_NS_PER_S = 50;
export const FASTEST_NS_PER_S = 1_000_000;
export const DEFAULT_NS_PER_S = 500;
/** Where the slider's notches are. */
export const DETENTS_NS_PER_S: readonly number[] = [50, 200, 500, 2_000, 20_000, 1_000_000];

/** Holds a scale within the limits; whole nanoseconds per second. */
export function clampScale(nsPerS: number): number {
  if (!(nsPerS > SLOWEST_NS_PER_S)) return SLOWEST_NS_PER_S;
  return nsPerS < FASTEST_NS_PER_S ? Math.round(nsPerS) : FASTEST_NS_PER_S;
}

const SPAN = Math.log(FASTEST_NS_PER_S / SLOWEST_NS_PER_S);

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

/** The next detent above a scale, or the fastest. */
export function fasterScale(nsPerS: number): number {
  return DETENTS_NS_PER_S.find((detent) => detent > nsPerS) ?? FASTEST_NS_PER_S;
}

/** The next detent below a scale, or the slowest. */
export function slowerScale(nsPerS: number): number {
  return DETENTS_NS_PER_S.findLast((detent) => detent < nsPerS) ?? SLOWEST_NS_PER_S;
}
