// The rule table against a map: what it finds, what it deletes and when, and that a million rules change neither.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../engine/random.ts';
import { FlowTable, whoOf } from './flow-table.ts';
import { switchSettings } from './settings-for-test.ts';

const IDLE_NS = 100_000;
const PERIOD_NS = 7000;
const EXPIRING = { 'ovs.idleExpiry': IDLE_NS, 'ovs.revalidate': PERIOD_NS, 'ovs.masks': 5 };

interface ModelRule {
  rule: number;
  installed: boolean;
  usedPs: number;
}

describe('rules per flow', () => {
  it('are found, installed, used and deleted like entries of a map', () => {
    const random = new RandomStream(3, 'rules');
    const table = new FlowTable(switchSettings(true, EXPIRING));
    const { widthPs } = table.wheel;
    const model = new Map<number, ModelRule>();
    let now = 0;
    let expired = 0;
    for (let step = 0; step < 30_000; step++) {
      const flow = random.below(step % 3000 < 1500 ? 900 : 60);
      const own = model.get(flow);
      expect(table.find(3, flow)).toBe(own?.rule ?? -1);
      expect(table.lookup(3, flow)).toBe(own?.installed ? own.rule : -1);
      if (own === undefined) {
        model.set(flow, { rule: table.make(3, flow, now), installed: false, usedPs: now });
      } else if (!own.installed) {
        table.install(own.rule, now);
        own.installed = true;
        own.usedPs = now;
      } else {
        table.use(own.rule, now);
        own.usedPs = now;
      }
      const later = now + random.below(600_000);
      for (let sweep = Math.floor(now / widthPs) + 1; sweep * widthPs <= later; sweep++) {
        const gone = [...model].filter(
          ([, rule]) => rule.installed && rule.usedPs + IDLE_NS * 1000 <= sweep * widthPs,
        );
        for (const [key] of gone) model.delete(key);
        expired += gone.length;
        expect(table.sweep(sweep * widthPs)).toBe(gone.length);
      }
      now = later;
      expect(table.count).toBe(model.size);
      if (step === 20_000) {
        table.clear();
        model.clear();
      }
    }
    expect(expired).toBeGreaterThan(1000);
  });

  it('tell packets of other ports and other destinations apart', () => {
    const table = new FlowTable(switchSettings(true));
    const rule = table.make(whoOf(0, 1), 7, 0);
    expect(table.find(whoOf(0, 1), 7)).toBe(rule);
    expect([whoOf(0, 2), whoOf(1, 1), whoOf(1, 0)].map((who) => table.find(who, 7))).toEqual([-1, -1, -1]);
  });

  it('number a new rule as one that is gone, in another generation', () => {
    const table = new FlowTable(switchSettings(true, EXPIRING));
    const first = table.make(1, 1, 0);
    table.install(first, 0);
    const generation = table.generationOf(first);
    const { widthPs } = table.wheel;
    for (let t = widthPs; t <= 3 * IDLE_NS * 1000; t += widthPs) table.sweep(t);
    expect(table.count).toBe(0);
    expect(table.make(1, 2, 0)).toBe(first);
    expect(table.generationOf(first)).not.toBe(generation);
  });
});

describe('rules per VM', () => {
  it('cover every flow of the VM', () => {
    const table = new FlowTable(switchSettings(false));
    const rule = table.make(whoOf(0, 2), 5, 0);
    table.install(rule, 0);
    expect([0, 5, 999_999].map((flow) => table.lookup(whoOf(0, 2), flow))).toEqual([rule, rule, rule]);
    expect(table.lookup(whoOf(0, 3), 5)).toBe(-1);
  });
});

describe('a million rules', () => {
  it('make no lookup compare more than a handful, and take no more room when they come and go', () => {
    const table = new FlowTable(switchSettings(true, { 'ovs.maxFlows': 1_000_000 }));
    for (let flow = 0; flow < 1_000_000; flow++) table.install(table.make(1, flow, 0), 0);
    expect(table.full).toBe(true);
    expect(table.longestChain()).toBeLessThanOrEqual(12);
    expect(table.sweep(20 * table.wheel.widthPs)).toBe(1_000_000);
    expect(table.count).toBe(0);
    for (let flow = 0; flow < 1000; flow++) expect(table.make(2, flow, 0)).toBeLessThan(1_000_000);
  });
});
