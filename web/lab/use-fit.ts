// A line that always fits: its type shrinks a little when its words are long.
import { type RefObject, useLayoutEffect } from 'react';

/** Smallest factor: at the plate's size the sentence stays above 12 px. */
const LEAST = 0.72;

/** Sets `--fit` on a line of text that may not break; measured again when `words` or the room changes. */
export function useFit(line: RefObject<HTMLElement | null>, words: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `words` says that the line is another
  useLayoutEffect(() => {
    const text = line.current;
    if (text === null) return;
    const shrink = () => {
      // read before anything is written: a layout that is clean costs nothing
      if (text.style.getPropertyValue('--fit') !== '') text.style.removeProperty('--fit');
      const factor = Math.min(1, text.clientWidth / Math.max(1, text.scrollWidth));
      // a little less than measured, because letters are set on whole pixels
      if (factor < 1) text.style.setProperty('--fit', String(Math.max(LEAST, factor - 0.005)));
    };
    // the observer calls at once, before anything is painted
    const observer = new ResizeObserver(shrink);
    if (text.parentElement !== null) observer.observe(text.parentElement);
    if (document.fonts?.status === 'loading') document.fonts.ready.then(shrink, shrink);
    return () => observer.disconnect();
  }, [line, words]);
}
