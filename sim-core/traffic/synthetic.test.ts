// Synthetic arrivals: never faster than the line, stopped where they should be, drawn by the weights given.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreSnapshot, takeSnapshot } from '../engine/snapshot.ts';
import type { Traffic } from '../scenario/types.ts';
import { createArrivalBlock, createArrivals, trafficBudget } from './arrivals.ts';
import { arrivalsOf, scenarioWith } from './traffic-for-test.ts';
import { lastBitOffsetPs, wireTimePs } from './wire.ts';

const anyTraffic: fc.Arbitrary<Partial<Traffic>> = fc.record({
  kind: fc.constantFrom('line-rate', 'constant', 'poisson', 'on-off', 'imix'),
  link_gbps: fc.constantFrom(1, 2, 5, 10, 20, 25, 40, 50, 100, 200, 400),
  frame_bytes: fc.oneof(
    fc.integer({ min: 64, max: 9216 }),
    fc.array(fc.tuple(fc.integer({ min: 64, max: 9216 }), fc.double({ min: 0.01, max: 100, noNaN: true })), {
      minLength: 1,
      maxLength: 5,
    }),
  ),
  load: fc.double({ min: 0.001, max: 1, noNaN: true }),
  burst_packets: fc.integer({ min: 1, max: 65_536 }),
  flows: fc.integer({ min: 1, max: 2000 }),
  vms: fc.integer({ min: 1, max: 64 }),
  flow_skew: fc.double({ min: 0, max: 10, noNaN: true }),
  vm_skew: fc.double({ min: 0, max: 10, noNaN: true }),
  priority_share: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('H8: never faster than the line', () => {
  it('holds for every kind, with whole picoseconds and everything in range', () => {
    fc.assert(
      fc.property(anyTraffic, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (traffic, seed) => {
        const scenario = scenarioWith(traffic, { packets: 5000 }, seed);
        const { link_gbps, vms, flows } = scenario.traffic;
        const perVm = Math.max(1, Math.floor(flows / vms));
        const all = arrivalsOf(scenario);
        expect(all.length).toBe(5000);
        let before = -Infinity;
        for (const { ps, bytes, vm, flow, priority } of all) {
          if (!Number.isSafeInteger(ps) || ps - before < wireTimePs(bytes, link_gbps))
            expect.fail(`${ps} after ${before}`);
          if (vm >= vms || Math.floor(flow / perVm) !== vm || priority > 1)
            expect.fail(`${vm} ${flow} ${priority}`);
          before = ps;
        }
        expect(all[0].ps).toBe(lastBitOffsetPs(all[0].bytes, link_gbps));
      }),
      { numRuns: 120 },
    );
  });
});

describe('stop', () => {
  it('counts packets', () => {
    for (const packets of [1, 4095, 4096, 4097, 12_288]) {
      expect(arrivalsOf(scenarioWith({}, { packets })).length).toBe(packets);
    }
  });

  it('takes arrivals whose last bit is in by duration_ns, the limit included', () => {
    expect(arrivalsOf(scenarioWith({}, { duration_ns: 57.599 })).length).toBe(0);
    expect(arrivalsOf(scenarioWith({}, { duration_ns: 57.6 })).length).toBe(1);
    expect(arrivalsOf(scenarioWith({}, { duration_ns: 57.6 + 67.2 * 4096 })).length).toBe(4097);
    expect(arrivalsOf(scenarioWith({}, { duration_ns: 1e6 })).length).toBe(14_881);
  });

  it('stays ended', () => {
    for (const stop of [{ packets: 3 }, { duration_ns: 100 }]) {
      const source = createArrivals(scenarioWith({}, stop), null);
      const block = createArrivalBlock();
      source.next(block);
      for (let i = 0; i < 3; i++) {
        source.next(block);
        expect(block.count).toBe(0);
      }
    }
  });

  it('refuses runs longer than two hours', () => {
    for (const kind of ['line-rate', 'poisson', 'on-off'] as const) {
      expect(() => createArrivals(scenarioWith({ kind, load: 1e-9 }, { packets: 1_000_000 }), null)).toThrow(
        'traffic.load: the packets need more than 2 hours',
      );
    }
  });
});

/** Largest deviation of counts from shares, in standard deviations of a binomial. */
function worstSigma(counts: number[], shares: number[], n: number): number {
  return Math.max(
    ...counts.map((c, i) =>
      shares[i] > 0 ? Math.abs(c - n * shares[i]) / Math.sqrt(n * shares[i] * (1 - shares[i]) + 1e-9) : c,
    ),
  );
}

function zipfShares(size: number, skew: number): number[] {
  const weights = Array.from({ length: size }, (_, i) => (i + 1) ** -skew);
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}

describe('drawn properties', () => {
  const n = 200_000;

  it('imix is 7 : 4 : 1 of 64, 594 and 1518 B', () => {
    const all = arrivalsOf(scenarioWith({ kind: 'imix', frame_bytes: null }, { packets: n }));
    const counts = [64, 594, 1518].map((size) => all.filter(({ bytes }) => bytes === size).length);
    expect(counts[0] + counts[1] + counts[2]).toBe(n);
    expect(worstSigma(counts, [7 / 12, 4 / 12, 1 / 12], n)).toBeLessThan(4);
  });

  it('a list of sizes keeps its weights', () => {
    const list: [number, number][] = [
      [100, 0.5],
      [200, 0],
      [9216, 1.5],
    ];
    const all = arrivalsOf(scenarioWith({ frame_bytes: list }, { packets: n }));
    const counts = list.map(([size]) => all.filter(({ bytes }) => bytes === size).length);
    expect(counts[1]).toBe(0);
    expect(worstSigma(counts, [0.25, 0, 0.75], n)).toBeLessThan(4);
  });

  it('VMs are uniform or Zipf', () => {
    for (const vm_skew of [0, 0.5, 1, 2]) {
      const all = arrivalsOf(scenarioWith({ vms: 7, vm_skew }, { packets: n }));
      const counts = Array.from({ length: 7 }, (_, v) => all.filter(({ vm }) => vm === v).length);
      expect(worstSigma(counts, zipfShares(7, vm_skew), n)).toBeLessThan(4);
    }
  });

  it('flows are uniform or Zipf within their VM', () => {
    for (const flow_skew of [0, 0.9, 1.3]) {
      const counts = new Array<number>(100).fill(0);
      for (const { flow } of arrivalsOf(scenarioWith({ vms: 2, flows: 201, flow_skew }, { packets: n })))
        counts[flow % 100]++;
      expect(worstSigma(counts, zipfShares(100, flow_skew), n)).toBeLessThan(4.5);
    }
  });

  it('a VM has at least one flow', () => {
    for (const { vm, flow } of arrivalsOf(scenarioWith({ vms: 64, flows: 3 }))) expect(flow).toBe(vm);
  });

  it('priority is a share', () => {
    for (const priority_share of [0, 0.1, 1]) {
      const marked = arrivalsOf(scenarioWith({ priority_share }, { packets: n })).filter(
        ({ priority }) => priority === 1,
      );
      expect(worstSigma([marked.length], [priority_share], n)).toBeLessThan(4);
    }
  });
});

describe('named streams', () => {
  const base: Partial<Traffic> = {
    kind: 'poisson',
    load: 0.5,
    frame_bytes: [
      [64, 1],
      [128, 1],
    ],
    priority_share: 0.5,
  };
  const columns = (change: Partial<Traffic>) => {
    const all = arrivalsOf(scenarioWith({ ...base, ...change }));
    return {
      ps: all.map((a) => a.ps),
      bytes: all.map((a) => a.bytes),
      vm: all.map((a) => a.vm),
      flow: all.map((a) => a.flow),
      priority: all.map((a) => a.priority),
    };
  };
  const before = columns({});

  it('a change of one property leaves the others', () => {
    const cases: [Partial<Traffic>, (keyof typeof before)[]][] = [
      [{ kind: 'on-off' }, ['ps']],
      [{ vm_skew: 1 }, ['vm', 'flow']],
      [{ flow_skew: 1 }, ['flow']],
      [{ flows: 6 }, ['flow']],
      [{ priority_share: 0.25 }, ['priority']],
    ];
    for (const [change, moved] of cases) {
      const after = columns(change);
      for (const key of Object.keys(before) as (keyof typeof before)[]) {
        if (moved.includes(key)) expect(after[key], key).not.toEqual(before[key]);
        else expect(after[key], key).toEqual(before[key]);
      }
    }
  });

  it('another seed gives other packets, the same seed the same', () => {
    const run = (seed: number) => arrivalsOf(scenarioWith(base, { packets: 500 }, seed));
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });
});

describe('snapshot', () => {
  it('takes the traffic back to a block, whatever the kind', () => {
    for (const kind of ['line-rate', 'poisson', 'on-off', 'imix'] as const) {
      const source = createArrivals(
        scenarioWith({ kind, load: 0.6, flow_skew: 1, priority_share: 0.3 }),
        null,
      );
      const block = createArrivalBlock();
      source.next(block);
      const kept = takeSnapshot(source);
      expect(kept.bytes).toBeLessThan(4096);
      const rest = () => {
        const ps: number[] = [];
        for (source.next(block); block.count > 0; source.next(block))
          ps.push(...block.lastBitPs.slice(0, block.count), ...block.flow);
        return ps;
      };
      const once = rest();
      restoreSnapshot(kept);
      expect(rest()).toEqual(once);
    }
  });
});

describe('budget', () => {
  it('does not depend on load', () => {
    expect(trafficBudget(scenarioWith({ load: 0.1 }), null)).toEqual({ ns: 67.2, cycles: 201.6 });
    expect(trafficBudget(scenarioWith({ kind: 'imix', frame_bytes: null }), null).ns).toBe(
      (4582 * 800) / 12_000,
    );
  });
});

describe('speed', () => {
  it('makes a million arrivals in well under a second', () => {
    for (const traffic of [
      {},
      { kind: 'poisson', load: 0.9 },
      { flows: 1_000_000, flow_skew: 0.9 },
    ] as Partial<Traffic>[]) {
      const source = createArrivals(scenarioWith(traffic, { packets: 1_000_000 }), null);
      const block = createArrivalBlock();
      const begin = process.cpuUsage().user;
      for (source.next(block); block.count > 0; source.next(block));
      expect((process.cpuUsage().user - begin) / 1000).toBeLessThan(600);
    }
  });
});
