// Finds out when a lane's n-th event happens: from a keyframe before it on the lane is simulated again, and nothing is sent.
import type { EventRequest, EventTime } from '../protocol/messages.ts';
import { EventLine } from '../trace/event-line.ts';
import { SETTLED_PS } from '../trace/keyframe-base.ts';
import { Job } from './job.ts';
import type { LaneRun } from './lane-run.ts';
import type { Run } from './run.ts';

export class EventJob extends Job {
  readonly name = 'event';
  private readonly wanted: EventRequest;
  private line = new EventLine(0);

  constructor(id: number, run: Run, wanted: EventRequest) {
    super(id, run);
    this.wanted = wanted;
  }

  get ready(): boolean {
    return true;
  }

  /** Does a little; the response's body once it is done. */
  slice(): EventTime | undefined {
    const { line, wanted } = this;
    const lane = this.run.lanes[wanted.lane];
    if (lane === undefined || wanted.event > (lane.extent.events || Infinity)) return this.answer(-1, lane);
    if (this.lane === null) {
      this.begin(lane);
      return undefined;
    }
    const goesOn = lane.replaySlice(Infinity);
    const tPs = wanted.event <= line.events.end ? line.codePs(line.events.at(wanted.event - 1)) : Infinity;
    const settled = tPs <= line.lastPs - SETTLED_PS || (!goesOn && lane.done && tPs < Infinity);
    if (!settled && goesOn) return undefined;
    this.leave();
    return this.answer(settled ? tPs : -1, lane);
  }

  private begin(lane: LaneRun): void {
    const keyframe = lane.landmarkBefore(this.wanted.event);
    this.line = new EventLine(0, keyframe);
    this.enter(lane, (chunk) => {
      // the first chunks may all lie before the keyframe
      if (chunk.first + chunk.count > this.line.records.end) this.line.append(chunk);
      return chunk.buffer;
    });
    lane.rewindToRecord(this.line.records.end);
  }

  private answer(tPs: number, lane: LaneRun | undefined): EventTime {
    return { tPs, events: lane?.extent.events ?? 0 };
  }
}
