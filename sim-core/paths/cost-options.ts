// Which overrides of constants a scenario may make: bounds within which the model can compute.
import { LECTURE_NS } from '../costs/resolve.ts';
import { COSTS, type CostRow, type CostUnit } from '../costs/table.ts';

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
  'napi.budgetTime': [1000, 1e9],
  'pcie.mps': [64, 4096],
  'pcie.readRequest': [64, 4096],
  'nic.fifo': [16_384, 67_108_864],
  'pmd.mbufStride': [128, 65_536],
  'ovs.idleExpiry': [1000, 1e11],
  'ovs.revalidate': [1000, 1e10],
  'ovs.restart': [0, 1e10],
  'ovs.maxFlows': [1, 10_000_000],
  'ovs.masks': [1, 1024],
  'ovsdpdk.resort': [1000, 1e10],
};

/** Least and greatest value that an override may have, in the constant's unit. */
export function costBounds(row: CostRow): readonly [number, number] {
  return BY_KEY[row.key] ?? BY_UNIT[row.unit];
}

/** Counts and sizes are whole numbers. */
export function isWhole({ unit }: CostRow): boolean {
  return unit === 'count' || unit === 'B';
}

/** Every constant that may be overridden, in the table's order. */
export const COST_OPTIONS: readonly CostRow[] = COSTS;

/** A constant as a run has it: by override, by the lecture's price list, or the table's. */
export interface ConstantNow {
  row: CostRow;
  value: number;
  /** The lecture's list is in nanoseconds, whatever the table counts in. */
  unit: CostUnit;
  overridden: boolean;
  /** What it would be without an override. */
  usual: { value: number; unit: CostUnit };
}

/** The constant `key` under a profile and overrides. Throws on a name that the table does not have. */
export function constantNow(
  key: string,
  profile: 'server' | 'lecture',
  overrides: Readonly<Record<string, number>>,
): ConstantNow {
  const row = COSTS.find((each) => each.key === key);
  if (row === undefined) throw new Error(`no constant named ${key}`);
  const listed = profile === 'lecture' && Object.hasOwn(LECTURE_NS, key);
  const usual = listed
    ? { value: LECTURE_NS[key], unit: 'ns' as const }
    : { value: row.value, unit: row.unit };
  const overridden = Object.hasOwn(overrides, key);
  return overridden
    ? { row, value: overrides[key], unit: row.unit, overridden, usual }
    : { row, ...usual, overridden, usual };
}
