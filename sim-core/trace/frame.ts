// frame(trace, t): everything a drawing of one lane needs at one time, in arrays that are used again for the next frame.
import { NONE } from './chunk.ts';
import type { LaneCursor } from './cursor.ts';
import type { Int32List } from './growable.ts';
import { HASH_START, hashTime, hashWord } from './hash.ts';
import { K, KINDS } from './kinds.ts';
import type { LaneState } from './lane-state.ts';
import { COUNTERS, ENDS_KEPT, MAX_CORES, NOTES_KEPT, PHASE, queueKey } from './lane-state.ts';
import type { LaneStore } from './store.ts';

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

/** See file header. Only the first `count` elements of packet columns mean anything, likewise the others. */
export class LaneFrame {
  tPs = -1;
  /** False if the store does not hold this time (dropped, or before the run). */
  held = false;
  count = 0;
  packet = new Int32Array(256);
  /** PHASE number. */
  phase = new Uint8Array(256);
  /** Kind of the work under way or last done on it; NONE before any. */
  stage = new Uint8Array(256);
  /** 1-based VM, NONE if unknown; queue and core, NONE if none. */
  vm = new Uint8Array(256);
  queue = new Uint8Array(256);
  core = new Uint8Array(256);
  /** Place in its queue, 0 is next; −1 outside queues. */
  place = new Int32Array(256);
  /** Cause of a drop (DROP); NONE otherwise. */
  cause = new Uint8Array(256);
  /** Beginning of the phase, and its end where it is known (wire, dma, work), else −1; ps. */
  sincePs = new Float64Array(256);
  untilPs = new Float64Array(256);

  coreCount = 0;
  /** Number of the work record under way on each core, −1 idle; kind, context, packet and times of it. */
  readonly coreRecord = new Int32Array(MAX_CORES);
  readonly coreKind = new Uint8Array(MAX_CORES);
  readonly coreCategory = new Uint8Array(MAX_CORES);
  readonly coreContext = new Uint8Array(MAX_CORES);
  readonly corePacket = new Int32Array(MAX_CORES);
  readonly coreSincePs = new Float64Array(MAX_CORES);
  readonly coreUntilPs = new Float64Array(MAX_CORES);
  /** VM that runs on the core, VM whose turn it is (1-based, NONE for nobody), 1 if it polls and finds nothing. */
  readonly scheduled = new Uint8Array(MAX_CORES);
  readonly turn = new Uint8Array(MAX_CORES);
  readonly emptyPolling = new Uint8Array(MAX_CORES);

  /** Numbers of the records that have just begun and are worth a mark (NOTED_KINDS), newest first. */
  noteCount = 0;
  readonly notes = new Int32Array(NOTES_KEPT);
  /** Vectors waiting for their throttle, and until when. */
  throttleCount = 0;
  readonly throttledVector = new Uint8Array(256);
  readonly throttledUntilPs = new Float64Array(256);
  /** COUNTERS since the trace's beginning. */
  readonly counters = new Float64Array(COUNTERS.length);
  /** 1 for vectors that are masked. */
  readonly masked = new Uint8Array(256);
  private readonly entered = new Int32Array(7 * 256);
  private readonly left = new Int32Array(7 * 256);

  /** Packets in a queue: `phase` nic (id 0), ring, transmit (id queue), backlog (core), tap, vring, socket (VM). */
  depth(phase: number, id: number): number {
    const key = queueKey(phase, id);
    return key < 0 ? 0 : this.entered[key] - this.left[key];
  }

  /** How far through its phase a packet is, 0 to 1; 0 where the end is not known. */
  progress(i: number): number {
    return progressOf(this.tPs, this.sincePs[i], this.untilPs[i]);
  }

  /** How far through its work a core is, 0 to 1. */
  coreProgress(core: number): number {
    return progressOf(this.tPs, this.coreSincePs[core], this.coreUntilPs[core]);
  }

  /** Copies queues from the state. */
  takeQueues(state: LaneState): void {
    this.entered.set(state.entered);
    this.left.set(state.left);
  }

  /** Index of a new packet entry, growing the columns if need be. */
  add(packet: number): number {
    const i = this.count++;
    if (i === this.packet.length) this.grow(2 * i);
    this.packet[i] = packet;
    return i;
  }

  private grow(n: number): void {
    const wider = <A extends Int32Array | Uint8Array | Float64Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.packet = wider(this.packet, new Int32Array(n));
    this.phase = wider(this.phase, new Uint8Array(n));
    this.stage = wider(this.stage, new Uint8Array(n));
    this.vm = wider(this.vm, new Uint8Array(n));
    this.queue = wider(this.queue, new Uint8Array(n));
    this.core = wider(this.core, new Uint8Array(n));
    this.place = wider(this.place, new Int32Array(n));
    this.cause = wider(this.cause, new Uint8Array(n));
    this.sincePs = wider(this.sincePs, new Float64Array(n));
    this.untilPs = wider(this.untilPs, new Float64Array(n));
  }

  /** 32-bit hash of what the frame shows; the same however the time was reached. */
  hash(): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) {
      let h = hashWord(HASH_START, this.packet[i]);
      h = hashWord(h, this.phase[i] | (this.stage[i] << 8) | (this.vm[i] << 16) | (this.queue[i] << 24));
      h = hashWord(h, this.core[i] | (this.cause[i] << 8));
      h = hashWord(h, this.place[i]);
      h = hashTime(hashTime(h, this.sincePs[i]), this.untilPs[i]);
      sum = (sum + h) | 0;
    }
    let h = hashWord(hashTime(HASH_START, this.tPs), sum);
    for (let c = 0; c < this.coreCount; c++) {
      h = hashWord(
        hashWord(h, this.coreRecord[c]),
        this.scheduled[c] | (this.turn[c] << 8) | (this.emptyPolling[c] << 16),
      );
    }
    for (let i = 0; i < this.noteCount; i++) h = hashWord(h, this.notes[i]);
    for (let i = 0; i < this.throttleCount; i++) h = hashTime(h, this.throttledUntilPs[i]);
    for (let i = 0; i < this.counters.length; i++) h = hashTime(h, this.counters[i]);
    for (let k = 0; k < this.entered.length; k++) {
      if (this.entered[k] !== 0) h = hashWord(hashWord(h, k), this.entered[k] - this.left[k]);
    }
    return h >>> 0;
  }
}

function progressOf(tPs: number, sincePs: number, untilPs: number): number {
  if (untilPs <= sincePs) return 0;
  return Math.min(1, Math.max(0, (tPs - sincePs) / (untilPs - sincePs)));
}

/** Fills `frame` with the lane at `tPs`. A pure function of the trace and the time; the cursor only saves work. */
export function frameAt(cursor: LaneCursor, tPs: number, options: FrameOptions, frame: LaneFrame): LaneFrame {
  const store = cursor.store;
  const state = cursor.seek(tPs);
  frame.tPs = tPs;
  frame.held = tPs >= store.firstPs;
  frame.count = 0;
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
  for (let s = 0; s < state.count; s++) {
    const i = frame.add(state.packet[s]);
    frame.phase[i] = state.phase[s];
    frame.stage[i] = state.stage[s];
    frame.vm[i] = state.vm[s];
    frame.queue[i] = state.queue[s];
    frame.core[i] = state.core[s];
    frame.cause[i] = NONE;
    const key = state.key[s];
    frame.place[i] = key < 0 ? -1 : Math.max(0, state.ticket[s] - state.left[key]);
    frame.sincePs[i] = state.since[s];
    frame.untilPs[i] = state.record[s] < 0 ? -1 : store.records.endPs(state.record[s]);
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
