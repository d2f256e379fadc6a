// The scenario as the user has it: only what differs from the defaults, edited by pure functions.
import type {
  CaptureChoice,
  Features,
  Machine,
  PresetId,
  Scenario,
  Traffic,
  Workload,
} from '../../sim-core/protocol/index.ts';

export interface LaneInput {
  name?: string;
  preset: PresetId;
  features?: Partial<Features>;
}

/** What goes to the worker, the address bar and the undo history. `{}` is the lecture's case. */
export interface ScenarioInput {
  version?: 1;
  seed?: number;
  stop?: { packets: number } | { duration_ns: number };
  warmup?: { packets: number } | { duration_ns: number };
  machine?: Partial<Machine>;
  traffic?: Partial<Omit<Traffic, 'capture'>> & {
    capture?: (Partial<CaptureChoice> & { file: string }) | null;
  };
  workload?: Partial<Workload>;
  costs?: Record<string, number>;
  lanes?: LaneInput[];
}

type Section = 'machine' | 'traffic' | 'workload' | 'costs';

/** Sets fields of one section; `undefined` takes a field back to its default. */
export function withSection<S extends Section>(
  input: ScenarioInput,
  section: S,
  fields: Partial<ScenarioInput[S]>,
): ScenarioInput {
  const merged = withoutUndefined({ ...input[section], ...fields });
  const { [section]: _, ...rest } = input;
  return Object.keys(merged).length > 0 ? { ...rest, [section]: merged } : rest;
}

/** The lanes of an input, written out where it leaves them to the default. */
export function lanesOf(input: ScenarioInput, complete: Scenario | null): LaneInput[] {
  if (input.lanes !== undefined) return input.lanes;
  const lanes = complete?.lanes ?? [];
  return lanes.map((lane) => ({ name: lane.name, preset: lane.preset }));
}

/** Where a lane that runs is among those that are asked for by now; −1 if it will be gone. */
export function placeOf(input: ScenarioInput, running: Scenario, lane: number): number {
  const lanes = lanesOf(input, running);
  const place = lanes.findIndex((each) => nameOf(each) === running.lanes[lane]?.name);
  // one that gets another name stays where it is
  return place < 0 && lanes.length === running.lanes.length ? lane : place;
}

/** Sets features of one lane (several together, as a chip does); `undefined` takes one back to the preset's value. */
export function withFeatures(
  input: ScenarioInput,
  complete: Scenario,
  lane: number,
  features: Partial<Features>,
): ScenarioInput {
  const lanes = lanesOf(input, complete).map((each, i): LaneInput => {
    if (i !== lane) return each;
    const { features: before, ...rest } = each;
    const merged = withoutUndefined({ ...before, ...features });
    return Object.keys(merged).length > 0 ? { ...rest, features: merged } : rest;
  });
  return withLanes(input, lanes);
}

/** Takes every feature of one lane back to its preset. */
export function withPresetLane(input: ScenarioInput, lane: number): ScenarioInput {
  if (input.lanes === undefined) return input;
  return withLanes(
    input,
    input.lanes.map((each, i) => {
      const { features: _, ...rest } = each;
      return i === lane ? rest : each;
    }),
  );
}

/** Most lanes of a scenario (contract §2). */
export const MOST_LANES = 12;
/** Longest name of a lane, characters. */
const LONGEST_NAME = 80;

/** What a lane is called: its preset, unless it has a name. */
export function nameOf(lane: LaneInput): string {
  return lane.name ?? lane.preset;
}

/** `wanted`, or with a number behind it where another lane has that name. */
export function freeName(wanted: string, lanes: readonly LaneInput[]): string {
  const taken = new Set(lanes.map(nameOf));
  if (!taken.has(wanted)) return wanted;
  const stem = wanted.replace(/ \d+$/, '').slice(0, LONGEST_NAME - 4);
  let number = 2;
  while (taken.has(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}

/** A new lane after lane `after` (−1: first), under a free name; the same input when there are as many as can be. */
export function withLaneAdded(
  input: ScenarioInput,
  complete: Scenario,
  after: number,
  lane: LaneInput,
): ScenarioInput {
  const lanes = lanesOf(input, complete);
  if (lanes.length >= MOST_LANES) return input;
  const added = { ...lane, name: freeName(nameOf(lane), lanes) };
  return withLanes(input, [...lanes.slice(0, after + 1), added, ...lanes.slice(after + 1)]);
}

/** A copy of a lane beside it, titled `title` (a name of its own is kept with a number). */
export function withLaneDuplicated(
  input: ScenarioInput,
  complete: Scenario,
  lane: number,
  title: string,
): ScenarioInput {
  const original = lanesOf(input, complete)[lane];
  return withLaneAdded(input, complete, lane, { ...original, name: title });
}

/** Without a lane; the last one stays. */
export function withLaneRemoved(input: ScenarioInput, complete: Scenario, lane: number): ScenarioInput {
  const lanes = lanesOf(input, complete);
  if (lanes.length <= 1) return input;
  return withLanes(
    input,
    lanes.filter((_, i) => i !== lane),
  );
}

/** Another name for a lane; empty is the preset's own. */
export function withLaneRenamed(
  input: ScenarioInput,
  complete: Scenario,
  lane: number,
  name: string,
): ScenarioInput {
  const lanes = lanesOf(input, complete);
  const others = lanes.filter((_, i) => i !== lane);
  const wanted = name.trim().slice(0, LONGEST_NAME);
  const free = freeName(wanted === '' ? lanes[lane].preset : wanted, others);
  if (free === nameOf(lanes[lane])) return input;
  return withLanes(
    input,
    lanes.map((each, i) => (i === lane ? { ...each, name: free } : each)),
  );
}

/** A lane at another place. */
export function withLaneMoved(
  input: ScenarioInput,
  complete: Scenario,
  from: number,
  to: number,
): ScenarioInput {
  const lanes = [...lanesOf(input, complete)];
  if (from === to || to < 0 || to >= lanes.length) return input;
  const [moved] = lanes.splice(from, 1);
  lanes.splice(to, 0, moved);
  return withLanes(input, lanes);
}

/** Replaces fields at the top of the scenario; `undefined` takes one back to its default. */
export function withTop(
  input: ScenarioInput,
  fields: Partial<Pick<ScenarioInput, 'seed' | 'stop' | 'warmup' | 'lanes'>>,
): ScenarioInput {
  return withoutUndefined({ ...input, ...fields });
}

/** Traffic from a capture file, or from the generator again when `choice` is null. */
export function withCapture(
  input: ScenarioInput,
  choice: (Partial<CaptureChoice> & { file: string }) | null,
): ScenarioInput {
  const traffic = choice === null ? {} : { kind: 'capture' as const, capture: choice };
  const { traffic: before, stop: _stop, warmup: _warmup, ...rest } = input;
  const link = before?.link_gbps === undefined ? {} : { link_gbps: before.link_gbps };
  const merged = { ...link, ...traffic };
  return Object.keys(merged).length > 0 ? { ...rest, traffic: merged } : rest;
}

function withLanes(input: ScenarioInput, lanes: LaneInput[]): ScenarioInput {
  return { ...input, lanes };
}

function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as T;
}
