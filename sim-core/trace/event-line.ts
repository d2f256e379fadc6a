// A lane's records and their events in time order, with the state at keyframes to start from: what a trace is replayed by.
import type { TraceChunk } from './chunk.ts';
import { CHUNK_RECORDS, NONE } from './chunk.ts';
import { before, enter, freshCodes, freshTimes, mergeSources, source } from './event-order.ts';
import { Int32List } from './growable.ts';
import { LaneState } from './lane-state.ts';
import { ENDS_ONLY, IS_WORK } from './phases.ts';
import { type RecordBlock, RecordStore } from './records.ts';

/** Events between two keyframes; a replay of so many takes about a millisecond. */
export const KEYFRAME_EVENTS = 16384;
/** Keyframes stay this many events behind the newest, because records come when they end. */
const LAG_EVENTS = 4 * CHUNK_RECORDS;

/** What has just ended stays known for so long beyond a keyframe, ps; frames linger no longer. */
export const LONGEST_LINGER_PS = 5e7;

/** State after all events up to and including `tPs`; `needFrom` is the first record that going on from here needs. */
export interface Keyframe {
  /** Events applied since the trace's beginning. */
  events: number;
  tPs: number;
  needFrom: number;
  state: LaneState;
}

/** Events of what no core does. */
const SHARED = source(0);
let tail = new Int32Array(1024);

/** See file header. Chunks are appended in order; what is held can be shortened at the front. */
export class EventLine {
  readonly lane: number;
  readonly records: RecordStore;
  /** Event codes in time order, see `before`. Positions count from the trace's beginning. */
  readonly events = new Int32List(1 << 14);
  readonly keyframes: Keyframe[] = [];
  /**
   * Time from which frames can be made, ps: later than −1 once the front is dropped. A fraction, and changed at once: else
   * it is compiled as a small constant, and a jump of the playhead throws that code away just when it is needed.
   */
  firstPs = -0.5;
  /** Latest end of a record so far, ps. */
  lastPs = 0;
  /** Per append the lowest position in `events` that it touched: cursors beyond it start again. */
  readonly touched: number[] = [];
  /** Events that the state behind the next keyframe has seen. */
  protected built = 0;
  private readonly builder = new LaneState();

  /** An empty line; with `base` one that goes on from a keyframe and takes chunks that hold its `needFrom`. */
  constructor(lane: number, base: Keyframe | null = null) {
    this.lane = lane;
    this.records = new RecordStore(base === null ? 0 : base.needFrom);
    this.firstPs = base === null ? -1 : base.tPs;
    if (base !== null) {
      this.lastPs = base.tPs;
      this.events.base = base.events;
      this.events.end = base.events;
      this.built = base.events;
      this.builder.copyFrom(base.state);
      this.keyframes.push(base);
    } else {
      this.keyframes.push({ events: 0, tPs: -1, needFrom: 0, state: this.builder.frozen() });
    }
  }

  /** Time of the event with `code`, ps. */
  codePs(code: number): number {
    return (code & 1) === 1 ? this.records.endPs(code >> 1) : this.records.t(code >> 1);
  }

  /** Position of the first event later than `tPs`. */
  eventAfter(tPs: number): number {
    let lo = this.events.base;
    let hi = this.events.end;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (this.codePs(this.events.at(mid)) > tPs) hi = mid;
      else lo = mid + 1;
    }
    return lo;
  }

  /** Takes a chunk's records (copying them: its buffer is free again). Records held already are passed over. */
  append(chunk: TraceChunk): void {
    const from = this.records.end;
    if (chunk.first > from)
      throw new Error(`trace of lane ${this.lane}: records ${from} to ${chunk.first - 1} are missing`);
    const skip = from - chunk.first;
    if (skip >= chunk.count) return;
    this.records.append(chunk, skip);
    this.index(from);
    this.merge(mergeSources());
    this.buildKeyframes();
  }

  /** Enters the events of the records from `from` on into the sources; sets `lastPs`. */
  private index(from: number): void {
    const { records } = this;
    const base = this.firstPs;
    let last = this.lastPs;
    for (let r = from; r < records.end; r++) {
      const b = records.block(r);
      const i = r & RecordStore.MASK;
      const kind = b.kind[i];
      const t = b.t[i];
      const dur = b.dur[i];
      const end = t + dur;
      if (end > last) last = end;
      this.note(b, i, r);
      const core = b.core[i];
      const events = IS_WORK[kind] === 1 && core !== NONE ? source(1 + core) : SHARED;
      // spans of the NIC begin out of turn, but never long before
      if (t > base && ENDS_ONLY[kind] === 0) enter(events, t, 2 * r);
      if (end > base && (dur > 0 || ENDS_ONLY[kind] === 1)) enter(events, end, 2 * r + 1);
    }
    this.lastPs = last;
  }

  /** A record comes in, the i-th of its block: for who keeps more of it than its events. */
  protected note(_block: RecordBlock, _i: number, _r: number): void {}

  /** Merges `n` fresh events into the order. */
  private merge(n: number): void {
    const events = this.events;
    let low = events.end;
    if (n > 0) {
      const t = freshTimes[0];
      const code = freshCodes[0];
      while (low > events.base) {
        const c = events.at(low - 1);
        if (!before(t, code, this.codePs(c), c)) break;
        low--;
      }
    }
    const moved = events.end - low;
    if (tail.length < moved) tail = new Int32Array(2 * moved);
    events.copyTail(low, tail);
    events.reserve(n);
    events.end += n;
    let a = 0;
    let b = 0;
    let tailPs = moved > 0 ? this.codePs(tail[0]) : 0;
    for (let p = low; p < events.end; p++) {
      if (a < moved && (b === n || before(tailPs, tail[a], freshTimes[b], freshCodes[b]))) {
        events.set(p, tail[a++]);
        if (a < moved) tailPs = this.codePs(tail[a]);
      } else events.set(p, freshCodes[b++]);
    }
    this.touched.push(low);
    if (low < this.built) this.rewind(low);
  }

  /** Throws away keyframes beyond position `low`: a record that began before them has come in. */
  private rewind(low: number): void {
    while (this.keyframes[this.keyframes.length - 1].events > low) this.keyframes.pop();
    const last = this.keyframes[this.keyframes.length - 1];
    this.builder.copyFrom(last.state);
    this.built = last.events;
  }

  private buildKeyframes(): void {
    const until = this.events.end - LAG_EVENTS;
    while (this.built < until) {
      const code = this.events.at(this.built);
      this.builder.apply(this.records, code >> 1, (code & 1) === 1);
      this.built++;
      const last = this.keyframes[this.keyframes.length - 1];
      if (this.built - last.events < KEYFRAME_EVENTS) continue;
      const tPs = this.codePs(code);
      if (this.codePs(this.events.at(this.built)) === tPs) continue;
      const state = this.builder.frozen();
      this.keyframes.push({ events: this.built, tPs, needFrom: this.needFrom(state, tPs), state });
    }
  }

  /** Lowest record that is under way, still to come or just past at the builder's position. */
  private needFrom(state: LaneState, tPs: number): number {
    let low = this.records.end;
    const stop = Math.min(this.events.end, this.built + LAG_EVENTS);
    for (let p = this.built; p < stop; p++) low = Math.min(low, this.events.at(p) >> 1);
    for (const r of state.coreRecord) if (r >= 0 && r < low) low = r;
    for (let s = 0; s < state.count; s++) if (state.record[s] >= 0) low = Math.min(low, state.record[s]);
    const recent = tPs - LONGEST_LINGER_PS;
    for (const r of state.ends.subarray(0, state.endCount)) {
      if (r < low && r >= this.records.first && this.records.t(r) >= recent) low = r;
    }
    for (const r of state.notes.subarray(0, state.noteCount)) {
      if (r < low && r >= this.records.first && this.records.t(r) >= recent) low = r;
    }
    return low;
  }

  /** The latest keyframe at or before event position `position` from which the events are held. */
  keyframeBefore(position: number): Keyframe {
    let lo = 0;
    let hi = this.keyframes.length - 1;
    while (lo < hi) {
      const mid = (lo + hi + 1) >>> 1;
      if (this.keyframes[mid].events <= position) lo = mid;
      else hi = mid - 1;
    }
    return this.keyframes[lo];
  }

  /** Frees memory before the last keyframe at or before `tPs` and returns it; null where there was nothing to free. */
  protected dropEvents(tPs: number): Keyframe | null {
    const position = Math.min(this.eventAfter(tPs), this.built);
    const keyframe = this.keyframeBefore(position);
    if (keyframe.events <= this.events.base) return null;
    this.events.dropBefore(keyframe.events);
    this.records.dropBefore(keyframe.needFrom);
    this.firstPs = keyframe.tPs;
    return keyframe;
  }

  /** Frees memory as `dropEvents` does, and the keyframes before that one too. */
  forgetBefore(tPs: number): void {
    const keyframe = this.dropEvents(tPs);
    if (keyframe !== null) this.keyframes.splice(0, this.keyframes.indexOf(keyframe));
  }
}
