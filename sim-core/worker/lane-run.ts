// One lane under simulation on its own: lanes are independent, so each can be run, kept, or run again without the others.
import type { LaneExtent } from '../protocol/messages.ts';
import type { Report } from '../report/types.ts';
import type { Scenario } from '../scenario/types.ts';
import { CHUNK_BYTES, type TraceChunk } from '../trace/chunk.ts';
import type { Keyframe } from '../trace/event-line.ts';
import { TraceHash } from '../trace/hash.ts';
import type { CreateSimulation, LaneInputs, LaneSimulation } from './simulation-port.ts';
import type { Landmark, Landmarks } from './landmarks.ts';
import { type ShelfEntry, SnapshotShelf } from './snapshot-shelf.ts';

/** Events of one slice: about a millisecond, so that messages get through in between. */
export const SLICE_EVENTS = 1024;
/** The first slices are run in quarters: a page that has just opened waits for them. Quarters are counted up to where they end. */
const QUARTERED = 4;
const QUARTER_EVENTS = SLICE_EVENTS / 4;
const FIRST_SLICE = -3 * QUARTERED;
/** The first chunk goes out when a trace is complete so far, ps: as much as moves in a page's first frames. */
const FIRST_COMPLETE_PS = 1e6;
/** Slices after which the partly filled chunk is handed out. */
const FLUSH_EVERY = 16;
/** Snapshots are taken after multiples of so many slices; a multiple of FLUSH_EVERY. */
const SNAPSHOT_EVERY = 16;
const SNAPSHOTS = 96;
/** Most bytes of snapshots, of one lane and of all together. */
const SNAPSHOT_BYTES = 48 * 2 ** 20;
const ALL_SNAPSHOT_BYTES = 256 * 2 ** 20;

/** The records of a core's step are written when the whole step ends; none takes this long, picoseconds. */
export const LONGEST_STEP_PS = 2e7;

/** Takes a chunk and how far the lane's trace is complete with it, ps; returns the buffer to go on with. */
export type Sink = (chunk: TraceChunk, completePs: number) => ArrayBuffer;

/** Where a lane stands in its own run. */
interface Place {
  /** Runs from below 0: the first of them are quarters. */
  slices: number;
  records: number;
  completePs: number;
  nowPs: number;
  events: number;
}

export class LaneRun {
  readonly name: string;
  /** What the lane's run depends on; equal keys, equal runs. */
  readonly key: string;
  readonly hash = new TraceHash();
  private readonly simulation: LaneSimulation;
  private readonly shelf: SnapshotShelf;
  private readonly landmarks: Landmarks | null;
  /** Slices after which it was flushed out of turn; a run from a snapshot must do the same. */
  private readonly extraFlushes = new Set<number>();
  private place: Place = { slices: FIRST_SLICE, records: 0, completePs: -1, nowPs: 0, events: 0 };
  private runSink: Sink = () => new ArrayBuffer(CHUNK_BYTES);
  private replaySink: Sink | null = null;
  /** Where the run was left; one that has ended is not taken up again, and its state is not kept. */
  private suspended: { state: object | null; place: Place } | null = null;
  private flushing = false;
  private openPs = -1;
  private closePs = -1;
  private ended = false;
  private final: Report | null = null;

  /** `expectedEndPs`: about where the run ends, for snapshots evenly over it. `landmarks`: null where the run is short. */
  constructor(
    create: CreateSimulation,
    inputs: LaneInputs,
    key: string,
    { expectedEndPs, landmarks }: { expectedEndPs: number; landmarks: Landmarks | null },
  ) {
    this.landmarks = landmarks;
    this.name = inputs.scenario.lanes[0].name;
    this.key = key;
    const limits = { limit: SNAPSHOTS, limitBytes: SNAPSHOT_BYTES };
    this.shelf = new SnapshotShelf({ slices: SNAPSHOT_EVERY, expectedEndPs, ...limits });
    this.simulation = create(inputs, (chunk) => this.handOut(chunk));
    this.keepSnapshot();
  }

  /** The run has ended and its trace has been handed out. */
  get done(): boolean {
    return this.ended;
  }

  /** How far the run's trace has been handed out, whatever is being run again. */
  get extent(): LaneExtent {
    const { records, completePs } = this.suspended?.place ?? this.place;
    return { records, completePs, events: this.landmarks?.events ?? 0 };
  }

  /** The lane's time in its own run, whatever is being run again, picoseconds. */
  get nowPs(): number {
    return (this.suspended?.place ?? this.place).nowPs;
  }

  /** Events of its own run. */
  get events(): number {
    return (this.suspended?.place ?? this.place).events;
  }

  /** −1 until known, picoseconds. */
  get windowOpenPs(): number {
    return this.openPs;
  }

  get windowClosePs(): number {
    return this.closePs;
  }

  /** Where chunks of the run go from here on. */
  attach(sink: Sink): void {
    this.runSink = sink;
  }

  /** Shares the room for snapshots with the other lanes of a run. */
  shareRoom(lanes: number): void {
    this.shelf.allow(Math.min(SNAPSHOT_BYTES, ALL_SNAPSHOT_BYTES / lanes));
  }

  /** Runs one slice of the run. */
  slice(): void {
    this.resume();
    this.advance();
    const { simulation, place, shelf } = this;
    this.openPs = simulation.windowOpenPs;
    this.closePs = simulation.windowClosePs;
    if (simulation.done) {
      this.ended = true;
      this.final = simulation.report();
    } else if (place.slices > 0 && shelf.due(place.slices, place.nowPs)) this.keepSnapshot();
    this.landmarks?.settle(shelf.entries, place.completePs, this.openPs);
  }

  /** The report at the end of the run. */
  finalReport(): Report {
    if (this.final === null) throw new Error(`lane ${this.name} has not ended`);
    return this.final;
  }

  /** Counters when the window opened; null until that is known. */
  get openCounters(): Float64Array | null {
    return this.landmarks?.openCounters ?? null;
  }

  /** The keyframe beside the latest snapshot from which all that is shown at a time can be made; null before the first. */
  landmarkFor(tPs: number): Landmark | null {
    return this.landmarks?.baseFor(this.shelf.entries, tPs) ?? null;
  }

  /** The latest keyframe beside a snapshot that comes before the lane's n-th event, from 1; null before the first. */
  landmarkBefore(event: number): Keyframe | null {
    const fits = this.shelf.entries.findLast(({ keyframe }) => keyframe !== null && keyframe.events < event);
    return fits?.keyframe ?? null;
  }

  /**
   * Leaves the run where it stands; until it is taken up again chunks go to `sink` and nothing counts for the run. Where
   * it has been left before it stays at the place that was simulated again last.
   */
  suspend(sink: Sink): void {
    if (this.suspended !== null) {
      this.replaySink = sink;
      return;
    }
    if (!this.ended) {
      this.extraFlushes.add(this.place.slices);
      this.flush();
    }
    const state = this.ended ? null : this.simulation.snapshot();
    this.suspended = { state, place: { ...this.place } };
    this.replaySink = sink;
  }

  /** Takes the run up again where it was suspended. */
  resume(): void {
    if (this.suspended === null) return;
    if (this.suspended.state === null) throw new Error(`lane ${this.name} has ended`);
    this.simulation.restore(this.suspended.state);
    this.place = this.suspended.place;
    this.suspended = null;
    this.replaySink = null;
  }

  /** While suspended: goes to a place before a record, the latest snapshot's unless it stands nearer. */
  rewindToRecord(record: number): void {
    const entry = this.shelf.beforeRecord(record);
    const { records } = this.place;
    if (records < entry.records || records > record) this.restore(entry);
  }

  /** While suspended: goes back to the latest snapshot before a time. */
  rewindToTime(tPs: number): void {
    this.restore(this.shelf.beforeTime(tPs));
  }

  /** While suspended: runs a slice again, chunk for chunk as the first time; false where the run had got to, or at `toPs`. */
  replaySlice(toPs: number): boolean {
    const { place, suspended } = this;
    if (suspended === null || place.slices >= suspended.place.slices || place.completePs >= toPs)
      return false;
    this.advance();
    return true;
  }

  /** While suspended: picoseconds from where it was taken back to until `tPs`. */
  distancePs(tPs: number): number {
    return tPs - this.simulation.furthestPs;
  }

  /** While suspended: runs on towards a time; true when it is close enough for `reportAt`. */
  approach(tPs: number, stepPs: number): boolean {
    const next = this.simulation.furthestPs + stepPs;
    if (next >= tPs || this.simulation.done) return true;
    this.simulation.runTo(next);
    return false;
  }

  /** While suspended: runs on to a time, inclusive, and reports there. */
  reportAt(tPs: number): Report {
    this.simulation.runTo(tPs);
    return this.simulation.report();
  }

  private advance(): void {
    const { simulation, place } = this;
    simulation.advance(place.slices < QUARTERED ? QUARTER_EVENTS : SLICE_EVENTS);
    place.slices++;
    place.nowPs = simulation.furthestPs;
    place.events = simulation.events;
    if (simulation.done || this.isFlushDue()) this.flush();
  }

  /** The first packets go out as soon as they can be shown: a page that has just opened has nothing else to show. */
  private isFlushDue(): boolean {
    const { slices, completePs } = this.place;
    if ((slices > 0 && slices % FLUSH_EVERY === 0) || this.extraFlushes.has(slices)) return true;
    return completePs < 0 && this.completeNow() >= FIRST_COMPLETE_PS;
  }

  /** Hands out what there is. */
  private flush(): void {
    const { simulation, place } = this;
    place.completePs = this.completeNow();
    this.flushing = true;
    simulation.flushTrace();
    this.flushing = false;
  }

  /** No record that ends by then can come any more, picoseconds. */
  private completeNow(): number {
    const { simulation, place } = this;
    return Math.max(place.completePs, simulation.furthestPs - (simulation.done ? 0 : LONGEST_STEP_PS));
  }

  private handOut(chunk: TraceChunk): ArrayBuffer {
    const { place } = this;
    place.records = chunk.first + chunk.count;
    if (!this.flushing) place.completePs = this.completeNow();
    if (this.replaySink !== null) return this.replaySink(chunk, place.completePs);
    this.hash.chunk(chunk);
    this.landmarks?.take(chunk);
    return this.runSink(chunk, place.completePs);
  }

  private keepSnapshot(): void {
    const { simulation, place } = this;
    const state = simulation.snapshot();
    const bytes = (state as { bytes?: number }).bytes ?? 0;
    this.shelf.put({ ...place, state, bytes, keyframe: null });
  }

  private restore(entry: ShelfEntry): void {
    this.simulation.restore(entry.state);
    const { slices, records, completePs, nowPs, events } = entry;
    this.place = { slices, records, completePs, nowPs, events };
  }
}

/** What a lane's run depends on, as text. */
export function laneKey(scenario: Scenario, lane: number, captureId: number): string {
  const { lanes, ...rest } = scenario;
  return JSON.stringify([captureId, lanes[lane], rest]);
}
