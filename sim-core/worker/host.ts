// The worker's side of the conversation, free of any environment: messages in, messages out, one slice at a time.
import {
  type Envelope,
  FIRST_CREDITS,
  type FromWorker,
  PROTOCOL_VERSION,
  type RangePart,
  type Requests,
  type RunTimes,
  type ToWorker,
} from '../protocol/messages.ts';
import type { CaptureInspection } from '../report/types.ts';
import { InputError } from '../scenario/input-error.ts';
import { emptyWindow } from '../scenario/window.ts';
import { captureReport } from '../traffic/index.ts';
import { ArrivalJob } from './arrival-job.ts';
import type { EventJob } from './event-job.ts';
import { RangeJob, ReportJob } from './job.ts';
import type { Landmark } from './landmarks.ts';
import type { LaneRun, Sink } from './lane-run.ts';
import { Outbox, type Parcel } from './outbox.ts';
import { Run } from './run.ts';
import type { CreateSimulation, Far, Prepare } from './simulation-port.ts';

/** Slices between two progress messages. */
const PROGRESS_EVERY = 16;

/** Chunks of the run itself, in `again`. */
const THE_RUN = -1;

export interface HostEnvironment {
  /** Sends a message; the buffers are transferred. */
  post(message: FromWorker, transfer: ArrayBuffer[]): void;
  /** Calls back soon, after messages that wait have been received. */
  later(callback: () => void): void;
  prepare: Prepare;
  create: CreateSimulation;
  /** Null until the first long run. */
  far(): Far | null;
  /** Says what a capture holds. */
  inspect(bytes: Uint8Array, file: string): CaptureInspection;
}

/** Work on a run's past. */
type PastJob = RangeJob | ReportJob | ArrivalJob | EventJob;

type Request = Extract<ToWorker, { type: 'request' }>;

export class SimulationHost {
  private readonly environment: HostEnvironment;
  private readonly outbox: Outbox<LaneRun>;
  private run: Run | null = null;
  private jobs: PastJob[] = [];
  private capture: Uint8Array | null = null;
  private captureId = 0;
  private awake = false;
  /** Slices since the last progress message. */
  private slices = 0;

  constructor(environment: HostEnvironment) {
    this.environment = environment;
    this.outbox = new Outbox(FIRST_CREDITS, (parcel) => this.sendChunk(parcel));
  }

  /** Takes a message of the page. */
  receive(message: ToWorker): void {
    if (message.type === 'credit') {
      this.outbox.grant(message.chunks, message.buffers);
    } else if (message.version !== PROTOCOL_VERSION) {
      this.refuse(
        message,
        `the page speaks version ${message.version}, the simulator ${PROTOCOL_VERSION}: reload`,
      );
    } else if (message.name === 'open') {
      this.open(message, message.body);
    } else if (message.name === 'inspect') {
      this.inspect(message, message.body);
    } else if (this.run === null || message.runId !== this.run.id) {
      this.refuse(message, 'that run is over');
    } else {
      this.ask(message, this.run);
    }
    this.wake();
  }

  private inspect(request: Request, { bytes, file }: Requests['inspect']['request']): void {
    try {
      this.respond(request, 'inspect', this.environment.inspect(bytes, file));
    } catch (error) {
      this.refuse(request, error instanceof Error ? error.message : String(error));
    }
  }

  private open(request: Request, body: Requests['open']['request']): void {
    try {
      const capture = body.capture === undefined ? this.capture : body.capture;
      const captureId = body.capture === undefined ? this.captureId : this.captureId + 1;
      const prepared = this.environment.prepare(body.input, capture);
      for (const job of this.jobs) job.leave();
      const before = this.run?.stopped === false ? this.run : null;
      const run = new Run(
        request.runId,
        prepared,
        captureId,
        this.environment.create,
        before,
        this.environment.far(),
      );
      this.capture = capture;
      this.captureId = captureId;
      this.begin(request, run);
    } catch (error) {
      if (!(error instanceof InputError)) this.fault(error, null, request.runId);
      this.refuse(request, error instanceof Error ? error.message : String(error));
    }
  }

  private begin(request: Request, run: Run): void {
    for (const job of this.jobs) this.refuseJob(job, 'another scenario was opened');
    this.jobs = [];
    this.run = run;
    this.outbox.purge((parcel) => parcel.again === THE_RUN && run.lanes.includes(parcel.owner));
    for (const lane of run.lanes) lane.attach(this.sinkTo(lane, THE_RUN));
    const { scenario, warnings, laneWarnings, expectedEndPs } = run.prepared;
    const capture =
      run.prepared.capture === null ? null : captureReport(run.prepared.capture, scenario.traffic.vms);
    const keptLanes = run.previousLane
      .map((previousLane, lane) => ({ lane, previousLane }))
      .filter(({ previousLane }) => previousLane >= 0);
    this.respond(request, 'open', { scenario, warnings, laneWarnings, capture, keptLanes, expectedEndPs });
  }

  private ask(request: Request, run: Run): void {
    if (request.name === 'cancel') {
      for (const job of this.jobs) {
        job.leave();
        this.refuseJob(job, 'cancelled');
      }
      this.jobs = [];
      run.stopped = true;
      this.outbox.purge(() => false);
      this.respond(request, 'cancel', {});
    } else if (run.stopped) {
      this.refuse(request, 'that run was stopped');
    } else if (request.name === 'range') {
      this.endRange();
      this.startRange(request, request.body.parts, run);
    } else if (request.name === 'report') {
      this.jobs.push(new ReportJob(request.id, run, request.body.tPs));
    } else if (request.name === 'arrival') {
      this.jobs.push(new ArrivalJob(request.id, run, request.body));
    } else if (request.name === 'event') {
      const far = this.environment.far();
      if (far === null)
        this.refuse(request, 'the part of the simulator that finds events could not be loaded');
      else this.jobs.push(new far.EventJob(request.id, run, request.body));
    }
  }

  private startRange({ id }: Request, parts: readonly RangePart[], run: Run): void {
    const resending = {
      sinkTo: (lane: LaneRun) => this.sinkTo(lane, id),
      jump: (lane: LaneRun, landmark: Landmark) => {
        const { openCounters } = lane;
        const number = run.lanes.indexOf(lane);
        const message = { ...landmark, lane: number, openCounters, again: id };
        this.post({ ...this.envelope(run.id), type: 'keyframe', ...message });
      },
    };
    this.jobs.push(new RangeJob(id, run, parts, resending));
  }

  /** The page looks elsewhere: what it has got of the range before is all of it. */
  private endRange(): void {
    const before = this.jobs.find((job) => job instanceof RangeJob);
    if (before === undefined) return;
    before.leave();
    this.outbox.purge((parcel) => parcel.again !== before.id);
    this.finish(before, { extents: before.extents });
  }

  /** Sees to it that work goes on, if there is any. */
  private wake(): void {
    if (this.awake || !this.hasWork()) return;
    this.awake = true;
    this.environment.later(() => {
      this.awake = false;
      this.work();
      this.wake();
    });
  }

  private hasWork(): boolean {
    const { run } = this;
    if (run === null || run.stopped || this.outbox.blocked) return false;
    return !run.announced || this.jobs.length > 0;
  }

  /** One slice: a job's if one can go on, else the run's. */
  private work(): void {
    const { run } = this;
    if (run === null || !this.hasWork()) return;
    const job = this.jobs.find((candidate) => candidate.ready);
    const lane = job === undefined ? run.nextLane() : job.lane;
    try {
      if (job !== undefined) this.serve(job);
      else if (lane !== undefined && lane !== null) lane.slice();
      // with chunks waiting for credits, extents would promise what has not been sent
      if (this.outbox.blocked) return;
      if (run.done && !run.announced) this.announce(run);
      else if (++this.slices >= PROGRESS_EVERY) this.progress(run);
    } catch (error) {
      run.stopped = true;
      this.fault(error, lane ?? null, run.id);
      for (const each of this.jobs) this.refuseJob(each, 'the simulator failed');
      this.jobs = [];
    }
  }

  private serve(job: PastJob): void {
    const body = job.slice();
    if (body !== undefined) this.finish(job, body);
  }

  private finish(job: PastJob, body: unknown): void {
    if (this.run === null) return;
    this.jobs = this.jobs.filter((each) => each !== job);
    const { id, name } = job;
    this.post({ ...this.envelope(this.run.id), type: 'response', id, ok: true, name, body } as FromWorker);
  }

  private sinkTo(lane: LaneRun, again: number): Sink {
    return (chunk, completePs) => this.outbox.put(lane, chunk, completePs, again);
  }

  private sendChunk(parcel: Parcel<LaneRun>): void {
    const { run } = this;
    if (run === null) return;
    const { owner, first, count, completePs, buffer, again } = parcel;
    const lane = run.lanes.indexOf(owner);
    this.post({ ...this.envelope(run.id), type: 'chunk', lane, first, count, completePs, buffer, again }, [
      buffer,
    ]);
  }

  private times(run: Run): RunTimes {
    const { windowOpenPs, windowClosePs } = run.lanes[0];
    return { simulatedPs: run.simulatedPs, windowOpenPs, windowClosePs: run.done ? windowClosePs : -1 };
  }

  private progress(run: Run): void {
    this.slices = 0;
    if (run.announced) return;
    const lanes = run.lanes.map((lane) => lane.extent);
    this.post({ ...this.envelope(run.id), ...this.times(run), type: 'progress', lanes, events: run.events });
  }

  private announce(run: Run): void {
    const { windowOpenPs, windowClosePs } = run.lanes[0];
    run.announced = true;
    const lanes = run.lanes.map((lane) => lane.extent);
    const refusal = emptyWindow(run.scenario, windowOpenPs, windowClosePs);
    if (refusal !== null) {
      const { message: reason } = refusal;
      this.post({ ...this.envelope(run.id), ...this.times(run), type: 'empty', lanes, reason });
      return;
    }
    const report = run.merge(run.lanes.map((lane) => lane.finalReport()));
    const { lanes: laneHashes, all: traceHash } = run.hashes();
    const message = { ...this.envelope(run.id), ...this.times(run), lanes, report, traceHash, laneHashes };
    this.post({ ...message, type: 'done' });
  }

  private fault(error: unknown, lane: LaneRun | null, runId: number): void {
    const message = error instanceof Error ? error.message : String(error);
    const seed = this.run?.scenario.seed ?? -1;
    const where = { lane: lane?.name ?? '', lastPs: lane?.nowPs ?? -1 };
    this.post({ ...this.envelope(runId), type: 'fault', message, seed, ...where });
  }

  private respond<N extends keyof Requests>(request: Request, name: N, body: Requests[N]['response']): void {
    const { id, runId } = request;
    this.post({ ...this.envelope(runId), type: 'response', id, ok: true, name, body } as FromWorker);
  }

  private refuse(request: Request, reason: string): void {
    const { id, name, runId } = request;
    this.post({ ...this.envelope(runId), type: 'response', id, name, ok: false, refused: { reason } });
  }

  private refuseJob(job: PastJob, reason: string): void {
    const { id, name } = job;
    const runId = this.run?.id ?? 0;
    this.post({ ...this.envelope(runId), type: 'response', id, name, ok: false, refused: { reason } });
  }

  private envelope(runId: number): Envelope {
    return { version: PROTOCOL_VERSION, runId };
  }

  private post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
    this.environment.post(message, transfer);
  }
}
