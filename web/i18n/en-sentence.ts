// The sentence's words in English: what each is called, says of itself, and takes.

export const SENTENCE_WORDS = {
  frame: {
    label: 'Frame size',
    title: 'Frame size',
    says: 'with checksum, as Ethernet counts',
    range: 'Frames have 64 to 9,216 bytes.',
  },
  load: {
    label: 'Load',
    title: 'Load',
    says: 'Share of line rate, counted in wire time. Each tenfold step is one third of the scale.',
    range: 'The load is above 0 and at most line rate.',
  },
  link: {
    label: 'Link',
    title: 'Link',
    says: 'Speed of the wire. 20 Gb/s stands for two ports of 10.',
    range: 'Links run at 1, 2, 5, 10, 20, 25, 40, 50, 100, 200 or 400 Gb/s.',
  },
  ghz: {
    label: 'Clock',
    title: 'Clock of the cores',
    says: 'More cycles fit into a packet time; memory does not get faster.',
    range: 'Clocks run from 0.5 to 6 GHz.',
  },
  flows: {
    label: 'Flows',
    title: 'Flows',
    says: 'Connections that the packets belong to, shared out over the VMs.',
    range: 'There are 1 to 1,000,000 flows.',
  },
  vms: {
    label: 'VMs',
    title: 'Virtual machines',
    says: 'Each has its own address; each packet is for one of them.',
    range: 'There are 1 to 64 VMs.',
  },
} as const;

/** How packets follow each other: kind, name, what it means. */
export const ARRIVAL_KINDS = [
  ['line-rate', 'Evenly spaced', 'Equal gaps. The kindest case.'],
  ['poisson', 'At random', 'Poisson. The ring must catch the bunches.'],
  ['on-off', 'In bursts', 'Full speed, then silence.'],
] as const;

/** What to do with a capture's timestamps. */
export const CAPTURE_TIMINGS = [
  ['recorded', 'As recorded', 'gaps as in the file'],
  ['scaled', 'Scaled to the load', 'same pattern, other pace'],
  ['back-to-back', 'Back to back', 'no gaps: the hardest case'],
] as const;

/** The popovers of the sentence. */
export const SAY = {
  generated:
    'Send {frame} frames at {load} of {link}: one every {equation} at {ghz}, in {flows} {flowNoun} to {vms} {receivers}, {arrivals}',
  /** Below line rate packets do not follow each other so closely. */
  generatedApart:
    'Send {frame} frames at {load} of {link}: a packet time of {equation} at {ghz}, in {flows} {flowNoun} to {vms} {receivers}, {arrivals}',
  captured:
    'Send {packets} of {file}, {arrivals}, over {link}: a packet time of {equation} at {ghz}, to {vms} {receivers}. {close}',
  capturedScaled:
    'Send {packets} of {file}, {arrivals} of {load}, over {link}: a packet time of {equation} at {ghz}, to {vms} {receivers}. {close}',
  flows: { one: 'flow', many: 'flows' },
  vms: { one: 'VM', many: 'VMs' },
  addresses: { one: 'address', many: 'addresses' },
  packets: 'the packets',
  somePackets: (packets: string) => `the ${packets} packets`,
  more: 'more',
  moreName: 'More: machine and traffic',
  exact: (title: string) => `${title}, exact`,
  bytes: 'bytes',
  cycles: 'cycles',
  imix: 'IMIX',
  mixed: 'mixed-size',
  imixSays: '64, 594 and 1,518 bytes as 7 : 4 : 1.',
  onAverage: (time: string, cycles: string) => `${time} on average, ${cycles} cycles.`,
  list: 'List of sizes',
  listHint: '64:7 594:4 1518:1',
  listSays: 'Sizes with their weights, such as 64:7 594:4 1518:1.',
  listWrong:
    'Sizes are 64 to 9,216 bytes, at most 256 of them, each with a weight above 0: 64:7 594:4 1518:1.',
  preamble: 8,
  gap: 12,
  frameBar: (bytes: string) => `frame, ${bytes} bytes`,
  frameCaption: 'preamble left, gap right: 20 bytes the wire needs anyway',
  unit: 'Unit',
  perSecond: (rate: string) => `${rate} packets a second`,
  million: (millions: string) => `${millions} million`,
  neverSilent: 'the wire is never silent.',
  silent: (share: string) => `the wire is silent for ${share} of the time.`,
  startsToDrop: 'lane starts to drop at',
  lineRate: 'Line rate',
  fourLoads: 'the lecture’s four loads',
  kneesDue: 'Where each lane starts to drop is found once the lanes are idle.',
  kneesDone: 'The points where lanes start to drop come from short runs at these settings.',
  keepsUp: (lanes: string) => `Green: keeps up at line rate (${lanes}).`,
  arrivalsAsk: (span: string) => `When do packets come? Each stroke is one arrival, ${span} across.`,
  fromCapture: 'From a capture',
  fromCaptureSays: 'Your own packets, sizes and gaps.',
  burst: 'Packets a burst',
  burstUnit: 'packets',
  burstOnly: 'used by bursts only',
  burstWrong: 'Bursts have 1 to 65,536 packets on average.',
  drawnAt: 'Drawn at 25 % load, from this run’s seed.',
  allAlike: 'Drawn at 25 % load. At 100 % the wire is always full, and all three look alike.',
  skew: 'skew',
  skewWrong: 'Skew runs from 0, all alike, to 10.',
  flowSkew: 'Favourite flows',
  flowSkewSays: '0: all alike. 1 and more: the first gets most.',
  vmSkew: 'Favourite VMs',
  vmSkewSays: 'Raise it for a noisy neighbour.',
  eachVm: (flows: string) => `${flows} a VM`,
} as const;
