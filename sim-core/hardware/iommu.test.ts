// The IOTLB against a list kept in order of use.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { Bench } from './bench-for-test.ts';
import { Iommu } from './iommu.ts';

describe('IOMMU', () => {
  it.each([4096, 2 ** 21])('with pages of %s keeps the entries used last', (pageBytes) => {
    const { costs, fabric } = new Bench({ costs: { 'pcie.iotlbEntries': 8 } });
    const iommu = new Iommu(fabric.queue, pageBytes, costs, fabric.tally);
    const random = new RandomStream(1, 'pages');
    const recent: number[] = [];
    let misses = 0;
    for (let i = 0; i < 3000; i++) {
      const line = random.below(12) * (pageBytes / 64) + random.below(pageBytes / 64);
      const page = Math.floor((line * 64) / pageBytes);
      const at = recent.indexOf(page);
      if (at >= 0) recent.splice(at, 1);
      else misses++;
      recent.unshift(page);
      recent.length = Math.min(recent.length, 8);
      fabric.queue.nowPs = i * 1e9;
      expect(iommu.translate(line)).toBe(at >= 0 ? 0 : 330_000);
    }
    expect(fabric.tally.iotlbMisses).toBe(misses);
    expect(misses).toBeGreaterThan(500);
  });
});
