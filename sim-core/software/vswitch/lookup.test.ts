// Mask order, mask cache and exact-match cache: how many masks a lookup tries, and which flows find a place.
import { describe, expect, it } from 'vitest';
import { LOOKUP } from '../../trace/kinds.ts';
import { ExactMatchCache } from './exact-match-cache.ts';
import { FlowTable } from './flow-table.ts';
import { MaskCache } from './mask-cache.ts';
import { MaskOrder } from './mask-order.ts';
import { switchSettings } from './settings-for-test.ts';

/** A table with an installed rule for each of `flows` flows. */
function tableOf(flows: number, overrides: Record<string, number> = {}): FlowTable {
  const table = new FlowTable(switchSettings(true, overrides));
  for (let flow = 0; flow < flows; flow++) table.install(table.make(1, flow, 0), 0);
  return table;
}

describe('mask order', () => {
  it('is the order of first rules; who leaves is replaced by the last', () => {
    const order = new MaskOrder(6);
    for (const mask of [4, 1, 4, 5]) order.add(mask);
    const tries = (): number[] => [4, 1, 5].map((mask) => order.tryOf(mask));
    expect([order.count, ...tries()]).toEqual([3, 1, 2, 3]);
    order.remove(4);
    expect(tries()).toEqual([1, 2, 3]);
    order.remove(4);
    expect([order.count, ...tries()]).toEqual([2, 0, 2, 1]);
    order.clear();
    expect([order.count, ...tries()]).toEqual([0, 0, 0, 0]);
  });

  it('sorts by hits since the last sort, equal ones as they were', () => {
    const order = new MaskOrder(4);
    for (const mask of [0, 1, 2, 3]) order.add(mask);
    for (const mask of [2, 2, 3]) order.hit(mask);
    order.sort();
    expect([0, 1, 2, 3].map((mask) => order.tryOf(mask))).toEqual([3, 4, 1, 2]);
    order.hit(1);
    order.sort();
    expect([0, 1, 2, 3].map((mask) => order.tryOf(mask))).toEqual([4, 1, 2, 3]);
  });
});

describe('mask cache', () => {
  it('walks masks for a hash it does not know, and goes straight to the one it remembers', () => {
    const table = tableOf(200, { 'ovs.masks': 16 });
    const cache = new MaskCache(table);
    for (const flow of [3, 50, 120]) {
      const rule = table.lookup(1, flow);
      const place = table.masks.tryOf(table.maskOf(rule));
      expect(cache.lookup(1, flow, flow * 0x01010101 + 1)).toBe(rule);
      expect([cache.level, cache.tried]).toEqual([LOOKUP.mask, place]);
      expect(cache.lookup(1, flow, flow * 0x01010101 + 1)).toBe(rule);
      expect([cache.level, cache.tried]).toEqual([LOOKUP.maskCache, 1]);
    }
  });

  it('tries every mask for a packet without a rule', () => {
    const table = tableOf(200, { 'ovs.masks': 16 });
    const cache = new MaskCache(table);
    expect(cache.lookup(1, 777, 99)).toBe(-1);
    expect([cache.level, cache.tried]).toEqual([LOOKUP.none, 16]);
    expect(new MaskCache(new FlowTable(switchSettings(true))).lookup(1, 1, 1)).toBe(-1);
  });

  it('tries a remembered mask in vain, then the others', () => {
    const table = tableOf(300, { 'ovs.masks': 8 });
    const cache = new MaskCache(table);
    const byPlace = (place: number): number => {
      for (let flow = 0; ; flow++) {
        if (table.masks.tryOf(table.maskOf(table.lookup(1, flow))) === place) return flow;
      }
    };
    cache.lookup(1, byPlace(8), 5);
    cache.lookup(1, byPlace(3), 5);
    expect([cache.level, cache.tried]).toEqual([LOOKUP.mask, 4]);
    cache.lookup(1, byPlace(6), 5);
    expect(cache.tried).toBe(6);
  });
});

describe('exact-match cache', () => {
  /** Share of hits in a second round through `flows` flows, all of which were offered in the first. */
  function secondRound(flows: number, share: number): number {
    const table = tableOf(flows);
    const cache = new ExactMatchCache(table, 8192, share, 1, 'test');
    for (let round = 0; round < 2; round++) {
      cache.hits = 0;
      cache.misses = 0;
      for (let flow = 0; flow < flows; flow++) {
        const rule = cache.lookup(1, flow);
        if (rule >= 0) expect(rule).toBe(table.lookup(1, flow));
        else cache.offer(1, flow, table.lookup(1, flow));
      }
    }
    return cache.hits / flows;
  }

  it('holds what fits, and less and less of what does not', () => {
    const ratios = [10, 1000, 8192, 20_000, 100_000].map((flows) => secondRound(flows, 1));
    expect(ratios[0]).toBe(1);
    expect(ratios[1]).toBeGreaterThan(0.98);
    for (let i = 1; i < ratios.length; i++) expect(ratios[i]).toBeLessThan(ratios[i - 1]);
    expect(ratios[4]).toBeLessThan(8192 / 100_000);
  });

  it('takes a flow in by chance, at the rate it was given', () => {
    expect(secondRound(4000, 0)).toBe(0);
    expect(secondRound(4000, 0.25)).toBeGreaterThan(0.2);
    expect(secondRound(4000, 0.25)).toBeLessThan(0.3);
  });

  it('forgets flows whose rule is gone', () => {
    const table = tableOf(4);
    const cache = new ExactMatchCache(table, 8192, 1, 1, 'test');
    cache.offer(1, 2, table.lookup(1, 2));
    expect(cache.lookup(1, 2)).toBe(table.lookup(1, 2));
    table.clear();
    expect(cache.lookup(1, 2)).toBe(-1);
    table.install(table.make(1, 9, 0), 0);
    expect(cache.lookup(1, 2)).toBe(-1);
  });
});
