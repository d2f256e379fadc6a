// Virtual functions side by side: fair transmit, queues that hold each other up or do not, interrupts posted or remapped.
import { describe, expect, it } from 'vitest';
import { CTX, DROP, EXIT_REASON, K } from '../trace/kinds.ts';
import { type Draft, type Frame, frames, LaneBench } from './lane-for-test.ts';

function lane(preset: string, list: readonly Frame[], draft: Draft = {}): LaneBench {
  return new LaneBench(
    preset,
    { traffic: { vms: 2 }, ...draft },
    [...list].sort((a, b) => a.us - b.us),
  );
}

describe('transmit of several VMs', () => {
  // 33 million packets a second for vm1 alone: more than the wire out takes
  const flood = frames(3000, 100, 0.03, { vm: 1 });
  const light = frames(60, 110, 1, { vm: 2 });

  /** The longest time from the doorbell's ring to the last bit for a packet of vm2, and how many of its are out. */
  function waitOf(preset: string, list: readonly Frame[], draft: Draft): { us: number; out: number } {
    const bench = lane(preset, list, {
      workload: { kind: 'forward-vm' },
      machine: { pcie_gbps: 252 },
      ...draft,
    });
    bench.run(20_000);
    const left = new Map<number, number>();
    for (const { packet, t, dur } of bench.of(K.mbufSent)) left.set(packet, t + dur);
    const sent = bench.of(K.packetSent).filter(({ vm }) => vm === 2);
    return {
      us: Math.max(...sent.map(({ packet, t }) => t - (left.get(packet) ?? 0))) / 1e6,
      out: sent.length,
    };
  }

  it('is round robin: a VM that floods its queue does not keep another one waiting', () => {
    const alone = waitOf('dpdk', light, {});
    const beside = waitOf('dpdk', [...flood, ...light], {});
    expect([alone.out, beside.out]).toEqual([60, 60]);
    // a thousand packets of vm1 stand in its ring, 67 µs of wire; vm2 waits for what the NIC has read ahead
    expect(beside.us).toBeLessThan(alone.us + 6);
  });

  it('takes turns in the host too where it sends for the VMs', () => {
    // both VMs and their vhost threads on one core: vm1's answers must not shut vm2's out
    const list = [...frames(2500, 100, 0.4, { vm: 1 }), ...frames(20, 150, 50, { vm: 2 })];
    const bench = lane('vmdq', list, { workload: { kind: 'reply' }, machine: { cores: 1 } });
    bench.run(60_000);
    const answered = bench.of(K.packetDelivered).filter(({ vm }) => vm === 2);
    expect(answered).toHaveLength(20);
    expect(bench.of(K.packetDropped).some(({ vm }) => vm === 1)).toBe(true);
  });
});

describe('a VM that is too slow', () => {
  const flood = frames(3000, 100, 0.1, { vm: 1 });
  const others = frames(40, 150, 5, { vm: 2 });

  /** Causes for which packets of `vm` were lost at the NIC. */
  function lostBy(vm: number, dropEnable: boolean): number[] {
    const bench = lane('sriov', [...flood, ...others], {
      features: { drop_enable: dropEnable },
      costs: { 'nic.fifo': 65_536 },
    });
    bench.run(30_000);
    return bench
      .of(K.packetDropped)
      .filter((r) => r.vm === vm && r.arg !== DROP.socketFull)
      .map(({ arg }) => arg);
  }

  it('without drop_enable fills the shared buffer, and others lose packets that had room in their own ring', () => {
    expect(new Set(lostBy(1, false))).toEqual(new Set([DROP.nicFifoFull]));
    const lost = lostBy(2, false);
    expect(lost.length).toBeGreaterThan(5);
    expect(new Set(lost)).toEqual(new Set([DROP.nicFifoFull]));
  });

  it('with drop_enable loses its own, and nobody else does', () => {
    expect(new Set(lostBy(1, true))).toEqual(new Set([DROP.nicNoDescriptor]));
    expect(lostBy(2, true)).toEqual([]);
  });
});

describe('interrupts of a virtual function', () => {
  const one = [{ us: 100, vm: 2 }];
  const exits = (bench: LaneBench): number[] => bench.of(K.vmExited).map(({ arg }) => arg);

  it('posted: the running VM takes it without an exit, the hypervisor does nothing', () => {
    const bench = lane('sriov', one);
    bench.run(1000);
    expect(bench.of(K.interruptPosted)).toMatchObject([{ vm: 2, core: 1, arg: 1 }]);
    expect(bench.of(K.interruptNotified)).toHaveLength(1);
    expect(exits(bench)).toEqual([]);
    expect(bench.recorder.list.filter(({ context }) => context === CTX.hypervisor)).toEqual([]);
  });

  it('remapped: exit, injection and an exit at its end, once for all packets of the interrupt', () => {
    const bench = lane('sriov', frames(20, 100, 0.067, { vm: 2 }), { features: { delivery: 'exit' } });
    bench.run(1000);
    expect(bench.of(K.packetDelivered)).toHaveLength(20);
    expect(bench.of(K.interruptPosted)).toEqual([]);
    expect(bench.of(K.interruptRaised)).toHaveLength(1);
    expect(bench.of(K.interruptInjected)).toMatchObject([{ vm: 2, core: 1, context: CTX.hypervisor }]);
    expect(exits(bench)).toEqual([EXIT_REASON.eoiInduced]);
    // the injection is an exit of its own kind
    expect(bench.tally.vmExits).toBe(2);
  });

  it('posted for a VM that is preempted: no notification, it finds it on its turn', () => {
    const bench = lane('sriov', one, { machine: { cores: 1 } });
    bench.run(4000);
    expect(bench.of(K.interruptPosted)).toMatchObject([{ vm: 2, arg: 0 }]);
    const [noted] = bench.of(K.interruptNotified);
    expect(noted.t).toBeGreaterThan(3_000_000_000);
    expect(exits(bench)).toEqual([]);
  });

  it('posted for a VM that has halted: it is woken at once, whoever had the core last', () => {
    const bench = lane(
      'sriov',
      [
        { us: 100, vm: 1 },
        { us: 300, vm: 2 },
      ],
      {
        machine: { cores: 1 },
        workload: { idle_guests: 'halt' },
      },
    );
    bench.run(1000);
    expect(bench.of(K.packetDelivered).map(({ vm }) => vm)).toEqual([1, 2]);
    const [, woken] = bench.of(K.vmScheduled);
    expect(woken).toMatchObject({ vm: 2 });
    expect(woken.t).toBeLessThan(310_000_000);
    expect(bench.of(K.interruptPosted).map(({ arg }) => arg)).toEqual([0, 0]);
    // each goes to sleep again by the exit of HLT, and by no other
    expect(exits(bench)).toEqual([EXIT_REASON.hlt, EXIT_REASON.hlt]);
  });
});
