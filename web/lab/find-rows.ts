// Where the things are that people look for, in the lanes asked for: out of what is held, and out of what is known of the whole run.
import { K, KINDS, type LaneStore } from '../../sim-core/index.ts';
import { type LaneMarks, type MarkRow, percentilePacket, slowestPacket } from '../playback/lane-marks.ts';

export type FindId =
  | 'firstDrop'
  | 'nextDrop'
  | 'nextExit'
  | 'nextInterrupt'
  | 'nextLate'
  | 'nextUpcall'
  | 'slowest'
  | 'percentile'
  | 'idle';

/** One lane to look in. */
export interface FindLane {
  /** From 0. */
  lane: number;
  store: LaneStore;
  marks: LaneMarks;
}

export interface Found {
  lane: number;
  tPs: number;
  /** −1 for what is no packet's. */
  packet: number;
  vm: number;
  /** −1 for what is no core's. */
  core: number;
  /** Its delay or length, ps; −1 without. */
  takesPs: number;
  /** False where the trace is not held: it happens soon after `tPs`, and looking from there finds it. */
  exact: boolean;
}

export interface FindOptions {
  tPs: number;
  /** When the window opens; delays count from there, as in the report. */
  openPs: number;
  packetPs: number;
  /** Share of the packets, 0…1. */
  percentile: number;
}

const NOTHING = { packet: -1, vm: 0, core: -1, takesPs: -1, exact: true };

/** The first or longest of what is asked for among the lanes; null where there is none. */
export function find(id: FindId, lanes: readonly FindLane[], options: FindOptions): Found | null {
  const found = lanes.map((lane) => inLane(id, lane, options)).filter((one) => one !== null);
  if (found.length === 0) return null;
  const longest = id === 'slowest' || id === 'idle' || id === 'percentile';
  const better = (a: Found, b: Found) => (longest ? a.takesPs > b.takesPs : a.tPs < b.tPs);
  return found.reduce((best, one) => (better(one, best) ? one : best));
}

function inLane(id: FindId, lane: FindLane, options: FindOptions): Found | null {
  const { marks } = lane;
  switch (id) {
    case 'firstDrop':
      return firstDrop(lane);
    case 'nextDrop':
      return next(lane, 'drops', K.packetDropped, options.tPs);
    case 'nextExit':
      return next(lane, 'exits', K.vmExited, options.tPs);
    case 'nextInterrupt':
      return next(lane, 'interrupts', K.interruptRaised, options.tPs);
    case 'nextUpcall':
      return next(lane, 'upcalls', K.upcallHandled, options.tPs);
    case 'nextLate':
      return nextLate(lane, options);
    case 'slowest':
      return delayed(lane, slowestPacket(marks.delays, Math.max(0, options.openPs)));
    case 'percentile':
      return delayed(lane, percentilePacket(marks.delays, options.percentile, Math.max(0, options.openPs)));
    case 'idle': {
      const idle = marks.longestIdle;
      if (idle === null) return null;
      return {
        ...NOTHING,
        lane: lane.lane,
        tPs: idle.fromPs,
        core: idle.core,
        takesPs: idle.toPs - idle.fromPs,
      };
    }
  }
}

function firstDrop({ lane, store, marks: { firstDrop: drop } }: FindLane): Found | null {
  return drop === null ? null : { ...NOTHING, lane, ...drop, vm: vmOf(store, drop.packet) };
}

function delayed(lane: FindLane, entry: ReturnType<typeof slowestPacket>): Found | null {
  if (entry === null) return null;
  const { packet, tPs, delayPs } = entry;
  return { ...NOTHING, lane: lane.lane, packet, tPs, takesPs: delayPs, vm: vmOf(lane.store, packet) };
}

function vmOf(store: LaneStore, packet: number): number {
  const r = store.packets.lastRecord(packet);
  return r < store.records.first || r >= store.records.end ? 0 : store.records.vm(r);
}

function next({ lane, store, marks }: FindLane, row: MarkRow, kind: number, tPs: number): Found | null {
  const list = store.kindList(kind);
  let p = tPs >= store.firstPs ? store.kindAfter(list, tPs) : list.end;
  // work that an interrupt cut off goes on: that is no other
  while (p < list.end && store.records.continued(list.at(p))) p++;
  if (p < list.end) {
    const r = list.at(p);
    const { records } = store;
    const packet = records.packet(r);
    return { ...NOTHING, lane, tPs: records.t(r), packet, vm: packet < 0 ? 0 : records.vm(r) };
  }
  return beyond({ lane, store, marks }, row, tPs);
}

/** Something of the row lies after what is held: from there on it can be looked for. */
function beyond({ lane, store, marks }: FindLane, row: MarkRow, tPs: number): Found | null {
  const from = tPs >= store.firstPs ? Math.max(tPs, store.lastPs) : tPs;
  const bin = marks.nextBinPs(row, from + marks.binPs);
  return bin < 0 ? null : { ...NOTHING, lane, tPs: Math.max(from, bin - 1), exact: false };
}

function nextLate(lane: FindLane, { tPs, packetPs }: FindOptions): Found | null {
  const { store } = lane;
  const { records } = store;
  const list = store.kindList(K.packetDelivered);
  if (tPs >= store.firstPs) {
    for (let p = store.kindAfter(list, tPs); p < list.end; p++) {
      const r = list.at(p);
      const packet = records.packet(r);
      if (workPs(store, packet) <= packetPs) continue;
      return { ...NOTHING, lane: lane.lane, tPs: records.t(r), packet, vm: records.vm(r) };
    }
  }
  return beyond(lane, 'late', tPs);
}

/** What cores have worked on a packet, ps. */
function workPs({ packets, records }: LaneStore, packet: number): number {
  let sum = 0;
  for (let r = packets.lastRecord(packet); r >= records.first; r = records.previous(r))
    if (KINDS[records.kind(r)].shape === 'work') sum += records.dur(r);
  return sum;
}
