// One lane's trace on the page: a stretch without gaps, and keyframes of what was let go so that it can be had again.
import { counterIndex, type Keyframe, LaneStore, RECENT_PACKETS, viewColumns } from '../../sim-core/index.ts';
import type { ChunkMessage, LaneExtent } from '../../sim-core/protocol/index.ts';
import { LaneMarks } from '../playback/lane-marks.ts';

/**
 * Records come when they end. The longest that a frame's past depends on (descriptors that wait to be written back in a
 * full ring) take 0.8 ms, so what happened this long before the last record is settled and may become a beginning, ps.
 */
export const SETTLED_PS = 1e9;

const C_ARRIVED = counterIndex('arrived');
const C_DELIVERED = counterIndex('delivered');
/** Deliveries that figures look back over, and the one before them. */
const DELIVERIES_BACK = RECENT_PACKETS + 2;
/** Keyframes that a rewind leaves before what is needed, so that steps back do not rewind again at once. */
const MARGIN_KEYFRAMES = 2;

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

  /**
   * Time of the lane's n-th event, from 1: exact where it is held, else that of a keyframe before it, from where it can be
   * had; null where the trace has not got so far.
   */
  eventTime(n: number): { tPs: number; exact: boolean } | null {
    const { events, keyframes } = this.store;
    if (n > events.end) return null;
    if (n > events.base) return { tPs: this.store.codePs(events.at(n - 1)), exact: true };
    const known = [...this.archive, ...keyframes].filter((keyframe) => keyframe.events < n);
    return { tPs: Math.max(0, ...known.map((keyframe) => keyframe.tPs)), exact: false };
  }

  /** Lets go of what neither a time nor the figures there need, as far as keyframes allow. */
  dropBefore(tPs: number): void {
    const base = this.baseFor(tPs);
    this.store.dropBefore(Math.min(base === null ? -1 : base.tPs, tPs, this.settledPs));
    this.bytes = this.store.bytes;
  }

  /** Whether a time can be shown as if everything were held: its figures look back. */
  reaches(tPs: number): boolean {
    const { firstPs } = this.store;
    if (firstPs < 0) return true;
    return tPs >= firstPs && (this.baseFor(tPs)?.tPs ?? -1) >= firstPs;
  }

  /** Starts again from a keyframe before `tPs` and all that its figures need; what is held is let go. The records come from the worker. */
  rewind(tPs: number): void {
    this.archive = this.known();
    const base = this.baseFor(tPs, MARGIN_KEYFRAMES);
    this.store = new LaneStore(this.store.lane, base === null || base.events === 0 ? null : base);
    this.completePs = this.store.firstPs;
    this.bytes = this.store.bytes;
  }

  /** All keyframes that hold for good, in order. */
  private known(): readonly Keyframe[] {
    const settled = this.settledPs;
    const known = [...this.archive, ...this.store.keyframes.filter((keyframe) => keyframe.tPs <= settled)];
    known.sort((a, b) => a.events - b.events);
    return known.filter((keyframe, i) => i === 0 || keyframe.events !== known[i - 1].events);
  }

  /**
   * The keyframe from which a frame and the figures at `tPs` come out as if the whole trace were held: `RECENT_PACKETS`
   * deliveries before it, and the arrivals of all packets that those deliver. `margin` more keyframes are left before it.
   */
  private baseFor(tPs: number, margin = 0): Keyframe | null {
    const known = this.known();
    let at = known.findLastIndex((keyframe) => keyframe.tPs <= tPs);
    if (at < 0) return null;
    const delivered = known[at].state.counters[C_DELIVERED] - DELIVERIES_BACK;
    while (at > 0 && known[at].state.counters[C_DELIVERED] > delivered) at--;
    const oldest = oldestPacket(known[at]);
    while (at > 0 && known[at].state.counters[C_ARRIVED] > oldest) at--;
    return known[Math.max(0, at - margin)];
  }
}

/** The lowest number of a packet under way in a keyframe; Infinity if none is. */
function oldestPacket({ state }: Keyframe): number {
  let oldest = Infinity;
  for (let s = 0; s < state.count; s++) oldest = Math.min(oldest, state.packet[s]);
  return oldest;
}
