// Writes a complete scenario as a link (link.ts). Without the schema, which only reading needs.
import { fillDefaults, presetFeatures } from './defaults.ts';
import {
  CHECK_CODE,
  COST_CODE,
  FEATURE_CODES,
  FIELD_CODES,
  HASH_CODE,
  LANE_CODE,
  NAME_CODE,
} from './link-codes.ts';
import { writeText, writeValue } from './link-values.ts';
import type { LaneScenario, Scenario } from './types.ts';

export const LINK_VERSION = '1';
export const SEPARATOR = '*';

function at(root: unknown, path: string): unknown {
  let value = root;
  for (const key of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[key];
  return value;
}

/** A short checksum (FNV-1a), so that a link cut in half is noticed. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function laneEntries(lane: LaneScenario, llcWays: number): string[] {
  const entries = [LANE_CODE + lane.preset];
  if (lane.name !== lane.preset) entries.push(NAME_CODE + writeText(lane.name));
  const preset = presetFeatures(lane.preset, llcWays);
  for (const [code, [name, form]] of Object.entries(FEATURE_CODES)) {
    if (lane.features[name] !== preset[name]) entries.push(code + writeValue(form, lane.features[name]));
  }
  return entries;
}

/** What the scenario would be if only the fields were given that other defaults depend on. */
function baseline({ stop, machine, traffic, workload }: Scenario): Scenario {
  const capture = traffic.capture === null ? null : { file: traffic.capture.file };
  return fillDefaults({
    stop,
    machine: { llc_ways: machine.llc_ways },
    traffic: { kind: traffic.kind, capture },
    workload: { kind: workload.kind },
  });
}

/** Writes a complete scenario as a link; the default scenario is the empty text. */
export function encodeLink(scenario: Scenario, captureHash: string | null = null): string {
  const base = baseline(scenario);
  const first = fillDefaults({});
  const isCapture = scenario.traffic.kind === 'capture';
  const drivers = ['stop', 'machine.llc_ways', 'traffic.kind', 'traffic.capture.file', 'workload.kind'];
  const onlyFileTells = ['stop', 'traffic.vms'];
  const covers = (list: string[], path: string) =>
    list.some((item) => path === item || path.startsWith(`${item}.`));
  const entries: string[] = [];
  for (const [code, [path, form]] of Object.entries(FIELD_CODES)) {
    const value = at(scenario, path);
    const usual = at(covers(drivers, path) ? first : base, path);
    const needed = !same(value, usual) || (isCapture && covers(onlyFileTells, path));
    if (needed && value !== undefined && value !== null) entries.push(code + writeValue(form, value));
  }
  for (const [name, value] of Object.entries(scenario.costs)) {
    entries.push(`${COST_CODE}${writeText(name)}_${writeValue('number', value)}`);
  }
  if (!same(scenario.lanes, base.lanes)) {
    for (const lane of scenario.lanes) entries.push(...laneEntries(lane, scenario.machine.llc_ways));
  }
  if (captureHash !== null && isCapture) entries.push(HASH_CODE + captureHash);
  if (entries.length === 0) return '';
  const body = [LINK_VERSION, ...entries].join(SEPARATOR);
  return `${body}${SEPARATOR}${CHECK_CODE}${checksum(body)}`;
}
