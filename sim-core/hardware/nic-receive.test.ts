// The NIC's receive side: when a packet becomes visible, who waits for descriptors, what is dropped where, what PCIe carries.
import { describe, expect, it } from 'vitest';
import { DROP, K } from '../trace/kinds.ts';
import { Bench, BENCH_BYTE_PS } from './bench-for-test.ts';
import { BufferPool } from './buffer-pool.ts';
import { Iommu } from './iommu.ts';
import { NicReceive, type NicReceiveSettings } from './nic-receive.ts';
import { ReceiveRing } from './receive-ring.ts';

const PIPELINE = 1_000_000;

interface Rig {
  bench: Bench;
  nic: NicReceive;
  rings: ReceiveRing[];
  /** Each write-back: queue, time, descriptors visible since then. */
  seen: { queue: number; t: number; count: number }[];
  drops: { slot: number; cause: number }[];
}

function rigOf(
  settings: Partial<NicReceiveSettings> = {},
  { queues = 1, size = 64, ddio = false, iommu = false } = {},
): Rig {
  const bench = new Bench({ ddio });
  const drops: Rig['drops'] = [];
  const nic = new NicReceive(
    {
      fifoBytes: 524_288,
      pipelinePs: PIPELINE,
      writeBackBatch: 4,
      fetchBatch: 16,
      dropEnable: true,
      lli: false,
      sorts: true,
      ...settings,
    },
    bench.fabric,
    bench.data,
    bench.pcie,
    iommu ? new Iommu(bench.fabric.queue, 4096, bench.costs, bench.fabric.tally) : null,
    (slot, cause) => drops.push({ slot, cause }),
  );
  const seen: Rig['seen'] = [];
  const rings = Array.from({ length: queues }, (_, queue) => {
    const pool = new BufferPool(bench.data.nextPool, bench.memory, 1024, 32);
    bench.data.addPool(pool);
    const ring = new ReceiveRing(queue, queue + 1, size, 16, pool, bench.memory, bench.fabric);
    let before = 0;
    ring.consumer = {
      descriptorsVisible: (from) => {
        expect(from).toBe(ring);
        seen.push({ queue, t: bench.fabric.nowPs, count: ring.visible - before });
        before = ring.visible;
      },
    };
    nic.addRing(ring);
    return ring;
  });
  return { bench, nic, rings, seen, drops };
}

/** `n` packets arrive at `tPs`, one after the other in the same instant. */
function arrive({ bench, nic }: Rig, tPs: number, n: number, queue = 0, bytes = 64): void {
  bench.at(tPs, () => {
    for (let i = 0; i < n; i++) nic.arrive(bench.packet(bytes, queue + 1), queue);
  });
}

/** Software takes `n` packets, gives their buffers back and refills. */
function consume({ bench, rings }: Rig, tPs: number, n: number, queue = 0): void {
  bench.at(tPs, () => {
    for (let i = 0; i < n; i++) bench.data.release(rings[queue].take());
    rings[queue].refill();
  });
}

describe('NIC, receiving', () => {
  it('shows a lone packet after pipeline, transfer of data and descriptor, and the write’s flight', () => {
    const rig = rigOf();
    arrive(rig, 5000, 1);
    rig.bench.run();
    const transfer = (24 + 84 + 40) * BENCH_BYTE_PS;
    expect(rig.seen).toEqual([{ queue: 0, t: 5000 + PIPELINE + transfer + 300_000, count: 1 }]);
    const [dma] = rig.bench.recorder.of(K.dmaWrittenDram);
    expect([dma.t, dma.t + dma.dur, dma.arg]).toEqual([5000 + PIPELINE, rig.seen[0].t, 1]);
    expect(rig.bench.recorder.of(K.descriptorWritten)[0]).toMatchObject({ t: rig.seen[0].t, arg: 1, vm: 1 });
    expect(rig.bench.recorder.of(K.packetClassified)[0]).toMatchObject({ t: 5000, queue: 0, vm: 1 });
  });

  it('writes descriptors back four at a time while more follow, and the rest when nothing follows', () => {
    const rig = rigOf();
    arrive(rig, 0, 10);
    rig.bench.run();
    expect(rig.seen.map(({ count }) => count)).toEqual([4, 4, 2]);
    for (let i = 1; i < rig.seen.length; i++) expect(rig.seen[i].t).toBeGreaterThan(rig.seen[i - 1].t);
    expect(rig.rings[0].visible).toBe(10);
  });

  it('does not hold a queue’s descriptors back for packets of other queues', () => {
    const rig = rigOf({}, { queues: 2 });
    arrive(rig, 0, 2, 0);
    arrive(rig, 0, 5, 1);
    arrive(rig, 0, 1, 0);
    rig.bench.run();
    expect(rig.seen.filter(({ queue }) => queue === 0).map(({ count }) => count)).toEqual([3]);
    expect(rig.seen.filter(({ queue }) => queue === 1).map(({ count }) => count)).toEqual([4, 1]);
  });

  it('carries over PCIe data, descriptors and their fetches, to the byte', () => {
    const rig = rigOf();
    arrive(rig, 0, 32);
    rig.bench.run();
    const { pcie } = rig.bench;
    expect(pcie.upBytes).toBe(2 * 24 + 32 * 84 + 8 * (64 + 24));
    expect(pcie.downBytes).toBe(2 * (256 + 20));
    const long = rigOf();
    arrive(long, 0, 1, 0, 1518);
    long.bench.run();
    expect(long.bench.pcie.upBytes).toBe(24 + 1514 + 6 * 24 + 40);
  });

  it('writes to memory without DDIO and into the cache with it', () => {
    for (const ddio of [false, true]) {
      const rig = rigOf({}, { ddio });
      arrive(rig, 0, 4, 0, 256);
      rig.bench.run();
      const { tally } = rig.bench.fabric;
      // four packets of four lines, and one line of descriptors
      expect([tally.dramWrites, tally.ddioAllocations]).toEqual(ddio ? [0, 17] : [17, 0]);
      const slot = rig.rings[0].peek();
      expect(rig.bench.data.read(slot, 0)).toBe(ddio ? 0 : 4);
      expect(rig.bench.recorder.of(ddio ? K.dmaWrittenCache : K.dmaWrittenDram)).toHaveLength(4);
    }
  });

  it('with drop-enable drops what finds no descriptor and serves the other queue at once', () => {
    const rig = rigOf({ dropEnable: true }, { queues: 2 });
    arrive(rig, 0, 70, 0);
    arrive(rig, 0, 3, 1);
    rig.bench.run();
    expect([rig.rings[0].visible, rig.rings[1].visible]).toEqual([63, 3]);
    expect(rig.drops.map(({ cause }) => cause)).toEqual(new Array(7).fill(DROP.nicNoDescriptor));
    expect(rig.drops.map(({ slot }) => rig.bench.fabric.packets.id[slot])).toEqual([
      63, 64, 65, 66, 67, 68, 69,
    ]);
    expect(rig.nic.waiting).toBe(0);
  });

  it('without it holds up everybody behind, until descriptors are posted', () => {
    const rig = rigOf({ dropEnable: false }, { queues: 2 });
    arrive(rig, 0, 70, 0);
    arrive(rig, 0, 3, 1);
    rig.bench.run(100_000_000);
    expect([rig.rings[0].visible, rig.rings[1].visible, rig.nic.waiting]).toEqual([60, 0, 10]);
    consume(rig, 200_000_000, 48);
    rig.bench.run();
    expect([rig.rings[0].visible, rig.rings[1].visible, rig.nic.waiting]).toEqual([70, 3, 0]);
    expect(rig.drops).toEqual([]);
    const [firstOther] = rig.seen.filter(({ queue }) => queue === 1);
    expect(firstOther.t).toBeGreaterThan(200_000_000);
  });

  it('drops at the shared buffer by bytes, exactly when it is full', () => {
    const rig = rigOf({ fifoBytes: 640 });
    arrive(rig, 0, 12);
    arrive(rig, 10_000_000, 1, 0, 641);
    arrive(rig, 20_000_000, 1, 0, 640);
    rig.bench.run();
    expect(rig.drops.map(({ slot, cause }) => [rig.bench.fabric.packets.id[slot], cause])).toEqual([
      [10, DROP.nicFifoFull],
      [11, DROP.nicFifoFull],
      [12, DROP.nicFifoFull],
    ]);
    expect(rig.rings[0].visible).toBe(11);
  });

  it('takes several descriptors for a long frame, and drops it when fewer are left', () => {
    const rig = rigOf({}, { size: 64 });
    arrive(rig, 0, 13, 0, 9216);
    rig.bench.run();
    // 63 descriptors, five to a frame
    expect(rig.rings[0].visible).toBe(60);
    expect(rig.drops.map(({ cause }) => cause)).toEqual([DROP.nicNoDescriptor]);
  });

  it('adds the walk of the IOMMU to a packet whose page is new', () => {
    const plain = rigOf();
    const mapped = rigOf({}, { iommu: true });
    for (const rig of [plain, mapped]) {
      arrive(rig, 0, 1);
      arrive(rig, 50_000_000, 1);
      rig.bench.run();
    }
    // the write-back's 40 bytes leave while the walk goes on
    expect(mapped.seen[0].t - plain.seen[0].t).toBe(330_000 - 40 * BENCH_BYTE_PS);
    // the second buffer is in the same page of 4 KiB
    expect(mapped.seen[1].t).toBe(plain.seen[1].t);
    expect(mapped.bench.fabric.tally.iotlbMisses).toBe(1);
  });
});
