// Numbers as the page writes them: units, thousands, significant figures. Pure functions.

/** A count with commas between thousands: 9,340. */
export function count(n: number): string {
  const whole = String(Math.round(Math.abs(n)));
  return (n < 0 ? '−' : '') + whole.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A count with spaces between thousands, as speech and `aria-valuetext` have it: 9 340. */
export function spacedCount(n: number): string {
  return count(n).replace(/,/g, ' ');
}

/** A positive number with `figures` significant figures and no exponent: 46, 9.9, 0.68. */
export function significant(x: number, figures = 2): string {
  if (x === 0 || !Number.isFinite(x)) return '0';
  const rounded = Number(x.toPrecision(figures));
  const decimals = Math.max(0, figures - 1 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded >= 1000 ? count(rounded) : rounded.toFixed(decimals);
}

/** A duration in nanoseconds with the unit that keeps it between 1 and 1000: 67.2 ns, 18.4 µs, 1.60 ms, 2.5 s. */
export function duration(ns: number, figures = 3): string {
  const [factor, unit] = ns < 1000 ? [1, 'ns'] : ns < 1e6 ? [1e3, 'µs'] : ns < 1e9 ? [1e6, 'ms'] : [1e9, 's'];
  const value = ns / factor;
  const text = value >= 1000 ? count(value) : value === 0 ? '0' : trimmed(value, figures);
  return `${text} ${unit}`;
}

/** A playhead in nanoseconds, to 10 ns below 10 ms so that the last digits run: 18.42 µs, 1,344.80 µs. */
export function clock(ns: number): string {
  if (ns < 1e7) {
    const hundredths = Math.floor(ns / 10 + 1e-6);
    return `${count(Math.floor(hundredths / 100))}.${String(hundredths % 100).padStart(2, '0')} µs`;
  }
  return ns < 1e9 ? `${(ns / 1e6).toFixed(4)} ms` : `${(ns / 1e9).toFixed(6)} s`;
}

/** A time since a packet's arrival, ns, with as many digits as keep one step apart from the next: 62.05 ns, 1,000.07 µs. */
export function sinceArrival(ns: number): string {
  return ns < 10_000 ? duration(ns, 4) : clock(ns);
}

/** A rate a second in Mpps with two decimals at most: 14.88. */
export function mpps(pps: number): string {
  const m = pps / 1e6;
  return m > 0 && m < 0.1 ? significant(m, 2) : m.toFixed(2);
}

/** A rate a second in k or M: 963 k/s, 1.06 M/s, 12/s. */
export function perSecond(rate: number): string {
  if (rate >= 1e6) return `${significant(rate / 1e6, 3)} M/s`;
  if (rate >= 1e3) return `${significant(rate / 1e3, 3)} k/s`;
  return `${significant(rate, rate >= 100 ? 3 : 2)}/s`;
}

/** A number with at most `figures` significant figures and no trailing zeros after the point: 67.2, 202, 0.5. */
export function trimmed(x: number, figures = 3): string {
  const text = significant(x, figures);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/**
 * Whole numbers for `values` whose sum is the rounded sum of `values` (largest remainder), so that printed floors
 * add up to the printed total.
 */
export function roundToSum(values: readonly number[]): number[] {
  const floors = values.map(Math.floor);
  const total = Math.round(values.reduce((a, b) => a + b, 0));
  let missing = total - floors.reduce((a, b) => a + b, 0);
  const order = values
    .map((value, index) => ({ index, rest: value - floors[index] }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of order) {
    if (missing <= 0) break;
    floors[index] += 1;
    missing -= 1;
  }
  return floors;
}
