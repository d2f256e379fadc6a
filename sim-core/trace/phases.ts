// Where packets can be, what is counted, and what each kind of record does to a lane: the tables behind its state.
import { DROP_CAUSES, K, KINDS } from './kinds.ts';

/** Where a packet is. The order is the way through a lane. */
export const PHASES = [
  'wire',
  'nic',
  'dma',
  'landed',
  'ring',
  'work',
  'held',
  'handed',
  'backlog',
  'tap',
  'vring',
  'socket',
  'transmit',
  'delivered',
  'dropped',
] as const;
export type PhaseName = (typeof PHASES)[number];
/** Phase numbers as used in typed arrays. */
export const PHASE = {
  wire: 0,
  nic: 1,
  dma: 2,
  landed: 3,
  ring: 4,
  work: 5,
  held: 6,
  handed: 7,
  backlog: 8,
  tap: 9,
  vring: 10,
  socket: 11,
  transmit: 12,
  delivered: 13,
  dropped: 14,
} as const;

/** Counters since the trace's beginning; `dropped` + cause follows. */
export const COUNTERS = [
  'arrived',
  'delivered',
  'dropped',
  'replicated',
  'sent',
  'interrupts',
  'injections',
  'posted',
  'exits',
  'context_switches',
  'copies',
  'guest_copies',
  'doorbells',
  'bursts',
  'empty_polls',
  ...DROP_CAUSES,
] as const;
export type CounterName = (typeof COUNTERS)[number];
const COUNTER_INDEX = Object.fromEntries(COUNTERS.map((name, i) => [name, i])) as Record<CounterName, number>;
/** Index of a counter in LaneState.counters and LaneFrame.counters. */
export function counterIndex(name: CounterName): number {
  return COUNTER_INDEX[name];
}
/** Counters that no single kind counts: drops, the first cause, empty polls. */
export const C_DROPPED = COUNTER_INDEX.dropped;
export const C_CAUSES = COUNTER_INDEX[DROP_CAUSES[0]];
export const C_EMPTY = COUNTER_INDEX.empty_polls;

/** Queues with a depth, each per id: NIC (0), ring (queue), handed on (ring between cores), backlog (core), tap, vring, socket (VM), transmit (queue). */
const QUEUE_PHASES = [
  PHASE.nic,
  PHASE.ring,
  PHASE.handed,
  PHASE.backlog,
  PHASE.tap,
  PHASE.vring,
  PHASE.socket,
  PHASE.transmit,
];
const QUEUE_ROW = new Int8Array(PHASES.length).fill(-1);
for (const [i, phase] of QUEUE_PHASES.entries()) QUEUE_ROW[phase] = i;

/** Rows of `entered` and `left`. */
export const QUEUE_KEYS = QUEUE_PHASES.length * 256;

/** Row of a queue in `entered` and `left`; −1 for phases that are no queue. */
export function queueKey(phase: number, id: number): number {
  const row = QUEUE_ROW[phase];
  return row < 0 ? -1 : row * 256 + id;
}

/** Kinds whose beginning is not an event of the replay: they may last long and change nothing when they begin. */
export const ENDS_ONLY = new Uint8Array(KINDS.length);
for (const k of [K.pollSlept, K.interruptThrottled, K.vmDisplaced]) ENDS_ONLY[k] = 1;

/** 1 for kinds that are CPU work. */
export const IS_WORK = Uint8Array.from(KINDS, (k) => (k.shape === 'work' ? 1 : 0));
/** Queue phase that a packet enters with a kind: instants at once, work and spans at their end. */
export const ENTERS = new Int8Array(KINDS.length).fill(-1);
ENTERS[K.descriptorWritten] = PHASE.ring;
ENTERS[K.mbufHandedOn] = PHASE.handed;
ENTERS[K.backlogQueued] = PHASE.backlog;
ENTERS[K.tapQueued] = PHASE.tap;
ENTERS[K.vringQueued] = PHASE.vring;
ENTERS[K.socketQueued] = PHASE.socket;
ENTERS[K.transmitQueued] = PHASE.transmit;
ENTERS[K.mbufSent] = PHASE.transmit;
// a kernel that forwards charges its transmit in one go with the rest
ENTERS[K.stackForwarded] = PHASE.transmit;
ENTERS[K.switchForwarded] = PHASE.transmit;
/** Counter that a kind adds to; −1 for none. */
export const COUNTED = new Int8Array(KINDS.length).fill(-1);
COUNTED[K.packetArrived] = COUNTER_INDEX.arrived;
COUNTED[K.packetDelivered] = COUNTER_INDEX.delivered;
COUNTED[K.packetReplicated] = COUNTER_INDEX.replicated;
COUNTED[K.packetSent] = COUNTER_INDEX.sent;
COUNTED[K.interruptRaised] = COUNTER_INDEX.interrupts;
COUNTED[K.interruptInjected] = COUNTER_INDEX.injections;
COUNTED[K.interruptPosted] = COUNTER_INDEX.posted;
COUNTED[K.vmExited] = COUNTER_INDEX.exits;
COUNTED[K.contextSwitched] = COUNTER_INDEX.context_switches;
COUNTED[K.copyFinished] = COUNTER_INDEX.copies;
COUNTED[K.guestCopied] = COUNTER_INDEX.guest_copies;
COUNTED[K.doorbellRung] = COUNTER_INDEX.doorbells;
COUNTED[K.burstReceived] = COUNTER_INDEX.bursts;
/** Kinds that a drawing flashes: bolts, chevrons, doorbells. */
export const NOTED_KINDS: readonly number[] = [
  K.interruptRaised,
  K.interruptPosted,
  K.interruptNotified,
  K.interruptInjected,
  K.vmExited,
  K.vmScheduled,
  K.vmPreempted,
  K.doorbellRung,
  K.napiSqueezed,
];
/** 1 for NOTED_KINDS. */
export const NOTED = new Uint8Array(KINDS.length);
for (const k of NOTED_KINDS) NOTED[k] = 1;

/** Ends (deliveries and drops) and notes remembered, newest last, for what has just happened. */
export const ENDS_KEPT = 256;
export const NOTES_KEPT = 128;
/** Replicas of broadcast frames are numbered from here; counters of arrivals and ends leave them out. */
export const FIRST_REPLICA = 1 << 30;
/** Cores a state has room for. */
export const MAX_CORES = 64;
