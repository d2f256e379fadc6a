// One packet's time in one lane, from arrival to its end, as segments without gap or overlap: waiting or being served.
import { NONE } from './chunk.ts';
import type { LaneCursor } from './cursor.ts';
import { vmName } from './describe.ts';
import { CTX, K, KINDS, NO_CATEGORY } from './kinds.ts';
import { PHASE, PHASES, type PhaseName } from './phases.ts';
import { readRecord, type TraceRecord } from './records.ts';
import type { LaneStore } from './store.ts';

export interface Segment {
  fromPs: number;
  toPs: number;
  /** `service`: a core, the NIC's DMA or the wire works on it; `wait`: nobody does. */
  shape: 'wait' | 'service';
  /** Where the packet is meanwhile. */
  phase: PhaseName;
  /** Number of the record that serves it; −1 for waits. */
  record: number;
  /** Kind of that record; −1 for waits. */
  kind: number;
  /** "core 2", "the NIC", or empty. */
  actor: string;
  /** Cost category, NO_CATEGORY for waits and hardware. */
  category: number;
  /** CPU cycles; 0 for waits and hardware. */
  cycles: number;
  /** Waits in words: what for. Empty for service. */
  why: string;
}

export interface Waterfall {
  packet: number;
  vm: number;
  arrivedPs: number;
  /** When it was delivered or dropped; −1 while it is under way. */
  endedPs: number;
  /** Cause of its drop (DROP), or −1. */
  cause: number;
  segments: Segment[];
  /** The packet's own cycles: the sum over segments. */
  cycles: number;
  /** True if records of it overlapped, which a right simulation never writes. */
  overlapping: boolean;
}

const QUEUE_WORDS: Partial<Record<PhaseName, string>> = {
  nic: 'in the NIC',
  landed: 'for its descriptor to be written back',
  ring: 'in the ring',
  held: 'with its burst',
  handed: 'in the ring for the next core',
  backlog: 'in the backlog',
  tap: 'in the tap',
  vring: 'in the virtio ring',
  socket: 'in the socket',
  transmit: 'in the transmit ring',
};

const IS_WORK = Uint8Array.from(KINDS, (k) => (k.shape === 'work' ? 1 : 0));

/** All records of a packet in order of their beginning, instants before work of the same time. */
export function packetRecords(store: LaneStore, packet: number): TraceRecord[] {
  const out: TraceRecord[] = [];
  for (let r = store.packets.lastRecord(packet); r >= 0; r = store.records.previous(r)) {
    if (r < store.records.first) break;
    out.push(readRecord(store.records, r));
  }
  return sortedFromLast(out);
}

/** Records found from the last to the first, in order of time, then of number. They nearly are: one that began early is written late. */
function sortedFromLast(records: TraceRecord[]): TraceRecord[] {
  records.reverse();
  for (let i = 1; i < records.length; i++) {
    const record = records[i];
    let at = i;
    for (; at > 0 && later(records[at - 1], record); at--) records[at] = records[at - 1];
    records[at] = record;
  }
  return records;
}

function later(a: TraceRecord, b: TraceRecord): boolean {
  return a.tPs > b.tPs || (a.tPs === b.tPs && a.number > b.number);
}

/** Phase after an instant, or after the end of work; −1 if the record changes nothing. */
function phaseAfter(kind: number): number {
  switch (kind) {
    case K.packetArrived:
    case K.packetReplicated:
      return PHASE.nic;
    case K.dmaWrittenDram:
    case K.dmaWrittenCache:
      return PHASE.landed;
    case K.descriptorWritten:
      return PHASE.ring;
    case K.mbufHandedOn:
      return PHASE.handed;
    case K.backlogQueued:
      return PHASE.backlog;
    case K.tapQueued:
      return PHASE.tap;
    case K.vringQueued:
      return PHASE.vring;
    case K.socketQueued:
      return PHASE.socket;
    case K.transmitQueued:
    case K.stackForwarded:
    case K.switchForwarded:
    case K.mbufSent:
    case K.dmaRead:
      return PHASE.transmit;
    default:
      return IS_WORK[kind] === 1 ? PHASE.held : -1;
  }
}

/**
 * The packet's segments as far as they lie before `untilPs`, with words for its waits; null if the trace does not hold
 * its arrival.
 */
export function waterfall(
  cursor: LaneCursor,
  packet: number,
  ghz: number,
  untilPs = Number.POSITIVE_INFINITY,
): Waterfall | null {
  const w = segmentsOf(cursor.store, packet, ghz, untilPs);
  if (w === null) return null;
  for (let i = 0; i < w.segments.length; i++) if (w.segments[i].shape === 'wait') explain(cursor, w, i);
  return w;
}

/** As `waterfall`, without the words: cheap enough to be asked for every packet of a trace. */
export function segmentsOf(
  store: LaneStore,
  packet: number,
  ghz: number,
  untilPs = Number.POSITIVE_INFINITY,
): Waterfall | null {
  const all = packetRecords(store, packet);
  const records = untilPs === Number.POSITIVE_INFINITY ? all : all.filter((r) => r.tPs <= untilPs);
  const arrival = records.find((r) => r.kind === K.packetArrived || r.kind === K.packetReplicated);
  if (arrival === undefined) return null;
  const end = records.find((r) => r.kind === K.packetDelivered || r.kind === K.packetDropped);
  const stop = end === undefined ? Math.min(untilPs, store.lastPs) : end.tPs;
  const w: Waterfall = {
    packet,
    vm: end !== undefined && end.vm !== NONE ? end.vm : arrival.vm,
    arrivedPs: arrival.tPs,
    endedPs: end === undefined ? -1 : end.tPs,
    cause: end !== undefined && end.kind === K.packetDropped ? end.arg : -1,
    segments: [],
    cycles: 0,
    overlapping: false,
  };
  let at = arrival.tPs;
  let phase: number = PHASE.nic;
  for (const r of records) {
    if (r.tPs >= stop) break;
    const after = phaseAfter(r.kind);
    if (r.durPs === 0) {
      if (after < 0) continue;
      if (r.tPs > at) at = addWait(w, at, r.tPs, phase);
      phase = after;
      continue;
    }
    const from = Math.max(r.tPs, at);
    const to = Math.min(r.tPs + r.durPs, stop);
    if (from > r.tPs) w.overlapping = true;
    if (to <= from) continue;
    if (from > at) addWait(w, at, from, phase);
    addService(w, r, from, to, ghz);
    at = to;
    if (after >= 0) phase = after;
  }
  if (stop > at) addWait(w, at, stop, phase);
  return w;
}

function addWait(w: Waterfall, fromPs: number, toPs: number, phase: number): number {
  w.segments.push({
    fromPs,
    toPs,
    shape: 'wait',
    phase: PHASES[phase],
    record: -1,
    kind: -1,
    actor: '',
    category: NO_CATEGORY,
    cycles: 0,
    why: '',
  });
  return toPs;
}

function addService(w: Waterfall, r: TraceRecord, fromPs: number, toPs: number, ghz: number): void {
  const isWork = IS_WORK[r.kind] === 1;
  const cycles = isWork ? ((toPs - fromPs) * ghz) / 1000 : 0;
  w.cycles += cycles;
  w.segments.push({
    fromPs,
    toPs,
    shape: 'service',
    phase: isWork ? 'work' : r.kind === K.dmaRead ? 'transmit' : 'dma',
    record: r.number,
    kind: r.kind,
    actor: isWork ? `core ${r.core}` : 'the NIC',
    category: KINDS[r.kind].category,
    cycles,
    why: '',
  });
}

/** Says what the packet waited for: those before it, a throttle, a thread, its VM. */
function explain(cursor: LaneCursor, w: Waterfall, index: number): void {
  const segment = w.segments[index];
  const next = w.segments[index + 1];
  const { store } = cursor;
  const state = cursor.seek(segment.fromPs);
  const s = state.slotOf(w.packet);
  const key = s < 0 ? -1 : state.key[s];
  const ahead = key < 0 ? 0 : Math.max(0, state.ticket[s] - state.left[key]);
  const queue = s < 0 ? NONE : state.queue[s];
  const last = next === undefined && w.endedPs >= 0;
  if (segment.phase === 'nic' || (segment.phase === 'transmit' && last)) {
    const inNic = last ? 'crossed the NIC' : 'crossed the NIC and waited for the bus';
    segment.why = segment.phase === 'nic' ? inNic : 'its bits left on the wire';
    return;
  }
  let words = `waited ${QUEUE_WORDS[segment.phase] ?? 'there'}`;
  if (ahead > 0) words += ` behind ${ahead}`;
  const forWhat: string[] = [];
  if (segment.phase === 'ring' && throttledUntil(store, segment, queue))
    forWhat.push('the throttled interrupt');
  if (segment.phase === 'tap') forWhat.push('its vhost thread');
  if (vmTakes(store, w, index) && scheduledMeanwhile(store, segment, w.vm)) {
    forWhat.push(`${vmName(w.vm)} to be scheduled`);
  }
  if (forWhat.length === 0 && ahead > 0 && hostTakes(store, segment, next)) {
    forWhat.push("the host's driver");
  }
  if (forWhat.length === 0 && ahead === 0 && next?.actor.startsWith('core')) {
    forWhat.push(next.actor);
  }
  segment.why = forWhat.length === 0 ? words : `${words}${ahead > 0 ? ',' : ''} for ${forWhat.join(' and ')}`;
}

/** Whether the host's driver ends this wait in a ring: whose the packet is, it finds out later. */
function hostTakes({ records }: LaneStore, wait: Segment, next: Segment | undefined): boolean {
  if (wait.phase !== 'ring' || next === undefined || next.record < 0) return false;
  const context = records.context(next.record);
  return context === CTX.hypervisor || context === CTX.hostKernel;
}

/** Whether the packet's own VM ends this wait. A poll-mode driver is the host's where a virtio ring comes later. */
function vmTakes(store: LaneStore, w: Waterfall, index: number): boolean {
  const [wait, next] = [w.segments[index], w.segments[index + 1]];
  if (wait.phase === 'vring' || wait.phase === 'socket') return true;
  if (wait.phase !== 'ring' || next === undefined || next.record < 0) return false;
  if (hostTakes(store, wait, next)) return false;
  return w.segments.slice(index).every(({ phase }) => phase !== 'vring');
}

/** Whether a throttle of vector `queue` ended within the segment, that is, delayed the interrupt for this packet. */
function throttledUntil(store: LaneStore, segment: Segment, queue: number): boolean {
  const list = store.throttles;
  for (let p = list.end - 1; p >= list.base; p--) {
    const r = list.at(p);
    const end = store.records.endPs(r);
    if (end <= segment.fromPs) return false;
    if (end <= segment.toPs && store.records.queue(r) === queue) return true;
  }
  return false;
}

function scheduledMeanwhile(store: LaneStore, segment: Segment, vm: number): boolean {
  const list = store.kindList(K.vmScheduled);
  for (let p = store.kindAfter(list, segment.fromPs); p < list.end; p++) {
    const r = list.at(p);
    if (store.records.t(r) > segment.toPs) return false;
    if (store.records.vm(r) === vm) return true;
  }
  return false;
}
