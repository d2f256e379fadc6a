// What the window, the system or paper asks of the page.

const REDUCED = '(prefers-reduced-motion: reduce)';
const lists = new Map<string, MediaQueryList>();

/** Whether a media query holds now. Each is made once: it is asked whenever the Lab is drawn. */
export function mediaMatches(query: string): boolean {
  let list = lists.get(query);
  if (list === undefined) {
    list = window.matchMedia(query);
    lists.set(query, list);
  }
  return list.matches;
}

/** The user asked for less motion: nothing plays by itself, nothing glides. */
export function prefersLessMotion(): boolean {
  return mediaMatches(REDUCED);
}
