// Fewer virtual functions than VMs: who owns one and who is served by the host, at what cost, and who hurts whom.
import { describe, expect, it } from 'vitest';
import type { LaneReport } from '../report/types.ts';
import { completeScenario } from '../scenario/index.ts';
import { CTX, DROP, EXIT_REASON, K } from '../trace/kinds.ts';
import { type Draft, type Frame, frames, LaneBench } from './lane-for-test.ts';
import { Simulation } from './simulation.ts';

/** Four VMs on four cores. vm1 … vm(vfs−1) own a function, the others share the last. */
function lane(preset: string, vfs: number, list: readonly Frame[], draft: Draft = {}): LaneBench {
  const { features, ...rest } = draft;
  return new LaneBench(preset, { traffic: { vms: 4 }, ...rest, features: { vfs, ...features } }, list);
}

function kindsOf(bench: LaneBench, packet: number): number[] {
  return bench.recorder.list.filter((r) => r.packet === packet).map(({ kind }) => kind);
}

describe('a VM on the shared function', () => {
  it('is served by the host on the first of its VMs’ cores: interrupt, poll, bridge, tap, copy, virtio', () => {
    const bench = lane('sriov', 2, [{ us: 100, vm: 4 }]);
    bench.run(1000);
    expect(bench.of(K.packetClassified)[0]).toMatchObject({ packet: 0, vm: 4, queue: 1 });
    expect(bench.of(K.interruptRaised)).toMatchObject([{ queue: 1, core: 1 }]);
    expect(bench.of(K.switchDecided)).toMatchObject([{ packet: 0, vm: 4, core: 1, context: CTX.hypervisor }]);
    expect(bench.of(K.tapQueued)).toMatchObject([{ packet: 0, vm: 4, core: 1 }]);
    expect(bench.of(K.copyFinished)).toMatchObject([{ packet: 0, vm: 4, core: 1, arg: 60 }]);
    expect(bench.of(K.vringQueued)).toMatchObject([{ packet: 0, vm: 4 }]);
    expect(bench.of(K.stackReceived)).toMatchObject([
      { packet: 0, vm: 4, core: 3, context: CTX.guestKernel },
    ]);
    expect(bench.of(K.packetDelivered)).toMatchObject([{ packet: 0, vm: 4 }]);
    expect([bench.tally.copies, bench.tally.copiedBytes]).toEqual([1, 60]);
    expect(bench.lane.parts.roles).toEqual(['vm1', 'host+vm2', 'vm3', 'vm4']);
  });

  it('takes its virtio interrupt as the lane delivers interrupts: posted without an exit, else with exits', () => {
    const exits = (delivery: string): number => {
      const bench = lane('sriov', 2, [{ us: 100, vm: 4 }], { features: { delivery } });
      bench.run(1000);
      return bench.of(K.vmExited).filter(({ core }) => core === 3).length;
    };
    expect(exits('posted')).toBe(0);
    expect(exits('exit')).toBeGreaterThan(0);
  });

  it('costs the host what it costs in a lane that switches in software', () => {
    const costs = (bench: LaneBench): number[] => {
      bench.run(1000);
      return [K.switchDecided, K.copyFinished, K.skbBuilt].map((kind) =>
        bench.packet(kind, 0).reduce((sum, { dur }) => sum + dur, 0),
      );
    };
    const shared = costs(lane('sriov', 1, [{ us: 100, vm: 3 }]));
    expect(shared).toEqual(costs(lane('trap', 63, [{ us: 100, vm: 3 }])));
    expect(Math.min(...shared)).toBeGreaterThan(0);
  });

  it('is polled by its guest and by nobody else where the stack is in user space', () => {
    const bench = lane('dpdk', 2, [{ us: 100, vm: 4 }]);
    bench.run(1000);
    expect(kindsOf(bench, 0)).toEqual(
      expect.arrayContaining([
        K.skbBuilt,
        K.switchDecided,
        K.copyFinished,
        K.mbufReceived,
        K.packetDelivered,
      ]),
    );
    expect(bench.of(K.napiPolled).map(({ core, context }) => [core, context])).toEqual([[1, CTX.hypervisor]]);
    expect(bench.of(K.interruptRaised)).toHaveLength(1);
    expect([...bench.of(K.interruptInjected), ...bench.of(K.interruptNotified)]).toEqual([]);
    expect(bench.of(K.mbufReceived)).toMatchObject([{ core: 3, vm: 4 }]);
    const [received] = bench.of(K.burstReceived);
    // the poll finds it on its first round after the copy
    const [queued] = bench.of(K.vringQueued);
    expect(received.t - queued.t).toBeLessThan(100_000);
    // vm2 polls on the core where the host works, and is the only one that the host interrupts
    expect(new Set(bench.of(K.vmExited).map(({ vm }) => vm))).toEqual(new Set([2]));
  });

  it('with a poll-mode driver kicks the host once a burst, and only if it sleeps', () => {
    const bench = lane('dpdk', 1, frames(8, 100, 0, { vm: 3 }), {
      workload: { kind: 'forward-vm', app_cycles: 20_000 },
    });
    bench.run(2000);
    expect(bench.tally.delivered).toBe(8);
    expect(bench.tally.copies).toBe(16);
    const kicks = bench.of(K.vmExited).filter(({ arg }) => arg === EXIT_REASON.ioInstruction);
    expect(kicks.length).toBeGreaterThan(0);
    expect(kicks.length).toBeLessThanOrEqual(bench.of(K.burstSent).length);
    expect(bench.of(K.burstSent).length).toBeLessThan(8);
  });

  it('does not wait for a neighbour that polls for ever: the host has its turns on that core', () => {
    // one core for all, on which vm1 owns a function and never runs dry
    const flood = frames(4000, 50, 0.07, { vm: 1 });
    const list = [...flood, { us: 1e4, vm: 2 }].sort((a, b) => a.us - b.us);
    const early = flood.findIndex(({ us }) => us > 60);
    list.splice(early, 0, { us: flood[early].us, vm: 2 });
    const bench = lane('dpdk', 2, list, {
      machine: { cores: 1 },
      workload: { app_cycles: 250 },
      features: { ring_size: 4096 },
    });
    bench.run(400);
    const copied = bench.of(K.copyFinished);
    expect(copied).toHaveLength(1);
    // three hundred packets of at most a tenth of a microsecond each
    expect(copied[0].t - bench.of(K.tapQueued)[0].t).toBeLessThan(60_000_000);
  });
});

describe('a VM that owns a function', () => {
  it.each(['sriov', 'dpdk'])('meets no host in lane %s', (preset) => {
    const bench = lane(preset, 3, [
      { us: 100, vm: 1 },
      { us: 200, vm: 2 },
    ]);
    bench.run(1000);
    expect(bench.of(K.packetDelivered)).toHaveLength(2);
    expect(bench.of(K.packetClassified).map(({ queue }) => queue)).toEqual([0, 1]);
    for (const kind of [K.switchDecided, K.copyFinished, K.tapQueued, K.vmExited])
      expect(bench.of(kind)).toEqual([]);
    expect(bench.tally.copies).toBe(0);
  });
});

describe('from VM to VM', () => {
  const draft: Draft = { workload: { kind: 'vm-to-vm' } };

  it.each(['sriov', 'dpdk'])('goes function to function inside the NIC where one owns one (%s)', (preset) => {
    // vm1 owns, vm2 to vm4 share
    for (const [vm, queues] of [
      [1, [0, 1]],
      [4, [1, 0]],
    ] as const) {
      const bench = lane(preset, 2, [{ us: 100, vm }], draft);
      bench.run(4000);
      expect(bench.of(K.packetClassified).map(({ queue }) => queue)).toEqual(queues);
      expect(bench.of(K.dmaRead)).toHaveLength(2);
      expect(bench.of(K.packetSent)).toHaveLength(1);
      expect(bench.tally.delivered).toBe(1);
      // into the shared one's VM and out of it again
      expect(bench.tally.copies).toBe(2);
    }
  });

  it.each(['sriov', 'dpdk'])('is handed over by the bridge between two that share (%s)', (preset) => {
    const bench = lane(preset, 2, [{ us: 100, vm: 2 }], draft);
    bench.run(4000);
    expect(bench.of(K.packetClassified)).toHaveLength(1);
    expect(bench.of(K.dmaRead)).toHaveLength(1);
    expect(bench.of(K.tapQueued).map(({ vm }) => vm)).toEqual([2, 3]);
    expect(bench.of(K.switchDecided)).toHaveLength(3);
    expect(bench.tally.copies).toBe(4);
    expect(bench.tally.delivered).toBe(1);
  });
});

describe('a frame for everybody', () => {
  it.each([
    ['sriov', {}],
    ['dpdk', {}],
    ['sriov', { vnic: 'vhost-net', vswitch: 'bridge', copy: 'cpu' }],
    ['dpdk', { vnic: 'vhost-user', vswitch: 'ovs-dpdk', copy: 'cpu' }],
  ])('reaches every VM once, and the shared function once (%s %j)', (preset, features) => {
    const bench = lane(preset, 2, [{ us: 100, vm: 254 }], { features });
    bench.run(4000);
    expect(bench.of(K.packetClassified)).toHaveLength(2);
    const replicas = bench.of(K.packetReplicated);
    expect(replicas.map(({ vm, arg }) => [vm, arg])).toEqual([1, 2, 3, 4].map((vm) => [vm, 0]));
    expect(bench.tally.replicated).toBe(4);
    const ends = bench.of(K.packetDelivered).map(({ vm }) => vm);
    expect(ends.sort()).toEqual([1, 2, 254, 3, 4].sort());
    expect(bench.tally.delivered).toBe(1);
  });
});

function lanesOf(input: object): LaneReport[] {
  const simulation = new Simulation(completeScenario(input).scenario);
  while (!simulation.advance(1e6));
  return simulation.report().lanes;
}

describe('VMs on the shared function', () => {
  const steady = frames(150, 100, 10, { vm: 2 });
  const owner = frames(150, 100, 10, { vm: 1 });
  const flood = frames(3500, 100, 0.3, { vm: 3 });

  /** Packets of vm1 and vm2 delivered, and how vm2's were lost. */
  function deliveredOf(list: readonly Frame[]): { owner: number; steady: number; lost: number[] } {
    const sorted = [...list].sort((a, b) => a.us - b.us);
    const bench = lane('sriov', 2, sorted);
    bench.run(30_000);
    const of = (kind: number, vm: number) => bench.of(kind).filter((r) => r.vm === vm);
    return {
      owner: of(K.packetDelivered, 1).length,
      steady: of(K.packetDelivered, 2).length,
      lost: of(K.packetDropped, 2).map(({ arg }) => arg),
    };
  }

  it('hurt each other by their one ring, and leave the owner of a function alone', () => {
    expect(deliveredOf([...owner, ...steady])).toEqual({ owner: 150, steady: 150, lost: [] });
    const hurt = deliveredOf([...owner, ...steady, ...flood]);
    expect(hurt.owner).toBe(150);
    expect(hurt.steady).toBeLessThan(120);
    expect(new Set(hurt.lost)).toEqual(new Set([DROP.nicNoDescriptor]));
  });

  it('never gain by another VM beyond the functions (S43)', () => {
    // each VM is offered the same whatever their number: load grows with them
    const perVm = (preset: string, vms: number): number => {
      const [report] = lanesOf({
        stop: { duration_ns: 4e6 },
        warmup: { duration_ns: 1e6 },
        traffic: { vms, load: 0.03 * vms, flows: 64 },
        lanes: [{ preset, features: { vfs: 2 } }],
      });
      return (report.rate_pps.delivered ?? 0) / (report.rate_pps.offered ?? 1);
    };
    for (const preset of ['sriov', 'dpdk']) {
      const shares = [2, 3, 4, 6, 8].map((vms) => perVm(preset, vms));
      expect(shares[0], preset).toBeGreaterThan(0.98);
      for (let i = 1; i < shares.length; i++) expect(shares[i], preset).toBeLessThan(shares[i - 1] + 0.01);
      expect(shares[4], preset).toBeLessThan(0.9);
    }
  });

  it('are warned of', () => {
    const { warnings } = completeScenario({
      traffic: { vms: 3 },
      lanes: [{ preset: 'sriov', features: { vfs: 2 } }],
    });
    expect(JSON.stringify(warnings)).toContain('vm2 to vm3 share the last one');
  });
});
