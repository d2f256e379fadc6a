// A constant in words: its value with unit, and what it usually is. Pure functions.
import { type ConstantNow, constantNow, type Scenario } from '../../sim-core/index.ts';
import { UNIT_WORDS, WHAT_IF } from '../i18n/en-constants.ts';
import { trimmed } from '../ui/format.ts';
import { constantName } from './constant-name.ts';

/** A unit of the table in words; empty where a number stands alone. */
export function unitWords(unit: string): string {
  return UNIT_WORDS[unit] ?? unit;
}

/** "90 ns", "1,300 cycles". */
export function valueText(value: number, unit: string): string {
  const words = unitWords(unit);
  return words === '' ? trimmed(value, 5) : `${trimmed(value, 5)} ${words}`;
}

/** "(usually 1,300)", with its unit where that is another one. */
export function usuallyText({ unit, usual }: ConstantNow): string {
  return WHAT_IF.usually(usual.unit === unit ? trimmed(usual.value, 5) : valueText(usual.value, usual.unit));
}

/** A description or a source with the constants in it by their names, not by their keys. */
export function withNames(text: string): string {
  return text.replace(/\b[a-z]+\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*/g, constantName);
}

/** What an overridden constant is in a scenario: name, value with unit, and what it usually is. */
export function whatIfWords(
  key: string,
  scenario: Scenario,
): { name: string; value: string; usually: string } {
  const now = constantNow(key, scenario.machine.profile, scenario.costs);
  return { name: constantName(key), value: valueText(now.value, now.unit), usually: usuallyText(now) };
}
