// What memory counts: lines by who moved them, hits and misses, and address space that never overlaps.
import { describe, expect, it } from 'vitest';
import { Bench } from './bench-for-test.ts';
import { linesOf } from './memory.ts';

describe('memory', () => {
  it('knows how many lines a frame takes without its FCS', () => {
    const sizes = [64, 68, 69, 128, 256, 512, 1024, 1280, 1518, 9216];
    expect(sizes.map(linesOf)).toEqual([1, 1, 2, 2, 4, 8, 16, 20, 24, 144]);
  });

  it('with DDIO off: DMA goes to memory and makes cached copies stale', () => {
    const { memory, fabric } = new Bench();
    const { tally } = fabric;
    expect(memory.read(100, 3)).toBe(3);
    expect(memory.read(100, 3)).toBe(0);
    expect(memory.dmaWrite(101, 2)).toBe(0);
    expect(memory.read(100, 3)).toBe(2);
    expect([tally.dramWrites, tally.dramReads, tally.readHits, tally.readMisses, tally.llcMisses]).toEqual([
      2, 5, 4, 5, 5,
    ]);
    expect([tally.ddioUpdates, tally.ddioAllocations]).toEqual([0, 0]);
  });

  it('with DDIO on: DMA allocates, then updates, and cores find the lines', () => {
    const { memory, fabric } = new Bench({ ddio: true });
    const { tally } = fabric;
    expect(memory.dmaWrite(100, 4)).toBe(0);
    expect(memory.dmaWrite(102, 4)).toBe(2);
    expect(memory.read(100, 6)).toBe(0);
    expect([tally.ddioUpdates, tally.ddioAllocations, tally.dramWrites, tally.dramReads]).toEqual([
      2, 6, 0, 0,
    ]);
    expect([tally.readHits, tally.readMisses]).toEqual([6, 0]);
  });

  it('counts each dirty line that is pushed out as one write', () => {
    const { memory, fabric } = new Bench({ ddio: true, llcBytes: 64 * 16 });
    // one set: two ways for DMA
    memory.dmaWrite(1, 12);
    expect([fabric.tally.ddioAllocations, fabric.tally.dramWrites]).toEqual([12, 10]);
    memory.write(100, 14);
    expect(fabric.tally.dramWrites).toBe(10);
    memory.read(200, 1);
    expect(fabric.tally.dramWrites).toBe(11);
    memory.write(300, 1);
    expect(fabric.tally.dramWrites).toBeGreaterThanOrEqual(11);
  });

  it('serves the device from the cache where it can', () => {
    const { memory, fabric } = new Bench();
    memory.write(10, 3);
    expect(memory.dmaRead(10, 5)).toBe(3);
    expect(memory.dmaRead(10, 5)).toBe(3);
    expect([fabric.tally.txLinesCached, fabric.tally.txLinesRead, fabric.tally.dramReads]).toEqual([
      6, 10, 4,
    ]);
  });

  it('reserves stretches that do not overlap and begin at 2 MiB boundaries', () => {
    const { memory } = new Bench();
    let end = 0;
    for (const lines of [1, 32768, 40_000, 7]) {
      const first = memory.reserve(lines);
      expect(first).toBeGreaterThanOrEqual(end);
      if (end > 0) expect(first % 32768).toBe(0);
      end = first + lines;
    }
  });
});
