// What the user's system asks of the page.

const REDUCED = '(prefers-reduced-motion: reduce)';
let reduced: MediaQueryList | null = null;

/** The user asked for less motion: nothing plays by itself, nothing glides. */
export function prefersLessMotion(): boolean {
  reduced ??= window.matchMedia(REDUCED);
  return reduced.matches;
}
