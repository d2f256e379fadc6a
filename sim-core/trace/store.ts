// One lane's trace in memory: records, events in time order, indexes by packet, core and kind, and keyframes to start from.
import type { TraceChunk } from './chunk.ts';
import { CHUNK_RECORDS, NO_PACKET, NONE } from './chunk.ts';
import { CoreWork } from './core-work.ts';
import { before, enter, freshCodes, freshTimes, mergeSources, source } from './event-order.ts';
import { Int32List } from './growable.ts';
import { K, KINDS } from './kinds.ts';
import { LaneState } from './lane-state.ts';
import { ENDS_ONLY } from './phases.ts';
import { PacketIndex, RecordStore } from './records.ts';

/** Events between two keyframes; a replay of so many takes about a millisecond. */
export const KEYFRAME_EVENTS = 16384;
/** Keyframes stay this many events behind the newest, because records come when they end. */
const LAG_EVENTS = 4 * CHUNK_RECORDS;
/** Keyframes of parts no longer held may take this much before they are thinned out. */
const ARCHIVE_BYTES = 16 * 1024 * 1024;

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

/** Kinds that can be listed and stepped through by `kindList`. */
const LISTED: readonly number[] = [
  K.packetArrived,
  K.packetDelivered,
  K.packetDropped,
  K.interruptRaised,
  K.vmExited,
  K.vmScheduled,
  K.burstReceived,
  K.vmDisplaced,
];
const IS_WORK = Uint8Array.from(KINDS, (k) => (k.shape === 'work' ? 1 : 0));

/** Events of what no core does. */
const SHARED = source(0);
let tail = new Int32Array(1024);

/** See file header. Chunks are appended in order; what is held can be shortened at the front. */
export class LaneStore {
  readonly lane: number;
  readonly records: RecordStore;
  readonly packets = new PacketIndex();
  readonly work: CoreWork;
  /** Event codes in time order, see `before`. Positions count from the trace's beginning. */
  readonly events = new Int32List(1 << 14);
  readonly keyframes: Keyframe[] = [];
  /** Time from which frames can be made, ps: later than −1 once the front is dropped. */
  firstPs = -1;
  /** Latest end of a record so far, ps. */
  lastPs = 0;
  /** Per append the lowest position in `events` that it touched: cursors beyond it start again. */
  readonly touched: number[] = [];
  /** Sleeps of a polling core, by core, and throttled vectors, in order of their ends. */
  readonly sleeps: Int32List[] = [];
  readonly throttles = new Int32List();
  private readonly lists: (Int32List | null)[] = KINDS.map(() => null);
  private readonly builder = new LaneState();
  private built = 0;

  /** An empty store; with `base` one that goes on from a keyframe and takes chunks that hold its `needFrom`. */
  constructor(lane: number, base: Keyframe | null = null) {
    this.lane = lane;
    this.records = new RecordStore(base === null ? 0 : base.needFrom);
    this.work = new CoreWork(this.records);
    for (const k of LISTED) this.lists[k] = new Int32List();
    if (base !== null) {
      this.firstPs = base.tPs;
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

  /** Bytes held, about. */
  get bytes(): number {
    let n = this.records.bytes + this.packets.bytes + this.events.bytes + this.work.bytes;
    for (const k of this.keyframes) n += k.state.bytes;
    for (const list of this.lists) n += list === null ? 0 : list.bytes;
    return n;
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

  /** Records of a listed kind in order of their beginning. */
  kindList(kind: number): Int32List {
    const list = this.lists[kind];
    if (list === null) throw new Error(`records of kind ${KINDS[kind].name} are not listed`);
    return list;
  }

  /** Position in a kind's list of the first record that begins after `tPs`. */
  kindAfter(list: Int32List, tPs: number): number {
    let lo = list.base;
    let hi = list.end;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (this.records.t(list.at(mid)) > tPs) hi = mid;
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

  /** Enters the records from `from` on into the indexes, and their events into the sources. */
  private index(from: number): void {
    const { records, packets, work, lists } = this;
    const base = this.firstPs;
    let last = this.lastPs;
    for (let r = from; r < records.end; r++) {
      const b = records.block(r);
      const i = r & RecordStore.MASK;
      const kind = b.kind[i];
      const t = b.t[i];
      const dur = b.dur[i];
      const end = t + dur;
      const packet = b.packet[i];
      b.previous[i] = packet === NO_PACKET ? -1 : packets.link(packet, r);
      if (end > last) last = end;
      const list = lists[kind];
      if (list !== null) this.list(list, r, t);
      let events = SHARED;
      if (IS_WORK[kind] === 1) {
        const core = b.core[i];
        if (core !== NONE) {
          work.append(core, r, kind, dur);
          events = source(1 + core);
        }
      } else if (ENDS_ONLY[kind] === 1) {
        this.listSpan(kind, b.core[i], r);
        if (end > base) enter(events, end, 2 * r + 1);
        continue;
      }
      // spans of the NIC begin out of turn, but never long before
      if (t > base) enter(events, t, 2 * r);
      if (dur > 0 && end > base) enter(events, end, 2 * r + 1);
    }
    this.lastPs = last;
  }

  private listSpan(kind: number, core: number, r: number): void {
    if (kind === K.interruptThrottled) this.throttles.push(r);
    else if (kind === K.pollSlept) {
      while (this.sleeps.length <= core) this.sleeps.push(new Int32List());
      this.sleeps[core].push(r);
    }
  }

  private list(list: Int32List, r: number, t: number): void {
    if (list.end === list.base || this.records.t(list.at(list.end - 1)) <= t) list.push(r);
    else list.insert(this.kindAfter(list, t), r);
  }

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

  /**
   * Frees memory before the last keyframe at or before `tPs`. Keyframes stay, so that `new LaneStore(lane, keyframe)`
   * can take the dropped part again when it has been simulated again.
   */
  dropBefore(tPs: number): void {
    const position = Math.min(this.eventAfter(tPs), this.built);
    const keyframe = this.keyframeBefore(position);
    if (keyframe.events <= this.events.base) return;
    this.events.dropBefore(keyframe.events);
    for (const list of [...this.lists, ...this.sleeps, this.throttles]) {
      if (list === null) continue;
      let p = list.base;
      while (p < list.end && list.at(p) < keyframe.needFrom) p++;
      list.dropBefore(p);
    }
    this.work.dropBefore(keyframe.needFrom);
    this.records.dropBefore(keyframe.needFrom);
    this.firstPs = keyframe.tPs;
    this.thinArchive();
  }

  private thinArchive(): void {
    let bytes = 0;
    let archived = 0;
    for (const k of this.keyframes) {
      if (k.events >= this.events.base) break;
      bytes += k.state.bytes;
      archived++;
    }
    if (bytes < ARCHIVE_BYTES) return;
    const kept = this.keyframes.filter((_, i) => i >= archived || i % 2 === 0);
    this.keyframes.splice(0, this.keyframes.length, ...kept);
  }
}
