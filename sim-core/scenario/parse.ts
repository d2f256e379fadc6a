// Turns anything into a checked ScenarioInput, or into one InputError that names the field.
import type { z } from 'zod';
import { InputError } from './input-error.ts';
import { SCENARIO_SCHEMA, type ScenarioInput } from './schema.ts';

const MAX_DEPTH = 16;
const MAX_VALUES = 200_000;
const RESERVED = ['__proto__', 'constructor', 'prototype'];
type Path = readonly PropertyKey[];

/** Writes a path the way people write it: `lanes[1].features.batch`. */
export function dotted(path: Path): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else text += `${text === '' ? '' : '.'}${clip(String(key), 60)}`;
  }
  return text === '' ? 'scenario' : text;
}

function clip(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** A value in a message: short, never more than its beginning. */
export function show(value: unknown): string {
  if (typeof value === 'string') return clip(JSON.stringify(value.slice(0, 100)), 42);
  if (typeof value === 'number' || typeof value === 'boolean' || value == null) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/**
 * Refuses what no JSON scenario holds before any library walks it: excessive depth or size, names that reach into
 * JavaScript's own machinery, values that are not JSON. Iterative, so that depth cannot exhaust the stack.
 */
function checkShape(input: unknown): void {
  const stack: { value: unknown; path: Path }[] = [{ value: input, path: [] }];
  let seen = 1;
  const count = (more: number) => {
    seen += more;
    if (seen > MAX_VALUES) {
      throw new InputError(
        'scenario',
        `holds more than ${MAX_VALUES} values`,
        'leave out what is not needed',
      );
    }
  };
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { value, path } = entry;
    if (typeof value !== 'object' || value === null) continue;
    if (path.length > MAX_DEPTH) {
      throw new InputError(
        dotted(path.slice(0, 4)),
        'is nested too deeply',
        'a scenario is at most 6 levels deep',
      );
    }
    if (Array.isArray(value)) {
      count(value.length);
      for (let i = value.length - 1; i >= 0; i--) stack.push({ value: value[i], path: [...path, i] });
      continue;
    }
    const names = Object.getOwnPropertyNames(value);
    count(names.length);
    for (const key of names) {
      if (RESERVED.includes(key)) {
        throw new InputError(dotted([...path, key]), 'is a reserved name', 'leave it out');
      }
      stack.push({ value: (value as Record<string, unknown>)[key], path: [...path, key] });
    }
  }
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Of a union's branches the complaint that got furthest, so that a bad size in a list is named and not the list. */
function deepest(issue: z.core.$ZodIssue, path: Path): { issue: z.core.$ZodIssue; path: Path } {
  let best = { issue, path };
  if (issue.code !== 'invalid_union') return best;
  for (const branch of issue.errors) {
    for (const inner of branch.slice(0, 1)) {
      const found = deepest(inner, [...path, ...inner.path]);
      const further = found.path.length > best.path.length || found.issue.code === 'unrecognized_keys';
      if (further || best.issue === issue) best = found;
      if (found.issue.code !== 'invalid_type' && found.path.length === path.length) best = found;
    }
  }
  return best;
}

const UNION_HELP: Record<string, string> = {
  'traffic.frame_bytes':
    'must be a whole number from 64 to 9216, a list of [bytes, weight], or null for imix and captures',
  'traffic.capture': 'must be an object with the field file, or null',
  'workload.app_cycles': 'must be a whole number from 0 to 1000000000, or null for the default',
};

function toInputError(input: unknown, first: z.core.$ZodIssue): InputError {
  const { issue, path } = deepest(first, first.path);
  const value = valueAt(input, path);
  if (issue.code === 'unrecognized_keys') {
    const where = dotted([...path, issue.keys[0]]);
    const home = path.length === 0 ? 'a scenario' : dotted(path);
    return new InputError(where, `is not a field of ${home}`, issue.message);
  }
  if (value === undefined) return new InputError(dotted(path), 'is missing', issue.message);
  if (issue.code === 'custom' && typeof value === 'object') {
    return new InputError(dotted(path), 'is given twice', issue.message);
  }
  const name = dotted(path);
  const type = issue.code === 'invalid_type' ? UNION_HELP[name] : undefined;
  return new InputError(name, `is ${show(value)}`, type ?? issue.message);
}

/** Checks types, names and ranges of a scenario. Throws InputError. */
export function parseScenario(input: unknown): ScenarioInput {
  checkShape(input);
  const result = SCENARIO_SCHEMA.safeParse(input);
  if (result.success) return result.data;
  throw toInputError(input, result.error.issues[0]);
}
