// Overrides of cost constants: names come from the cost table; what the model can compute with is allowed, and a value
// beyond what the sources give is said so in a warning.
import { COSTS, type CostRow, type CostUnit } from '../costs/table.ts';
import { InputError } from './input-error.ts';
import { suggest } from './nearest.ts';
import type { CostOverrides } from './types.ts';

const BY_UNIT: Record<CostUnit, readonly [number, number]> = {
  cyc: [0, 1e9],
  ns: [0, 1e9],
  'cyc/B': [0, 1000],
  'ns/B': [0, 1000],
  B: [0, 65_536],
  '%': [0, 90],
  share: [0, 1],
  count: [1, 65_536],
};

/** Constants at which the model would stand still or lose its footing at the unit's own bounds. */
const BY_KEY: Record<string, readonly [number, number]> = {
  'pmd.emptyPoll': [1, 1e9],
  'pmd.perBurst': [1, 1e9],
  'kern.schedQuantum': [1000, 1e9],
  'kern.budgetTime': [1000, 1e9],
  'pcie.mps': [64, 4096],
  'pcie.readRequest': [64, 4096],
  'nic.fifo': [16_384, 67_108_864],
  'pmd.mbufStride': [128, 65_536],
};

/** Least and greatest value that an override may have, in the constant's unit. */
export function costBounds(row: CostRow): readonly [number, number] {
  return BY_KEY[row.key] ?? BY_UNIT[row.unit];
}

function isWhole({ unit }: CostRow): boolean {
  return unit === 'count' || unit === 'B';
}

/** Refuses overrides of unknown constants and values that the model cannot compute with. Throws InputError. */
export function checkCosts(costs: CostOverrides): void {
  for (const [key, value] of Object.entries(costs)) {
    const row = COSTS.find((constant) => constant.key === key);
    if (row === undefined) {
      const names = COSTS.map((constant) => constant.key);
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

/** Says which overrides lie outside the range of the sources. */
export function costWarnings(costs: CostOverrides): string[] {
  const warnings: string[] = [];
  for (const [key, value] of Object.entries(costs)) {
    const row = COSTS.find((constant) => constant.key === key);
    if (row === undefined || (value >= row.min && value <= row.max)) continue;
    warnings.push(
      `costs.${key} is ${value} ${row.unit}, outside the sources' range of ${row.min} to ${row.max}`,
    );
  }
  return warnings;
}
