// English words around figures: units, multiples, pace, and what a listener hears of a lane.

export const FIGURES = {
  bytes: (n: string) => `${n}-byte`,
  equation: (time: string, cycles: string) => `${time} = ${cycles} cycles`,
  cycles: (n: string) => `${n} cycles`,
  lines: (n: number) => `${n} lines`,
  moreLines: (n: string) => `+${n} more lines`,
  exits: (n: string, one: boolean) => `${n} ${one ? 'exit' : 'exits'}`,
  overCores: (n: number) => `over ${n} cores`,
  timesBudget: (n: string) => `${n} times the budget`,
  timesAndCycles: (times: string, cycles: string) => `${times} times, ${cycles} cycles`,
  times: (n: number) => `${n}×`,
  /** Under the strip of strokes, one a packet. */
  strip: (n: number) => `own work of the last ${n} packets`,
  ownWork: (n: number) => `own work of each of the last ${n} packets`,
  range: (least: string, most: string) => `${least} to ${most}`,
  overall: (times: string) => `${times}× overall`,
  most: (part: string) => `most: ${part}`,
  warmUp: (n: number, least: number) => `${n} of ${least} packets`,
  /** Nothing was delivered, though much came. */
  arrived: (n: string) => `${n} arrived`,
  noTraffic: 'No traffic in this window.',
  arrivedBefore: (n: string) => `${n} arrived before it`,
  packets: (n: number) => (n === 1 ? 'packet' : 'packets'),
  total: 'total',
  cores: 'Cores',
  noBill: (n: string, least: number) => `no figure yet: ${n} of ${least} packets delivered`,
  bill: (cycles: string, cores: string, times: string, most: string) =>
    `${cycles} cycles a packet${cores === '' ? '' : ` ${cores}`}, ${times} times the budget; most on ${most}`,
} as const;

/** How fast simulated time runs. */
export const PACE = {
  million: (n: string) => `${n} million times slower`,
  times: (n: string) => `${n} times slower`,
  second: '1 s',
  here: 'here',
  there: 'there',
  aSecond: (what: string) => `${what} a second`,
} as const;

/** One lane to a listener. */
export const SUMMARY = {
  lane: (n: number, title: string) => `Lane ${n}, ${title}.`,
  noFigures: 'No figures yet.',
  cost: (cycles: string, cores: string, times: string) =>
    `${cycles} cycles per packet${cores === '' ? '' : ` ${cores}`}, ${times} times the budget.`,
  rate: (delivered: string, offered: string) => `Delivering ${delivered} of ${offered} million per second.`,
} as const;

/** The interrupt menu. */
export const IRQ_WORDS = {
  each: '1 per packet',
  napi: 'NAPI',
  throttled: (name: string, us: number) => `${name}, ${us} µs`,
  off: 'IRQ off',
  /** Interrupts that are neither of the above, with their gap. */
  irq: 'IRQ',
} as const;

/** One packet time and what it is made of. */
export const BUDGET = {
  title: 'One packet time',
  says: 'From one frame to the next at line rate. Each takes 20 bytes more on the wire: preamble and gap.',
  mixed: 'With frames of several sizes it is their mean.',
  cycles: 'A core that spends more than this on each packet falls behind.',
  onWire: 'on the wire',
  link: 'the link',
  time: 'a packet time',
  clock: 'the clock',
  inCycles: 'the budget',
  bits: (bytes: string) => `${bytes} bytes × 8`,
} as const;
