// Whether this browser has been here before; without storage nobody can tell, and nothing is shown.

/** Kept once the captions have been seen. */
export const CAPTIONS_KEY = '67ns.captions';

function savesData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true || window.matchMedia('(prefers-reduced-data: reduce)').matches;
}

/** A first visit by an address without state, by somebody who does not save data; none while the site is built. */
export function isFirstVisit(): boolean {
  if (typeof location === 'undefined' || location.hash.includes('?') || savesData()) return false;
  try {
    // a browser that cannot keep it would show them on every visit
    localStorage.setItem(`${CAPTIONS_KEY}.try`, '1');
    localStorage.removeItem(`${CAPTIONS_KEY}.try`);
    return localStorage.getItem(CAPTIONS_KEY) === null;
  } catch {
    return false;
  }
}

/** Never again, as far as this browser keeps anything. */
export function keepCaptionsSeen(): void {
  try {
    localStorage.setItem(CAPTIONS_KEY, 'seen');
  } catch {
    // no storage: they were not shown by themselves
  }
}
