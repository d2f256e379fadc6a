// What playback must know of the trace, and where a step leads: pure functions of the trace and a time.

/** What a step goes to: the next event, the next packet's arrival, one packet time on, the next interrupt. */
export const STEP_SIZES = ['event', 'packet', 'packet time', 'interrupt'] as const;
export type StepSize = (typeof STEP_SIZES)[number];
/** What can be looked for in the trace. */
export type Sought = Exclude<StepSize, 'packet time'>;

/** Times are picoseconds. */
export interface Timeline {
  /** Trace is there without a gap from `tPs` to here; below `tPs` if it is not there at `tPs` itself. */
  presentUntil(tPs: number): number;
  /** Trace is there without a gap back from `tPs` to here; above `tPs` if it is not there at `tPs` itself. */
  presentFrom(tPs: number): number;
  /** End of the run; −1 until known. */
  endPs(): number;
  /** The next time after `tPs` at which such a thing happens in any lane; Infinity if none does in what is there. */
  nextPs(sought: Sought, tPs: number): number;
  /** The last time before `tPs` at which such a thing happened; −Infinity if none did in what is there. */
  previousPs(sought: Sought, tPs: number): number;
}

/** Where a step ends, or from where the trace has to be searched once there is more of it, ps. */
export interface StepEnd {
  tPs: number;
  here: boolean;
}

/** The step on from `tPs`; past the last such thing it ends at the run's end. */
export function stepOn(timeline: Timeline, size: StepSize, tPs: number, packetPs: number): StepEnd {
  const until = timeline.presentUntil(tPs);
  const end = timeline.endPs();
  const next = size === 'packet time' ? tPs + packetPs : timeline.nextPs(size, tPs);
  const last = end >= 0 ? end : Infinity;
  if (next <= until) return { tPs: Math.min(next, Math.max(tPs, last)), here: true };
  if (end >= 0 && until >= end) return { tPs: Math.max(tPs, end), here: true };
  // nothing up to `until`: a search goes on from there, a time has to be waited for
  return { tPs: size === 'packet time' ? tPs : Math.max(tPs, until), here: false };
}

/** The step back from `tPs`; before the first such thing it ends at 0. */
export function stepBack(timeline: Timeline, size: StepSize, tPs: number, packetPs: number): StepEnd {
  if (size === 'packet time') return { tPs: Math.max(0, tPs - packetPs), here: true };
  const from = timeline.presentFrom(tPs);
  const previous = timeline.previousPs(size, tPs);
  if (from <= tPs && previous >= from) return { tPs: previous, here: true };
  if (from <= 0) return { tPs: 0, here: true };
  // what happened at the very beginning of what is there counts as before it
  return { tPs: Math.min(tPs, from + 1), here: false };
}
