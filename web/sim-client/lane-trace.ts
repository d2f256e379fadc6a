// One lane's trace on the page: a stretch without gaps, and keyframes of what was let go so that it can be had again.
import {
  baseIndex,
  type Keyframe,
  LaneState,
  LaneStore,
  type Milestone,
  milestoneOf,
  SETTLED_PS,
  viewColumns,
} from '../../sim-core/index.ts';
import type { ChunkMessage, KeyframeMessage, LaneExtent } from '../../sim-core/protocol/index.ts';
import { LaneMarks } from '../playback/lane-marks.ts';

/** Keyframes that a rewind leaves before what is needed, so that steps back do not rewind again at once. */
const MARGIN_KEYFRAMES = 2;
/** Keyframes of what is not held may take this much before every second one goes; the worker has others. */
const ARCHIVE_BYTES = 8 * 2 ** 20;

export class LaneTrace {
  /** Replaced when the playhead goes back before what is held: ask for it each time. */
  store: LaneStore;
  /** Every record that ends by then, from `store.firstPs` on, is in the store, picoseconds. */
  completePs = -1;
  /** How far the worker has handed out this lane's trace. */
  head: LaneExtent = { records: 0, completePs: -1, events: 0 };
  /** Bytes held, indexes included, about. */
  bytes = 0;
  /** What stays known of the whole run. */
  readonly marks: LaneMarks;
  private archive: readonly Keyframe[] = [];
  /** From here on times are known to be reached, ps. */
  private reachedPs = Infinity;
  private openCounters: Float64Array | null = null;

  /** `packetPs`: one packet time of the run. */
  constructor(lane: number, packetPs: number) {
    this.store = new LaneStore(lane);
    this.marks = new LaneMarks(packetPs);
  }

  /** Number of the record that has to come next. */
  get nextRecord(): number {
    return this.store.records.end;
  }

  private get settledPs(): number {
    return this.completePs - SETTLED_PS;
  }

  /** Some of what the worker has handed out after the stretch held is not here. */
  get behind(): boolean {
    return this.nextRecord < this.head.records;
  }

  /** Whether a chunk continues the stretch. */
  continues(chunk: Pick<ChunkMessage, 'first' | 'count'>): boolean {
    const next = this.nextRecord;
    return chunk.first <= next && chunk.first + chunk.count > next;
  }

  /** Copies a chunk that continues the stretch; its buffer is free afterwards. */
  take(chunk: ChunkMessage): void {
    const { lane, first, count, buffer, completePs } = chunk;
    this.store.append({ lane, first, count, buffer, columns: viewColumns(buffer) });
    this.completePs = Math.max(this.completePs, completePs);
    this.learn(this.head);
    this.bytes = this.store.bytes;
  }

  /** Hears how far the worker has got. */
  learn(head: LaneExtent): void {
    if (head.records >= this.head.records) this.head = head;
    if (!this.behind) this.completePs = Math.max(this.completePs, this.head.completePs);
  }

  /**
   * Time of the lane's n-th event, from 1: −1 where it is not held and the worker has to be asked; null where the trace
   * has not got so far.
   */
  eventTime(n: number): number | null {
    const { events, records } = this.store;
    // a short run's worker does not count events; who holds its latest records knows them all
    const counted = records.end >= this.head.records ? events.end : this.head.events || Infinity;
    if (n > Math.max(events.end, counted)) return null;
    return n > events.base && n <= events.end ? this.store.codePs(events.at(n - 1)) : -1;
  }

  /** Whether a time's frame can be drawn from what is held. */
  covers(tPs: number): boolean {
    return this.reaches(tPs) && this.completePs >= tPs;
  }

  /** Lets go of what neither a time nor the figures there need, as far as keyframes allow. */
  dropBefore(tPs: number): void {
    const { firstPs } = this.store;
    const base = baseIn(this.known(), tPs);
    this.store.dropBefore(Math.min(base === null ? -1 : base.tPs, tPs, this.settledPs));
    this.bytes = this.store.bytes;
    if (this.store.firstPs > firstPs) this.reachedPs = Infinity;
  }

  /** Whether a time can be shown as if everything were held: its figures look back. */
  reaches(tPs: number): boolean {
    const { firstPs } = this.store;
    if (firstPs < 0 || tPs >= this.reachedPs) return true;
    if (tPs < firstPs || (baseIn(this.known(), tPs)?.tPs ?? -1) < firstPs) return false;
    this.reachedPs = tPs;
    return true;
  }

  /** Starts again from a keyframe before `tPs` and all that its figures need; what is held is let go. The records come from the worker. */
  rewind(tPs: number): void {
    this.archive = thinned(this.known());
    this.startFrom(baseIn(this.archive, tPs, MARGIN_KEYFRAMES));
  }

  /** Starts again from a keyframe of the worker's; what is held is let go. */
  jump({ keyframe, openCounters, reachesPs }: KeyframeMessage): void {
    const base = { ...keyframe, state: LaneState.revived(keyframe.state) };
    this.openCounters = openCounters;
    this.archive = thinned(inOrder([...this.known(), base]));
    this.startFrom(base);
    this.reachedPs = reachesPs;
  }

  private startFrom(base: Keyframe | null): void {
    this.store = new LaneStore(this.store.lane, base === null || base.events === 0 ? null : base);
    this.store.openCounters = this.openCounters;
    this.completePs = this.store.firstPs;
    this.reachedPs = Infinity;
    this.bytes = this.store.bytes;
  }

  /** All keyframes that hold for good, in order. */
  private known(): readonly Keyframe[] {
    const settled = this.settledPs;
    const known = [...this.archive, ...this.store.keyframes.filter((keyframe) => keyframe.tPs <= settled)];
    return inOrder(known);
  }
}

const milestones = new WeakMap<Keyframe, Milestone>();

function milestone(keyframe: Keyframe): Milestone {
  const known = milestones.get(keyframe) ?? milestoneOf(keyframe);
  milestones.set(keyframe, known);
  return known;
}

/** The keyframe from which a frame and its figures at `tPs` come out whole, or one that is `margin` before; null without. */
function baseIn(known: readonly Keyframe[], tPs: number, margin = 0): Keyframe | null {
  const at = baseIndex(known.map(milestone), tPs);
  return at < 0 ? null : known[Math.max(0, at - margin)];
}

/** Each once, by what they have seen. */
function inOrder(keyframes: Keyframe[]): readonly Keyframe[] {
  keyframes.sort((a, b) => a.events - b.events);
  return keyframes.filter((keyframe, i) => i === 0 || keyframe.events !== keyframes[i - 1].events);
}

function thinned(keyframes: readonly Keyframe[]): readonly Keyframe[] {
  let kept = keyframes;
  while (kept.length > 2 && kept.reduce((sum, { state }) => sum + state.bytes, 0) > ARCHIVE_BYTES) {
    kept = kept.filter((_, i) => i % 2 === 0);
  }
  return kept;
}
