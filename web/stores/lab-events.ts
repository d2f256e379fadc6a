// What the simulator says, as state: discrete events at once, the stream at most ten times a second.
import type { ProgressMessage } from '../../sim-core/protocol/index.ts';
import type { ClientEvents } from '../sim-client/client.ts';
import type { TraceWindow } from '../sim-client/trace-window.ts';
import { orFirst } from './first-scenario.ts';
import { newHistory, withdrawn } from './history.ts';
import type { EditContext } from './lab-actions.ts';
import type { LabState } from './lab-state.ts';
import type { ScenarioInput } from './scenario-input.ts';
import { throttle } from './throttle.ts';

const STREAM_PERIOD_MS = 100;

/** The client's events written to the store; `cancel` stops what waits. */
export function labEvents(
  context: EditContext,
  trace: () => TraceWindow | null,
): { events: ClientEvents; cancel(): void } {
  const { store, playback } = context;
  let latest: ProgressMessage | null = null;
  /** The trace near the playhead is not what it was when React heard last. */
  let grown = false;
  const stream = throttle(() => {
    store.setState(({ traceRevision }) => ({
      ...(latest === null ? {} : figures(latest)),
      traceRevision: traceRevision + (grown ? 1 : 0),
    }));
    grown = false;
  }, STREAM_PERIOD_MS);

  /** Nothing of what the stream would have said is wanted any more. */
  function forget(): void {
    latest = null;
    grown = false;
    stream.cancel();
  }

  /** The playhead's place at the start of a run, and whether there is something to draw. */
  function settle(windowOpenPs: number): void {
    // an edit may still be on its way: what the run before says of its window is not meant
    const present = context.accepted === store.getState().input;
    if (context.seekDue && windowOpenPs >= 0 && present) {
      context.seekDue = false;
      playback.seek(context.startPs ?? windowOpenPs);
    }
    playback.traceChanged();
    if (store.getState().drawable || context.seekDue) return;
    const window = trace();
    if (window !== null && window.presentUntil(playback.tPs) >= playback.tPs)
      store.setState(({ traceRevision }) => ({ drawable: true, traceRevision: traceRevision + 1 }));
  }

  const events: ClientEvents = {
    opened(opened, runId, input) {
      forget();
      context.accepted = input as ScenarioInput;
      const { warnings, laneWarnings, expectedEndPs, capture: captureReport } = opened;
      const scenario = store.getState().scenario === null ? orFirst(opened.scenario) : opened.scenario;
      const ran = context.accepted;
      const run = { scenario, ran, warnings, laneWarnings, expectedEndPs, captureReport, runId };
      const unknown = { simulatedPs: -1, lanesPs: [], windowOpenPs: -1, windowClosePs: -1, events: 0 };
      const ended = { report: null, traceHash: null, laneHashes: [], emptyReason: '', fault: null };
      const ghosts = trace()?.ghosts.map((ghost) => ghost?.lane ?? null) ?? [];
      const traceRevision = store.getState().traceRevision + 1;
      store.setState({ ...run, ghosts, ...unknown, ...ended, traceRevision, status: 'running' });
      playback.traceChanged();
    },
    refused(reason, input) {
      const refusal = { reason, input: input as ScenarioInput };
      if (store.getState().runId === 0 && Object.keys(refusal.input).length > 0) {
        // nothing runs yet: the lecture's case does, and the message stays
        const plain = {};
        store.setState({ refusal, input: plain, history: newHistory(plain), capture: null });
        context.open(plain);
        return;
      }
      store.setState(({ history }) => {
        const back = withdrawn(history, context.accepted);
        const capture = context.captures.find(back.present.traffic?.capture?.file)?.file ?? null;
        return { refusal, history: back, input: back.present, capture };
      });
    },
    progress(message) {
      latest = message;
      stream.call();
      // what it brings to the playhead's surroundings is said by `traceChanged`
      if (context.seekDue) settle(message.windowOpenPs);
    },
    done(message) {
      forget();
      const { report, traceHash, laneHashes } = message;
      const events = report.engine.events;
      const traceRevision = store.getState().traceRevision + 1;
      const ended = { report, traceHash, laneHashes, traceRevision, status: 'done' } as const;
      store.setState({ ...figures({ ...message, events }), ...ended });
      settle(message.windowOpenPs);
    },
    empty(message) {
      forget();
      const traceRevision = store.getState().traceRevision + 1;
      const ended = { emptyReason: message.reason, traceRevision, status: 'empty' } as const;
      // its window may never have opened: what there is can be looked at from time 0
      const { simulatedPs, lanes } = message;
      const lanesPs = lanes.map((lane) => lane.completePs);
      store.setState({ simulatedPs, lanesPs, windowClosePs: simulatedPs, ...ended });
      settle(Math.max(0, message.windowOpenPs));
    },
    fault({ message, seed, lane, lastPs }) {
      stream.flush();
      store.setState({ status: 'fault', fault: { message, seed, lane, lastPs } });
      playback.pause();
    },
    died(reason) {
      const seed = store.getState().scenario?.seed ?? -1;
      const fault = { message: reason, seed, lane: '', lastPs: store.getState().simulatedPs };
      store.setState({ status: 'dead', fault });
      playback.pause();
    },
    traceChanged() {
      // the first frames wait for trace; until then nobody looks at it
      if (store.getState().drawable) {
        grown = true;
        stream.call();
      }
      settle(latest?.windowOpenPs ?? store.getState().windowOpenPs);
    },
  };
  return {
    events,
    cancel() {
      stream.cancel();
    },
  };
}

type Figures = Pick<ProgressMessage, 'simulatedPs' | 'windowOpenPs' | 'windowClosePs' | 'events' | 'lanes'>;

function figures({ lanes, simulatedPs, windowOpenPs, windowClosePs, events }: Figures): Partial<LabState> {
  return { simulatedPs, windowOpenPs, windowClosePs, events, lanesPs: lanes.map((lane) => lane.completePs) };
}
