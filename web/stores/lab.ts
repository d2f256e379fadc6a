// The Lab without its looks: one store, one playhead, one simulator, wired together. Made once, outside React.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ArrivalRequest, CaptureInspection, Report, Scenario } from '../../sim-core/protocol/index.ts';
import { type FrameSource, FrameLoop } from '../playback/frame-loop.ts';
import type { Check } from '../sim-client/check.ts';
import { Playback } from '../playback/playback.ts';
import type { Timeline } from '../playback/timeline.ts';
import { DEFAULT_EVENTS_PER_S, DEFAULT_NS_PER_S } from '../playback/time-scale.ts';
import { SimClient } from '../sim-client/client.ts';
import type { ConnectTask } from '../sim-client/task-connection.ts';
import type { Connect } from '../sim-client/connection.ts';
import type { WhenIdle } from '../sim-client/idle.ts';
import type { TraceWindow } from '../sim-client/trace-window.ts';
import { Captures } from './captures.ts';
import { newHistory } from './history.ts';
import { type EditContext, labActions } from './lab-actions.ts';
import { labEvents } from './lab-events.ts';
import type { LabActions, LabState } from './lab-state.ts';
import type { ScenarioInput } from './scenario-input.ts';
import { createSelfChecker, type SelfChecker } from './self-check.ts';
import { ShortRuns } from './short-runs.ts';
import { throttle } from './throttle.ts';
import { type TraceFileOptions, traceFile } from './trace-file.ts';

/** Figures that run on while playing are written this often, milliseconds: faster, nobody reads them. */
const FIGURES_PERIOD_MS = 200;

export interface LabOptions {
  connect: Connect;
  frames: FrameSource;
  /** Most bytes of trace held; the contract's 256 MiB unless a test says less. */
  budgetBytes?: number;
  /** Goes before every input; without it inputs are taken as checked. */
  check?: Check;
  /** When to take trace that nobody looks at yet; at once without it. */
  whenIdle?: WhenIdle;
  /** Where the playhead starts, picoseconds; without it where the window opens. */
  startPs?: number;
  /** Who does tasks beside the run; nobody without it. */
  connectTask?: ConnectTask;
  /** Until it is known where the window opens, the run's first packets may be shown. */
  showsStart?: boolean;
}

export interface Lab {
  readonly store: StoreApi<LabState>;
  readonly actions: LabActions;
  readonly playback: Playback;
  /** The only requestAnimationFrame of the page. */
  readonly frames: FrameLoop;
  /** The self-check of the present run; null where nobody does it. */
  readonly selfCheck: SelfChecker | null;
  /** Until the playhead stands, the run's first packets may be shown. */
  readonly showsStart: boolean;
  /** The present run's trace; null before the first. Ask for it in each frame. */
  trace(): TraceWindow | null;
  /** The report with its window closing at `tPs`; rejects when the run changes first. */
  report(tPs: number): Promise<Report>;
  /** When a packet arrives, by its number or as the first of its flow; packet −1 if there is none. Rejects as `report` does. */
  arrival(wanted: ArrivalRequest): Promise<{ packet: number; tPs: number }>;
  /** When a lane's n-th event happens, from 1, ps; −1 where it has none. Rejects as `report` does. Lane from 0. */
  eventTime(lane: number, event: number): Promise<number>;
  /** A trace of the present scenario as a file; rejects where it cannot be written. */
  traceFile(options: Pick<TraceFileOptions, 'suffix' | 'packets' | 'onShare'>): Promise<Blob>;
  /** Opens the first scenario. */
  start(input?: ScenarioInput): void;
  /** What a capture holds, read by the simulator; nothing runs. */
  inspect(file: string, bytes: Uint8Array): Promise<CaptureInspection>;
  /** A capture that was opened on this page, by its name. */
  captureBytes(name: string): Uint8Array | null;
  /** A simulator of its own for short runs; whoever takes it ends it. */
  shortRuns(): ShortRuns;
  /** Ends the worker, the frames and the timers. */
  dispose(): void;
}

function initialState(): LabState {
  return {
    input: {},
    ran: {},
    history: newHistory({}),
    scenario: null,
    warnings: [],
    laneWarnings: [],
    capture: null,
    captureReport: null,
    runId: 0,
    status: 'starting',
    drawable: false,
    simulatedPs: -1,
    lanesPs: [],
    windowOpenPs: -1,
    windowClosePs: -1,
    expectedEndPs: 0,
    events: 0,
    emptyReason: '',
    report: null,
    traceHash: null,
    laneHashes: [],
    traceRevision: 0,
    ghosts: [],
    undone: false,
    notice: '',
    noticeAside: '',
    refusal: null,
    fault: null,
    tPs: 0,
    playing: false,
    loading: false,
    scaleNsPerS: DEFAULT_NS_PER_S,
    paced: false,
    eventsPerS: DEFAULT_EVENTS_PER_S,
    stepSize: 'event',
    loop: null,
    cameFromPs: -1,
    marksLane: 0,
    followed: -1,
    theme: 'auto',
  };
}

/** What playback reads: whatever trace there is at the time. */
function timelineOf(trace: () => TraceWindow | null): Timeline {
  return {
    presentUntil: (tPs) => trace()?.presentUntil(tPs) ?? -1,
    presentFrom: (tPs) => trace()?.presentFrom(tPs) ?? Infinity,
    endPs: () => trace()?.endPs() ?? -1,
    nextPs: (sought, tPs) => trace()?.nextPs(sought, tPs) ?? Infinity,
    previousPs: (sought, tPs) => trace()?.previousPs(sought, tPs) ?? -Infinity,
  };
}

export function createLab(options: LabOptions): Lab {
  const store = createStore<LabState>()(() => initialState());
  const frames = new FrameLoop(options.frames);
  const captures = new Captures();
  const trace = () => client.trace;
  const playback = new Playback(frames, timelineOf(trace));
  const context: EditContext = {
    store,
    captures,
    playback,
    open: (input) => open(input),
    trace,
    accepted: {},
    seekDue: true,
    startPs: undefined,
  };
  const { events, cancel } = labEvents(context, trace);
  const { connect, budgetBytes, check, whenIdle } = options;
  const client = new SimClient({ connect, events, budgetBytes, check, whenIdle });
  function captureFor(input: ScenarioInput): Uint8Array | null {
    return captures.find(input.traffic?.capture?.file)?.bytes ?? null;
  }

  function open(input: ScenarioInput): void {
    client.open(input, captureFor(input));
  }

  function restart(): void {
    const { input } = store.getState();
    store.setState({ status: 'starting', fault: null });
    client.restart(input, captureFor(input));
  }

  const position = throttle(() => {
    const { tPs, cameFromPs } = playback.state;
    store.setState({ tPs, cameFromPs });
  }, FIGURES_PERIOD_MS);
  const unhook = [
    playback.onNeed((tPs) => client.setPlayhead(tPs)),
    playback.onMove((tPs) => {
      if (playback.state.playing) position.call();
      else store.setState({ tPs });
    }),
    playback.onChange((state) => store.setState({ ...state })),
  ];
  if (options.startPs !== undefined) {
    context.seekDue = false;
    playback.seek(options.startPs);
  }
  const { connectTask } = options;
  const captureOf = ({ traffic }: Scenario) => captures.find(traffic.capture?.file)?.bytes ?? null;
  const selfCheck =
    connectTask === undefined ? null : createSelfChecker({ lab: store, captureOf, connect: connectTask });
  return {
    selfCheck,
    showsStart: options.showsStart ?? false,
    store,
    actions: { ...labActions(context), restart },
    playback,
    frames,
    trace,
    report: (tPs) => client.report(tPs),
    inspect: (file, bytes) => client.inspect(file, bytes),
    captureBytes: (name) => captures.find(name)?.bytes ?? null,
    shortRuns: () => new ShortRuns(connect),
    arrival: (wanted) => client.arrival(wanted),
    eventTime: (lane, event) => client.eventTime(lane, event),
    traceFile(wanted) {
      const { scenario, windowClosePs, expectedEndPs } = store.getState();
      if (connectTask === undefined || scenario === null) return Promise.reject(new Error('there is no run'));
      const endPs = windowClosePs >= 0 ? windowClosePs : expectedEndPs;
      return traceFile(connectTask, { ...wanted, scenario, capture: captureOf(scenario), endPs });
    },
    start(input = {}) {
      store.setState({ input, history: newHistory(input) });
      open(input);
    },
    dispose() {
      for (const each of unhook) each();
      position.cancel();
      cancel();
      selfCheck?.dispose();
      playback.dispose();
      frames.stop();
      client.close();
    },
  };
}
