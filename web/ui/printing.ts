// Whether the page is being printed, from just before its paper layout until just after.
import { useSyncExternalStore } from 'react';
import { mediaMatches } from './media.ts';

let asked = false;

function subscribe(changed: () => void): () => void {
  const say = (printing: boolean) => () => {
    asked = printing;
    changed();
  };
  const before = say(true);
  const after = say(false);
  const query = window.matchMedia('print');
  window.addEventListener('beforeprint', before);
  window.addEventListener('afterprint', after);
  query.addEventListener('change', changed);
  return () => {
    window.removeEventListener('beforeprint', before);
    window.removeEventListener('afterprint', after);
    query.removeEventListener('change', changed);
  };
}

/** True while the page is laid out for paper. */
export function usePrinting(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => asked || mediaMatches('print'),
    // nor does the build
    () => false,
  );
}
