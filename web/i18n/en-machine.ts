// Machine, traffic, work and run in words: label and one sentence a row, what a wrong entry is answered with.

export const MACHINE = {
  title: 'Machine and traffic',
  note: 'Every lane gets the same machine and the same packets.',
  preset: (text: string) => `Default: ${text}.`,
  groups: {
    machine: 'Machine',
    memory: 'Memory and bus',
    traffic: 'Traffic',
    work: 'Work',
    wire: 'Wire',
    run: 'Run',
  },
  none: 'none',
  packets: 'packets',
  waysSay: (ways: string, share: string) => `Cut into ${ways} ways. DDIO may fill ${share}, drawn dark.`,
  waysAlone: (ways: string) => `Cut into ${ways} ways. No lane uses DDIO.`,
  to: (least: string, most: string) => `${least} to ${most}`,
  eachVm: (flows: string) => `${flows} to each VM.`,
} as const;

export interface FieldWords {
  label: string;
  says: string;
  /** What would be right; choices need none. */
  range?: string;
  unit?: string;
  values?: Record<string, string>;
}

export const MACHINE_FIELDS = {
  profile: {
    label: 'Costs',
    says: 'Lecture: round figures. Server: measured, where published.',
    values: { lecture: 'lecture', server: 'server' },
  },
  ghz: {
    label: 'Clock',
    says: 'More cycles in each packet time.',
    range: 'Clocks run from 0.5 to 6 GHz.',
    unit: 'GHz',
  },
  cores: {
    label: 'Cores a lane may use',
    says: 'Two lanes never share a core.',
    range: 'A lane has 1 to 64 cores.',
    unit: 'cores',
  },
  nic_socket: {
    label: 'NIC socket',
    says: 'Remote: each DMA write crosses to the other socket.',
    values: { local: 'local', remote: 'remote' },
  },
  llc_mib: {
    label: 'Last-level cache',
    says: 'Shared by all cores and by DDIO.',
    range: 'The cache has 0.25 to 64 MiB.',
    unit: 'MiB',
  },
  llc_ways: { label: 'Ways', says: '', range: 'A cache has 1 to 32 ways.', unit: 'ways' },
  dram_channels: {
    label: 'DRAM channels',
    says: 'Each brings bandwidth of its own.',
    range: 'There are 1 to 12 channels.',
    unit: 'channels',
  },
  pcie_gbps: {
    label: 'PCIe to the NIC',
    says: 'One way. Headers count against it.',
    range: 'The slot carries 1 to 1,000 Gb/s.',
    unit: 'Gb/s',
  },
  flows: { label: 'Flows', says: '', range: 'There are 1 to 1,000,000 flows.', unit: 'flows' },
  flow_skew: {
    label: 'Favourite flows',
    says: '0: all alike. 1 and more: the first gets most.',
    range: 'Skew runs from 0 to 10.',
    unit: 'skew',
  },
  vm_skew: {
    label: 'Favourite VMs',
    says: 'Raise it for a noisy neighbour.',
    range: 'Skew runs from 0 to 10.',
    unit: 'skew',
  },
  priority_share: {
    label: 'Urgent packets',
    says: 'Matched by the low-latency filter.',
    range: 'A share runs from 0 to 100 %.',
    unit: '%',
  },
  vms: {
    label: 'Virtual machines',
    says: 'Each has an address of its own.',
    range: 'There are 1 to 64 VMs.',
    unit: 'VMs',
  },
  burst_packets: {
    label: 'Packets a burst',
    says: 'On average; used when packets come in bursts.',
    range: 'Bursts have 1 to 65,536 packets on average.',
    unit: 'packets',
  },
  frame_bytes: {
    label: 'Frame sizes',
    says: 'One, or several with weights: 64:7 594:4 1518:1.',
    range: 'Sizes are 64 to 9,216 bytes, with weights above 0: 64:7 594:4 1518:1.',
    unit: 'bytes',
  },
  load: {
    label: 'Load',
    says: 'Takes %, kpps, Mpps and Gb/s.',
    range: 'The load is above 0 and at most line rate.',
    unit: '%',
  },
  link_gbps: { label: 'Link', says: '20 Gb/s stands for two ports of 10.', unit: 'Gb/s' },
  kind: {
    label: 'Arrivals',
    says: 'How packets follow each other.',
    values: {
      'line-rate': 'evenly spaced',
      constant: 'evenly spaced',
      poisson: 'at random',
      'on-off': 'in bursts',
      imix: 'IMIX, evenly spaced',
    },
  },
  work: {
    label: 'Packets end in',
    says: 'Or: a reply, a drop, a second port, another VM.',
    values: {
      receive: 'an application',
      reply: 'a reply',
      'drop-host': 'a drop in the host',
      'forward-host': 'a second port, by the host',
      'forward-vm': 'a second port, by a VM',
      'vm-to-vm': 'the next VM, and out',
    },
  },
  app_cycles: {
    label: 'Application work',
    says: 'What the program does with one packet.',
    range: 'An application spends 0 to 1,000,000,000 cycles on a packet.',
    unit: 'cycles',
  },
  idle_guests: {
    label: 'Idle VMs',
    says: 'Compute: they fill their core until a packet comes.',
    values: { compute: 'compute', halt: 'halt' },
  },
  touch: {
    label: 'Application reads',
    says: 'Headers are one cache line; the payload is all of them.',
    values: { headers: 'headers', payload: 'payload' },
  },
  page_table_writes: {
    label: 'Page-table writes',
    says: 'For 1,000 packets: what shadow paging traps on.',
    range: 'There are 0 to 1,000,000 writes for 1,000 packets.',
    unit: 'writes',
  },
  events: {
    label: 'Open vSwitch restarts',
    says: 'At these times, such as 2ms 5ms.',
    range: 'Restarts are at times within 10 s, such as 2ms 5ms.',
  },
  stop: {
    label: 'Length',
    says: 'Packets, or a time such as 5 ms.',
    range: 'A run has 1 to 100,000,000 packets, or lasts up to 10 s.',
  },
  warmup: {
    label: 'Warm-up',
    says: 'Not counted in the figures.',
    range: 'A warm-up has 0 packets or more, or lasts up to 10 s.',
  },
  seed: {
    label: 'Seed',
    says: 'The same seed, the same packets to the picosecond.',
    range: 'Seeds are whole numbers from 0 to 4,294,967,295.',
  },
} satisfies Record<string, FieldWords>;
