// Says how short something has to be said so that it fits: the first of several ways, measured before anything is painted.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/**
 * The first of `ways` in which `box` is no higher than `roomOf` gives that way, else the last. Begins anew when `words`
 * change, so that what is shown never depends on what was shown before.
 */
export function useRoom<Way>(
  box: RefObject<HTMLElement | null>,
  ways: readonly Way[],
  roomOf: (way: Way, within: number) => number,
  words: string,
): Way {
  const [tried, setTried] = useState({ words, at: 0 });
  const at = tried.words === words ? tried.at : 0;
  const latest = useRef(roomOf);
  latest.current = roomOf;
  useLayoutEffect(() => {
    const element = box.current;
    const within = element?.parentElement?.clientHeight ?? 0;
    if (element === null || within === 0 || at === ways.length - 1) return;
    if (element.offsetHeight > latest.current(ways[at], within)) setTried({ words, at: at + 1 });
  }, [box, ways, words, at]);
  return ways[at];
}
