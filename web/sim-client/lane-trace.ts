// One lane's trace on the page: a stretch without gaps, and keyframes of what was let go so that it can be had again.
import { type Keyframe, LaneStore, viewColumns } from '../../sim-core/index.ts';
import type { ChunkMessage, LaneExtent } from '../../sim-core/protocol/index.ts';
import { LaneMarks } from '../playback/lane-marks.ts';

/**
 * Records come when they end. The longest that a frame's past depends on (descriptors that wait to be written back in a
 * full ring) take 0.8 ms, so what happened this long before the last record is settled and may become a beginning, ps.
 */
export const SETTLED_PS = 1e9;

export class LaneTrace {
  /** Replaced when the playhead goes back before what is held: ask for it each time. */
  store: LaneStore;
  /** Every record that ends by then, from `store.firstPs` on, is in the store, picoseconds. */
  completePs = -1;
  /** How far the worker has handed out this lane's trace. */
  head: LaneExtent = { records: 0, completePs: -1 };
  /** Bytes held, indexes included, about. */
  bytes = 0;
  /** What stays known of the whole run. */
  readonly marks: LaneMarks;
  private archive: readonly Keyframe[] = [];

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

  /** Lets go of what lies before a time, as far as keyframes allow. */
  dropBefore(tPs: number): void {
    this.store.dropBefore(Math.min(tPs, this.settledPs));
    this.bytes = this.store.bytes;
  }

  /** Starts again from a keyframe at or before `tPs`; what is held is let go. The records come from the worker. */
  rewind(tPs: number): void {
    const settled = this.settledPs;
    const known = [...this.archive, ...this.store.keyframes.filter((keyframe) => keyframe.tPs <= settled)];
    known.sort((a, b) => a.events - b.events);
    this.archive = known.filter((keyframe, i) => i === 0 || keyframe.events !== known[i - 1].events);
    const base = this.archive.findLast((keyframe) => keyframe.tPs <= tPs) ?? null;
    this.store = new LaneStore(this.store.lane, base?.events === 0 ? null : base);
    this.completePs = this.store.firstPs;
    this.bytes = this.store.bytes;
  }
}
