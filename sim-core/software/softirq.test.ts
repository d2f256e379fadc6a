// Soft interrupts in real lanes: weight, budget in packets and in time, the thread that takes over, sharing between queues.
import { describe, expect, it } from 'vitest';
import { type Draft, frames, LaneBench } from '../paths/lane-for-test.ts';
import { K } from '../trace/kinds.ts';

/** A host that drops `count` packets which all come at once: one interrupt, one long poll. */
function host(count: number, costs: Record<string, number>, batch: number): LaneBench {
  const bench = new LaneBench(
    'trap',
    { machine: { cores: 1 }, workload: { kind: 'drop-host' }, features: { vswitch: 'none', batch }, costs },
    frames(count, 10, 0),
  );
  bench.run(5000);
  expect(bench.tally.delivered).toBe(count);
  return bench;
}

describe('soft interrupt', () => {
  it('polls until the queue is empty, a call for every weight of packets, one interrupt for all', () => {
    const bench = host(200, {}, 64);
    expect(bench.tally.interrupts).toBe(1);
    expect(bench.of(K.napiPolled)).toHaveLength(4);
    expect(bench.of(K.napiSqueezed)).toEqual([]);
    expect(bench.of(K.napiCompleted).map(({ arg }) => arg)).toEqual([200]);
    expect(bench.of(K.interruptUnmasked)[0].t).toBe(bench.of(K.napiCompleted)[0].t);
    expect(bench.tally.contextSwitches).toBe(0);
  });

  it('hands over to its thread when the budget of packets is spent', () => {
    const bench = host(200, { 'napi.budget': 50 }, 8);
    expect(bench.of(K.napiSqueezed).map(({ arg }) => arg)).toEqual([50]);
    // seven calls up to the squeeze, which cuts the last one short, and nineteen in the thread
    expect(bench.of(K.napiPolled)).toHaveLength(7 + 19);
    expect(bench.of(K.napiCompleted).map(({ arg }) => arg)).toEqual([200]);
    const [switched] = bench.of(K.contextSwitched);
    expect(switched.t).toBe(bench.of(K.napiSqueezed)[0].t);
    expect(bench.of(K.contextSwitched)).toHaveLength(1);
  });

  it('hands over when its time is spent', () => {
    const bench = host(200, { 'napi.budgetTime': 6000 }, 64);
    const [squeezed] = bench.of(K.napiSqueezed);
    const began = bench.of(K.napiPolled)[0].t;
    const perPacket = (squeezed.t - began) / squeezed.arg;
    expect(squeezed.t - began).toBeGreaterThanOrEqual(6_000_000);
    expect(squeezed.t - began).toBeLessThan(6_000_000 + 1.5 * perPacket);
  });

  it('never loses a packet between the last poll and the unmasking', () => {
    for (let gap = 40; gap < 60; gap++) {
      const bench = new LaneBench(
        'trap',
        { machine: { cores: 1 }, workload: { kind: 'drop-host' }, features: { vswitch: 'none', itr_us: 0 } },
        frames(300, 10, gap / 100),
      );
      bench.run(5000);
      expect(bench.tally.delivered, `${gap}`).toBe(300);
    }
  });

  it('lets two queues on one core take turns of one weight', () => {
    const list = [...frames(40, 10, 0, { vm: 1 }), ...frames(40, 10, 0, { vm: 2 })];
    const bench = new LaneBench(
      'vmdq',
      { traffic: { vms: 2 }, machine: { cores: 3 }, features: { affinity: 'dedicated', batch: 4 } },
      list,
    );
    bench.run(10_000);
    expect(bench.tally.delivered).toBe(80);
    const host = bench.of(K.skbBuilt).filter(({ core }) => core === 2);
    expect(host).toHaveLength(80);
    const runs: number[] = [];
    host.forEach(({ queue }, i) => {
      if (i > 0 && host[i - 1].queue === queue) runs[runs.length - 1]++;
      else runs.push(1);
    });
    // once both are on the list no queue has more than its weight at a time, until one of them is empty
    const first = host.findIndex(({ queue }) => queue === 1);
    const middle = host.slice(first, first + 64);
    const seen = [0, 1].map((q) => middle.filter(({ queue }) => queue === q).length);
    expect(Math.abs(seen[0] - seen[1])).toBeLessThanOrEqual(4);
    expect(Math.max(...runs.slice(1, -1))).toBe(4);
  });

  it('inside a guest shares with the application by turns', () => {
    const draft: Draft = {
      machine: { cores: 1 },
      traffic: { vms: 1 },
      costs: { 'kern.turn': 10, 'napi.budget': 10, 'kern.socket': 1000 },
    };
    const bench = new LaneBench('sriov', draft, frames(100, 10, 0));
    bench.run(20_000);
    expect(bench.tally.delivered).toBe(100);
    const done = [...bench.of(K.stackReceived), ...bench.of(K.applicationFinished)].sort((a, b) => a.t - b.t);
    const runs: [string, number][] = [];
    for (const { kind } of done) {
      const name = kind === K.stackReceived ? 'poll' : 'application';
      if (runs.length > 0 && runs[runs.length - 1][0] === name) runs[runs.length - 1][1]++;
      else runs.push([name, 1]);
    }
    // ten in soft interrupt, then the poll's thread comes first: neither has had a turn; then ten each
    expect(runs[0]).toEqual(['poll', 20]);
    expect(runs[runs.length - 1]).toEqual(['application', 20]);
    for (const [, n] of runs.slice(1, -1)) expect(n).toBe(10);
    expect(runs).toHaveLength(18);
  });
});
