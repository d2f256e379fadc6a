// English of the rows of marks, of going to a time and of finding one.
import type { MarkRow } from '../playback/lane-marks.ts';

export const MARK_ROW_WORDS: Record<MarkRow, { label: string; hint: string }> = {
  exits: { label: 'VM exits', hint: 'A virtual machine leaves the guest for the hypervisor.' },
  interrupts: { label: 'interrupts', hint: 'The NIC interrupts a core.' },
  drops: { label: 'drops', hint: 'A packet is dropped.' },
  late: {
    label: 'late',
    hint: 'A packet is delivered on which cores have worked for more than a packet time.',
  },
  upcalls: { label: 'upcalls', hint: 'A packet that no cached rule covers goes up to the switch’s daemon.' },
};

export const GO_TO_WORDS = {
  how: '18.42us · 1.2 ms · #3114 an event · p271 a packet',
  time: 'This time',
  ends: (end: string) => `The run ends at ${end}.`,
  soFar: (end: string) => `The run has got to ${end} so far.`,
  fromOne: 'Events are numbered from 1.',
  eventOf: (n: string, lane: number) => `Event ${n} of lane ${lane}`,
  fewer: (n: string) => `No lane has had ${n} events.`,
  packets: (n: string) => `The run has ${n} packets, numbered from 0.`,
  arrives: (packet: string) => `Packet ${packet}, when it arrives`,
  takesUp: (packet: string, lane: number) => `Packet ${packet}, when lane ${lane} takes it up`,
  drops: (packet: string, lane: number) => `Packet ${packet}, when lane ${lane} drops it`,
  looking: (what: string) => `Looking for it: ${what}.`,
  failed: 'The simulator could not look for it. Try again.',
  noPacket: (packet: string) => `The run has no packet ${packet}.`,
} as const;

export const FIND_WORDS = {
  all: 'all lanes',
  lanes: 'Lanes to look in',
  rows: {
    firstDrop: 'First drop',
    nextDrop: 'Next drop',
    nextExit: 'Next VM exit',
    nextInterrupt: 'Next interrupt',
    nextLate: 'Next late packet',
    nextUpcall: 'Next upcall',
    slowest: 'Slowest packet',
    percentile: 'The packet at a percentile',
    flow: 'First packet of a flow',
    idle: 'Longest idle time of a core',
  },
  percentile: 'Percentile',
  flow: 'Flow',
  none: 'none',
  looking: 'looking',
  lane: (n: number) => `lane ${n}`,
  packet: (n: string) => `packet ${n}`,
  core: (n: number) => `core ${n}`,
  about: (time: string) => `after ${time}`,
  takes: (time: string) => `takes ${time}`,
  how: 'Enter goes there and pauses. Shift Enter opens the packet.',
} as const;
