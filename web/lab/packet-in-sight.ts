// Which packet to show when somebody asks for one without naming it.
import type { LaneReader } from '../scene/readers.ts';

/**
 * The packet that is `followed` (−1 for none); else one that is under way in the first lane that works on one, `first`
 * before the others.
 */
export function packetInSight(readers: readonly LaneReader[], followed = -1, first = 0): number {
  if (followed >= 0) return followed;
  const lanes = [...readers.slice(first), ...readers.slice(0, first)];
  for (const { frame } of lanes) {
    for (let core = 0; core < frame.coreCount; core++)
      if (frame.corePacket[core] >= 0) return frame.corePacket[core];
  }
  for (const { frame } of lanes) if (frame.count > 0) return frame.packet[0];
  return -1;
}
