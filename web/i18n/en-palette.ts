// English words of the command palette and the key sheet.
export const PALETTE = {
  name: 'Commands',
  placeholder: 'What would you like to do?',
  found: (n: number, of: number) => `${n} of ${of} commands`,
  none: 'No command has these words.',
  lane: (n: number, title: string) => `Lane ${n}, ${title}`,
  focusLane: (n: number, title: string) => `Focus lane ${n}, ${title}`,
  feature: (label: string, lane: number) => `${label} in lane ${lane}`,
  turn: (label: string, on: boolean, lane: number) => `${label} ${on ? 'on' : 'off'} in lane ${lane}`,
  on: 'on',
  off: 'off',
} as const;

export const KEYS = {
  name: 'Keys and marks',
  title: 'Keys',
  note: 'off while you type',
  letters: 'Single-letter keys',
  captions: 'Show captions',
  groups: { Time: 'Time', Lanes: 'Lanes', Look: 'Look', Do: 'Do' },
  marks: 'Marks',
  packet: 'A packet. Shape, ink and letter name its VM.',
} as const;
