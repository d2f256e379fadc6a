// Pipelines of polling cores: laws over whole runs, order within a flow, which core does what, full rings.
import { describe, expect, it } from 'vitest';
import { complaints } from '../checks/properties.ts';
import { runKept } from '../checks/run-for-test.ts';
import { RandomStream } from '../engine/random.ts';
import type { Report } from '../report/types.ts';
import { completeScenario } from '../scenario/index.ts';
import { LaneCursor } from '../trace/cursor.ts';
import { K } from '../trace/kinds.ts';
import { PHASE, PHASES, queueKey } from '../trace/phases.ts';
import type { LaneStore } from '../trace/store.ts';
import { packetRecords, waterfall } from '../trace/waterfall.ts';
import { LaneBench } from './lane-for-test.ts';

function draft(features: object, more: Record<string, unknown> = {}) {
  const { stop = { packets: 4000 }, workload = { kind: 'forward-host' }, ...rest } = more;
  const machine = { cores: 8 };
  const lanes = [{ preset: 'dpdk', features: { pipeline: true, ...features } }];
  return { stop, machine, workload, lanes, ...rest };
}

function run(features: object, more?: Record<string, unknown>) {
  const { scenario } = completeScenario(draft(features, more));
  const kept = runKept(scenario);
  expect(complaints(scenario, kept)).toEqual([]);
  return { ...kept, lane: kept.report.lanes[0] };
}

const busy = ({ lanes }: Report) => lanes[0].cores.map((core) => core.busy);

describe('a pipeline', () => {
  it.each([2, 3, 4, 6])('of %i cores keeps every law, and each of its cores polls for ever', (cores) => {
    const { lane } = run({ poll_cores: cores });
    expect(lane.packets.delivered).toBeGreaterThan(0);
    lane.cores.forEach((core, i) => {
      expect(core.role).toBe(i < cores ? 'poll' : 'spare');
      if (i < cores) expect(core.busy + core.poll_idle).toBeCloseTo(1, 12);
    });
  });

  it('keeps every law whatever its features', () => {
    const random = new RandomStream(7, 'pipelines');
    const of = <T>(list: readonly T[]): T => list[random.below(list.length)];
    for (let i = 0; i < 40; i++) {
      const cores = 2 + random.below(5);
      const features = {
        poll_cores: cores,
        ring_mode: of(['sp', 'mp', 'rts', 'hts']),
        mempool: of(['current', 'classic']),
        batch: of([1, 4, 32, 128]),
        ring_size: of([64, 512]),
        vswitch: of(['none', 'ovs-dpdk']),
        free_unsent: of([true, true, false]),
        msix: of([true, false]),
        isolated: of([true, false]),
        tx_reclaim: of(['prompt', 'late']),
      };
      const workload = { kind: of(['forward-host', 'drop-host']), app_cycles: of([0, 100, 900]) };
      const traffic = { load: of([0.1, 0.6, 1]), flows: of([1, 7, 64]), frame_bytes: of([64, 1518, 4000]) };
      run(features, { seed: i, stop: { packets: 600 }, workload, traffic });
    }
  });

  it('gives the second of two cores the work and the transmission', () => {
    const bench = new LaneBench(
      'dpdk',
      {
        machine: { cores: 2 },
        workload: { kind: 'forward-host', app_cycles: 300 },
        features: { pipeline: true, poll_cores: 2 },
      },
      [{ us: 1 }, { us: 2, flow: 5 }],
    );
    bench.run(100);
    const cores = (kind: number) => new Set(bench.of(kind).map((record) => record.core));
    expect([cores(K.mbufReceived), cores(K.mbufHandedOn)]).toEqual([new Set([0]), new Set([0])]);
    expect([cores(K.mbufTakenOver), cores(K.applicationFinished), cores(K.mbufSent)]).toEqual(
      Array(3).fill(new Set([1])),
    );
    expect(bench.of(K.packetDelivered)).toHaveLength(2);
  });

  it('keeps a flow on one worker and its packets in order', () => {
    const frames = Array.from({ length: 300 }, (_, i) => ({ us: 1 + i * 0.1, flow: i % 13 }));
    const bench = new LaneBench(
      'dpdk',
      {
        machine: { cores: 6 },
        workload: { kind: 'forward-host', app_cycles: 200 },
        features: { pipeline: true, poll_cores: 6 },
      },
      frames,
    );
    bench.run(1000);
    const workers = new Map<number, Set<number>>();
    for (const { packet, core } of bench.of(K.applicationFinished)) {
      const flow = packet % 13;
      workers.set(flow, (workers.get(flow) ?? new Set()).add(core));
    }
    expect([...workers.values()].every((cores) => cores.size === 1)).toBe(true);
    expect(new Set([...workers.values()].flatMap((cores) => [...cores])).size).toBeGreaterThan(1);
    const last = new Map<number, number>();
    for (const { packet } of bench.of(K.packetDelivered)) {
      expect(packet).toBeGreaterThan(last.get(packet % 13) ?? -1);
      last.set(packet % 13, packet);
    }
    expect(bench.of(K.packetDelivered)).toHaveLength(300);
  });

  it('takes more than one core can, where the work is dear', () => {
    const workload = { kind: 'forward-host', app_cycles: 500 };
    const single = completeScenario(draft({ pipeline: false, poll_cores: 1 }, { workload })).scenario;
    const alone = runKept(single).report.lanes[0].rate_pps.delivered ?? 0;
    const shared = run({ poll_cores: 6 }, { workload }).lane.rate_pps.delivered ?? 0;
    expect(shared).toBeGreaterThan(2 * alone);
  });

  it('is as fast as its slowest stage; what finds a full ring is dropped there', () => {
    const workload = { kind: 'forward-host', app_cycles: 1500 };
    const { lane, report } = run({ poll_cores: 3, ring_size: 256 }, { workload });
    expect(lane.packets.dropped_by.tx_full).toBeGreaterThan(0);
    expect(busy(report)[1]).toBeCloseTo(1, 2);
    expect(busy(report)[2]).toBeLessThan(0.5);
  });

  it('costs two more ring passages than run to completion, less without swaps', () => {
    const traffic = { load: 0.3 };
    const total = (features: object) => run(features, { traffic }).lane.cycles_per_packet.total ?? 0;
    const single = completeScenario(draft({ pipeline: false }, { traffic })).scenario;
    const alone = runKept(single).report.lanes[0].cycles_per_packet.total ?? 0;
    const of = (mode: string) => total({ poll_cores: 3, ring_mode: mode });
    expect(of('sp')).toBeGreaterThan(alone);
    expect(of('mp')).toBeGreaterThan(of('sp'));
    expect(of('rts')).toBeGreaterThan(of('mp'));
  });

  it('sleeps between packets and polls in whole periods', () => {
    const bench = new LaneBench(
      'dpdk',
      {
        machine: { cores: 3 },
        workload: { kind: 'forward-host' },
        features: { pipeline: true, poll_cores: 3 },
      },
      [{ us: 10 }, { us: 20 }],
    );
    bench.run(50);
    const slept = bench.of(K.pollSlept);
    expect(new Set(slept.map((record) => record.core))).toEqual(new Set([0, 1, 2]));
    const period = bench.lane.parts.pollers.length > 0 ? slept[0].dur / slept[0].arg : 0;
    for (const { dur, arg } of slept) expect(dur / arg).toBeCloseTo(period, 6);
  });
});

describe('a packet between two cores', () => {
  const bench = (): { store: LaneStore; packet: number; fromPs: number; toPs: number } => {
    const { stores } = run(
      { poll_cores: 2 },
      { traffic: { load: 1 }, workload: { kind: 'forward-host', app_cycles: 900 } },
    );
    const [store] = stores;
    const { records } = store;
    let last = records.end - 1;
    while (records.kind(last) !== K.mbufTakenOver) last--;
    const packet = records.packet(last);
    const own = packetRecords(store, packet);
    const handed = own.find(({ kind }) => kind === K.mbufHandedOn)!;
    const after = own.find(({ tPs }) => tPs >= handed.tPs + handed.durPs)!;
    return { store, packet, fromPs: handed.tPs + handed.durPs, toPs: after.tPs };
  };

  it('is in the ring for the next core, in its place behind those before it', () => {
    const { store, packet, fromPs, toPs } = bench();
    const cursor = new LaneCursor(store);
    const state = cursor.seek((fromPs + toPs) / 2);
    const slot = state.slotOf(packet);
    expect(PHASES[state.phase[slot]]).toBe('handed');
    const key = queueKey(PHASE.handed, 0);
    expect(state.key[slot]).toBe(key);
    const place = state.ticket[slot] - state.left[key];
    let before = 0;
    for (let other = 0; other < state.count; other++) {
      if (state.key[other] === key && state.packet[other] < packet) before++;
    }
    expect(place).toBe(before);
    expect(before).toBeGreaterThan(100);
    const between = waterfall(cursor, packet, 3)?.segments.find((segment) => segment.fromPs === fromPs);
    expect(between).toMatchObject({ toPs, shape: 'wait', phase: 'handed' });
    expect(between?.why).toMatch(/^waited in the ring for the next core/);
  });
});
