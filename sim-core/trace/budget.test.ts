// The gauge's figures against sums made by hand over all records, at many times.
import { expect, test } from 'vitest';
import type { TraceChunk } from './chunk.ts';
import { type BudgetOptions, lastPacketCosts, multipleSince, recentFigures, recentWindow } from './budget.ts';
import { CATEGORIES, K, KINDS, NO_CATEGORY } from './kinds.ts';
import { LaneStore } from './store.ts';
import { traceOf, writeLane } from './synthetic-for-test.ts';

const OPTIONS: BudgetOptions = { ghz: 3, budgetCycles: 201.6, openPs: 20_000_000 };
const chunks = traceOf((w) => writeLane(w, 6000));
const store = new LaneStore(0);
for (const c of chunks) store.append(c);

/** Picoseconds of work inside a window by category, record by record. */
function plainSums(of: TraceChunk[], from: number, to: number): number[] {
  const sums = CATEGORIES.map(() => 0);
  for (const { columns: c, count } of of) {
    for (let i = 0; i < count; i++) {
      const category = KINDS[c.kind[i]].category;
      if (category === NO_CATEGORY) continue;
      sums[category] += Math.max(0, Math.min(c.t[i] + c.dur[i], to) - Math.max(c.t[i], from));
    }
  }
  return sums;
}

test('figures equal plain sums, also where the window cuts records', () => {
  for (let t = 25_000_000; t < store.lastPs; t += 13_131_313) {
    const window = recentWindow(store, t, OPTIONS.openPs);
    const figures = recentFigures(store, t, OPTIONS);
    if (window === null || figures === null) throw new Error(`no figures at ${t}`);
    const sums = plainSums(chunks, window.fromPs, t);
    for (const [k, name] of CATEGORIES.entries()) {
      expect(figures.by_category[name]).toBe((sums[k] * 3) / 1000 / window.packets);
    }
    const total = sums.reduce((a, b) => a + b, 0);
    expect(figures.cycles_per_packet).toBe((total * 3) / 1000 / window.packets);
    expect(figures.cores_sharing).toBe(1);
    expect(figures.budget_used).toBeCloseTo(figures.cycles_per_packet! / 201.6, 12);
  }
});

test('the window holds the last 256 deliveries, or those since the opening, and nothing below 16', () => {
  const list = store.kindList(K.packetDelivered);
  const t = store.records.t(list.at(2000));
  expect(recentWindow(store, t, OPTIONS.openPs)?.packets).toBe(256);
  const deliveredAt = (fromPs: number, toPs: number): number => {
    let n = 0;
    for (let p = 0; p < list.end; p++) {
      const at = store.records.t(list.at(p));
      if (at > fromPs && at <= toPs) n++;
    }
    return n;
  };
  const soon = OPTIONS.openPs + 10_000_000;
  expect(recentWindow(store, soon, OPTIONS.openPs)).toEqual({
    fromPs: OPTIONS.openPs,
    packets: deliveredAt(OPTIONS.openPs, soon),
  });
  expect(recentWindow(store, OPTIONS.openPs + 1_000_000, OPTIONS.openPs)).toBeNull();
  expect(recentFigures(store, OPTIONS.openPs + 1_000_000, OPTIONS)).toBeNull();
  expect(recentWindow(store, 10_000_000, OPTIONS.openPs)?.fromPs).toBe(0);
});

test('the multiple since an opening is the busiest core’s work for each packet delivered since', () => {
  for (let t = 25_000_000; t < store.lastPs; t += 13_131_313) {
    const total = plainSums(chunks, OPTIONS.openPs, t).reduce((a, b) => a + b, 0);
    expect(multipleSince(store, OPTIONS.openPs, t, 500, OPTIONS)).toBeCloseTo(
      (total * 3) / 1000 / 500 / 201.6,
      9,
    );
  }
  expect(multipleSince(store, OPTIONS.openPs, 25_000_000, 0, OPTIONS)).toBeNull();
  expect(multipleSince(store, -2, 25_000_000, 500, OPTIONS)).toBeNull();
});

test('a packet alone costs what its own records say, and no later ones', () => {
  const costs = new Float64Array(10);
  expect(lastPacketCosts(store, store.lastPs, 3, costs)).toBe(10);
  for (const cycles of costs) expect(cycles).toBe(450);
  const first = store.records.t(store.kindList(K.packetDelivered).at(0));
  expect(lastPacketCosts(store, first, 3, costs)).toBe(1);
  expect(lastPacketCosts(store, first - 1, 3, costs)).toBe(0);
});
