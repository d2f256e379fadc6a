// Words of what is appended on paper.
export const PRINT_WORDS = {
  lane: 'Lane',
  entry: 'Arrives and is written',
  waits: 'Waits',
  handled: 'Handled by, cycles',
  coreTime: 'Core time',
  packetTimes: 'Packet times',
  foot: (time: string, seed: number, hash: string) =>
    `67 ns, printed at ${time}. Seed ${seed}, trace ${hash}.`,
  unfinished: 'not simulated to its end',
} as const;
