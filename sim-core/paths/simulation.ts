// A run of all lanes of a scenario over the same arrivals: advance, stop anywhere, report, snapshot, go back.
import { restoreSnapshot, type Snapshot, takeSnapshot } from '../engine/snapshot.ts';
import { laneReport } from '../report/lane-report.ts';
import type { LaneReport, Report } from '../report/types.ts';
import { IMIX } from '../scenario/imix.ts';
import type { Scenario } from '../scenario/types.ts';
import type { TraceChunk } from '../trace/chunk.ts';
import { TraceWriter } from '../trace/writer.ts';
import {
  type ArrivalBlock,
  type ArrivalSource,
  createArrivalBlock,
  createArrivals,
  trafficBudget,
} from '../traffic/arrivals.ts';
import { captureReport, type LoadedCapture } from '../traffic/loaded-capture.ts';
import { assemble } from './assemble.ts';
import type { Lane } from './lane.ts';
import { LaneRecorder } from './lane-recorder.ts';
import { recordSetUp } from './set-up.ts';

export interface SimulationOptions {
  capture?: LoadedCapture | null;
  warnings?: string[];
  laneWarnings?: string[][];
  /** Receives each full chunk; returns a buffer of CHUNK_BYTES to go on with. Absent: tracing off. */
  onChunk?: (chunk: TraceChunk) => ArrayBuffer;
  /** Keep only records of packets A to B, inclusive, and those of no packet. */
  tracePackets?: [number, number] | null;
}

/** What moves while a run advances, apart from the lanes. */
interface Progress {
  /** Blocks of arrivals: the one lanes work on, and the one after it. */
  current: ArrivalBlock;
  following: ArrivalBlock;
  /** Lane that goes on next within the present stretch. */
  lane: number;
  /** Time up to which all lanes have run, and the present stretch's end. */
  reachedPs: number;
  stretchEndPs: number;
  windowOpenPs: number;
  windowClosePs: number;
  firstInside: number;
  opened: boolean;
  done: boolean;
  /** The work in progress at the end has been recorded. */
  recorded: boolean;
  /** The set-up has been recorded. */
  begun: boolean;
}

export class Simulation {
  readonly scenario: Scenario;
  private readonly options: SimulationOptions;
  private readonly source: ArrivalSource;
  /** The assembled lanes, in the scenario's order; for checks that look inside. */
  readonly lanes: Lane[];
  private readonly recorders: LaneRecorder[] = [];
  private readonly state: Progress;

  /** `scenario` must be complete. */
  constructor(scenario: Scenario, options: SimulationOptions = {}) {
    this.scenario = scenario;
    this.options = options;
    this.source = createArrivals(scenario, options.capture ?? null);
    const longest = longestFrame(scenario, options.capture ?? null);
    this.lanes = scenario.lanes.map((lane) => assemble(scenario, lane, longest));
    this.state = {
      current: createArrivalBlock(),
      following: createArrivalBlock(),
      lane: 0,
      reachedPs: 0,
      stretchEndPs: -1,
      windowOpenPs: -1,
      windowClosePs: -1,
      firstInside: 0,
      opened: false,
      done: false,
      recorded: false,
      begun: false,
    };
    if (options.onChunk !== undefined) this.attachTrace(options.onChunk);
    this.source.next(this.state.following);
    const { packets, duration_ns } = scenario.warmup;
    if (packets === 0 || duration_ns === 0) this.openAt(0, 0);
    this.nextBlock();
  }

  /** Time up to which every lane has run, picoseconds. */
  get nowPs(): number {
    return this.state.reachedPs;
  }

  /** Latest time that any lane has reached, picoseconds: within a stretch lanes run one after the other. */
  get furthestPs(): number {
    return this.lanes.reduce(
      (latest, lane) => Math.max(latest, lane.parts.fabric.nowPs),
      this.state.reachedPs,
    );
  }

  get done(): boolean {
    return this.state.done;
  }

  /** Events handled so far in all lanes. */
  get events(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.parts.fabric.queue.popped, 0);
  }

  /** When the window opens; −1 until it is known. */
  get windowOpenPs(): number {
    return this.state.windowOpenPs;
  }

  /** When the window closes: the last offered packet is in; −1 until it is known. */
  get windowClosePs(): number {
    return this.state.windowClosePs;
  }

  /** Runs about `events` more events; true when the run has ended. */
  advance(events: number): boolean {
    this.go(Infinity, events);
    return this.state.done;
  }

  /** Runs all lanes to `tPs`, inclusive, or to the run's end if that is earlier. */
  runTo(tPs: number): void {
    this.go(tPs, Infinity);
  }

  /** Lets the lanes go on without arrivals until every packet has its fate or `untilPs` has come; for checks. */
  drain(untilPs: number): void {
    for (const lane of this.lanes) {
      while (lane.parts.fabric.packets.inFlight > 0 && lane.parts.fabric.queue.nextPs <= untilPs) {
        lane.runTo(untilPs, 64);
      }
    }
  }

  /** Hands out the partly filled chunks; at the run's end the work in progress is recorded first, cut off there. */
  flushTrace(): void {
    if (this.state.done && !this.state.recorded) {
      this.state.recorded = true;
      for (const lane of this.lanes) for (const core of lane.parts.cores) core.recordUnfinished();
    }
    for (const recorder of this.recorders) recorder.writer.flush();
  }

  /** The report with the window closing now (or at the run's end). */
  report(): Report {
    const { scenario, options } = this;
    const capture = options.capture ?? null;
    const budget = trafficBudget(scenario, capture);
    return {
      version: 1,
      scenario,
      warnings: [...(options.warnings ?? []), ...(capture?.warnings ?? [])],
      budget,
      engine: { events: this.events },
      capture: capture === null ? null : captureReport(capture, scenario.traffic.vms),
      lanes: this.lanes.map((lane, i) => this.reportOf(lane, i, budget.cycles)),
    };
  }

  /** Everything that moves, to come back to. */
  snapshot(): Snapshot & { records: number[] } {
    const taken = takeSnapshot({ source: this.source, lanes: this.lanes, state: this.state });
    return { ...taken, records: this.recorders.map((recorder) => recorder.writer.recordCount) };
  }

  /** Goes back (or forward) to a snapshot of this simulation. */
  restore(state: object): void {
    const snapshot = state as Snapshot & { records: number[] };
    restoreSnapshot(snapshot);
    this.recorders.forEach((recorder, i) => {
      recorder.writer.position(snapshot.records[i]);
    });
  }

  private attachTrace(onChunk: (chunk: TraceChunk) => ArrayBuffer): void {
    this.lanes.forEach((lane, i) => {
      const recorder = new LaneRecorder(new TraceWriter(i, onChunk), this.options.tracePackets ?? null);
      this.recorders.push(recorder);
      lane.parts.fabric.trace = recorder;
    });
  }

  private reportOf(lane: Lane, index: number, budgetCycles: number): LaneReport {
    const { scenario, options } = this;
    lane.checkpoint();
    return laneReport({
      lane: scenario.lanes[index],
      warnings: options.laneWarnings?.[index] ?? [],
      ghz: scenario.machine.ghz,
      budgetCycles,
      open: lane.openFigures,
      close: lane.figures(),
      fates: lane.fates(),
      recent: lane.recentStart(),
      latency: lane.latency,
      roles: lane.parts.roles,
      polling: lane.parts.polling,
      batch: scenario.lanes[index].features.batch,
      vms: lane.parts.vms,
    });
  }

  /** What was done before time zero comes first in the trace; part of the run, so that going back to its start tells it again. */
  private begin(): void {
    this.state.begun = true;
    this.recorders.forEach((recorder, i) => {
      recordSetUp(this.lanes[i].parts.setUp, recorder);
    });
  }

  /** Lane after lane to the end of the stretch, stretch after stretch, until time or events run out. */
  private go(limitPs: number, events: number): void {
    const { state } = this;
    if (!state.begun) this.begin();
    let left = events;
    while (!state.done && left > 0) {
      const end = Math.min(state.stretchEndPs, limitPs);
      while (state.lane < this.lanes.length) {
        const done = this.lanes[state.lane].runTo(end, left);
        left -= done;
        if (left <= 0) return;
        state.lane++;
      }
      state.lane = 0;
      state.reachedPs = end;
      if (limitPs < state.stretchEndPs) return;
      this.endStretch();
      if (limitPs <= end) return;
    }
  }

  /** All lanes stand at the stretch's end: the window may open, the next block begin, the run end. */
  private endStretch(): void {
    const { state } = this;
    if (!state.opened && state.windowOpenPs === state.stretchEndPs) {
      state.opened = true;
      for (const lane of this.lanes) lane.open(state.firstInside);
    }
    const last = state.current.lastBitPs[state.current.count - 1];
    if (state.stretchEndPs < last) state.stretchEndPs = this.stretchFrom(state.stretchEndPs);
    else if (state.windowClosePs >= 0) state.done = true;
    else this.nextBlock();
  }

  /** The following block becomes the current one for all lanes. */
  private nextBlock(): void {
    const { state } = this;
    const { current } = state;
    copyBlock(state.following, current);
    this.source.next(state.following);
    if (current.count === 0) {
      state.windowClosePs = 0;
      state.done = true;
      return;
    }
    if (state.following.count === 0) state.windowClosePs = current.lastBitPs[current.count - 1];
    if (!state.opened && state.windowOpenPs < 0) this.findOpening();
    for (const lane of this.lanes) lane.load(current);
    state.stretchEndPs = this.stretchFrom(-1);
  }

  /** End of the stretch that begins after `fromPs`: the window's opening if it lies ahead in this block, else its end. */
  private stretchFrom(fromPs: number): number {
    const { current, windowOpenPs, opened } = this.state;
    const last = current.lastBitPs[current.count - 1];
    return !opened && windowOpenPs > fromPs && windowOpenPs <= last ? windowOpenPs : last;
  }

  /** The window opens with the last warm-up packet, if that is in the current block. */
  private findOpening(): void {
    const { current, following } = this.state;
    const { packets, duration_ns } = this.scenario.warmup;
    if (packets !== undefined) {
      const index = packets - 1 - current.first;
      if (index < current.count) this.openAt(current.lastBitPs[index], packets);
      return;
    }
    const warmPs = duration_ns * 1000;
    let n = 0;
    while (n < current.count && current.lastBitPs[n] <= warmPs) n++;
    const endsHere = n < current.count || following.count === 0 || following.lastBitPs[0] > warmPs;
    if (endsHere) this.openAt(n > 0 ? current.lastBitPs[n - 1] : 0, current.first + n);
  }

  private openAt(tPs: number, firstInside: number): void {
    const { state } = this;
    state.windowOpenPs = tPs;
    state.firstInside = firstInside;
    if (tPs === 0) {
      state.opened = true;
      for (const lane of this.lanes) lane.open(firstInside);
    }
  }
}

/** Longest frame of the run's traffic, bytes with FCS. */
function longestFrame({ traffic }: Scenario, capture: LoadedCapture | null): number {
  if (capture !== null) return capture.bytes.reduce((most, bytes) => Math.max(most, bytes), 0);
  const { frame_bytes } = traffic;
  if (typeof frame_bytes === 'number') return frame_bytes;
  return Math.max(...(frame_bytes ?? IMIX).map(([bytes]) => bytes));
}

function copyBlock(from: ArrivalBlock, to: ArrivalBlock): void {
  to.first = from.first;
  to.count = from.count;
  to.lastBitPs.set(from.lastBitPs);
  to.bytes.set(from.bytes);
  to.vm.set(from.vm);
  to.flow.set(from.flow);
  to.priority.set(from.priority);
}
