// Undo and redo of edits: two bounded stacks of whole values.

/** Edits that can be undone; older ones are forgotten. */
export const HISTORY_LIMIT = 100;

export interface History<T> {
  past: readonly T[];
  present: T;
  future: readonly T[];
  /** Edits with the same name that follow each other (one drag of a slider) are one step; empty: never joined. */
  gesture: string;
}

/** A history without steps. */
export function newHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], gesture: '' };
}

/** One edit further. An edit of the gesture under way replaces the present instead. */
export function edited<T>(history: History<T>, present: T, gesture = ''): History<T> {
  if (gesture !== '' && gesture === history.gesture) return { ...history, present, future: [] };
  const past = [...history.past, history.present].slice(-HISTORY_LIMIT);
  return { past, present, future: [], gesture };
}

/** The gesture is over: the next edit is a step of its own. */
export function settled<T>(history: History<T>): History<T> {
  return history.gesture === '' ? history : { ...history, gesture: '' };
}

/** One step back; the same history if there is none. */
export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    gesture: '',
  };
}

/** One step forward again; the same history if there is none. */
export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (present === undefined) return history;
  return { past: [...history.past, history.present], present, future, gesture: '' };
}

/** Edits since `accepted` were no good: back to it as if they had never been made. */
export function withdrawn<T>(history: History<T>, accepted: T): History<T> {
  const at = history.past.lastIndexOf(accepted);
  const past = at >= 0 ? history.past.slice(0, at) : history.past;
  const future = history.future[0] === accepted ? history.future.slice(1) : history.future;
  return { past, present: accepted, future, gesture: '' };
}
