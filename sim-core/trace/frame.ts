// frame(trace, t): one lane at one time, a pure function of its trace.
import { NONE } from './chunk.ts';
import type { LaneCursor } from './cursor.ts';
import type { Int32List } from './growable.ts';
import { K, KINDS } from './kinds.ts';
import type { LaneFrame } from './lane-frame.ts';
import type { LaneState } from './lane-state.ts';
import { ENDS_KEPT, MAX_CORES, NOTES_KEPT, PHASE } from './phases.ts';
import type { LaneStore } from './store.ts';

export { LaneFrame } from './lane-frame.ts';

/** What a frame shows beyond the very moment. */
export interface FrameOptions {
  /** Speed of the link, for packets on the wire. */
  linkGbps: number;
  /** Cores of the machine; at most 64. */
  cores: number;
  /** Packets whose first bit enters the wire within this time are shown before it, ps. */
  lookaheadPs: number;
  /** Deliveries, drops and notes stay in the frame for this time, ps. */
  lingerPs: number;
}

/** Longest throttle of a vector (contract: itr_us ≤ 1000), ps. */
const LONGEST_THROTTLE_PS = 1e9;

/** Fills `frame` with the lane at `tPs`. A pure function of the trace and the time; the cursor only saves work. */
export function frameAt(cursor: LaneCursor, tPs: number, options: FrameOptions, frame: LaneFrame): LaneFrame {
  const store = cursor.store;
  const state = cursor.seek(tPs);
  frame.tPs = tPs;
  frame.held = tPs >= store.firstPs;
  addUnderWay(store, state, frame);
  addOnWire(store, tPs, options, frame);
  addEnded(store, state, tPs, options.lingerPs, frame);
  fillCores(store, state, tPs, options.cores, frame);
  fillNotes(store, state, tPs, options.lingerPs, frame);
  fillThrottles(store, tPs, frame);
  frame.counters.set(state.counters);
  frame.masked.set(state.masked);
  frame.takeQueues(state);
  return frame;
}

function addUnderWay(store: LaneStore, state: LaneState, frame: LaneFrame): void {
  frame.takePackets(state);
  const { count, record, key, ticket, left } = state;
  const { place, untilPs } = frame;
  for (let s = 0; s < count; s++) {
    place[s] = key[s] < 0 ? -1 : Math.max(0, ticket[s] - left[key[s]]);
    untilPs[s] = record[s] < 0 ? -1 : store.records.endPs(record[s]);
  }
}

function addOnWire(store: LaneStore, tPs: number, options: FrameOptions, frame: LaneFrame): void {
  const list = store.kindList(K.packetArrived);
  const horizon = tPs + options.lookaheadPs;
  for (let p = store.kindAfter(list, tPs); p < list.end; p++) {
    const r = list.at(p);
    const arrival = store.records.t(r);
    const firstBit = arrival - ((store.records.arg(r) + 20) * 8000) / options.linkGbps;
    if (firstBit > horizon) return;
    const i = frame.add(store.records.packet(r));
    frame.phase[i] = PHASE.wire;
    frame.stage[i] = NONE;
    frame.vm[i] = store.records.vm(r);
    frame.queue[i] = NONE;
    frame.core[i] = NONE;
    frame.cause[i] = NONE;
    frame.place[i] = -1;
    frame.sincePs[i] = firstBit;
    frame.untilPs[i] = arrival;
  }
}

function addEnded(store: LaneStore, state: LaneState, tPs: number, lingerPs: number, frame: LaneFrame): void {
  const oldest = Math.max(0, state.endCount - ENDS_KEPT);
  for (let e = state.endCount - 1; e >= oldest; e--) {
    const r = state.ends[e % ENDS_KEPT];
    if (r < store.records.first) return;
    const t = store.records.t(r);
    if (tPs - t > lingerPs) return;
    const dropped = store.records.kind(r) === K.packetDropped;
    const i = frame.add(store.records.packet(r));
    frame.phase[i] = dropped ? PHASE.dropped : PHASE.delivered;
    frame.stage[i] = NONE;
    frame.vm[i] = store.records.vm(r);
    frame.queue[i] = store.records.queue(r);
    frame.core[i] = store.records.core(r);
    frame.cause[i] = dropped ? store.records.arg(r) : NONE;
    frame.place[i] = -1;
    frame.sincePs[i] = t;
    frame.untilPs[i] = -1;
  }
}

function fillCores(store: LaneStore, state: LaneState, tPs: number, cores: number, frame: LaneFrame): void {
  frame.coreCount = Math.min(cores, MAX_CORES);
  for (let c = 0; c < frame.coreCount; c++) {
    const r = state.coreRecord[c];
    const kind = r < 0 ? NONE : store.records.kind(r);
    frame.coreRecord[c] = r;
    frame.coreKind[c] = kind;
    frame.coreCategory[c] = r < 0 ? NONE : KINDS[kind].category;
    frame.coreContext[c] = r < 0 ? 0 : store.records.context(r);
    frame.corePacket[c] = r < 0 ? -1 : store.records.packet(r);
    frame.coreSincePs[c] = r < 0 ? -1 : store.records.t(r);
    frame.coreUntilPs[c] = r < 0 ? -1 : store.records.endPs(r);
    frame.scheduled[c] = state.scheduled[c];
    frame.turn[c] = state.turn[c];
    frame.emptyPolling[c] = c < store.sleeps.length && covers(store, store.sleeps[c], tPs) ? 1 : 0;
  }
}

/** Position of the first record in a list ordered by end that ends after `tPs`. */
function endingAfter(store: LaneStore, list: Int32List, tPs: number): number {
  let lo = list.base;
  let hi = list.end;
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (store.records.endPs(list.at(mid)) > tPs) hi = mid;
    else lo = mid + 1;
  }
  return lo;
}

function covers(store: LaneStore, list: Int32List, tPs: number): boolean {
  const p = endingAfter(store, list, tPs);
  return p < list.end && store.records.t(list.at(p)) <= tPs;
}

function fillNotes(
  store: LaneStore,
  state: LaneState,
  tPs: number,
  lingerPs: number,
  frame: LaneFrame,
): void {
  frame.noteCount = 0;
  const oldest = Math.max(0, state.noteCount - NOTES_KEPT);
  for (let n = state.noteCount - 1; n >= oldest; n--) {
    const r = state.notes[n % NOTES_KEPT];
    if (r < store.records.first || tPs - store.records.t(r) > lingerPs) return;
    frame.notes[frame.noteCount++] = r;
  }
}

function fillThrottles(store: LaneStore, tPs: number, frame: LaneFrame): void {
  frame.throttleCount = 0;
  const list = store.throttles;
  for (let p = endingAfter(store, list, tPs); p < list.end; p++) {
    const r = list.at(p);
    if (store.records.endPs(r) > tPs + LONGEST_THROTTLE_PS || frame.throttleCount === 256) return;
    if (store.records.t(r) > tPs) continue;
    frame.throttledVector[frame.throttleCount] = store.records.queue(r);
    frame.throttledUntilPs[frame.throttleCount++] = store.records.endPs(r);
  }
}
