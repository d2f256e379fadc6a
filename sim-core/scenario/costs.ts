// Overrides of cost constants: names come from the cost table; what the model can compute with is allowed, and a value
// beyond what the sources give is said so in a warning.
import { NOT_CHARGED } from '../paths/not-charged.ts';
import { COST_OPTIONS, costBounds, isWhole } from '../paths/cost-options.ts';
import { InputError } from './input-error.ts';
import { suggest } from './nearest.ts';
import type { CostOverrides } from './types.ts';

/** Refuses overrides of unknown constants and values that the model cannot compute with. Throws InputError. */
export function checkCosts(costs: CostOverrides): void {
  for (const [key, value] of Object.entries(costs)) {
    const row = COST_OPTIONS.find((constant) => constant.key === key);
    if (row === undefined) {
      const names = COST_OPTIONS.map((constant) => constant.key);
      const hint = suggest(key, names);
      const remedy = hint.startsWith('did') ? hint : 'the command `costs` lists them';
      throw new InputError(`costs.${key.slice(0, 60)}`, 'is not a constant of the model', remedy);
    }
    const [min, max] = costBounds(row);
    if (value < min || value > max || (isWhole(row) && !Number.isInteger(value))) {
      const kind = isWhole(row) ? 'a whole number' : 'a number';
      throw new InputError(
        `costs.${key}`,
        `is ${value}`,
        `must be ${kind} from ${min} to ${max} (${row.unit})`,
      );
    }
  }
}

/** Says which overrides change nothing, and which lie outside the range of the sources. */
export function costWarnings(costs: CostOverrides): string[] {
  const warnings: string[] = [];
  for (const [key, value] of Object.entries(costs)) {
    if (Object.hasOwn(NOT_CHARGED, key)) {
      warnings.push(`costs.${key} changes nothing: ${NOT_CHARGED[key]}`);
      continue;
    }
    const row = COST_OPTIONS.find((constant) => constant.key === key);
    if (row === undefined || (value >= row.min && value <= row.max)) continue;
    warnings.push(
      `costs.${key} is ${value} ${row.unit}, outside the sources' range of ${row.min} to ${row.max}`,
    );
  }
  return warnings;
}
