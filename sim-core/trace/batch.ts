// The batch in which software took a packet out of its queue: all packets of the same poll or burst, in order.
import { K } from './kinds.ts';
import type { LaneStore } from './store.ts';

export interface Batch {
  /** Packets in the order in which they were taken, and their VMs (1 …). */
  packets: number[];
  vms: number[];
  /** The packet's own place among them. */
  index: number;
}

/** With these a poll or a burst begins. */
const STARTS: readonly number[] = [K.napiPolled, K.burstReceived, K.ringDequeued];
/** With these a packet is taken. */
const TAKES: readonly number[] = [K.skbBuilt, K.mbufReceived];
/** How far around the packet its batch is looked for: at first, and at most, picoseconds. */
const NEAR_PS = 4_000_000;
const FAR_PS = 4_000_000_000;

/** The batch of a packet, or null if software has not taken it (or took it where the trace is no longer held). */
export function batchOf(store: LaneStore, packet: number): Batch | null {
  const { records } = store;
  let own = -1;
  for (let r = store.packets.lastRecord(packet); r >= records.first; r = records.previous(r)) {
    if (TAKES.includes(records.kind(r))) own = r;
  }
  if (own < 0) return null;
  const around: number[] = [];
  let from = -1;
  let to = -1;
  for (let reachPs = NEAR_PS; reachPs <= FAR_PS && (from < 0 || to < 0); reachPs *= 8) {
    around.length = 0;
    const tPs = records.t(own);
    store.work.between(records.core(own), tPs - reachPs, tPs + reachPs, around);
    const at = around.indexOf(own);
    from = around.findLastIndex((r, i) => i < at && STARTS.includes(records.kind(r)));
    to = around.findIndex((r, i) => i > at && STARTS.includes(records.kind(r)));
  }
  const taken = around
    .slice(Math.max(0, from), to < 0 ? around.length : to)
    .filter((r) => records.kind(r) === records.kind(own) && records.queue(r) === records.queue(own));
  // work that was cut off by an interrupt goes on as another record of the same packet
  const whole = taken.filter((r, i) => i === 0 || records.packet(r) !== records.packet(taken[i - 1]));
  return {
    packets: whole.map((r) => records.packet(r)),
    vms: whole.map((r) => records.vm(r)),
    index: whole.findIndex((r) => records.packet(r) === packet),
  };
}
