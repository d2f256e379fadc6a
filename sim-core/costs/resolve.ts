// The constants one run uses: defaults, then the machine's profile, then the scenario's overrides.
import { COSTS } from './table.ts';

/** A cost on a core: thousandths of a cycle that scale with the clock, and picoseconds that do not. */
export interface Cost {
  readonly mc: number;
  readonly ps: number;
}

/** The lecture's price list, in nanoseconds: these do not scale with the clock. */
export const LECTURE_NS: Readonly<Record<string, number>> = {
  'mem.l2': 4,
  'mem.l3': 8,
  'mem.dram': 32,
  'sync.atomic': 8,
  syscall: 40,
  ctxswitch: 1000,
  pagefault: 1000,
};

/** Reference clock of the constants, GHz: what was measured in cycles with stalls inside was measured near it. */
export const REFERENCE_GHZ = 3;

const BY_KEY = new Map(COSTS.map((row) => [row.key, row]));

/** Looks constants up for one scenario. Unknown names are a fault of the program, not of the input. */
export class Costs {
  private readonly overrides: Readonly<Record<string, number>>;
  private readonly lecture: boolean;

  constructor(profile: 'server' | 'lecture', overrides: Readonly<Record<string, number>>) {
    this.lecture = profile === 'lecture';
    this.overrides = overrides;
  }

  /** The plain value in the table's unit (bytes, counts, shares, per-byte rates, or what the unit says). */
  value(key: string): number {
    const row = BY_KEY.get(key);
    if (row === undefined) throw new Error(`no constant named ${key}`);
    const own = Object.hasOwn(this.overrides, key) ? this.overrides[key] : undefined;
    return own ?? row.value;
  }

  /** A constant in cycles or nanoseconds as what a core pays. */
  cost(key: string): Cost {
    const row = BY_KEY.get(key);
    if (row === undefined) throw new Error(`no constant named ${key}`);
    if (!Object.hasOwn(this.overrides, key) && this.lecture && key in LECTURE_NS) {
      return { mc: 0, ps: Math.round(LECTURE_NS[key] * 1000) };
    }
    const value = this.value(key);
    if (row.unit === 'cyc') return { mc: Math.round(value * 1000), ps: 0 };
    if (row.unit === 'ns') return { mc: 0, ps: Math.round(value * 1000) };
    throw new Error(`${key} is counted in ${row.unit}, not in cycles or time`);
  }

  /** A time constant (unit ns), picoseconds; also `mem.*` under the lecture's profile. */
  timePs(key: string): number {
    const { mc, ps } = this.cost(key);
    if (mc !== 0) throw new Error(`${key} is counted in cycles`);
    return ps;
  }
}

/** `cost` less a part of it that is charged elsewhere, never below zero. */
export function less(cost: Cost, part: Cost): Cost {
  return { mc: Math.max(0, cost.mc - part.mc), ps: Math.max(0, cost.ps - part.ps) };
}

/** `factor` times `cost`, rounded to whole milli-cycles and picoseconds. */
export function times(cost: Cost, factor: number): Cost {
  return { mc: Math.round(cost.mc * factor), ps: Math.round(cost.ps * factor) };
}
