// Changes whose effect is known without knowing the result: everything slower by k, VMs renamed, an idle gap, a faster clock.
import { describe, expect, it } from 'vitest';
import { REFERENCE_GHZ } from '../costs/resolve.ts';
import { COSTS } from '../costs/table.ts';
import { type Draft, type Frame, LaneBench } from '../paths/lane-for-test.ts';
import type { LaneReport } from '../report/types.ts';
import { DROP_CAUSES, K, KINDS } from '../trace/kinds.ts';
import { laneRun } from './lane-run-for-test.ts';

/** Where each packet of a lane ended, and how long it took, picoseconds; dropped ones with their cause. */
function ends(preset: string, draft: Draft, list: readonly Frame[], untilUs = 50_000): string[] {
  const bench = new LaneBench(preset, draft, list);
  bench.run(untilUs);
  const out = list.map(() => 'under way');
  for (const { packet, t } of bench.of(K.packetDelivered)) {
    out[packet] = `${t - Math.round(list[packet].us * 1e6)} ps`;
  }
  for (const { packet, arg } of bench.of(K.packetDropped)) out[packet] = DROP_CAUSES[arg];
  return out;
}

/** Frames for VM 1 to `vms` in no regular order, `gapNs` apart in the mean. */
function mixed(count: number, vms: number, gapNs: number): Frame[] {
  let us = 20;
  return Array.from({ length: count }, (_, i) => {
    us += (gapNs * (1 + ((i * 7) % 5))) / 3000;
    return { us: Math.round(us * 1000) / 1000, vm: 1 + (((i * 7) >> 1) % vms), flow: i % 11 };
  });
}

/** Every cost `k` times its size. What a driver's published cycles contain of cache hits is taken out as it was measured. */
function slower(k: number): Record<string, number> {
  const timed = COSTS.filter(({ unit }) => ['cyc', 'ns', 'cyc/B', 'ns/B'].includes(unit));
  const costs = Object.fromEntries(timed.map(({ key, value }) => [key, value * k]));
  const hits = 1.25 * costs['mem.l3'] * REFERENCE_GHZ;
  costs['kern.rxDrvSkb'] -= ((k - 1) / k) * hits;
  return costs;
}

describe('everything k times slower', () => {
  const at = (preset: string, k: number, load: number, features: object): LaneReport =>
    laneRun(preset, {
      packets: 3000,
      machine: { ghz: 1, pcie_gbps: 64 / k },
      traffic: { vms: 1, kind: 'constant', link_gbps: 20 / k, load },
      workload: { app_cycles: 50 * k },
      costs: slower(k),
      features,
    });

  it.each([
    ['trap', 0.003],
    ['vmdq', 0.004],
    ['sriov', 0.01],
    ['ddio', 0.015],
    ['dpdk', 0.02],
    ['dpdk', 0.9],
  ])('is k times longer under way, and nothing else: %s at load %d', (preset, load) => {
    const throttled = preset !== 'dpdk';
    const one = at(preset, 1, load, throttled ? { itr_us: 20 } : {});
    const two = at(preset, 2, load, throttled ? { itr_us: 40 } : {});
    expect(two.packets).toEqual(one.packets);
    for (const figure of ['min', 'mean', 'max'] as const) {
      expect((two.latency_ns[figure] ?? NaN) / (one.latency_ns[figure] ?? NaN)).toBeCloseTo(2, 4);
    }
    expect((two.cycles_per_packet.total ?? NaN) / (one.cycles_per_packet.total ?? NaN)).toBeCloseTo(2, 4);
    expect((one.rate_pps.delivered ?? NaN) / (two.rate_pps.delivered ?? NaN)).toBeCloseTo(2, 4);
  });
});

describe('VMs with each other’s names', () => {
  const names = [0, 3, 1, 4, 2];
  it.each(['vmdq', 'sriov', 'dpdk'])('have each other’s results: %s', (preset) => {
    const draft = { traffic: { vms: 4 }, machine: { cores: 6 }, features: { placement: 'dram' } };
    const list = [...mixed(600, 4, 3000), ...mixed(600, 4, 250).map((f) => ({ ...f, us: f.us + 3000 }))];
    const renamed = list.map((frame) => ({ ...frame, vm: names[frame.vm ?? 0] }));
    const results = ends(preset, draft, list);
    expect(results).not.toContain('under way');
    expect(ends(preset, draft, renamed)).toEqual(results);
  });
});

describe('an idle gap', () => {
  it.each(['vmdq', 'sriov'])(
    'parts a run: what comes after it goes as if the rest had not been: %s',
    (preset) => {
      // a thousandth of a cycle is a picosecond: no remainder is carried over the gap
      const draft = {
        machine: { ghz: 1 },
        traffic: { vms: 1 },
        features: { placement: 'dram', guest_page: '1g', host_page: '1g' },
      };
      const warm = mixed(640, 1, 900);
      const later = (frames: Frame[], us: number): Frame[] => frames.map((f) => ({ ...f, us: f.us + us }));
      const [first, second] = [mixed(320, 1, 300), mixed(256, 1, 9000)];
      const both = ends(preset, draft, [...warm, ...later(first, 6000), ...later(second, 12_000)]);
      const alone = (frames: Frame[]): string[] =>
        ends(preset, draft, [...warm, ...later(frames, 6000)]).slice(640);
      expect(both.slice(640)).toEqual([...alone(first), ...alone(second)]);
      expect(new Set(both).size).toBeGreaterThan(20);
    },
  );
});

describe('a clock twice as fast', () => {
  it.each(['trap', 'sriov', 'dpdk'])(
    'halves what cores compute and leaves what they and others wait for: %s',
    (preset) => {
      const at = (ghz: number): Map<string, number> => {
        const bench = new LaneBench(preset, { machine: { ghz }, features: { placement: 'dram' } }, [
          { us: 500 },
        ]);
        bench.run(2000);
        const sums = new Map<string, number>();
        for (const { kind, dur, t } of bench.recorder.list) {
          if (t < 500e6 || kind === K.pollSlept || kind === K.vmDisplaced) continue;
          sums.set(KINDS[kind].name, (sums.get(KINDS[kind].name) ?? 0) + dur);
        }
        return sums;
      };
      const [slow, fast] = [at(1), at(2)];
      const same: string[] = [];
      for (const [kind, ps] of slow) {
        const ratio = (fast.get(kind) ?? NaN) / ps;
        if (ps === 0) continue;
        if (Math.abs(ratio - 1) < 1e-6) same.push(kind);
        else expect(ratio, kind).toBeCloseTo(0.5, 3);
      }
      expect(same.every((kind) => /^(dma|cache)\./.test(kind))).toBe(true);
      expect(same.length).toBeGreaterThan(1);
    },
  );
});
