// Constants that no part of the model charges, and why: `costs` says so, and so does the report of a run that overrides one.
import type { CostRow } from '../costs/table.ts';

const EVERY_CYCLE = 'it is within every cost that is counted in cycles';
const MAPPED_ONCE = 'buffers are mapped before time zero and used again, so nothing is mapped for a packet';
const RING_OF_ONE_CORE = 'stages of a pipeline have a core each, so their rings go from core to core';

/** Why an override of the constant changes nothing, by key. */
export const NOT_CHARGED: Readonly<Record<string, string>> = {
  'mem.l1': EVERY_CYCLE,
  'mem.l2': EVERY_CYCLE,
  'sync.lockPair': 'it is within kern and vhost',
  'cpu.call': EVERY_CYCLE,
  'syscall.kpti': 'the machine runs without page-table isolation; give its value to syscall',
  'vm.ipi':
    'a VM has one virtual processor, which has no other to interrupt; between cores of the host it is irq.ipi',
  'copy.64dram': 'a copy pays copy.64hot and waits for memory apart',
  'ring.spsc.b32': RING_OF_ONE_CORE,
  'ring.mpmc.b32': RING_OF_ONE_CORE,
  'mempool.cached': 'it is within pmd.perPkt',
  'mempool.nocache': 'a pipeline pays the pool as the ring that it is, ring.mpmc.x-core.b32',
  'pcie.mmioWrite': 'it is within pmd.perBurst and kern',
  'pcie.mmioRead': 'no driver reads a register for a packet',
  'iommu.mapStrict': MAPPED_ONCE,
  'iommu.unmapStrict': MAPPED_ONCE,
  'iommu.unmapDefer': MAPPED_ONCE,
  'ioat.minBytes': 'copy quickdata gives every copy to the engine, however short',
};

/** What a constant is, in words, and that it is not charged if so. */
export function costWords({ key, what }: CostRow): string {
  return Object.hasOwn(NOT_CHARGED, key) ? `${what} (not charged: ${NOT_CHARGED[key]})` : what;
}
