// Work on a run's past that a request asked for: chunks sent again, or a report at a time. In slices, like the run.
import type { LaneExtent, RangePart } from '../protocol/messages.ts';
import type { Report } from '../report/types.ts';
import type { LaneRun, Sink } from './lane-run.ts';
import type { Run } from './run.ts';

/** Parts into which the way to a report's time is cut. */
const REPORT_STEPS = 64;

/** One lane after the other: each is suspended, taken back, run again, and resumed. */
abstract class Job {
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

  /** Puts the lane at work back to where the run had left it. */
  leave(): void {
    this.current?.resume();
    this.current = null;
  }

  protected enter(lane: LaneRun, sink: Sink): void {
    lane.suspend(sink);
    this.current = lane;
  }
}

/** Sends chunks of lanes again, exactly those asked for. */
export class RangeJob extends Job {
  readonly name = 'range';
  private readonly parts: readonly RangePart[];
  private readonly resend: (lane: LaneRun) => Sink;
  private part = 0;
  private left = 0;

  constructor(id: number, run: Run, parts: readonly RangePart[], resend: (lane: LaneRun) => Sink) {
    super(id, run);
    this.parts = parts.filter(({ lane }) => run.lanes[lane] !== undefined);
    this.resend = resend;
  }

  get ready(): boolean {
    return true;
  }

  /** Does a little; the response's body once it is done. */
  slice(): { extents: LaneExtent[] } | undefined {
    const part = this.parts[this.part];
    if (part === undefined) return { extents: this.run.lanes.map((lane) => lane.extent) };
    if (this.lane === null) {
      this.begin(part);
    } else if (this.left <= 0 || !this.lane.replaySlice(part.toPs)) {
      this.leave();
      this.part++;
    }
    return undefined;
  }

  private begin({ lane: number, fromRecord, chunks }: RangePart): void {
    const lane = this.run.lanes[number];
    const send = this.resend(lane);
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
