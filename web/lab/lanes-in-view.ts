// Which lanes can be seen where there are more than fit: the others are neither drawn nor written while it plays.

/** Lanes from the first to the last, both included. */
export interface LaneSpan {
  first: number;
  last: number;
}

export const ALL_LANES: LaneSpan = { first: 0, last: Infinity };

/** Of a lane, as far beyond the edge as it counts as seen: who scrolls meets no empty lane. */
const MARGIN = 0.5;

export interface Scrolled {
  /** How far it is scrolled, and the room for lanes beside the pinned axis, px. */
  left: number;
  room: number;
  laneWidth: number;
}

export function lanesInView({ left, room, laneWidth }: Scrolled): LaneSpan {
  if (!(laneWidth > 0)) return ALL_LANES;
  return {
    first: Math.max(0, Math.floor(left / laneWidth - MARGIN)),
    last: Math.ceil((left + room) / laneWidth + MARGIN) - 1,
  };
}

export function isInView(lane: number, { first, last }: LaneSpan): boolean {
  return lane >= first && lane <= last;
}
