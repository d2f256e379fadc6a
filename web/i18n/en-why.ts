// Words that explain a number: what it is, its formula, its constants, and what would be if they were others.
import type { FloorId, FloorWord } from '../scene/floors.ts';

/** What a floor's cycles are spent on, after "480 cycles". */
export const FLOOR_TITLES: Record<FloorId | 'polled', string> = {
  app: 'in the application',
  kern: 'in the kernel’s stack and system calls',
  polled: 'in the poll-mode driver',
  vmb: 'in VM exits and switches of context',
  copy: 'copying',
  sort: 'sorting and switching',
  llc: 'finding lines in the cache',
  dram: 'waiting for DRAM',
  nic: 'for interrupts and the driver',
  wire: '',
};

export const FLOOR_SAYS: Record<FloorWord | 'polled', string> = {
  app: 'What the application does with a packet.',
  hostDrops: 'The host lets go of the packet: nothing is left to do.',
  hostSends: 'The host has queued the packet to be sent: nothing is left to do.',
  vmSends: 'No application: the VM sends the packet on, which its kernel or driver is paid for.',
  vmPasses:
    'No application: each VM sends the packet on to the next, which its kernel or driver is paid for.',
  kern: 'Protocols, socket and system calls.',
  hostKern: 'The host’s kernel routes the packet and queues it to be sent.',
  polled: 'The poll-mode driver takes, sends and frees packets; no kernel is on their way.',
  hostSort: 'The host’s switch finds out where the packet goes, and hands it on.',
  vmb: 'The VM leaves its core to the hypervisor and comes back; threads take turns.',
  copy: 'A core hands the packet over to the VM’s thread and copies its bytes into the VM’s memory.',
  sort: 'Software finds out whose packet it is, and hands it on.',
  llc: 'The core finds lines in the last-level cache, not in its own.',
  dram: 'The core finds lines in memory, not in a cache, and stands still for each.',
  nic: 'A core answers the NIC: interrupts, polls of the ring, packet buffers, refills.',
  wire: '',
};

export const WHY_WORDS = {
  cyclesA: (cycles: string, what: string) => `${cycles} cycles ${what}`,
  window: (packets: number) => `Mean of the last ${packets} packets delivered.`,
  /** A floor that its lane pays for, but not in these packets' time. */
  restsNow: 'None was done meanwhile: it is done in turns, for many packets at once.',
  notHeld: 'The trace of this moment is not held; play or step to have it.',
  total: (cycles: string) => `${cycles} cycles a packet`,
  totalSays: (packets: number) =>
    `All CPU cycles of all cores, divided by the packets delivered, the last ${packets} at most; empty polls apart.`,
  overallSays: (times: string) =>
    `Over all that the counters count it is ${times}×. Work is done in turns, and the last packets show only a part of one.`,
  multiple: 'the budget',
  cores: 'cores like the busiest',
  oneCore: 'core',
  budget: 'a packet time',
  counted: 'counted in this run',
  times: 'events a packet',
  /** Where there are several: under overload most of them are other packets'. */
  divided:
    'All of them are divided by the packets delivered meanwhile: what is dropped later or still waits counts too.',
  per: (unit: string) => `${unit} a packet`,
  mean: 'cycles each, on average',
  clock: 'the clock',
  result: 'cycles a packet',
  whatIf: (what: string) => `What if: ${what}`,
  appliesToAll: 'applies to all lanes',
  changedInAll: 'changed in all lanes; it travels in the address',
  reset: 'Reset',
  resetAll: 'Reset all',
  stampTitle: 'What is not as measured',
  usual: (value: string) => `usually ${value}`,
  asItIs: (times: string) => `${times}× as it is`,
  range: (low: string, high: string) => `${low}× to ${high}× over the range, in short runs`,
  others: 'other work here',
  computing: 'computing the range',
  rangeOf: (lane: number) => `Lane ${lane}`,
  noConstant: 'The scenario sets this: workload, application cycles.',
  byWho: (list: string) => `By: ${list}.`,
  parts: 'Made of',
  floors: 'Floors',
  other: 'Constants',
  delivered: 'Packets delivered a second',
  deliveredSays: (n: string, span: string) =>
    `${n} packets reached their end in ${span}, those that came before it too.`,
  dropped: 'Packets dropped a second',
  droppedSays: (n: string, offered: string) => `${n} packets found no room while ${offered} arrived.`,
  causes: 'Dropped where',
  events: 'VM exits and interrupts a second',
  eventsSays: 'Counted over the same time as the packets.',
  delay: '99th percentile of the delay',
  delaySays: 'From the last bit in to the packet’s end: 99 of 100 of the last 256 deliveries took no longer.',
  thatPacket: (packet: string, vm: string) => `It is that of packet ${packet}, to ${vm}.`,
  waited: 'waiting',
  worked: 'worked on',
  waits: 'What it waited for',
  otherWaits: 'Other waits',
  openPacket: (packet: string) => `Packet ${packet} in every lane`,
  slowestOf: 'Each VM’s slowest of them:',
  ofPackets: (n: number) => `of ${n} ${n === 1 ? 'packet' : 'packets'}`,
  packets: 'packets',
  span: 'the time counted',
  perSecond: 'a second',
  exits: 'exits a second',
  interrupts: 'interrupts a second',
  what: (description: string) => `${description[0].toUpperCase()}${description.slice(1)}.`,
  from: (min: string, max: string) => `${min} to ${max} in the sources.`,
  bounds: (min: string, max: string, unit: string) =>
    `From ${min} to ${max}${unit === '' ? '' : ` ${unit}`}.`,
} as const;

/** How certain a constant is, as its mark says; keys are those of sim-core/costs. */
export const CERTAINTY_WORDS: Record<string, string> = {
  read: 'seen in its source',
  recalled: 'approximate: the source was not looked up again',
  derived: 'computed from its source',
  assumed: 'assumed: no source has it',
};

export const CONTEXT_WORDS: Record<string, string> = {
  hypervisor: 'hypervisor',
  host_kernel: 'host kernel',
  guest_kernel: 'guest kernel',
  application: 'application',
  poll: 'poll-mode driver',
};
