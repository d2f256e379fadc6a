// How far a sweep is, on standard error: nothing for a short one, one line written over on a terminal, else a line now and then.
import type { Io } from '../io.ts';

const SILENT_MS = 1000;
const TERMINAL_MS = 100;
const LOG_MS = 5000;

export interface Progress {
  /** `done` combinations have ended. */
  at(done: number): void;
  /** Takes the line away from the terminal. */
  clear(): void;
}

/** Progress towards `count` combinations, from now on. */
export function createProgress(io: Io, count: number): Progress {
  const terminal = io.errIsTerminal();
  const started = io.nowMs();
  let due = started + (terminal ? SILENT_MS : LOG_MS);
  let shown = false;
  return {
    at(done) {
      const now = io.nowMs();
      if (now < due || done === count) return;
      due = now + (terminal ? TERMINAL_MS : LOG_MS);
      const text = `${done} of ${count} combinations, ${Math.round((now - started) / 1000)} s`;
      io.err(terminal ? `\r\u001b[K${text}` : `${text}\n`);
      shown = true;
    },
    clear() {
      if (terminal && shown) io.err('\r\u001b[K');
      shown = false;
    },
  };
}
