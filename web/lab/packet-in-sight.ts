// Which packet to show when somebody asks for one without naming it.
import type { LaneReader } from '../scene/readers.ts';

/** A packet that is under way in the first lane that works on one. */
export function packetInSight(readers: readonly LaneReader[]): number {
  for (const reader of readers) {
    const { frame } = reader;
    for (let core = 0; core < frame.coreCount; core++)
      if (frame.corePacket[core] >= 0) return frame.corePacket[core];
  }
  for (const { frame } of readers) if (frame.count > 0) return frame.packet[0];
  return -1;
}
