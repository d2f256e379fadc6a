// A position in a lane's trace that can be put at any time, and the times at which anything happens.
import type { EventLine } from './event-line.ts';
import { K } from './kinds.ts';
import { LaneState } from './lane-state.ts';
import type { LaneStore } from './store.ts';

/** Replays a lane: going forward costs the new events, going anywhere else a keyframe and at most its distance. */
export class LaneCursor<S extends EventLine = LaneStore> {
  readonly store: S;
  readonly state = new LaneState();
  private position = -1;
  private seenAppends = 0;

  constructor(store: S) {
    this.store = store;
  }

  /** Brings `state` to after all events at or before `tPs`. */
  seek(tPs: number): LaneState {
    const store = this.store;
    for (; this.seenAppends < store.touched.length; this.seenAppends++) {
      if (store.touched[this.seenAppends] < this.position) this.position = -1;
    }
    const target = store.eventAfter(tPs);
    const keyframe = store.keyframeBefore(target);
    if (this.position < 0 || target < this.position || keyframe.events > this.position) {
      this.state.copyFrom(keyframe.state);
      this.position = keyframe.events;
    }
    for (; this.position < target; this.position++) {
      const code = store.events.at(this.position);
      this.state.apply(store.records, code >> 1, (code & 1) === 1);
    }
    return this.state;
  }
}

/** The next time after `tPs` at which anything begins, happens or ends in any of the lanes; −1 if nothing does. */
export function nextEventPs(stores: readonly LaneStore[], tPs: number): number {
  let best = -1;
  for (const store of stores) {
    const p = store.eventAfter(tPs);
    if (p >= store.events.end) continue;
    const t = store.codePs(store.events.at(p));
    if (best < 0 || t < best) best = t;
  }
  return best;
}

/** The last time before `tPs` at which anything begins, happens or ends in any of the lanes; −1 if nothing does. */
export function previousEventPs(stores: readonly LaneStore[], tPs: number): number {
  let best = -1;
  for (const store of stores) {
    // the first event at or after tPs: times are whole picoseconds
    const p = store.eventAfter(Math.ceil(tPs) - 1) - 1;
    if (p < store.events.base) continue;
    best = Math.max(best, store.codePs(store.events.at(p)));
  }
  return best;
}

/** What stepping by meaning can look for. */
export type StepTarget = 'arrival' | 'delivery' | 'drop' | 'interrupt' | 'exit';
const TARGET_KIND: Record<StepTarget, number> = {
  arrival: K.packetArrived,
  delivery: K.packetDelivered,
  drop: K.packetDropped,
  interrupt: K.interruptRaised,
  exit: K.vmExited,
};

/** Beginning of the next such record after `tPs` in any of the lanes, ps; −1 if there is none. */
export function nextOfPs(stores: readonly LaneStore[], target: StepTarget, tPs: number): number {
  let best = -1;
  for (const store of stores) {
    const list = store.kindList(TARGET_KIND[target]);
    const p = store.kindAfter(list, tPs);
    if (p >= list.end) continue;
    const t = store.records.t(list.at(p));
    if (best < 0 || t < best) best = t;
  }
  return best;
}

/** Beginning of the last such record before `tPs` in any of the lanes, ps; −1 if there is none. */
export function previousOfPs(stores: readonly LaneStore[], target: StepTarget, tPs: number): number {
  let best = -1;
  for (const store of stores) {
    const list = store.kindList(TARGET_KIND[target]);
    const p = store.kindAfter(list, Math.ceil(tPs) - 1) - 1;
    if (p < list.base) continue;
    best = Math.max(best, store.records.t(list.at(p)));
  }
  return best;
}
