// Work on a run's past that a request asked for: chunks sent again, or a report at a time. In slices, like the run.
import type { LaneExtent, RangePart } from '../protocol/messages.ts';
import type { Report } from '../report/types.ts';
import { CHUNK_RECORDS } from '../trace/chunk.ts';
import type { Landmark } from './landmarks.ts';
import type { LaneRun, Sink } from './lane-run.ts';
import type { Run } from './run.ts';

/** Parts into which the way to a report's time is cut. */
const REPORT_STEPS = 64;

/** One lane after the other: each is suspended, taken back, and run again. */
export abstract class Job {
  readonly id: number;
  protected readonly run: Run;
  private current: LaneRun | null = null;

  constructor(id: number, run: Run) {
    this.id = id;
    this.run = run;
  }

  /** The lane at work, if any. */
  get lane(): LaneRun | null {
    return this.current;
  }

  /** Leaves the lane at work where it is: its run takes itself up again when it goes on, or the next job here. */
  leave(): void {
    this.current = null;
  }

  protected enter(lane: LaneRun, sink: Sink): void {
    lane.suspend(sink);
    this.current = lane;
  }
}

/** Where the parts of a range go. */
export interface Resending {
  sinkTo(lane: LaneRun): Sink;
  /** A part does not begin where the page had got to but at a keyframe. */
  jump(lane: LaneRun, landmark: Landmark): void;
}

/** Records that a jump has to spare the page, at least. */
const WORTH_A_JUMP = 2 * CHUNK_RECORDS;

/** Sends chunks of lanes again, exactly those asked for. */
export class RangeJob extends Job {
  readonly name = 'range';
  private readonly parts: readonly RangePart[];
  private readonly resending: Resending;
  private part = 0;
  private left = 0;

  constructor(id: number, run: Run, parts: readonly RangePart[], resending: Resending) {
    super(id, run);
    this.parts = parts.filter(({ lane }) => run.lanes[lane] !== undefined);
    this.resending = resending;
  }

  get ready(): boolean {
    return true;
  }

  /** How far the lanes' runs have got. */
  get extents(): LaneExtent[] {
    return this.run.lanes.map((lane) => lane.extent);
  }

  /** Does a little; the response's body once it is done. */
  slice(): { extents: LaneExtent[] } | undefined {
    const part = this.parts[this.part];
    if (part === undefined) return { extents: this.extents };
    if (this.lane === null) {
      this.begin(part);
    } else if (this.left <= 0 || !this.lane.replaySlice(part.toPs)) {
      this.leave();
      this.part++;
    }
    return undefined;
  }

  private begin({ lane: number, fromRecord: asked, chunks, seekPs }: RangePart): void {
    const lane = this.run.lanes[number];
    const send = this.resending.sinkTo(lane);
    const landmark = seekPs === undefined ? null : lane.landmarkFor(seekPs);
    const jumps = landmark !== null && landmark.keyframe.needFrom > asked + WORTH_A_JUMP;
    if (jumps) this.resending.jump(lane, landmark);
    const fromRecord = jumps ? landmark.keyframe.needFrom : asked;
    this.left = chunks;
    this.enter(lane, (chunk, completePs) => {
      if (chunk.first + chunk.count <= fromRecord || this.left <= 0) return chunk.buffer;
      this.left--;
      return send(chunk, completePs);
    });
    lane.rewindToRecord(fromRecord);
  }
}

/** The report with its window closing at a time. */
export class ReportJob extends Job {
  readonly name = 'report';
  private readonly tPs: number;
  private readonly reports: Report[] = [];
  private stepPs = 0;

  constructor(id: number, run: Run, tPs: number) {
    super(id, run);
    this.tPs = tPs;
  }

  /** False while the run has not got as far. */
  get ready(): boolean {
    return this.run.lanes.every((lane) => lane === this.lane || lane.done || lane.nowPs > this.tPs);
  }

  /** Does a little; the response's body once it is done. */
  slice(): { report: Report } | undefined {
    const lane = this.run.lanes[this.reports.length];
    if (lane === undefined) return { report: this.run.merge(this.reports) };
    if (this.lane === null) {
      if (lane.done && this.tPs >= lane.nowPs) {
        this.reports.push(lane.finalReport());
        return undefined;
      }
      this.enter(lane, (chunk) => chunk.buffer);
      lane.rewindToTime(this.tPs);
      this.stepPs = Math.max(1, Math.ceil(lane.distancePs(this.tPs) / REPORT_STEPS));
    } else if (lane.approach(this.tPs, this.stepPs)) {
      this.reports.push(lane.reportAt(this.tPs));
      this.leave();
    }
    return undefined;
  }
}
