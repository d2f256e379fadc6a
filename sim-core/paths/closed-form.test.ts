// One packet at a time through each preset: what was charged must be what the cost table adds up to, written out here.
import { describe, expect, it } from 'vitest';
import { Costs } from '../costs/resolve.ts';
import { CATEGORIES } from '../trace/kinds.ts';
import { type Frame, LaneBench } from './lane-for-test.ts';

const GHZ = 3;
const APP = 40;
/** Far apart: nothing of one packet meets anything of the next. */
const GAP_US = 500;

/** Cycles of a constant at this clock. */
function cycles(key: string): number {
  const { mc, ps } = new Costs('server', {}).cost(key);
  return mc / 1000 + (ps / 1000) * GHZ;
}

/** The part of the driver's published figure that was cache hits when it was measured, at 3 GHz. */
const CONTAINED = 1.25 * cycles('mem.l3');

/** Lone 64-byte packets, all for vm1, on a warm lane: cycles a packet by category. */
function measured(preset: string, draft: object = {}, bytes = 64): Record<string, number> {
  const warm = 1200;
  const n = 40;
  const frames: Frame[] = Array.from({ length: warm + n }, (_, i) => ({ us: 100 + i * GAP_US, bytes }));
  const bench = new LaneBench(
    preset,
    { machine: { ghz: GHZ, cores: 4 }, traffic: { vms: 1 }, workload: { app_cycles: APP }, ...draft },
    frames,
  );
  const { tally } = bench.lane.parts.fabric;
  bench.run(warm * GAP_US);
  bench.lane.checkpoint();
  const before = Array.from(tally.categoryPs);
  const delivered = tally.delivered;
  bench.run((warm + n) * GAP_US);
  bench.lane.checkpoint();
  expect(tally.delivered - delivered).toBe(n);
  const result: Record<string, number> = {};
  CATEGORIES.forEach((name, i) => {
    const value = ((tally.categoryPs[i] - before[i]) * GHZ) / 1000 / n;
    if (value > 0) result[name] = value;
  });
  return result;
}

function expectCycles(found: Record<string, number>, wanted: Record<string, number>): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  for (const [name, value] of Object.entries(wanted)) expect(found[name], name).toBeCloseTo(value, 1);
}

/** A guest's kernel with one packet: driver, protocols, system call, copy, application. */
const GUEST = {
  driver: cycles('kern.rxDrvSkb') - CONTAINED + cycles('kern.pollCall'),
  kernel_stack: cycles('kern.rxStack') + cycles('copy.64hot'),
  syscall: cycles('syscall'),
  application: APP,
};

describe('closed forms at one packet an interrupt', () => {
  it('trap: interrupt and exit, host driver, lookup, hop, switches, injection, end of interrupt, guest', () => {
    expectCycles(measured('trap'), {
      ...GUEST,
      driver: 2 * GUEST.driver,
      interrupt: 2 * cycles('irq.host'),
      vm_exit:
        cycles('vm.exitLight') +
        cycles('vm.cachePollution') +
        (cycles('vm.irqInject') - cycles('vm.exitLight')) +
        cycles('vm.eoiExit'),
      context_switch: 2 * cycles('ctxswitch'),
      classify: cycles('kern.bridgeLookup'),
      copy: cycles('vhost.hop'),
      dram: 2 * cycles('mem.dram'),
      cache: 2 * cycles('mem.l3'),
    });
  });

  it('vmdq: the same without the lookup', () => {
    const trap = measured('trap');
    const vmdq = measured('vmdq');
    expect(vmdq.classify).toBeUndefined();
    for (const [name, value] of Object.entries(trap)) {
      if (name !== 'classify') expect(vmdq[name], name).toBeCloseTo(value, 1);
    }
  });

  it('sriov: a posted interrupt and the guest with both lines from memory', () => {
    expectCycles(measured('sriov'), {
      ...GUEST,
      interrupt: cycles('vm.postedIrq') + cycles('irq.host'),
      dram: 2 * cycles('mem.dram'),
    });
  });

  it('ddio: the same with both lines from the cache', () => {
    expectCycles(measured('ddio'), {
      ...GUEST,
      interrupt: cycles('vm.postedIrq') + cycles('irq.host'),
      cache: 2 * cycles('mem.l3'),
    });
  });

  it('dpdk: half of a burst and of a packet’s two ways, the exposed share of two hits, the application', () => {
    expectCycles(measured('dpdk'), {
      driver: cycles('pmd.perBurst') / 2 + cycles('pmd.perPkt') / 2,
      cache: 2 * cycles('mem.l3') * 0.2,
      application: APP,
    });
  });

  it('sriov with exits: the host’s part and the guest’s end of interrupt instead of the posted notification', () => {
    const found = measured('sriov', { features: { delivery: 'exit' } });
    expectCycles(found, {
      ...GUEST,
      interrupt: cycles('irq.host'),
      vm_exit: cycles('vm.irqInject') + cycles('vm.eoiExit'),
      dram: 2 * cycles('mem.dram'),
    });
  });

  it('dpdk forwarding on the host: both directions of packet and burst', () => {
    const found = measured('dpdk', { workload: { kind: 'forward-host' } });
    expectCycles(found, {
      driver: cycles('pmd.perBurst') + cycles('pmd.perPkt'),
      cache: 2 * cycles('mem.l3') * 0.2,
    });
  });

  it('trap dropping on the host: interrupt, poll, driver and its two lines', () => {
    const found = measured('trap', { workload: { kind: 'drop-host' }, features: { vswitch: 'none' } });
    expectCycles(found, {
      interrupt: cycles('irq.host'),
      driver: cycles('kern.rxDrvSkb') - CONTAINED + cycles('kern.pollCall'),
      dram: 2 * cycles('mem.dram'),
    });
  });

  const further = 1514 - 64;
  const copied = {
    ...GUEST,
    kernel_stack: GUEST.kernel_stack + further * 0.05,
  };
  /** What a byte from the last-level cache, and from memory, costs on top of one from the core’s own. */
  const fromCache = 0.05 * GHZ - 0.05;
  const fromMemory = 0.167 * GHZ - 0.05;

  it('sriov with 1518 bytes: the guest copies them all from memory', () => {
    expectCycles(measured('sriov', {}, 1518), {
      ...copied,
      interrupt: cycles('vm.postedIrq') + cycles('irq.host'),
      dram: 2 * cycles('mem.dram') + further * fromMemory,
    });
  });

  it('ddio with 1518 bytes: from the cache', () => {
    expectCycles(measured('ddio', {}, 1518), {
      ...copied,
      interrupt: cycles('vm.postedIrq') + cycles('irq.host'),
      cache: 2 * cycles('mem.l3') + further * fromCache,
    });
  });

  it('vmdq with 1518 bytes: the host copies from memory, the guest from the cache what the host has just written', () => {
    const small = measured('vmdq');
    expectCycles(measured('vmdq', {}, 1518), {
      ...small,
      kernel_stack: copied.kernel_stack,
      copy: cycles('vhost.hop') + further * 0.167 * GHZ,
      cache: small.cache + further * fromCache,
    });
  });

  it('an application that touches the payload pays it once more, from its own caches', () => {
    const found = measured('ddio', { workload: { app_cycles: APP, touch: 'payload' } }, 1518);
    expect(found.application).toBeCloseTo(APP + further * 0.05, 1);
    const poll = measured('dpdk', { workload: { app_cycles: APP, touch: 'payload' } }, 1518);
    expect(poll.application).toBeCloseTo(APP, 1);
    expect(poll.cache).toBeCloseTo((2 + 23) * cycles('mem.l3') * 0.2, 1);
  });
});
