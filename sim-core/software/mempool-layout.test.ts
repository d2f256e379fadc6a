// The worked sizes of the reference (H30): padding only where objects would start on the same channels again and again.
import { describe, expect, it } from 'vitest';
import { channelOf, objectLines } from './mempool-layout.ts';

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
});
