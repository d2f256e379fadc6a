// Old scenarios and links always open: each step turns one version of the input into the next.
import { InputError } from './input-error.ts';

type Step = (old: Record<string, unknown>) => Record<string, unknown>;

/** Step n − 1 leads from version n to n + 1. With the first version there is none. */
export const STEPS: readonly Step[] = [];

/** Lifts input of an older version to the present one; whatever is no object is left for the schema to refuse. */
export function migrate(input: unknown, steps: readonly Step[] = STEPS): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  let scenario = input as Record<string, unknown>;
  const present = steps.length + 1;
  const version = Object.hasOwn(scenario, 'version') ? scenario.version : present;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return input;
  if (version > present) {
    throw new InputError(
      'version',
      `is ${version}, this program knows up to ${present}`,
      'use a newer program',
    );
  }
  for (let v = version; v < present; v++) scenario = { ...steps[v - 1](scenario), version: v + 1 };
  return scenario;
}
