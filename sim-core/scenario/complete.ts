// From anything to a complete scenario: types and ranges by the schema first, then the rest.
import { type CompletedScenario, captureOfChecked, completeChecked } from './completion.ts';
import type { CaptureFacts } from './defaults.ts';
import { migrate } from './migrations.ts';
import { parseScenario } from './parse.ts';
import type { ScenarioInput } from './schema.ts';
import type { CaptureChoice } from './types.ts';

/** Checks types, names and ranges of a scenario of unknown origin, whatever its version. Throws InputError. */
export function checkInput(input: unknown): ScenarioInput {
  return parseScenario(migrate(input));
}

/** The capture that a scenario asks for, or null: read it, then complete the scenario with it. Throws InputError. */
export function captureOf(input: unknown): CaptureChoice | null {
  return captureOfChecked(checkInput(input));
}

/**
 * Checks a scenario of unknown origin and fills in every default. A complete scenario completes to itself. For a
 * capture `facts` gives what only the file can tell (without them the lengths of the default apply until it is read).
 * Throws InputError.
 */
export function completeScenario(input: unknown, facts: CaptureFacts | null = null): CompletedScenario {
  return completeChecked(checkInput(input), facts);
}
