// Which of the three layouts the window asks for, and the measures that canvases and text share.
import { useSyncExternalStore } from 'react';
import { mediaMatches } from '../ui/media.ts';

export type LayoutName = 'plate' | 'two' | 'one';

/** A window with room for the plate; index.html asks the same. */
export const PLATE = '(min-width: 1280px) and (min-height: 600px)';
const TWO = '(min-width: 768px)';

let seen: LayoutName = 'plate';

/** The layout for the present window; on paper the one that was on the screen. */
export function currentLayout(): LayoutName {
  if (!mediaMatches('print')) seen = layoutOfWindow();
  return seen;
}

function layoutOfWindow(): LayoutName {
  if (mediaMatches(PLATE)) return 'plate';
  return mediaMatches(TWO) ? 'two' : 'one';
}

function subscribe(changed: () => void): () => void {
  const queries = [PLATE, TWO].map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** The layout, following the window; the build renders the plate. */
export function useLayout(): LayoutName {
  return useSyncExternalStore(subscribe, currentLayout, () => 'plate');
}
