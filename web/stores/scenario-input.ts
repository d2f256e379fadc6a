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
