// Numbers with units as people type them: 1.2us, 30 kpps, 2 MiB, 9 kB, 64:7 594:4 1518:1. Pure functions.

/** Unit in lower case → factor to the unit that a field counts in; `''` is a number without one. */
export type Units = Readonly<Record<string, number>>;

export const UNITS = {
  /** Bytes. */
  bytes: { '': 1, b: 1, byte: 1, bytes: 1, kb: 1000, kib: 1024, mb: 1e6, mib: 2 ** 20 },
  /** MiB. */
  mebibytes: { '': 1, b: 2 ** -20, kb: 1000 / 2 ** 20, kib: 2 ** -10, mb: 1e6 / 2 ** 20, mib: 1, m: 1 },
  /** Nanoseconds. */
  ns: { '': 1, ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 },
  /** Microseconds. */
  us: { '': 1, ns: 1e-3, us: 1, µs: 1, ms: 1e3, s: 1e6 },
  /** Packets a second. */
  pps: { pps: 1, kpps: 1e3, mpps: 1e6 },
  /** Gb/s. */
  gbps: {
    '': 1,
    g: 1,
    'gb/s': 1,
    gbps: 1,
    'gbit/s': 1,
    'mb/s': 1e-3,
    mbps: 1e-3,
    'mbit/s': 1e-3,
  },
  /** GHz. */
  ghz: { '': 1, ghz: 1, mhz: 1e-3 },
  /** A share from 0 to 1; a number without a sign is per cent. */
  percent: { '': 0.01, '%': 0.01 },
  /** Things. */
  count: { '': 1, k: 1e3, m: 1e6 },
} as const satisfies Record<string, Units>;

const QUANTITY = /^([+-]?)((?:\d{1,3}(?:[,\s]\d{3})+|\d+)(?:\.\d*)?|\.\d+)(e[+-]?\d+)?\s*([a-zµ%/]*)$/;

/** `units` with further names for the unit that is counted in: packets, cycles, flows. */
export function named(units: Units, ...names: string[]): Units {
  return { ...units, ...Object.fromEntries(names.map((name) => [name, 1])) };
}

/** The number that a text means, in the unit that `units` counts in; NaN if it is none. Commas stand between thousands. */
export function readQuantity(text: string, units: Units): number {
  const plain = text.trim().toLowerCase().replaceAll('\u03bc', '\u00b5').replaceAll('\u2212', '-');
  const match = QUANTITY.exec(plain.replace(/[\u00a0\u2009\u202f]/g, ' '));
  if (match === null) return Number.NaN;
  const [, sign, digits, power = '', unit] = match;
  const factor = Object.hasOwn(units, unit) ? units[unit] : Number.NaN;
  // 0.3 / 1000 is nearer to what was meant than 0.3 × 0.001
  const value = Number(`${sign}${digits.replace(/[,\s]/g, '')}${power}`);
  return factor < 1 ? value / (1 / factor) : value * factor;
}

/** "64:7 594:4 1518:1" as [bytes, weight] pairs, a size alone with weight 1; null if it says something else. */
export function readSizes(text: string): [number, number][] | null {
  const words = text
    .trim()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  const pairs: [number, number][] = [];
  for (const word of words) {
    const [size, weight = '1', more] = word.split(':');
    const bytes = readQuantity(size, UNITS.bytes);
    const share = readQuantity(weight, { '': 1 });
    if (more !== undefined || !(bytes > 0) || !(share > 0)) return null;
    pairs.push([bytes, share]);
  }
  return pairs.length === 0 ? null : pairs;
}
