// Marks and delays of a whole lane, from chunks alone: counts are kept when bins widen, late and slow packets are found.
import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES } from '../../sim-core/trace/chunk.ts';
import { K } from '../../sim-core/trace/kinds.ts';
import { TraceWriter } from '../../sim-core/trace/writer.ts';
import { LaneMarks, MARK_BINS, percentilePacket, slowestPacket } from './lane-marks.ts';

const PACKET_PS = 67_200;

/** A lane in which packet n takes (n % 5 + 1) × 20 ns of core 0, every tenth is dropped, every 25th raises an interrupt. */
function written(packets: number): LaneMarks {
  const marks = new LaneMarks(PACKET_PS);
  const writer = new TraceWriter(0, ({ buffer, count }) => {
    marks.take({ buffer, count });
    return new ArrayBuffer(CHUNK_BYTES);
  });
  for (let n = 0; n < packets; n++) {
    const t = n * 200_000;
    writer.record(K.packetArrived, t, 0, n, 64, 255, 1, 255, 0);
    if (n % 25 === 0) writer.record(K.interruptRaised, t, 0, -1, 0, 0, 255, 0, 0);
    if (n % 10 === 9) {
      writer.record(K.packetDropped, t, 0, n, 0, 255, 1, 0, 0);
      continue;
    }
    const work = ((n % 5) + 1) * 20_000;
    writer.record(K.mbufReceived, t, work, n, 0, 0, 1, 0, 5);
    writer.record(K.packetDelivered, t + work, 0, n, 64, 0, 1, 255, 0);
  }
  writer.flush();
  return marks;
}

const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0);

describe('marks', () => {
  test('are all counted, however long the run', () => {
    const marks = written(20_000);
    expect(marks.binPs * MARK_BINS).toBeGreaterThan(20_000 * 200_000);
    expect(sum(marks.counts('drops'))).toBe(2000);
    expect(sum(marks.counts('interrupts'))).toBe(800);
    expect(sum(marks.counts('exits'))).toBe(0);
    // 80 and 100 ns of work are more than a packet time; of those with 100 every second is dropped
    expect(sum(marks.counts('late'))).toBe(4000 + 2000);
    expect(marks.firstDrop).toEqual({ packet: 9, tPs: 9 * 200_000 });
    expect(marks.nextBinPs('interrupts', 1)).toBe(0);
    const next = marks.nextBinPs('drops', 100 * 200_000);
    expect(next).toBeLessThanOrEqual(109 * 200_000);
    expect(next + marks.binPs).toBeGreaterThan(109 * 200_000);
    expect(marks.nextBinPs('exits', 0)).toBe(-1);
  });

  test('delays, the slowest, the percentiles, the longest idle time', () => {
    const marks = written(1000);
    expect(marks.delays.count).toBe(900);
    expect(slowestPacket(marks.delays, 0)).toEqual({
      packet: 4,
      tPs: 4 * 200_000 + 100_000,
      delayPs: 100_000,
    });
    expect(slowestPacket(marks.delays, 50 * 200_000)?.packet).toBe(54);
    expect(percentilePacket(marks.delays, 0.5, 0)).toMatchObject({ packet: 2, delayPs: 60_000 });
    expect(percentilePacket(marks.delays, 0.5, 400 * 200_000)?.packet).toBe(402);
    expect(percentilePacket(marks.delays, 0.5, 1e12)).toBeNull();
    // after packet 5 (20 ns) nothing until the next, but packet 9 is dropped: from the end of 8 to the arrival of 10
    const { fromPs, toPs } = marks.longestIdle!;
    expect([fromPs, toPs]).toEqual([8 * 200_000 + 80_000, 10 * 200_000]);
  });
});
