// What controls do to the scenario: each edit is a step of the history and a new run.
import type { StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../../sim-core/protocol/index.ts';
import type { Playback } from '../playback/playback.ts';
import type { TraceWindow } from '../sim-client/trace-window.ts';
import type { Captures } from './captures.ts';
import { edited, type History, redone, settled, undone } from './history.ts';
import type { LabActions, LabState } from './lab-state.ts';
import {
  placeOf,
  type ScenarioInput,
  withCapture,
  withFeatures,
  withLaneAdded,
  withLaneDuplicated,
  withLaneMoved,
  withLaneRemoved,
  withLaneRenamed,
  withPresetLane,
  withSection,
  withTop,
} from './scenario-input.ts';

/** What edits and events share. */
export interface EditContext {
  readonly store: StoreApi<LabState>;
  readonly captures: Captures;
  readonly playback: Playback;
  /** Sends an input to the simulator. */
  open(input: ScenarioInput): void;
  trace(): TraceWindow | null;
  /** The input of the present run. */
  accepted: ScenarioInput;
  /** The playhead goes to `startPs`, or to where the window opens, once the new run is under way. */
  seekDue: boolean;
  startPs: number | undefined;
}

export function labActions(context: EditContext): Omit<LabActions, 'restart'> {
  const { store, captures } = context;

  function become(history: History<ScenarioInput>): void {
    const input = history.present;
    if (history === store.getState().history) return;
    const capture = captures.find(input.traffic?.capture?.file)?.file ?? null;
    store.setState({ history, input, capture, refusal: null, undone: false, notice: '', noticeAside: '' });
    context.open(input);
  }

  function edit(change: (input: ScenarioInput, state: LabState) => ScenarioInput, gesture = ''): void {
    const state = store.getState();
    const input = change(state.input, state);
    if (input !== state.input) become(edited(state.history, input, gesture));
  }

  /** An edit of the list of lanes, which needs it complete. */
  function editLanes(change: (input: ScenarioInput, complete: Scenario) => ScenarioInput): void {
    edit((input, { scenario }) => (scenario === null ? input : change(input, scenario)));
  }

  /** An edit of one lane of those on the screen: others may come or go before it runs. */
  function editLane(
    lane: number,
    change: (input: ScenarioInput, complete: Scenario, place: number) => ScenarioInput,
    gesture?: string,
  ): void {
    edit((input, { scenario }) => {
      const place = scenario === null ? -1 : placeOf(input, scenario, lane);
      return scenario === null || place < 0 ? input : change(input, scenario, place);
    }, gesture);
  }

  const setFeatures: LabActions['setFeatures'] = (lane, features, gesture) =>
    editLane(lane, (input, all, place) => withFeatures(input, all, place, features), gesture);

  /** The next run starts at a time, or where its window opens. */
  function begin(startPs?: number): void {
    context.seekDue = true;
    context.startPs = startPs;
  }

  return {
    load(input, startPs) {
      begin(startPs);
      edit(() => input);
      if (startPs !== undefined) context.playback.seek(startPs);
    },
    setFeatures,
    setFeature: (lane, feature, value, gesture) => setFeatures(lane, { [feature]: value }, gesture),
    resetLane: (lane) => editLane(lane, (input, _all, place) => withPresetLane(input, place)),
    addLane: (after, lane) => editLanes((input, all) => withLaneAdded(input, all, after, lane)),
    duplicateLane: (lane, title) =>
      editLane(lane, (input, all, place) => withLaneDuplicated(input, all, place, title)),
    removeLane: (lane) => editLane(lane, withLaneRemoved),
    renameLane: (lane, name) =>
      editLane(lane, (input, all, place) => withLaneRenamed(input, all, place, name)),
    moveLane: (from, to) => editLanes((input, all) => withLaneMoved(input, all, from, to)),
    setCosts: (costs, gesture) =>
      edit((input) => withSection(input, 'costs', costs as Record<string, number>), gesture),
    resetCosts: () =>
      edit((input) => {
        const { costs, ...rest } = input;
        return costs === undefined ? input : rest;
      }),
    setTraffic: (fields, gesture) => edit((input) => withSection(input, 'traffic', fields), gesture),
    setMachine: (fields, gesture) => edit((input) => withSection(input, 'machine', fields), gesture),
    setWorkload: (fields, gesture) => edit((input) => withSection(input, 'workload', fields), gesture),
    setTop: (fields) => edit((input) => withTop(input, fields)),
    openCapture(name, bytes, choice, base) {
      captures.add(name, bytes);
      begin();
      const capture = { ...choice, file: name };
      edit((input) =>
        base
          ? { ...base, traffic: { ...base.traffic, kind: 'capture', capture } }
          : withCapture(input, capture),
      );
    },
    closeCapture() {
      begin();
      edit((input) => withCapture(input, null));
    },
    reset() {
      begin();
      edit(() => ({}));
    },
    endGesture: () => store.setState(({ history }) => ({ history: settled(history) })),
    undo() {
      const { history } = store.getState();
      become(undone(history));
      if (store.getState().history !== history) store.setState({ undone: true });
    },
    redo: () => become(redone(store.getState().history)),
    hideGhost(lane) {
      const ghosts = context.trace()?.ghosts;
      for (const i of ghosts?.keys() ?? []) if (ghosts !== undefined && i === (lane ?? i)) ghosts[i] = null;
      store.setState((state) => ({
        ghosts: state.ghosts.map((each, i) => (i === (lane ?? i) ? null : each)),
      }));
    },
    say: (notice, noticeAside = '') => store.setState({ notice, noticeAside }),
    dismissRefusal: () => store.setState({ refusal: null }),
    dismissFault: () => store.setState({ fault: null }),
    setTheme: (theme) => store.setState({ theme }),
    setMarksLane: (marksLane) => store.setState({ marksLane }),
    follow: (followed) => store.setState({ followed }),
  };
}
