// What each piece of software costs in this lane: constants resolved once, stalls carved out of what contains them.
import { type Cost, type Costs, less, REFERENCE_GHZ } from '../costs/resolve.ts';
import { COSTS } from '../costs/table.ts';

/** Cache hits that published driver costs contain: the packet's first line and a quarter of a descriptor line. */
const CONTAINED_HITS = 1.25;

export interface Prices {
  irq: Cost;
  /** Interrupt from another core, sent and received. */
  ipi: Cost;
  /** Exit for a physical interrupt: round trip, dispatch, pollution. */
  exitInterrupt: Cost;
  exitHalt: Cost;
  exitKick: Cost;
  inject: Cost;
  /** Injection at an entry that happens anyway: without the exit. */
  injectAtEntry: Cost;
  eoi: Cost;
  posted: Cost;
  contextSwitch: Cost;
  pollCall: Cost;
  skb: Cost;
  lookup: Cost;
  forward: Cost;
  /** Routing in a guest: protocols, queueing and transmit. */
  guestForward: Cost;
  hop: Cost;
  /** One crossing of a vhost-user ring. */
  leg: Cost;
  hitPs: number;
  missPs: number;
  rxStack: Cost;
  txStack: Cost;
  syscall: Cost;
  copyHot: Cost;
  /** Copy from a core's own caches, milli-cycles a byte. */
  hotMcPerByte: number;
  /** What a copy costs on top when its source is in the last-level cache, or in memory, picoseconds a byte. */
  l3PsPerByte: number;
  dramPsPerByte: number;
  /** Whole price of a host copy's further bytes, picoseconds a byte. */
  hostL3PsPerByte: number;
  hostDramPsPerByte: number;
  /** One direction of the copy engine's work on a core: half at submission, half at completion. */
  engineHalf: Cost;
  /** Access to an emulated register: out to the user process and back. */
  exitUser: Cost;
  hostTransmit: Cost;
  virtioTransmit: Cost;
  application: Cost;
  /** Poll mode: one direction's share of the published receive-and-transmit figures. */
  pmdPacket: Cost;
  pmdBurst: Cost;
  emptyPollPs: number;
  exposed: number;
}

function sum(a: Cost, b: Cost): Cost {
  return { mc: a.mc + b.mc, ps: a.ps + b.ps };
}

function half(cost: Cost): Cost {
  return { mc: Math.round(cost.mc / 2), ps: Math.round(cost.ps / 2) };
}

/** The part of a driver's published cycles that was cache hits when it was measured. */
function containedHits(): Cost {
  const l3Ns = COSTS.find((row) => row.key === 'mem.l3')?.value ?? 0;
  return { mc: Math.round(CONTAINED_HITS * l3Ns * REFERENCE_GHZ * 1000), ps: 0 };
}

/**
 * Resolves prices. `forwardKey`: what a forwarded packet costs the host kernel. `ghz` turns cycles that must be
 * compared with times.
 */
export function resolvePrices(
  costs: Costs,
  appCycles: number,
  forwardKey: 'kern.fwdL3' | 'kern.bridge',
  ghz: number,
  missPs: number,
): Prices {
  const exit = costs.cost('vm.exitLight');
  const inject = costs.cost('vm.irqInject');
  const hotMcPerByte = costs.value('copy.perByteHot') * 1000;
  const hotPsPerByte = hotMcPerByte / REFERENCE_GHZ;
  const l3PsPerByte = costs.value('copy.perByteL3') * 1000;
  const dramPsPerByte = costs.value('copy.perByteDram') * 1000;
  return {
    irq: costs.cost('irq.host'),
    ipi: costs.cost('irq.ipi'),
    exitInterrupt: sum(exit, costs.cost('vm.cachePollution')),
    exitHalt: exit,
    exitKick: costs.cost('vm.exitKick'),
    inject,
    injectAtEntry: less(inject, exit),
    eoi: costs.cost('vm.eoiExit'),
    posted: costs.cost('vm.postedIrq'),
    contextSwitch: costs.cost('ctxswitch'),
    pollCall: costs.cost('kern.pollCall'),
    skb: less(costs.cost('kern.rxDrvSkb'), containedHits()),
    lookup: costs.cost('kern.bridgeLookup'),
    forward: costs.cost(forwardKey),
    guestForward: costs.cost('kern.fwdL3'),
    hop: costs.cost('vhost.hop'),
    leg: costs.cost('vhostuser.leg'),
    hitPs: costs.timePs('mem.l3'),
    missPs,
    rxStack: costs.cost('kern.rxStack'),
    txStack: costs.cost('kern.txStack'),
    syscall: costs.cost('syscall'),
    copyHot: costs.cost('copy.64hot'),
    hotMcPerByte,
    l3PsPerByte: Math.max(0, l3PsPerByte - hotPsPerByte),
    dramPsPerByte: Math.max(0, dramPsPerByte - hotPsPerByte),
    hostL3PsPerByte: l3PsPerByte,
    hostDramPsPerByte: dramPsPerByte,
    engineHalf: half(costs.cost('ioat.cpu')),
    exitUser: costs.cost('vm.exitUser'),
    hostTransmit: costs.cost('kern.txQdisc'),
    virtioTransmit: costs.cost('virtio.xmit'),
    application: { mc: appCycles * 1000, ps: 0 },
    pmdPacket: half(costs.cost('pmd.perPkt')),
    pmdBurst: half(costs.cost('pmd.perBurst')),
    emptyPollPs: pollPeriodPs(costs.cost('pmd.emptyPoll'), ghz),
    exposed: costs.value('mem.exposed'),
  };
}

/** Length of an empty poll, a whole number of picoseconds, at least one. */
function pollPeriodPs(poll: Cost, ghz: number): number {
  return Math.max(1, poll.ps + Math.round(poll.mc / ghz));
}
