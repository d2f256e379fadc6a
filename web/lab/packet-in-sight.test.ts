// Checks which packet is shown when none is named.
import { describe, expect, it } from 'vitest';
import type { LaneReader } from '../scene/readers.ts';
import { packetInSight } from './packet-in-sight.ts';

/** A lane whose cores work on these packets (−1: on none), with those under way in it. */
function lane(cores: readonly number[], underWay: readonly number[]): LaneReader {
  const frame = {
    coreCount: cores.length,
    corePacket: cores,
    count: underWay.length,
    packet: underWay,
  };
  return { frame } as unknown as LaneReader;
}

describe('the packet in sight', () => {
  const readers = [lane([-1, -1], [4]), lane([-1, 7], [6, 7]), lane([9], [9])];

  it('is the one that is followed, wherever it is', () => {
    expect(packetInSight(readers, 0)).toBe(0);
    expect(packetInSight(readers, 271, 2)).toBe(271);
  });

  it('else one that a core works on, in the lane on the screen before the others', () => {
    expect(packetInSight(readers)).toBe(7);
    expect(packetInSight(readers, -1, 2)).toBe(9);
    expect(packetInSight(readers, -1, 0)).toBe(7);
  });

  it('else any that is under way; none in an empty building', () => {
    const idle = [lane([-1], []), lane([-1], [3]), lane([-1], [5])];
    expect(packetInSight(idle, -1, 2)).toBe(5);
    expect(packetInSight(idle)).toBe(3);
    expect(packetInSight([lane([-1], [])])).toBe(-1);
  });
});
