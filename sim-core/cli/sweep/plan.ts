// All combinations of a sweep: how many, which values each has, and the scenario that it runs.
import { InputError } from '../../scenario/input-error.ts';
import { applyValue, parseVary, type Vary, valueText } from './vary.ts';

/** More than these are refused: a slip in one --vary, or days of work. */
export const MOST_COMBINATIONS = 10_000;
const MOST_SHOWN = 240;

/** A sweep: plain data, so that it can be sent to a thread. */
export interface SweepPlan {
  /** The scenario as it was read, unchecked. */
  base: Record<string, unknown>;
  /** Where it comes from; null: nowhere. For the capture's path. */
  file: string | null;
  /** In the order given; the last one changes fastest from combination to combination. */
  varies: readonly Vary[];
}

/** Number of combinations. */
export function combinations({ varies }: SweepPlan): number {
  return varies.reduce((count, { values }) => count * values.length, 1);
}

/** Reads what is to be varied. Throws InputError. */
export function makePlan(base: unknown, file: string | null, texts: readonly string[]): SweepPlan {
  if (typeof base !== 'object' || base === null || Array.isArray(base)) {
    throw new InputError('scenario', 'is no object', 'write a JSON object, {} runs the defaults');
  }
  const varies = texts.map(parseVary);
  const paths = varies.map(({ path }) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `--vary ${twice.slice(0, 120)}`,
      'is given twice',
      'put all its values into one --vary',
    );
  }
  const plan = { base: base as Record<string, unknown>, file, varies };
  const count = combinations(plan);
  if (count > MOST_COMBINATIONS) {
    const factors = varies.map(({ values }) => values.length).join(' · ');
    const product = varies.length > 1 ? `${factors} = ${count}` : String(count);
    throw new InputError(
      '--vary',
      `gives ${product} combinations`,
      `at most ${MOST_COMBINATIONS}: vary less at once`,
    );
  }
  return plan;
}

/** The values of combination `index`, one for each varied path, in the plan's order. */
export function valuesOf({ varies }: SweepPlan, index: number): unknown[] {
  const values: unknown[] = [];
  let rest = index;
  for (const vary of [...varies].reverse()) {
    values.unshift(vary.values[rest % vary.values.length]);
    rest = Math.floor(rest / vary.values.length);
  }
  return values;
}

/** What is general comes first, so that what is special stands: lanes, features of all lanes, short paths, long ones. */
function generality(path: string): number {
  if (path === 'lanes') return -2;
  return path.startsWith('features.') ? -1 : path.length;
}

/** The scenario of combination `index`, unchecked. Throws InputError when a path leads nowhere. */
export function scenarioOf(plan: SweepPlan, index: number): Record<string, unknown> {
  const scenario = structuredClone(plan.base);
  const values = valuesOf(plan, index);
  const settings = plan.varies.map(({ path }, i) => ({ path, value: values[i] }));
  settings.sort((a, b) => generality(a.path) - generality(b.path));
  for (const { path, value } of settings) applyValue(scenario, path, value);
  return scenario;
}

/** The same refusal, which also says which combination it is about. */
export function inCombination(refusal: InputError, plan: SweepPlan, index: number): InputError {
  const values = valuesOf(plan, index);
  const settings = plan.varies
    .map(({ path }, i) => `${path}=${valueText(values[i]).slice(0, 60)}`)
    .join(', ');
  const shown = settings.length > MOST_SHOWN ? `${settings.slice(0, MOST_SHOWN)}…` : settings;
  const which = `in combination ${index + 1} of ${combinations(plan)} (${shown})`;
  return new InputError(refusal.where, `${refusal.problem}, ${which}`, refusal.remedy);
}
