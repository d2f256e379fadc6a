// Words of the first visit: three captions, shown once.
export const CAPTIONS = {
  name: 'Three captions',
  note: 'three captions, shown once',
  done: 'Got it',
  list: [
    ['A floor is work', 'Solid: the core still pays for it. Dashed: it has left this path.'],
    ['A line is one packet time', 'Lines under the heavy rule: packets that came meanwhile.'],
    ['Press one', 'It takes a floor out, or puts it back. Nothing can break.'],
  ],
} as const;
