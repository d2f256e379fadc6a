// What must emerge: the ladder of costs, line rate at its end, no loss at low load, livelock without NAPI, the stolen core.
import { describe, expect, it } from 'vitest';
import { Simulation } from '../paths/simulation.ts';
import type { LaneReport } from '../report/types.ts';
import { completeScenario } from '../scenario/index.ts';
import { LaneBench } from '../paths/lane-for-test.ts';
import { CTX, EXIT_REASON, K } from '../trace/kinds.ts';

function lanesOf(input: object): LaneReport[] {
  const simulation = new Simulation(completeScenario(input).scenario);
  while (!simulation.advance(1e6));
  return simulation.report().lanes;
}

describe('the default scenario', () => {
  const lanes = lanesOf({});

  it('costs less with every step of the ladder', () => {
    expect(lanes.map(({ name }) => name)).toEqual(['trap', 'vmdq', 'sriov', 'ddio', 'dpdk']);
    const totals = lanes.map(({ cycles_per_packet }) => cycles_per_packet.total ?? NaN);
    for (let i = 1; i < totals.length; i++) expect(totals[i]).toBeLessThan(totals[i - 1]);
    expect(totals[0]).toBeGreaterThan(2000);
    expect(lanes[4].budget_used).toBeLessThan(1);
    expect(lanes[4].at_full_bursts?.cycles_per_packet).toBeLessThan(201.6);
    for (const { budget_used } of lanes.slice(0, 4)) expect(budget_used).toBeGreaterThan(2);
  });

  it('is kept up with by the last lane only', () => {
    const offered = lanes[4].rate_pps.offered ?? NaN;
    expect(offered).toBeCloseTo(1e12 / 67_200, -3);
    expect((lanes[4].rate_pps.delivered ?? 0) / offered).toBeGreaterThan(0.95);
    expect(lanes[0].rate_pps.delivered).toBeLessThan(2_500_000);
    for (const { packets } of lanes.slice(0, 4))
      expect(packets.dropped).toBeGreaterThan(packets.delivered / 2);
  });

  it('gives each step what the lecture says it gives', () => {
    const [trap, vmdq, sriov, ddio, dpdk] = lanes.map(
      ({ cycles_per_packet }) => cycles_per_packet.by_category,
    );
    expect(trap.classify).toBeGreaterThan(0);
    expect(vmdq.classify).toBe(0);
    expect(vmdq.copy).toBeGreaterThan(0);
    expect(sriov.copy).toBe(0);
    expect(sriov.vm_exit).toBe(0);
    expect(sriov.dram).toBeGreaterThan(200);
    expect(ddio.dram).toBeLessThan((sriov.dram ?? 0) / 10);
    expect([dpdk.interrupt, dpdk.syscall, dpdk.kernel_stack, dpdk.context_switch]).toEqual([0, 0, 0, 0]);
    expect(lanes.map(({ per_second }) => (per_second.copies ?? 0) > 0)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('at 30 thousand packets a second', () => {
  it.each(['constant', 'poisson'])('nobody drops a packet (%s)', (kind) => {
    for (const lane of lanesOf({ stop: { packets: 6000 }, traffic: { kind, load: 30_000 * 67.2e-9 } })) {
      expect(lane.packets.dropped, lane.name).toBe(0);
      expect(lane.packets.in_flight, lane.name).toBeLessThan(30);
    }
  });
});

describe('overload', () => {
  const delivered = (notify: string, load: number): number => {
    const [lane] = lanesOf({
      stop: { packets: 40_000 },
      machine: { cores: 1 },
      traffic: { load, vms: 1 },
      workload: { kind: 'forward-host' },
      lanes: [{ preset: 'trap', features: { notify, vswitch: 'none' } }],
    });
    return lane.rate_pps.delivered ?? 0;
  };

  it('collapses delivery when each packet is taken at interrupt priority, and not with NAPI', () => {
    const loads = [0.05, 0.1, 0.3, 1];
    const interrupt = loads.map((load) => delivered('interrupt', load));
    const napi = loads.map((load) => delivered('napi', load));
    expect(Math.max(...interrupt)).toBeGreaterThan(500_000);
    expect(interrupt[3]).toBeLessThan(Math.max(...interrupt) / 10);
    expect(napi[3]).toBeGreaterThan(Math.max(...napi) * 0.9);
  });

  it('loses at the backlog what interrupts took in, and at the NIC what NAPI never touched', () => {
    const drops = (notify: string): LaneReport['packets'] =>
      lanesOf({
        stop: { packets: 40_000 },
        machine: { cores: 1 },
        traffic: { load: 0.2, vms: 1 },
        workload: { kind: 'drop-host' },
        lanes: [{ preset: 'trap', features: { notify, vswitch: 'none' } }],
      })[0].packets;
    const napi = drops('napi');
    expect(napi.dropped_by.backlog_full).toBe(0);
    const interrupt = drops('interrupt');
    expect(interrupt.delivered + interrupt.dropped + interrupt.in_flight).toBe(interrupt.offered);
    expect(interrupt.dropped_by.backlog_full).toBeGreaterThan(interrupt.offered / 2);
  });
});

describe('the lecture’s baseline', () => {
  it('a packet for VM 2 interrupts VM 1, the hypervisor finds out whose it is, 2 runs, 1 waits and is robbed', () => {
    const bench = new LaneBench('trap', { traffic: { vms: 3 } }, [{ us: 100, vm: 2 }]);
    bench.run(1000);
    const [delivered] = bench.of(K.packetDelivered);
    expect(delivered).toMatchObject({ packet: 0, vm: 2 });
    const exit = bench.of(K.vmExited).find(({ arg }) => arg === EXIT_REASON.externalInterrupt);
    expect(exit).toMatchObject({ core: 0, vm: 1, context: CTX.hypervisor });
    const [decided] = bench.of(K.switchDecided);
    expect(decided).toMatchObject({ packet: 0, vm: 2, core: 0 });
    const scheduled = bench.of(K.vmScheduled);
    expect(scheduled.map(({ vm }) => vm)).toEqual([2, 1]);
    expect(bench.of(K.vmPreempted).map(({ vm }) => vm)).toContain(2);
    const times = [exit?.t ?? NaN, decided.t, scheduled[0].t, delivered.t, scheduled[1].t];
    for (let i = 1; i < times.length; i++) expect(times[i]).toBeGreaterThan(times[i - 1]);
    // from the exit to its return VM 1 computed nothing, and all of it was for a stranger's packet
    const [displaced] = bench.of(K.vmDisplaced);
    expect(displaced).toMatchObject({ vm: 1, core: 0, t: exit?.t });
    const busyPs = bench.lane.parts.cores[0].busyPs;
    expect(Math.abs(displaced.arg * 1000 - busyPs)).toBeLessThanOrEqual(500);
    expect(displaced.dur).toBeGreaterThanOrEqual(busyPs);
    const { stolenPs } = bench.lane.figures();
    expect(stolenPs[1]).toBe(busyPs);
    expect([stolenPs[2], stolenPs[3]]).toEqual([0, 0]);
  });

  it('a packet for VM 1 itself robs nobody', () => {
    const bench = new LaneBench('trap', { traffic: { vms: 3 } }, [{ us: 100, vm: 1 }]);
    bench.run(1000);
    expect(bench.of(K.packetDelivered)).toHaveLength(1);
    expect(bench.lane.figures().stolenPs).toEqual([0, 0, 0, 0]);
    expect(bench.of(K.vmDisplaced)).toEqual([]);
  });

  it('with a core for each VM a packet for VM 2 leaves VM 1 alone', () => {
    const bench = new LaneBench('vmdq', { traffic: { vms: 3 } }, [{ us: 100, vm: 2 }]);
    bench.run(1000);
    expect(bench.of(K.packetDelivered)).toHaveLength(1);
    expect(bench.lane.parts.cores.map(({ busyPs }) => busyPs > 0)).toEqual([false, true, false, false]);
    expect(bench.lane.figures().stolenPs).toEqual([0, 0, 0, 0]);
  });

  it('one vector for all queues lets core 0 work for strangers, and only their share is stolen from VM 1', () => {
    const stolenFor = (vms: number[]): number => {
      const draft = { traffic: { vms: 3 }, features: { msix: false } };
      const bench = new LaneBench(
        'vmdq',
        draft,
        vms.map((vm) => ({ us: 100, vm })),
      );
      bench.run(1000);
      expect(bench.of(K.packetDelivered)).toHaveLength(vms.length);
      const stolen = bench.lane.figures().stolenPs[1];
      const ofHost = bench.recorder.list.filter(
        ({ core, context }) => core === 0 && context === CTX.hypervisor,
      );
      return stolen / ofHost.reduce((sum, { dur }) => sum + dur, 0);
    };
    expect(stolenFor([1])).toBe(0);
    // the switch's part of each packet, and vhost's of VM 1's own
    expect(stolenFor([1, 2, 2])).toBeGreaterThan(0.3);
    expect(stolenFor([1, 2, 2])).toBeLessThan(0.7);
  });

  it('a posted interrupt for a VM that is not on its core wakes nobody: it waits for that VM’s turn', () => {
    const bench = new LaneBench('sriov', { machine: { cores: 1 }, traffic: { vms: 2 } }, [
      { us: 100, vm: 2 },
    ]);
    bench.run(2999);
    expect(bench.of(K.interruptPosted)).toHaveLength(1);
    expect(bench.of(K.packetDelivered)).toEqual([]);
    bench.run(3100);
    const [delivered] = bench.of(K.packetDelivered);
    expect(delivered.t).toBeGreaterThan(3_000_000_000);
    expect(bench.of(K.turnStarted).find(({ vm }) => vm === 2)?.t).toBe(3_000_000_000);
    expect(bench.of(K.vmExited)).toEqual([]);
  });

  it('an injected interrupt for such a VM wakes it at once', () => {
    const bench = new LaneBench(
      'sriov',
      { machine: { cores: 1 }, traffic: { vms: 2 }, features: { delivery: 'exit' } },
      [{ us: 100, vm: 2 }],
    );
    bench.run(200);
    expect(bench.of(K.packetDelivered)).toHaveLength(1);
    expect(bench.of(K.vmScheduled).map(({ vm }) => vm)).toEqual([2, 1]);
  });
});
