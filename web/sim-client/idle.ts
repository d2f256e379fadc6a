// Work that may wait for a pause between frames: chunks of trace that nobody looks at yet.

/** Calls `work` when there is time; `work` goes on while its argument says so. */
export type WhenIdle = (work: (hasTime: () => boolean) => void) => void;

/** Longest wait, milliseconds; then so many pieces are done whether there is time or not. */
const LONGEST_WAIT_MS = 20;
const PIECES_WITHOUT_TIME = 4;
/** A piece (one chunk) takes about this long, milliseconds. */
const PIECE_MS = 3;

/** The browser's idle time; at once where it has none to tell of or nobody looks. */
export const browserIdle: WhenIdle = (work) => {
  if (typeof requestIdleCallback !== 'function' || document.hidden) {
    setTimeout(() => work(() => document.hidden || typeof requestIdleCallback !== 'function'), 0);
    return;
  }
  requestIdleCallback(
    (deadline) => {
      let pieces = deadline.didTimeout ? PIECES_WITHOUT_TIME : 0;
      work(() => pieces-- > 0 || deadline.timeRemaining() >= PIECE_MS);
    },
    { timeout: LONGEST_WAIT_MS },
  );
};
