// Which constants price which work: what a number's explanation names, and what a what-if may change. Data.
import type { Scenario } from '../../sim-core/index.ts';

/** Constants by the record's name, the one that weighs most first; work priced by the scenario has none. */
export const KIND_CONSTANTS: Readonly<Record<string, readonly string[]>> = {
  'interrupt.handled': ['irq.host', 'irq.ipi'],
  'interrupt.notified': ['vm.postedIrq'],
  'interrupt.injected': ['vm.irqInject'],
  'vm.exited': ['vm.exitLight', 'vm.cachePollution', 'vm.eoiExit', 'vm.exitKick', 'vm.exitUser'],
  'context.switched': ['ctxswitch'],
  'napi.polled': ['kern.pollCall'],
  'skb.built': ['kern.rxDrvSkb'],
  'cache.hit': ['mem.l3'],
  'cache.missed': ['mem.dram', 'mem.exposed', 'mem.dramRemote'],
  'switch.decided': ['kern.bridgeLookup', 'ovsk.lookup'],
  'switch.forwarded': ['kern.bridge', 'vhostuser.leg'],
  'switch.looked-up': ['ovsdpdk.emc', 'ovsdpdk.megaflow', 'ovsdpdk.subtable', 'ovsk.mask'],
  'upcall.handled': ['ovsk.upcall', 'ovsdpdk.upcall', 'ovsk.reinject'],
  'copy.finished': ['vhost.hop', 'copy.perByteDram', 'copy.perByteL3', 'copy.perByteHot', 'ioat.cpu'],
  'stack.received': ['kern.rxStack'],
  'stack.forwarded': ['kern.fwdL3'],
  'stack.sent': ['kern.txStack'],
  'guest.copied': ['copy.64hot', 'copy.perByteHot'],
  'syscall.returned': ['syscall'],
  'application.finished': [],
  'transmit.queued': ['kern.txQdisc', 'virtio.xmit'],
  'burst.received': ['pmd.perBurst'],
  'burst.sent': ['pmd.perBurst'],
  'mbuf.received': ['pmd.perPkt'],
  'mbuf.sent': ['pmd.perPkt'],
  'mbuf.freed': ['mempool.cached', 'mempool.nocache'],
  'page.walked': ['tlb.walkNested', 'tlb.walk'],
  'page.faulted': ['pagefault', 'vm.exitLight'],
  'ring.enqueued': ['ring.mpmc.x-core.b32', 'ring.spsc.x-core.b32'],
  'ring.dequeued': ['ring.mpmc.x-core.b32', 'ring.spsc.x-core.b32'],
  'mbuf.handed-on': ['ring.mpmc.x-core.b32', 'ring.spsc.x-core.b32'],
  'mbuf.taken-over': ['ring.mpmc.x-core.b32', 'ring.spsc.x-core.b32', 'mem.c2cDirty'],
};

/** Kinds whose argument counts what the constant prices, with its name. */
export const COUNTED_BY_ARGUMENT: Readonly<Record<string, string>> = {
  'cache.hit': 'lines',
  'cache.missed': 'lines',
  'page.walked': 'references',
};

/** Overrides that touch any of these kinds. */
export function overridesOf(kinds: readonly string[], costs: Scenario['costs']): string[] {
  const keys = new Set(kinds.flatMap((kind) => KIND_CONSTANTS[kind] ?? []));
  return Object.keys(costs).filter((key) => keys.has(key));
}
