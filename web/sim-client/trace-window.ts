// The part of a run's trace that the page keeps: around the playhead, within a budget of bytes.
import {
  type LaneStore,
  nextEventPs,
  nextOfPs,
  previousEventPs,
  previousOfPs,
  type StepTarget,
} from '../../sim-core/index.ts';
import type { ChunkMessage, KeyframeMessage, LaneExtent, RangePart } from '../../sim-core/protocol/index.ts';
import type { Sought, Timeline } from '../playback/timeline.ts';
import type { Ghost } from './ghosts.ts';
import type { LaneTrace } from './lane-trace.ts';

/** Bytes of trace that the page keeps at most (contract §6). */
export const TRACE_BUDGET_BYTES = 256 * 2 ** 20;
/** What a frame needs after the playhead comes first, in all lanes; then what is shown next, picoseconds. */
const SOON_PS = 5e7;
const NEAR_PS = 1e9;
/** A chunk in memory, indexes included, about. */
const CHUNK_IN_MEMORY = 4096 * 56;
/** Most chunks of one lane in one request. */
const REQUEST_CHUNKS = 64;
/** Most chunks of one lane from a keyframe of the worker's to the playhead. */
const SEEK_CHUNKS = 256;
/** A jump leaves this much before the playhead, so that steps back need not jump again, ps. */
const SEEK_MARGIN_PS = 5e7;
/** Shares of the stretch held that stay behind the playhead when room is made, in the order in which they are tried. */
const KEEP_BEHIND = [0.25, 0.05, 0];

/** Steps go by packets as they arrive, and by interrupts as they are raised. */
const STEP_TARGET: Record<Exclude<Sought, 'event'>, StepTarget> = {
  packet: 'arrival',
  interrupt: 'interrupt',
};

export class TraceWindow implements Timeline {
  readonly lanes: readonly LaneTrace[];
  /** By lane: its trace before the last edit, as long as there is room; what a toggle is compared with. */
  readonly ghosts: (Ghost | null)[];
  /** Room is made from here on, so that what must come in still fits into the budget. */
  private readonly fullBytes: number;
  private playheadPs: number;
  private closePs = -1;

  constructor(
    lanes: readonly LaneTrace[],
    ghosts: (Ghost | null)[],
    budgetBytes: number,
    playheadPs: number,
  ) {
    this.lanes = lanes;
    this.ghosts = ghosts;
    this.fullBytes = 0.85 * budgetBytes;
    this.playheadPs = playheadPs;
  }

  /** The lanes' stores, for frames, gauges and words; fetch them anew for each use. */
  get stores(): LaneStore[] {
    return this.lanes.map((lane) => lane.store);
  }

  /** What a run after this one may compare itself with. */
  get past(): { lanes: readonly LaneTrace[]; ghosts: readonly (Ghost | null)[] } {
    return { lanes: this.lanes, ghosts: this.ghosts };
  }

  /** Bytes held, indexes included, about. */
  get bytes(): number {
    let bytes = 0;
    for (const lane of this.lanes) bytes += lane.bytes;
    for (const ghost of this.ghosts) bytes += ghost?.trace.bytes ?? 0;
    return bytes;
  }

  /** Ends of what the lanes hold, added up: rises when anything was taken. */
  get heldRecords(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.nextRecord, 0);
  }

  /** Whether a chunk is for what the playhead shows now; for what comes after that there is time between frames. */
  isUrgent(chunk: ChunkMessage): boolean {
    const lane = this.lanes[chunk.lane];
    // at time 0 nothing is under way that only its end would tell of
    const soonPs = this.playheadPs > 0 ? SOON_PS : 0;
    return lane !== undefined && lane.completePs <= this.playheadPs + soonPs;
  }

  /** Whether all that the playhead shows now or soon is here: what comes in from now on changes nothing on the screen. */
  isSettled(): boolean {
    return this.lanes.every((lane) => !this.isBeforeNear(lane));
  }

  private isBeforeNear(lane: LaneTrace): boolean {
    return lane.completePs <= this.playheadPs + NEAR_PS;
  }

  /** Takes a chunk if it belongs into the window; true if it may change what is on the screen. */
  take(chunk: ChunkMessage): boolean {
    const lane = this.lanes[chunk.lane];
    if (lane === undefined) return false;
    if (chunk.again < 0) {
      const { events } = lane.head;
      lane.learn({ records: chunk.first + chunk.count, completePs: chunk.completePs, events });
      lane.marks.take(chunk);
    }
    if (!lane.continues(chunk)) return false;
    const near = this.isBeforeNear(lane);
    if (this.bytes >= this.fullBytes) this.makeRoom();
    if (!near && this.bytes >= this.fullBytes) return false;
    lane.take(chunk);
    return near;
  }

  /** Hears how far the worker has got with each lane. */
  learn(extents: readonly LaneExtent[]): void {
    for (const [i, lane] of this.lanes.entries()) if (extents[i] !== undefined) lane.learn(extents[i]);
  }

  /** A lane goes on from a keyframe of the worker's. */
  jump(message: KeyframeMessage): void {
    this.lanes[message.lane]?.jump(message);
  }

  /** Whether the playhead stands where a lane has been simulated but is not held. */
  get lacks(): boolean {
    const t = this.playheadPs;
    return this.lanes.some((lane) => !lane.covers(t) && lane.head.completePs >= t);
  }

  /** The run has ended at this time. */
  close(tPs: number): void {
    this.closePs = tPs;
  }

  setPlayhead(tPs: number): void {
    this.playheadPs = tPs;
  }

  /** What has to be simulated again so that the playhead's surroundings are here; goes back where need be. */
  missing(): RangePart[] {
    const t = this.playheadPs;
    for (const lane of this.lanes) if (!lane.reaches(t)) lane.rewind(t);
    const behind = this.lanes.flatMap((lane, i) => (lane.behind ? [i] : []));
    if (behind.length === 0) return [];
    const urgent = behind.filter((i) => this.lanes[i].completePs <= t + NEAR_PS);
    if (urgent.length > 0 && this.bytes >= 0.75 * this.fullBytes) this.makeRoom();
    const room = Math.floor((0.9 * this.fullBytes - this.bytes) / CHUNK_IN_MEMORY / behind.length);
    const now = urgent.filter((i) => this.lanes[i].completePs <= t + SOON_PS);
    if (now.length > 0) return now.map((i) => this.part(i, t + SOON_PS, Math.max(room, 4)));
    if (urgent.length > 0) return urgent.map((i) => this.part(i, t + NEAR_PS, Math.max(room, 4)));
    return room >= REQUEST_CHUNKS ? behind.map((i) => this.part(i, Infinity, room)) : [];
  }

  presentUntil(tPs: number): number {
    return this.lanes.reduce((until, lane) => {
      return Math.min(until, tPs >= lane.store.firstPs ? lane.completePs : -1);
    }, Infinity);
  }

  presentFrom(tPs: number): number {
    return this.lanes.reduce((from, lane) => {
      return Math.max(from, tPs <= lane.completePs ? lane.store.firstPs : Infinity);
    }, 0);
  }

  /** Share 0…1 of the way to a time that the lane furthest behind has come: of the run until it has been simulated, then of what is fetched. */
  readiness(tPs: number): number {
    return this.lanes.reduce((least, { store, completePs, head }) => {
      if (head.completePs < tPs) return Math.min(least, Math.max(0, head.completePs / tPs));
      const from = Math.max(0, store.firstPs);
      const share = tPs <= from ? 0 : (completePs - from) / (tPs - from);
      return Math.min(least, Math.max(0, share));
    }, 1);
  }

  endPs(): number {
    return this.closePs;
  }

  nextPs(sought: Sought, tPs: number): number {
    const { stores } = this;
    const next = sought === 'event' ? nextEventPs(stores, tPs) : nextOfPs(stores, STEP_TARGET[sought], tPs);
    return next < 0 ? Infinity : next;
  }

  previousPs(sought: Sought, tPs: number): number {
    const { stores } = this;
    const previous =
      sought === 'event' ? previousEventPs(stores, tPs) : previousOfPs(stores, STEP_TARGET[sought], tPs);
    return previous < 0 ? -Infinity : previous;
  }

  private part(i: number, toPs: number, chunks: number): RangePart {
    const { nextRecord: fromRecord, completePs, head } = this.lanes[i];
    const t = this.playheadPs;
    const part = { lane: i, fromRecord, toPs };
    if (completePs >= t || head.completePs < t) return { ...part, chunks: Math.min(chunks, REQUEST_CHUNKS) };
    return { ...part, chunks: SEEK_CHUNKS, seekPs: Math.max(0, t - SEEK_MARGIN_PS) };
  }

  private makeRoom(): void {
    this.ghosts.fill(null);
    for (const share of KEEP_BEHIND) {
      if (this.bytes < 0.75 * this.fullBytes) return;
      for (const lane of this.lanes) {
        const span = Math.max(0, lane.completePs - Math.max(0, lane.store.firstPs));
        lane.dropBefore(Math.max(0, this.playheadPs - share * span));
      }
    }
  }
}
