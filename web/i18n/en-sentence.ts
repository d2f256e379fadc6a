// The sentence's words in English: what each is called, says of itself, and takes.

export const SENTENCE_WORDS = {
  frame: {
    label: 'Frame size',
    title: 'Frame size',
    says: 'Bytes of a frame with its checksum. On the wire 20 more go before and after it.',
    range: 'Frames have 64 to 9,216 bytes.',
  },
  load: {
    label: 'Load',
    title: 'Load',
    says: 'Share of the line’s time that frames fill. Takes %, kpps, Mpps or Gb/s.',
    range: 'The load is above 0 and at most 100 %.',
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
  ['line-rate', 'Evenly spaced', 'Each frame is followed by its own wire time, divided by the load.'],
  ['poisson', 'At random', 'A Poisson process at the sender. At 100% it fills the line all the same.'],
  ['on-off', 'In bursts', 'Bursts of 32 frames on average at line rate, with pauses.'],
  ['imix', 'Of mixed sizes', '64, 594 and 1,518 bytes as 7 : 4 : 1.'],
] as const;

/** What to do with a capture's timestamps. */
export const CAPTURE_TIMINGS = [
  ['recorded', 'As recorded', 'Gaps are those of the file.'],
  ['scaled', 'Scaled to the load', 'Gaps stretched or shrunk until the mean load fits.'],
  ['back-to-back', 'Back to back', 'No gaps: the link is full.'],
] as const;
