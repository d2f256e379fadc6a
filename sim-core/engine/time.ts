// Time is a whole number of picoseconds in a plain number; this is the one place where cycles become time.

export const PS_PER_NS = 1000;
export const PS_PER_S = 1e12;

/** Nanoseconds to picoseconds, rounded to the nearest. */
export function nsToPs(ns: number): number {
  return Math.round(ns * PS_PER_NS);
}

/**
 * Turns a stream of cycle counts into picoseconds without drift. Costs come in thousandths of a cycle; each conversion
 * rounds down and carries the remainder into the next, so the sum of all results never strays by a picosecond.
 */
export class CycleClock {
  private readonly megahertz: number;
  private remainder = 0;

  /** A clock of `ghz` with at most three decimals. */
  constructor(ghz: number) {
    this.megahertz = Math.round(ghz * 1000);
  }

  /** Picoseconds that `milliCycles` (a whole number) take from here. */
  toPs(milliCycles: number): number {
    // one milli-cycle is 1000 ÷ MHz picoseconds
    const n = milliCycles * 1000 + this.remainder;
    const ps = Math.floor(n / this.megahertz);
    this.remainder = n - ps * this.megahertz;
    return ps;
  }
}

/**
 * Time zero, and no time at all, as doubles from the start. A field that begins with a plain 0 is one of small integers
 * to V8 until the first time beyond 2³¹ ps; then every object of its class changes shape and code compiled for it is
 * thrown away.
 */
export const START_PS = new Float64Array([0])[0];
export const NEVER_PS = new Float64Array([-1])[0];
