// Evenly spaced arrivals at twice what each preset can take: cycles a packet as the formulas of mechanics §11 say, with the
// packets per interrupt, poll, turn and burst that the run itself counts.
import { describe, expect, it } from 'vitest';
import { Costs } from '../costs/resolve.ts';
import { completeScenario } from '../scenario/index.ts';
import { CATEGORIES, CONTINUED, CTX, K } from '../trace/kinds.ts';
import { Simulation } from './simulation.ts';

const GHZ = 3;
const APP = 40;
const PACKETS = 24_000;
const WARM = 16_000;
const WITHIN = 0.02;
const HOST = CTX.hypervisor;
const GUEST = CTX.guestKernel;

const costs = new Costs('server', {});

/** Cycles of a constant at this clock. */
function cycles(key: string): number {
  const { mc, ps } = costs.cost(key);
  return mc / 1000 + (ps / 1000) * GHZ;
}

/** What a run counts, each for one packet delivered: 1 ÷ n for what n packets share. */
interface Counts {
  /** Records of a kind in a context. */
  of(kind: number, context: number): number;
  switches: number;
  bursts: number;
  found: Record<string, number>;
  offered: number;
}

interface Setting {
  batch: number;
  bytes: number;
}

/** Runs a preset with one VM at a load, and reads what is inside the window. */
function run(preset: string, { batch, bytes }: Setting, load: number): Counts & { pps: number } {
  const { scenario } = completeScenario({
    stop: { packets: PACKETS },
    warmup: { packets: WARM },
    machine: { ghz: GHZ, cores: 4, pcie_gbps: 1000 },
    traffic: { link_gbps: 400, frame_bytes: bytes, vms: 1, load },
    workload: { app_cycles: APP },
    lanes: [{ preset, features: { batch } }],
  });
  const simulation = new Simulation(scenario);
  const [lane] = simulation.lanes;
  const counted = new Map<number, number>();
  lane.parts.fabric.trace = {
    record(kind, _t, dur, _packet, _arg, _core, _vm, _queue, context) {
      if (!lane.opened || dur === 0 || (context & CONTINUED) !== 0) return;
      const key = kind * 8 + context;
      counted.set(key, (counted.get(key) ?? 0) + 1);
    },
  };
  while (!simulation.advance(1e6));
  const report = simulation.report().lanes[0];
  const open = lane.openFigures;
  const close = lane.figures();
  const delivered = close.delivered - open.delivered;
  const found: Record<string, number> = {};
  CATEGORIES.forEach((name) => {
    found[name] = report.cycles_per_packet.by_category[name] ?? 0;
  });
  const bursts = close.cores.reduce((sum, core, i) => sum + core.bursts - open.cores[i].bursts, 0);
  return {
    of: (kind, context) => (counted.get(kind * 8 + context) ?? 0) / delivered,
    switches: (close.counts.contextSwitches - open.counts.contextSwitches) / delivered,
    bursts: bursts / delivered,
    found,
    offered: (close.arrived - open.arrived) / delivered,
    pps: report.rate_pps.delivered ?? 0,
  };
}

/** The run at twice the rate that the preset delivers when it is offered `plentyPps`. */
function overloaded(preset: string, setting: Setting, plentyPps: number): Counts {
  const linePps = 400e9 / ((setting.bytes + 20) * 8);
  const { pps } = run(preset, setting, plentyPps / linePps);
  const found = run(preset, setting, (2 * pps) / linePps);
  expect(found.offered, 'offered for each delivered').toBeGreaterThan(1.8);
  return found;
}

/** Lines of a packet's first read: its own, and its share of a descriptor line, four to a line. */
const LINES = 1.25;
const SKB = cycles('kern.rxDrvSkb') - 1.25 * cycles('mem.l3');
const further = (bytes: number): number => Math.max(0, bytes - 4 - 64);

function compare({ found }: Counts, wanted: Record<string, number>): void {
  const sum = (of: Record<string, number>): number => Object.values(of).reduce((a, b) => a + b, 0);
  const total = sum(found);
  expect(Math.abs(sum(wanted) / total - 1), `total ${total}, formula ${sum(wanted)}`).toBeLessThan(WITHIN);
  for (const name of CATEGORIES) {
    const [is, formula] = [found[name], wanted[name] ?? 0];
    expect(Math.abs(is - formula), `${name}: ${is}, formula ${formula}`).toBeLessThan(
      Math.max(WITHIN * formula, 0.005 * total),
    );
  }
}

/** A guest's kernel, whoever brought the packet; what its driver takes and the socket drops is paid for up to there. */
function guest(c: Counts, bytes: number): Record<string, number> {
  const taken = c.of(K.skbBuilt, GUEST);
  return {
    driver: taken * SKB + c.of(K.napiPolled, GUEST) * cycles('kern.pollCall'),
    kernel_stack: taken * cycles('kern.rxStack') + cycles('copy.64hot') + further(bytes) * 0.05,
    syscall: cycles('syscall'),
    application: APP,
  };
}

/** What a byte costs on top of one from the core's own caches. */
const FROM_CACHE = 0.05 * GHZ - 0.05;
const FROM_MEMORY = 0.167 * GHZ - 0.05;

/** trap and vmdq: the host takes more than it delivers, what is over is dropped at the tap. */
function hosted(c: Counts, { bytes }: Setting, lookup: number): Record<string, number> {
  const taken = c.of(K.skbBuilt, HOST);
  const inside = guest(c, bytes);
  const interrupts = c.of(K.interruptHandled, HOST);
  const injections = c.of(K.interruptHandled, GUEST);
  const exits = c.of(K.vmExited, HOST) - injections;
  return {
    ...inside,
    interrupt: (interrupts + injections) * cycles('irq.host'),
    vm_exit:
      exits * (cycles('vm.exitLight') + cycles('vm.cachePollution')) +
      injections * (cycles('vm.irqInject') - cycles('vm.exitLight') + cycles('vm.eoiExit')),
    context_switch: c.switches * cycles('ctxswitch'),
    driver: inside.driver + taken * SKB + c.of(K.napiPolled, HOST) * cycles('kern.pollCall'),
    classify: taken * lookup,
    copy: c.of(K.copyFinished, HOST) * (cycles('vhost.hop') + further(bytes) * 0.167 * GHZ),
    dram: taken * LINES * cycles('mem.dram'),
    cache: c.of(K.skbBuilt, GUEST) * LINES * cycles('mem.l3') + further(bytes) * FROM_CACHE,
  };
}

/** sriov and ddio: the NIC's write is the only one, the guest reads from where it went. */
function direct(c: Counts, { bytes }: Setting, cached: boolean): Record<string, number> {
  const lines = c.of(K.skbBuilt, GUEST) * LINES;
  return {
    ...guest(c, bytes),
    interrupt: c.of(K.interruptHandled, GUEST) * (cycles('vm.postedIrq') + cycles('irq.host')),
    dram: cached ? 0 : lines * cycles('mem.dram') + further(bytes) * FROM_MEMORY,
    cache: cached ? lines * cycles('mem.l3') + further(bytes) * FROM_CACHE : 0,
  };
}

describe.each([64, 1518])('kernels at twice capacity, %s bytes', (bytes) => {
  it.each([16, 64])('trap, polls of %s', (batch) => {
    const c = overloaded('trap', { batch, bytes }, 4e6);
    compare(c, hosted(c, { batch, bytes }, cycles('kern.bridgeLookup')));
  });

  it.each([16, 64])('vmdq, polls of %s', (batch) => {
    const c = overloaded('vmdq', { batch, bytes }, 4e6);
    compare(c, hosted(c, { batch, bytes }, 0));
  });

  it.each([16, 64])('sriov, polls of %s', (batch) => {
    const c = overloaded('sriov', { batch, bytes }, 4e6);
    compare(c, direct(c, { batch, bytes }, false));
  });

  it.each([16, 64])('ddio, polls of %s', (batch) => {
    const c = overloaded('ddio', { batch, bytes }, 4e6);
    compare(c, direct(c, { batch, bytes }, true));
  });
});

describe.each([64, 512])('a poll-mode driver at twice capacity, %s bytes', (bytes) => {
  it.each([1, 4, 32, 64])('dpdk, bursts of %s', (batch) => {
    const c = overloaded('dpdk', { batch, bytes }, 80e6);
    expect(Math.abs(1 / c.bursts / batch - 1)).toBeLessThan(WITHIN);
    compare(c, {
      driver: (c.bursts * cycles('pmd.perBurst')) / 2 + cycles('pmd.perPkt') / 2,
      cache: LINES * cycles('mem.l3') * costs.value('mem.exposed'),
      application: APP,
    });
  });
});
