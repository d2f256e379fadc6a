// Presets worth a click in words: what each is, and what to look for in it: a noun phrase, never a result.

export const PRESETS = {
  title: 'Presets worth a click',
  note: 'replaces the lanes and the sentence; undo brings yours back',
  lookFor: 'Look for',
  open: 'Open scenario',
  save: 'Save scenario',
  notJson: (name: string) => `${name}: not a scenario, which is a file of JSON.`,
} as const;

export const PRESET_WORDS = {
  lecture: {
    name: 'The lecture',
    what: 'Five lanes, 64 bytes, line rate.',
    look: 'one floor less in each lane.',
  },
  light: { name: 'Light load, 30 kpps', what: 'Nobody is in a hurry.', look: 'who still interrupts whom.' },
  livelock: {
    name: 'Overload and livelock',
    what: 'All work in the interrupt, 2 Mpps.',
    look: 'how much gets out of lane 1.',
  },
  neighbour: {
    name: 'A noisy neighbour',
    what: 'VM A gets nine of ten packets.',
    look: 'how long VM C waits in lane 1: press its delay.',
  },
  flows: {
    name: '10,000 new flows',
    what: 'A switch that has seen none of them.',
    look: 'upcalls, and when they stop: press G.',
  },
  jumbo: { name: 'Jumbo frames', what: '9,216 bytes at line rate.', look: 'which lanes now keep up.' },
  functions: {
    name: 'Eight VMs, four VFs',
    what: 'VMs A to C own one, the rest share.',
    look: 'the copies of the five that share.',
  },
  rings: {
    name: 'Big rings leak',
    what: '4,096 slots, two ways of cache.',
    look: 'memory waits that come back with the slots.',
  },
  chain: {
    name: 'One change at a time',
    what: 'Eight lanes, one change a step.',
    look: 'which step earns most.',
  },
  host: {
    name: '22 and 11 Mpps',
    what: 'Forwarding on one core of the host.',
    look: 'what a switch adds to forwarding.',
  },
  guest: {
    name: '2 Mpps',
    what: 'Through Open vSwitch into a VM and out.',
    look: 'two copies a packet.',
  },
  bursts: {
    name: 'Wait for full bursts',
    what: 'Poll mode, 32 or nothing, 30 kpps.',
    look: 'cheap packets, long delays.',
  },
} as const;
