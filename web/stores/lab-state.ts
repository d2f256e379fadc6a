// What React may read of the Lab: changes on discrete events, from the stream at most ten times a second.
import type {
  CaptureChoice,
  CaptureReport,
  Features,
  LaneScenario,
  Report,
  Scenario,
} from '../../sim-core/protocol/index.ts';
import type { Loop } from '../playback/course.ts';
import type { StepSize } from '../playback/timeline.ts';
import type { History } from './history.ts';
import type { LaneInput, ScenarioInput } from './scenario-input.ts';

export type Theme = 'light' | 'dark' | 'auto';

/**
 * `starting` no run yet · `running` the worker simulates · `done` the report is there · `empty` it ended with nothing to report · `fault` the program stopped the
 * run · `dead` the worker is gone, `restart` brings it back.
 */
export type RunStatus = 'starting' | 'running' | 'done' | 'empty' | 'fault' | 'dead';

export interface Fault {
  message: string;
  seed: number;
  lane: string;
  lastPs: number;
}

/** An input that the simulator would not take; the previous run goes on. */
export interface Refusal {
  reason: string;
  input: ScenarioInput;
}

/** The capture that is loaded; its bytes stay on this computer. */
export interface CaptureFile {
  name: string;
  bytes: number;
  /** 16 hexadecimal digits over the contents, for the address. */
  hash: string;
}

export interface LabState {
  /** What the user has set; `scenario` is what runs, complete. They differ while an edit is on its way. */
  input: ScenarioInput;
  /** The input of `scenario`. */
  ran: ScenarioInput;
  history: History<ScenarioInput>;
  scenario: Scenario | null;
  warnings: readonly string[];
  laneWarnings: readonly (readonly string[])[];
  capture: CaptureFile | null;
  /** What it holds, once it has been read. */
  captureReport: CaptureReport | null;

  runId: number;
  status: RunStatus;
  /** The trace has what the playhead needs; the first time is when the page is ready. */
  drawable: boolean;
  simulatedPs: number;
  lanesPs: readonly number[];
  windowOpenPs: number;
  /** −1 until known; `expectedEndPs` says about where until then. */
  windowClosePs: number;
  expectedEndPs: number;
  events: number;
  /** Why the run that has ended has no report: its window had no packet; empty otherwise. */
  emptyReason: string;
  /** At the end of the run. */
  report: Report | null;
  traceHash: string | null;
  laneHashes: readonly string[];
  /** Rises with every change of the trace that may change a still frame. */
  traceRevision: number;

  /** By lane: the lane as it ran before it was changed, to be compared with; null without. */
  ghosts: readonly (LaneScenario | null)[];
  /** The last thing done was an undo: what it took back can be done again. */
  undone: boolean;
  /** The last thing done in words, for the status; empty once something else has been done. */
  notice: string;
  /** What is said after it to a listener and under the pointer: there is no room to draw it. */
  noticeAside: string;

  refusal: Refusal | null;
  fault: Fault | null;

  /** The playhead, at most five times a second while playing; per frame listen to playback. */
  tPs: number;
  playing: boolean;
  loading: boolean;
  scaleNsPerS: number;
  /** Event by event, so many a second, instead of true to time. */
  paced: boolean;
  eventsPerS: number;
  stepSize: StepSize;
  loop: Loop | null;
  /** Where the last step or jump began, ps; −1 where the playhead came otherwise. */
  cameFromPs: number;
  /** The lane whose marks stand over the ruler, from 0. */
  marksLane: number;
  /** Packet that is followed through all lanes; −1 for none. */
  followed: number;
  theme: Theme;
}

/** Everything that a control, key or link may do. All lanes are named by number, in the scenario's order. */
export interface LabActions {
  /**
   * Replaces the whole input, from a link or an example; one step of the history. The playhead goes to `startPs`, or to
   * where the window opens.
   */
  load(input: ScenarioInput, startPs?: number): void;
  /** Sets features of a lane, several together; `undefined` is the preset's value. `gesture` joins a drag's edits. */
  setFeatures(lane: number, features: Partial<Features>, gesture?: string): void;
  setFeature<F extends keyof Features>(lane: number, feature: F, value: Features[F], gesture?: string): void;
  resetLane(lane: number): void;
  /** A new lane after lane `after` (−1: first); nothing happens when there are twelve. */
  addLane(after: number, lane: LaneInput): void;
  /** A copy of a lane beside it, under `title` or the next free name like it. */
  duplicateLane(lane: number, title: string): void;
  /** The last lane stays. */
  removeLane(lane: number): void;
  /** An empty name is the preset's own. */
  renameLane(lane: number, name: string): void;
  moveLane(from: number, to: number): void;
  /** Overrides constants for all lanes; `undefined` takes one back to its default. */
  setCosts(costs: Record<string, number | undefined>, gesture?: string): void;
  /** Every constant at its default again. */
  resetCosts(): void;
  setTraffic(fields: Partial<NonNullable<ScenarioInput['traffic']>>, gesture?: string): void;
  setMachine(fields: Partial<NonNullable<ScenarioInput['machine']>>, gesture?: string): void;
  setWorkload(fields: Partial<NonNullable<ScenarioInput['workload']>>, gesture?: string): void;
  setTop(fields: Partial<Pick<ScenarioInput, 'seed' | 'stop' | 'warmup' | 'lanes'>>): void;
  /**
   * Runs a capture; it never leaves the computer. Refused if it cannot be read. `base` is the scenario it belongs to, from
   * a link; the present one without.
   */
  openCapture(
    name: string,
    bytes: Uint8Array,
    choice?: Partial<CaptureChoice>,
    base?: ScenarioInput | null,
  ): void;
  closeCapture(): void;
  /** Back to the lecture's case. */
  reset(): void;
  /** The drag is over. */
  endGesture(): void;
  undo(): void;
  redo(): void;
  /** Lets go of the run before, of one lane or of all. */
  hideGhost(lane?: number): void;
  /** Says what has been done, until something else is; `aside` is said and not drawn. */
  say(notice: string, aside?: string): void;
  dismissRefusal(): void;
  dismissFault(): void;
  /** A new worker for the present input. */
  restart(): void;
  setTheme(theme: Theme): void;
  /** Whose marks stand over the ruler. */
  setMarksLane(lane: number): void;
  /** Brackets a packet in all lanes and names its next event; −1 lets it go. */
  follow(packet: number): void;
}
