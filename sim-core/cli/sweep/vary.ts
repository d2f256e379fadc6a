// What a sweep varies: reads PATH=V1,V2,… and writes one value to its place in a scenario.
import { PATHS } from '../../paths/registry.ts';
import { InputError } from '../../scenario/input-error.ts';
import { suggest } from '../../scenario/nearest.ts';

/** One varied field and its values, in the order given. */
export interface Vary {
  path: string;
  values: readonly unknown[];
}

type Fields = Record<string, unknown>;

/** Splits at commas outside brackets, braces and strings, so that a list can be one value. */
function splitValues(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '\\') i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '[' || c === '{') depth++;
    else if (c === ']' || c === '}') depth--;
    else if (c === ',' && depth <= 0) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim());
}

/** JSON where it is JSON, else the text itself. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Reads the value of one --vary. Throws InputError. */
export function parseVary(text: string): Vary {
  const equals = text.indexOf('=');
  const path = text.slice(0, Math.max(equals, 0)).trim();
  if (path === '') {
    const remedy = 'write PATH=V1,V2,… such as traffic.load=0.5,1';
    throw new InputError('--vary', `is ${JSON.stringify(text.slice(0, 60))}`, remedy);
  }
  const values = splitValues(text.slice(equals + 1));
  if (values.includes('')) {
    throw new InputError(
      `--vary ${path.slice(0, 80)}`,
      values.length === 1 ? 'has no value' : 'has an empty value between its commas',
      'write PATH=V1,V2,… (an empty text is "")',
    );
  }
  return { path, values: values.map(readValue) };
}

/** A value as it is written behind PATH= and in a cell: texts and numbers bare, all else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The scenario's lanes as they are written; the default ones are written out first. Throws InputError. */
function lanesOf(scenario: Fields): Fields[] {
  scenario.lanes ??= PATHS.map(({ id }) => ({ preset: id }));
  const { lanes } = scenario;
  if (Array.isArray(lanes) && lanes.every(isFields)) return lanes;
  throw new InputError('lanes', 'is no list of lanes', 'give a list of objects with the field preset');
}

/** The lane that `path` (behind `lanes.`) begins with, and what follows. Names may hold dots: the longest counts. */
function laneAt(scenario: Fields, path: string): { lane: Fields; rest: string } {
  let found: { lane: Fields; name: string } | null = null;
  const names: string[] = [];
  for (const lane of lanesOf(scenario)) {
    const name = String(lane.name ?? lane.preset);
    names.push(name);
    if (path.startsWith(`${name}.`) && name.length > (found?.name.length ?? -1)) found = { lane, name };
  }
  if (found !== null) {
    found.lane.name ??= found.name;
    return { lane: found.lane, rest: path.slice(found.name.length + 1) };
  }
  const wanted = path.split('.')[0].slice(0, 60);
  const where = `lanes.${path.slice(0, 80)}`;
  if (names.includes(wanted)) {
    throw new InputError(where, 'is a whole lane', `name a field, such as lanes.${wanted}.features.batch`);
  }
  throw new InputError(where, `there is no lane ${JSON.stringify(wanted)}`, suggest(wanted, names));
}

/** Defined, not assigned: a field named __proto__ must stay a plain field, to be refused by the scenario's check. */
function define(fields: Fields, key: string, value: unknown): void {
  Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
}

function setIn(root: Fields, keys: readonly string[], value: unknown, path: string): void {
  let fields = root;
  for (const key of keys.slice(0, -1)) {
    const inside = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const next = inside ?? {};
    if (!isFields(next)) {
      throw new InputError(path.slice(0, 120), `${key} has no fields`, `vary ${key} itself`);
    }
    if (inside !== next) define(fields, key, next);
    fields = next;
  }
  define(fields, keys[keys.length - 1], structuredClone(value));
}

/**
 * Writes a value to the field of an unchecked scenario that `path` names: `features.X` in all lanes, `lanes.NAME.…` in
 * one, `costs.KEY` with the dots of the key, anything else a field a segment. Throws InputError when there is no such
 * place; whether field and value are known is left to the scenario's check.
 */
export function applyValue(scenario: Fields, path: string, value: unknown): void {
  if (path.split('.').includes('')) {
    throw new InputError(
      `--vary ${path.slice(0, 120)}`,
      'has an empty segment',
      'write it such as traffic.load',
    );
  }
  if (path.startsWith('costs.')) setIn(scenario, ['costs', path.slice('costs.'.length)], value, path);
  else if (path.startsWith('features.')) {
    for (const lane of lanesOf(scenario)) setIn(lane, path.split('.'), value, path);
  } else if (path.startsWith('lanes.')) {
    const { lane, rest } = laneAt(scenario, path.slice('lanes.'.length));
    setIn(lane, rest.split('.'), value, path);
  } else setIn(scenario, path.split('.'), value, path);
}
