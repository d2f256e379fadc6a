// From which keyframe a lane has to be replayed so that a time looks as if its whole trace were held.
import { RECENT_PACKETS } from './budget.ts';
import type { Keyframe } from './event-line.ts';
import { counterIndex } from './lane-state.ts';

/**
 * Records come when they end. The longest that a frame's past depends on (descriptors that wait to be written back in a
 * full ring) take 0.8 ms, so what happened this long before the last record is settled and may become a beginning, ps.
 */
export const SETTLED_PS = 1e9;

const C_ARRIVED = counterIndex('arrived');
const C_DELIVERED = counterIndex('delivered');
/** Deliveries that figures look back over, and the one before them. */
const DELIVERIES_BACK = RECENT_PACKETS + 2;

/** What of a keyframe decides what can be begun from it. */
export interface Milestone {
  events: number;
  tPs: number;
  /** Packets that have arrived and that have been delivered by then. */
  arrived: number;
  delivered: number;
  /** The lowest number of a packet under way; Infinity if none is. */
  oldest: number;
}

export function milestoneOf({ events, tPs, state }: Keyframe): Milestone {
  let oldest = Infinity;
  for (let s = 0; s < state.count; s++) oldest = Math.min(oldest, state.packet[s]);
  return { events, tPs, arrived: state.counters[C_ARRIVED], delivered: state.counters[C_DELIVERED], oldest };
}

/**
 * Which of some milestones (in order) is the last from which a frame and its figures at `tPs` come out whole:
 * `RECENT_PACKETS` deliveries before it, and the arrivals of all packets that those deliver. 0 where none is early enough;
 * −1 where none is before `tPs`.
 */
export function baseIndex(known: readonly Milestone[], tPs: number): number {
  let at = known.findLastIndex((each) => each.tPs <= tPs);
  if (at < 0) return -1;
  const delivered = known[at].delivered - DELIVERIES_BACK;
  while (at > 0 && known[at].delivered > delivered) at--;
  const { oldest } = known[at];
  while (at > 0 && known[at].arrived > oldest) at--;
  return at;
}
