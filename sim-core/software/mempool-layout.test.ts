// The worked sizes of the reference (H30): padding only where objects would start on the same channels again and again.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Costs } from '../costs/resolve.ts';
import { channelOf, objectLines, paddedStride } from './mempool-layout.ts';

describe('object size', () => {
  it.each([
    [128 + 128 + 2048, 4, 1, 37],
    [2304, 37, 1, 38],
    [1984, 2, 1, 33],
    [1984, 4, 1, 33],
    [1984, 8, 1, 33],
    [1984, 3, 2, 35],
    [1984, 6, 1, 35],
    [960, 4, 1, 17],
    [192, 4, 1, 5],
    [64, 4, 1, 3],
    [64, 6, 1, 5],
  ])('%i bytes on %i channels of %i ranks take %i lines', (bytes, channels, ranks, lines) => {
    expect(objectLines(bytes, channels, ranks)).toBe(lines);
  });

  it('is the distance of packet buffers, which changes only where starts would fall together', () => {
    expect([1, 2, 3, 4, 6, 8, 12].map((channels) => paddedStride(2368, channels))).toEqual(
      new Array(7).fill(2368),
    );
    expect([1, 2, 3, 4, 6].map((channels) => paddedStride(2048, channels) / 64)).toEqual([
      32, 33, 32, 33, 35,
    ]);
    expect(paddedStride(2000, 1)).toBe(2048);
  });

  it('counts a trailer', () => {
    expect(objectLines(2304, 1, 1, 1)).toBe(38);
  });

  it('makes starts visit every channel in turn', () => {
    for (const channels of [2, 3, 4, 6, 8]) {
      for (let bytes = 64; bytes <= 4096; bytes += 64) {
        const lines = objectLines(bytes, channels);
        const starts = Array.from({ length: channels }, (_, i) => channelOf(i, lines, channels));
        expect(new Set(starts).size).toBe(channels);
      }
    }
    // without padding, objects of 32 lines would all start on the first of four channels
    expect([0, 1, 2, 3].map((i) => channelOf(i, 32, 4))).toEqual([0, 0, 0, 0]);
  });

  it('H30: room for everything, every channel and rank in turn, and no line too many', () => {
    const count = (min: number, max: number) => fc.integer({ min, max });
    fc.assert(
      fc.property(
        count(1, 10_000),
        count(0, 200),
        count(1, 16),
        count(1, 4),
        (bytes, trailer, channels, ranks) => {
          const places = channels * ranks;
          const visited = (lines: number) =>
            new Set(Array.from({ length: places }, (_, i) => channelOf(i, lines, places))).size;
          const raw = 64 + bytes + trailer;
          const lines = objectLines(bytes, channels, ranks, trailer);
          expect(lines * 64).toBeGreaterThanOrEqual(raw);
          expect(visited(lines)).toBe(places);
          for (let fewer = lines - 1; fewer * 64 >= raw; fewer--) expect(visited(fewer)).toBeLessThan(places);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('of a packet buffer is the distance that the costs have', () => {
    expect(new Costs('server', {}).value('pmd.mbufStride')).toBe(64 * objectLines(128 + 128 + 2048, 4));
  });
});
