// Words of a comparison with the run before, and of what was undone.
import type { FloorId } from '../scene/floors.ts';

/** Floors by the shortest name that says which. */
export const GHOST_FLOORS: Record<FloorId, string> = {
  app: 'application',
  kern: 'kernel',
  vmb: 'exits',
  copy: 'copy',
  sort: 'sort',
  llc: 'cache',
  dram: 'DRAM',
  nic: 'NIC',
  wire: 'wire',
};

export const GHOST_WORDS = {
  name: 'Compared with the run before',
  cycles: (signed: string, percent: string) => `${signed} cycles, ${percent}`,
  overall: (now: string, was: string) => `Overall ${now}×, was ${was}×`,
  early: (packets: string) => `After only ${packets} packets:`,
  last: (packets: number, change: string) => `Last ${packets}: ${change}`,
  packetTimes: (times: string, less: boolean) => `${times} packet times ${less ? 'less' : 'more'}`,
  ofOne: (percent: string, less: boolean) => `${percent} of a packet time ${less ? 'less' : 'more'}`,
  delivered: (change: string) => `delivered ${change}`,
  dropped: (change: string) => `dropped ${change}`,
  delay: (change: string) => `p99 ${change}`,
  moreFloors: (n: number, signed: string) => `and ${n} more floors ${signed}`,
  deliveredFrom: (now: string, was: string) => `Delivered ${now} Mpps, was ${was}`,
  same: 'as before',
  none: 'none',
  newly: 'new',
  noBill: 'Too few packets for a difference yet.',
  notHeld: 'The run before is not held at this moment.',
  noDifference: (why: string) => `No difference: ${why}.`,
  on: (name: string) => `${name} on`,
  off: (name: string) => `${name} off`,
  undo: 'Undo',
  redo: 'Redo',
  hide: 'Hide the run before',
  hideShort: 'Hide',
  undone: (what: string) => `Undone: ${what} again.`,
  isOn: (name: string) => `${name} is on`,
  isOff: (name: string) => `${name} is off`,
  isAt: (name: string, value: string) => `${name} is ${value}`,
  several: (n: number) => `${n} features are as they were`,
} as const;

/** Why a change made no difference, from what the lane is and what happened in it. */
export const NO_DIFFERENCE = {
  unused: 'no VM is on the path, and nothing else looks at it',
  noPolling: 'this lane does not poll',
  noSwitch: 'no software switch is on this path',
  noInterrupts: 'nothing in this lane waits for an interrupt',
  nothingSent: 'nothing is sent in this workload',
  neverFull: 'no ring ran full in either run',
  noPriority: 'no packet matches the filter',
  memory: 'DMA goes to memory, not to the cache',
  ways: 'DMA never reached the cache limit',
  pages: 'all pages had been touched, and none was missed more',
  same: 'the same events took the same time in both runs',
} as const;
