// Delays of the last packets that were delivered, out of one lane's trace. Allocates nothing.
import { K, type LaneStore, RECENT_PACKETS } from '../../sim-core/index.ts';

/** Which of the last deliveries' delays the counters show: as many of a hundred took no longer. */
export const DELAY_SHARE = 0.99;

/**
 * Delays of the last 256 deliveries until `tPs`, ps, the latest first; and the numbers of their records where somebody asks. Both arrays
 * have room for RECENT_PACKETS. Returns how many there are: deliveries whose arrival the trace no longer holds are left out.
 */
export function recentDelays(
  store: LaneStore,
  tPs: number,
  delays: Float64Array,
  deliveries: Float64Array | null = null,
): number {
  const delivered = store.kindList(K.packetDelivered);
  const arrived = store.kindList(K.packetArrived);
  if (arrived.end === arrived.base) return 0;
  const { records } = store;
  const firstPacket = records.packet(arrived.at(arrived.base));
  let count = 0;
  for (let p = store.kindAfter(delivered, tPs) - 1; p >= delivered.base && count < RECENT_PACKETS; p--) {
    const r = delivered.at(p);
    const packet = records.packet(r);
    const at = arrived.base + packet - firstPacket;
    if (at < arrived.base || at >= arrived.end) continue;
    const a = arrived.at(at);
    if (records.packet(a) !== packet) continue;
    if (deliveries !== null) deliveries[count] = r;
    delays[count++] = records.t(r) - records.t(a);
  }
  return count;
}

/** Where the share `q` (0…1) of `count` sorted values lies. */
export function quantileIndex(count: number, q: number): number {
  return Math.min(count - 1, Math.ceil(q * count) - 1);
}
