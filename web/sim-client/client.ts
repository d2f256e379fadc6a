// The page's side of the conversation: owns the simulator, sends scenarios, keeps the trace window fed, starts it again.
import type {
  ArrivalRequest,
  CaptureInspection,
  ChunkMessage,
  EmptyMessage,
  FaultMessage,
  FromWorker,
  KeyframeMessage,
  Opened,
  ProgressMessage,
  DoneMessage,
  Report,
  RequestName,
  Requests,
  Scenario,
} from '../../sim-core/protocol/index.ts';
import type { Check } from './check.ts';
import type { Connect } from './connection.ts';
import { Credits } from './credits.ts';
import { ghostsOf } from './ghosts.ts';
import type { WhenIdle } from './idle.ts';
import { Inbox } from './inbox.ts';
import { LaneTrace } from './lane-trace.ts';
import { packetTimePs } from '../playback/packet-time.ts';
import { Line } from './line.ts';
import { TRACE_BUDGET_BYTES, TraceWindow } from './trace-window.ts';

/** What the client tells whoever started it. */
export interface ClientEvents {
  opened(opened: Opened, runId: number, input: unknown): void;
  /** The input was not taken; the run before goes on. */
  refused(reason: string, input: unknown): void;
  progress(message: ProgressMessage): void;
  done(message: DoneMessage): void;
  /** The run has ended and there was nothing to measure. */
  empty(message: EmptyMessage): void;
  fault(message: FaultMessage): void;
  /** The worker is gone; `restart` brings a new one. */
  died(reason: string): void;
  /** The trace near the playhead has changed, or the run has ended. */
  traceChanged(): void;
}

interface Opening {
  input: unknown;
  capture: Uint8Array | null;
}

export interface ClientOptions {
  connect: Connect;
  events: ClientEvents;
  budgetBytes?: number;
  /** Goes before every input; without it inputs are taken as checked. */
  check?: Check;
  /** When to take chunks that are far from the playhead; at once without it. */
  whenIdle?: WhenIdle;
}

export class SimClient {
  private readonly options: ClientOptions;
  private lastRunId = 0;
  private runId = 0;
  private opening: Opening | null = null;
  private next: Opening | null = null;
  private window: TraceWindow | null = null;
  private scenario: Scenario | null = null;
  /** What the worker holds. */
  private capture: Uint8Array | null = null;
  /** The range that has been asked for last and not been answered: its number, and the playhead that it was for. */
  private range: { id: number; tPs: number } | null = null;
  /** The worker has the run and has not stopped it: what is missing can be had. */
  private fetchable = false;
  private playheadPs = 0;
  private readonly line: Line;
  private readonly inbox: Inbox<FromWorker>;
  private readonly credits: Credits;
  /** Chunks of runs that were over when they came. */
  staleChunks = 0;

  constructor(options: ClientOptions) {
    this.options = options;
    this.inbox = new Inbox({
      isUrgent: (message) => this.isUrgent(message),
      handle: (message) => this.handle(message),
      whenIdle: options.whenIdle,
    });
    this.credits = new Credits((chunks, buffers) => this.line.credit(this.runId, chunks, buffers));
    this.line = new Line(options.connect, {
      message: (message) => this.inbox.put(message),
      died: (reason) => {
        this.forget();
        options.events.died(reason);
      },
    });
  }

  /** The present run's trace; null before the first. */
  get trace(): TraceWindow | null {
    return this.window;
  }

  /** Runs a scenario, with the capture that it names; while one is on its way only the latest waits. */
  open(input: unknown, capture: Uint8Array | null = null): void {
    const opening = { input, capture };
    if (this.opening !== null) {
      this.next = opening;
      return;
    }
    this.opening = opening;
    const { check } = this.options;
    if (check === undefined) this.ask(opening, input);
    else {
      check(input).then(
        (checked) => this.ask(opening, checked),
        (error) => this.refused(error instanceof Error ? error.message : String(error), opening),
      );
    }
  }

  /** Sends what has been checked, unless the worker has been given up meanwhile. */
  private ask(opening: Opening, input: unknown): void {
    if (this.opening !== opening) return;
    const { capture } = opening;
    const body: Requests['open']['request'] = capture === this.capture ? { input } : { input, capture };
    const runId = ++this.lastRunId;
    this.line.pickUp();
    this.line.request(runId, 'open', body, {
      done: (opened) => this.opened(opened, runId, opening),
      refused: (reason) => this.refused(reason, opening),
    });
  }

  /** The report with its window closing at `tPs`; rejects when the run changes first. */
  async report(tPs: number): Promise<Report> {
    return (await this.demand('report', { tPs })).report;
  }

  /** When a packet arrives, by its number or as the first of its flow; packet −1 if there is none. */
  arrival(wanted: ArrivalRequest): Promise<{ packet: number; tPs: number }> {
    return this.demand('arrival', wanted);
  }

  /** When a lane's n-th event happens, from 1; −1 where it has none. Lane from 0. */
  async eventTime(lane: number, event: number): Promise<number> {
    return (await this.demand('event', { lane, event })).tPs;
  }

  private demand<N extends RequestName>(
    name: N,
    body: Requests[N]['request'],
  ): Promise<Requests[N]['response']> {
    return new Promise((resolve, reject) => {
      this.line.request(this.runId, name, body, {
        done: resolve,
        refused: (reason) => reject(new Error(reason)),
      });
    });
  }

  /** Says what a capture holds; nothing runs. The bytes are copied. */
  inspect(file: string, bytes: Uint8Array): Promise<CaptureInspection> {
    this.line.pickUp();
    return new Promise((resolve, reject) => {
      this.line.request(
        this.runId,
        'inspect',
        { file, bytes },
        { done: resolve, refused: (reason) => reject(new Error(reason)) },
      );
    });
  }

  /** Stops the run; its trace so far stays. */
  async cancel(): Promise<void> {
    this.fetchable = false;
    await this.demand('cancel', {});
  }

  /** Where the user looks: its surroundings are kept, and fetched where they are missing. */
  setPlayhead(tPs: number): void {
    this.playheadPs = tPs;
    this.window?.setPlayhead(tPs);
    this.inbox.look();
    this.fetchMissing();
  }

  /** Ends the worker, if there is one, and opens a scenario in a new one. */
  restart(input: unknown, capture: Uint8Array | null = null): void {
    this.hangUp('the simulator was started again');
    this.open(input, capture);
  }

  close(): void {
    this.hangUp('the simulator was closed');
  }

  private hangUp(reason: string): void {
    this.forget();
    this.line.hangUp(reason);
  }

  /** Everything that went with the worker. */
  private forget(): void {
    this.opening = null;
    this.next = null;
    this.range = null;
    this.credits.clear();
    this.inbox.clear();
    this.fetchable = false;
    this.runId = 0;
    this.capture = null;
  }

  private opened(opened: Opened, runId: number, opening: Opening): void {
    const before = this.window;
    const names = opened.scenario.lanes.map((lane) => lane.name);
    const kept = new Map(
      opened.keptLanes.map(({ lane, previousLane }) => [lane, before?.lanes[previousLane]]),
    );
    const packetPs = packetTimePs(opened.scenario, opened.capture);
    const lanes = names.map((_, i) => kept.get(i) ?? new LaneTrace(i, packetPs));
    const previous = new Map(opened.keptLanes.map(({ lane, previousLane }) => [lane, previousLane]));
    const ghosts = ghostsOf(
      opened.scenario,
      before === null || this.scenario === null ? null : { scenario: this.scenario, ...before.past },
      (lane) => previous.get(lane) ?? -1,
    );
    const { budgetBytes = TRACE_BUDGET_BYTES } = this.options;
    this.window = new TraceWindow(lanes, ghosts, budgetBytes, this.playheadPs);
    this.scenario = opened.scenario;
    this.capture = opening.capture;
    this.runId = runId;
    this.range = null;
    this.fetchable = true;
    this.opening = null;
    this.options.events.opened(opened, runId, opening.input);
    this.fetchMissing();
    this.openNext();
  }

  private refused(reason: string, opening: Opening): void {
    if (this.opening !== opening) return;
    this.opening = null;
    if (this.next === null) this.options.events.refused(reason, opening.input);
    else this.openNext();
  }

  private openNext(): void {
    const { next } = this;
    this.next = null;
    if (next !== null) this.open(next.input, next.capture);
  }

  private isUrgent(message: FromWorker): boolean {
    if (message.type !== 'chunk' || this.isOutdated(message)) return true;
    return this.opening !== null || message.runId !== this.runId || this.window?.isUrgent(message) !== false;
  }

  /** It belongs to a range that another has taken the place of. */
  private isOutdated({ again }: ChunkMessage | KeyframeMessage): boolean {
    return again >= 0 && again !== this.range?.id;
  }

  private handle(message: FromWorker): void {
    if (message.type === 'response') {
      this.line.settle(message);
    } else if (message.type === 'chunk') {
      this.takeChunk(message);
    } else if (message.type === 'fault') {
      this.fetchable = this.fetchable && message.runId !== this.runId;
      this.options.events.fault(message);
    } else if (message.runId !== this.runId) {
      // of a run that is over
    } else if (message.type === 'keyframe') {
      if (!this.isOutdated(message)) this.window?.jump(message);
    } else {
      this.learn(message);
    }
  }

  private takeChunk(message: ChunkMessage): void {
    try {
      if (message.runId !== this.runId || this.window === null) this.staleChunks++;
      else if (!this.isOutdated(message) && this.window.take(message)) this.options.events.traceChanged();
    } finally {
      this.credits.giveBack(message.buffer);
    }
  }

  private learn(message: ProgressMessage | DoneMessage | EmptyMessage): void {
    const { window } = this;
    const settled = window?.isSettled() === true;
    window?.learn(message.lanes);
    if (message.type === 'done') {
      window?.close(message.windowClosePs);
      this.options.events.done(message);
    } else if (message.type === 'empty') {
      // its window may never have opened: the run ends where the simulation does
      window?.close(message.simulatedPs);
      this.options.events.empty(message);
    } else {
      this.options.events.progress(message);
    }
    this.fetchMissing();
    // a run that goes on far from the playhead changes nothing there
    if (!settled || window?.isSettled() === false || message.type !== 'progress')
      this.options.events.traceChanged();
  }

  /** Asks for what is missing; what the playhead stands on takes the place of what was asked for before. */
  private fetchMissing(): void {
    const { window, runId, range: before, playheadPs: tPs } = this;
    if (window === null || !this.fetchable) return;
    if (before !== null && (before.tPs === tPs || !window.lacks)) return;
    const parts = window.missing();
    if (parts.length === 0) return;
    const held = window.heldRecords;
    const range = { id: 0, tPs };
    this.range = range;
    range.id = this.line.request(
      runId,
      'range',
      { parts },
      {
        done: ({ extents }) => {
          if (this.window !== window) return;
          window.learn(extents);
          if (this.range !== range) return;
          this.range = null;
          this.options.events.traceChanged();
          // no progress, no new request: until the playhead moves there is no room
          if (window.heldRecords !== held) this.fetchMissing();
        },
        refused: () => {
          if (this.range === range) this.range = null;
        },
      },
    );
  }
}
