// What the user's system asks of the page.

const REDUCED = '(prefers-reduced-motion: reduce)';

/** The user asked for less motion: nothing plays by itself, nothing glides. */
export function prefersLessMotion(): boolean {
  return window.matchMedia(REDUCED).matches;
}
