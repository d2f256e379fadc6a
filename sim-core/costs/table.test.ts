// The cost table holds every published constant with its value, unit, range and certainty, and nothing out of bounds.
import { describe, expect, it } from 'vitest';
import { costBounds, isWhole } from '../paths/cost-options.ts';
import { type Certainty, COSTS, type CostUnit } from './table.ts';

type Published = [
  key: string,
  value: number,
  unit: CostUnit,
  range: [number, number] | null,
  certainty: Certainty,
];

/** Default constants as measured and published; null where the source gives no range. */
const PUBLISHED: Published[] = [
  ['mem.l1', 4, 'cyc', [4, 5], 'read'],
  ['mem.l2', 13, 'cyc', [12, 14], 'read'],
  ['mem.l3', 16.7, 'ns', [10, 18.7], 'read'],
  ['mem.dram', 90, 'ns', [65, 100], 'read'],
  ['mem.dramRemote', 140, 'ns', [120, 150], 'recalled'],
  ['mem.c2cDirty', 100, 'cyc', [60, 150], 'recalled'],
  ['sync.atomic', 25, 'cyc', [18, 30], 'recalled'],
  ['sync.lockPair', 45, 'cyc', [40, 50], 'read'],
  ['cpu.call', 4, 'cyc', [4, 7], 'read'],
  ['syscall', 150, 'cyc', [115, 250], 'read'],
  ['syscall.kpti', 550, 'cyc', [450, 750], 'read'],
  ['ctxswitch', 4000, 'cyc', [3000, 9000], 'recalled'],
  ['pagefault', 2000, 'cyc', [1000, 4500], 'recalled'],
  ['tlb.walk', 30, 'cyc', [20, 60], 'recalled'],
  ['tlb.walkNested', 90, 'cyc', [50, 300], 'recalled'],
  ['vm.exitLight', 1300, 'cyc', [800, 2200], 'recalled'],
  ['vm.exitUser', 5800, 'cyc', [4500, 8000], 'read'],
  ['vm.exitKick', 2400, 'cyc', [1500, 3000], 'recalled'],
  ['vm.irqInject', 2600, 'cyc', [1800, 4000], 'recalled'],
  ['vm.eoiExit', 1550, 'cyc', [1300, 2500], 'recalled'],
  ['vm.postedIrq', 300, 'cyc', [70, 700], 'recalled'],
  ['vm.ipi', 5200, 'cyc', [3000, 6000], 'recalled'],
  ['vm.cachePollution', 500, 'cyc', [0, 2000], 'read'],
  ['irq.host', 2300, 'cyc', [860, 5600], 'derived'],
  ['kern.rxDrvSkb', 715, 'cyc', [600, 750], 'read'],
  ['kern.fwdL3', 1350, 'cyc', [1250, 1450], 'read'],
  ['kern.bridge', 2200, 'cyc', [1800, 2300], 'recalled'],
  ['ovsk.hit', 1050, 'cyc', [900, 1200], 'read'],
  ['ovsk.upcall', 150000, 'cyc', [60000, 450000], 'recalled'],
  ['vhost.hop', 2100, 'cyc', [1800, 2400], 'read'],
  ['copy.64hot', 15, 'cyc', [8, 25], 'recalled'],
  ['copy.64dram', 280, 'cyc', [230, 330], 'recalled'],
  ['copy.perByteHot', 0.05, 'cyc/B', [0.03, 0.1], 'recalled'],
  ['copy.perByteL3', 0.05, 'ns/B', [0.033, 0.083], 'derived'],
  ['copy.perByteDram', 0.167, 'ns/B', [0.11, 0.25], 'derived'],
  ['ovsdpdk.emc', 110, 'cyc', [80, 150], 'recalled'],
  ['ovsdpdk.megaflow', 390, 'cyc', [300, 450], 'read'],
  ['ovsdpdk.subtable', 130, 'cyc', [70, 200], 'recalled'],
  ['ovsdpdk.upcall', 60000, 'cyc', [20000, 150000], 'recalled'],
  ['vhostuser.leg', 300, 'cyc', [200, 400], 'recalled'],
  ['pmd.perPkt', 76, 'cyc', [76, 100], 'read'],
  ['pmd.perBurst', 300, 'cyc', [220, 320], 'read'],
  ['pmd.emptyPoll', 50, 'cyc', [20, 100], 'recalled'],
  ['ring.spsc.b32', 3.5, 'cyc', [3.45, 4.64], 'read'],
  ['ring.mpmc.b32', 4.6, 'cyc', [4.6, 9.5], 'read'],
  ['ring.spsc.x-core.b32', 12.7, 'cyc', [12.7, 30], 'read'],
  ['ring.mpmc.x-core.b32', 20.2, 'cyc', [20, 64], 'read'],
  ['mempool.cached', 10, 'cyc', [5, 20], 'recalled'],
  ['mempool.nocache', 47, 'cyc', [9.5, 47], 'read'],
  ['pcie.dmaRead64', 550, 'ns', [450, 1200], 'recalled'],
  ['pcie.write', 300, 'ns', [200, 450], 'recalled'],
  ['pcie.ddioGain', 70, 'ns', [50, 90], 'recalled'],
  ['pcie.iotlbMiss', 330, 'ns', [300, 400], 'recalled'],
  ['pcie.iotlbEntries', 64, 'count', null, 'recalled'],
  ['pcie.remote', 100, 'ns', [80, 120], 'recalled'],
  ['pcie.mmioWrite', 100, 'cyc', [50, 300], 'recalled'],
  ['pcie.mmioRead', 2400, 'cyc', [1500, 3500], 'recalled'],
  ['iommu.mapStrict', 4600, 'cyc', [700, 4618], 'recalled'],
  ['iommu.unmapStrict', 3000, 'cyc', [2900, 3100], 'recalled'],
  ['iommu.unmapDefer', 1140, 'cyc', [1000, 1300], 'recalled'],
  ['ioat.cpu', 400, 'cyc', [200, 1000], 'recalled'],
  ['ioat.latency', 1000, 'ns', [500, 2000], 'recalled'],
  ['ioat.minBytes', 4096, 'B', [4096, 16384], 'read'],
  ['mem.exposed', 0.2, 'share', [0.1, 0.4], 'derived'],
  ['nic.rx', 970, 'ns', [300, 1200], 'derived'],
  ['nic.tx', 970, 'ns', [300, 1200], 'derived'],
  ['pcie.mmioVisible', 150, 'ns', [100, 300], 'derived'],
  ['pcie.tlpHeader', 24, 'B', [20, 28], 'recalled'],
  ['pcie.completion', 20, 'B', [20, 24], 'recalled'],
  ['pcie.dllShare', 8, '%', [0, 10], 'recalled'],
  ['pcie.mps', 256, 'B', null, 'recalled'],
  ['kern.pollCall', 100, 'cyc', [0, 300], 'recalled'],
  ['kern.rxStack', 900, 'cyc', [700, 1300], 'recalled'],
  ['ovsdpdk.emcInsert', 0.01, 'share', null, 'derived'],
  ['ovsdpdk.emcProbe', 30, 'cyc', [10, 60], 'derived'],
  ['nic.rxWriteback', 4, 'count', [1, 4], 'read'],
  ['nic.descriptorFetch', 16, 'count', [8, 32], 'read'],
  ['nic.txWriteback', 32, 'count', [32, 32], 'read'],
  ['pmd.mbufStride', 2368, 'B', null, 'derived'],
];

/** Limits that the contract and the data sheets name. */
const LIMITS: [string, number][] = [
  ['napi.budget', 300],
  ['napi.budgetTime', 2_000_000],
  ['kern.turn', 300],
  ['kern.backlog', 1000],
  ['kern.socket', 256],
  ['kern.refill', 16],
  ['kern.schedQuantum', 3_000_000],
  ['vhost.tap', 1000],
  ['vhost.vring', 256],
  ['vhost.turn', 256],
  ['vhost.signalBatch', 64],
  ['pmd.refill', 64],
  ['nic.fifo', 512 * 1024],
];

const BY_KEY = new Map(COSTS.map((row) => [row.key, row]));

describe('cost table', () => {
  it('has every published constant as published', () => {
    const wrong = PUBLISHED.filter(([key, value, unit, range, certainty]) => {
      const row = BY_KEY.get(key);
      if (row === undefined || row.value !== value || row.unit !== unit || row.certainty !== certainty)
        return true;
      return range !== null && (row.min !== range[0] || row.max !== range[1]);
    });
    expect(wrong).toEqual([]);
    expect(PUBLISHED.length).toBeGreaterThan(75);
  });

  it('has the limits that the model is defined with', () => {
    expect(LIMITS.map(([key]) => [key, BY_KEY.get(key)?.value])).toEqual(LIMITS);
  });

  it('names each constant once, in ranges that contain it, with words and a source', () => {
    expect(BY_KEY.size).toBe(COSTS.length);
    for (const row of COSTS) {
      expect(row.key).toMatch(/^[a-z0-9][A-Za-z0-9.-]*$/);
      expect(row.min <= row.value && row.value <= row.max, row.key).toBe(true);
      expect(row.what.length, row.key).toBeGreaterThan(5);
      expect(row.source.length, row.key).toBeGreaterThan(5);
    }
  });

  it('lies within what an override may be', () => {
    for (const row of COSTS) {
      const [least, most] = costBounds(row);
      expect(least <= row.min && row.max <= most, row.key).toBe(true);
      if (isWhole(row)) expect(Number.isInteger(row.value), row.key).toBe(true);
    }
  });
});
