// What must emerge from interrupts: fewer a second as load rises, the throttle's bargain, LLI, exits and posting.
import { describe, expect, it } from 'vitest';
import type { LaneReport } from '../report/types.ts';
import { laneRun, loadOf, neverFalls, neverRises, type Words } from './lane-run-for-test.ts';

const ALONE = { vms: 1 };
const mean = (lane: LaneReport): number => lane.latency_ns.mean ?? Number.NaN;
const interrupts = (lane: LaneReport): number => lane.per_second.interrupts ?? Number.NaN;
const total = (lane: LaneReport): number => lane.cycles_per_packet.total ?? Number.NaN;

describe('interrupts a second', () => {
  const at = (preset: string, pps: number, words: Words = {}): LaneReport =>
    laneRun(preset, { packets: 6000, traffic: { ...ALONE, load: loadOf(pps) }, ...words });

  it('fall when load rises: a loaded driver polls', () => {
    const rates = [100_000, 300_000, 1e6, 14e6].map((pps) =>
      interrupts(at('sriov', pps, { features: { itr_us: 0 } })),
    );
    expect(rates[1]).toBeGreaterThan(rates[0] * 2);
    expect(rates[3]).toBeLessThan(rates[1] / 100);
    // taken in for each interrupt: one packet when idle, thousands when not
    expect(rates[0]).toBeCloseTo(100_000, -4);
  });

  it('do not grow with packets a second: from 100 to a million, nowhere near ten thousand times (bank 2)', () => {
    const few = interrupts(at('trap', 100, { packets: 400 }));
    const many = interrupts(at('trap', 1e6));
    expect(few).toBeCloseTo(100, 0);
    expect(many / few).toBeLessThan(201);
  });

  it('are at most one for each throttle interval', () => {
    expect(interrupts(at('vmdq', 300_000))).toBeLessThanOrEqual(20_000);
    expect(interrupts(at('vmdq', 300_000))).toBeGreaterThan(15_000);
  });

  it('without a throttle do not make an overloaded lane faster, and answer sooner when it is idle (bank 3)', () => {
    const pps = (itr_us: number): number =>
      at('trap', 14.8e6, { packets: 40_000, features: { itr_us } }).rate_pps.delivered ?? Number.NaN;
    expect(Math.abs(pps(0) / pps(50) - 1)).toBeLessThan(0.05);
    const idle = (itr_us: number): number => mean(at('trap', 40_000, { features: { itr_us } }));
    expect(idle(0)).toBeLessThan(idle(50));
  });
});

describe('the throttle', () => {
  const gaps = [0, 10, 50, 200];
  const at = (itr_us: number, features: object = {}, traffic: object = {}): LaneReport =>
    laneRun('sriov', {
      traffic: { ...ALONE, load: loadOf(200_000), ...traffic },
      features: { itr_us, ...features },
    });

  it('trades latency for rate and cycles at light even load (S36)', () => {
    const lanes = gaps.map((gap) => at(gap));
    expect(neverRises(lanes.map(interrupts))).toBe(true);
    expect(neverRises(lanes.map(total))).toBe(true);
    expect(neverFalls(lanes.map(mean))).toBe(true);
    expect(interrupts(lanes[3])).toBeLessThan(interrupts(lanes[0]) / 10);
    expect(mean(lanes[3])).toBeGreaterThan(10 * mean(lanes[0]));
  });

  it('costs nothing where packets are further apart than it is long', () => {
    const alone = (gap: number): number => mean(at(gap, {}, { load: loadOf(2000) }));
    expect(alone(200)).toBe(alone(0));
  });

  it('spares whom the low-latency filter matches', () => {
    const share = { priority_share: 0.05 };
    const waiting = at(200, {}, share);
    const exempt = at(200, { lli: true }, share);
    expect(exempt.latency_ns.min ?? NaN).toBeLessThanOrEqual(waiting.latency_ns.min ?? NaN);
    expect(mean(exempt)).toBeLessThan(mean(waiting));
    expect(interrupts(exempt)).toBeGreaterThan(interrupts(waiting));
    const all = at(200, { lli: true }, { priority_share: 1 });
    expect(mean(all)).toBe(mean(at(0, { lli: true }, { priority_share: 1 })));
  });
});

describe('exits', () => {
  const exits = (features: object, preset = 'sriov'): { perInterrupt: number; lane: LaneReport } => {
    const lane = laneRun(preset, { traffic: { ...ALONE, load: loadOf(100_000) }, features });
    return { perInterrupt: (lane.per_second.vm_exits ?? NaN) / interrupts(lane), lane };
  };

  it('are gone with posted delivery, one or two an interrupt without (bank 6)', () => {
    const posted = exits({});
    expect(posted.lane.per_second.vm_exits).toBe(0);
    expect(posted.lane.cycles_per_packet.by_category.vm_exit).toBe(0);
    const injected = exits({ delivery: 'exit' });
    expect(injected.perInterrupt).toBeGreaterThan(0.99);
    expect(injected.perInterrupt).toBeLessThan(2.01);
    expect(total(injected.lane)).toBeGreaterThan(total(posted.lane));
  });

  it('are most with an emulated device: its registers (bank 27)', () => {
    const emulated = exits({ vnic: 'emulated' }, 'trap');
    const virtio = exits({}, 'trap');
    expect(emulated.lane.per_second.vm_exits ?? NaN).toBeGreaterThan(
      1.5 * (virtio.lane.per_second.vm_exits ?? NaN),
    );
  });

  it('of kicks vanish under load: the backend is at work and has switched them off (bank 30)', () => {
    const kicks = (pps: number): number => {
      const lane = laneRun('vmdq', {
        traffic: { ...ALONE, load: loadOf(pps) },
        workload: { kind: 'reply' },
        features: { affinity: 'dedicated', itr_us: 0, delivery: 'posted' },
      });
      return (lane.per_second.vm_exits ?? NaN) / (lane.rate_pps.delivered ?? NaN);
    };
    expect(kicks(20_000)).toBeGreaterThan(0.9);
    expect(kicks(10e6)).toBeLessThan(0.05);
  });
});

describe('whose core', () => {
  it('loses time: the interrupted VM’s, until vector or sorter goes elsewhere (bank 1)', () => {
    const stolen = (preset: string, features: object): number => {
      const lane = laneRun(preset, { traffic: { vms: 3, load: loadOf(50_000) }, features });
      return lane.stolen_ns.vm1 ?? NaN;
    };
    expect(stolen('trap', {})).toBeGreaterThan(0);
    expect(stolen('trap', { affinity: 'dedicated' })).toBe(0);
    expect(stolen('vmdq', {})).toBe(0);
  });

  it('sorting in the NIC gains little for one VM with a host core of its own, more with more VMs (bank 5)', () => {
    const gain = (vms: number): number => {
      const at = (preset: string): number =>
        laneRun(preset, {
          packets: 30_000,
          machine: { cores: 2 * vms + 2 },
          traffic: { vms, load: 0.4 },
          features: preset === 'trap' || vms === 1 ? { affinity: 'dedicated' } : {},
        }).rate_pps.delivered ?? NaN;
      return at('vmdq') / at('trap');
    };
    const one = gain(1);
    expect(one).toBeGreaterThanOrEqual(1);
    expect(one).toBeLessThan(1.15);
    expect(gain(8)).toBeGreaterThan(one * 1.5);
  });
});
