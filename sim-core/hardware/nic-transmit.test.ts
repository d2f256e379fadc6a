// The NIC's transmit side: from doorbell to last bit to the picosecond, order, spacing on the wire, completions in groups.
import { describe, expect, it } from 'vitest';
import { K } from '../trace/kinds.ts';
import { Bench, BENCH_BYTE_PS } from './bench-for-test.ts';
import { BufferPool } from './buffer-pool.ts';
import { NicTransmit } from './nic-transmit.ts';
import { TransmitRing } from './transmit-ring.ts';

const PIPELINE = 900_000;
const BYTE_PS = 800;

function rigOf(reportEvery: number, size = 128, rings = 1) {
  const bench = new Bench();
  const sent: { slot: number; t: number }[] = [];
  const nic = new NicTransmit(
    { pipelinePs: PIPELINE, fetchBatch: 16, reportEvery, psPerByte: BYTE_PS },
    bench.fabric,
    bench.data,
    bench.pcie,
    null,
    (slot) => sent.push({ slot, t: bench.fabric.nowPs }),
  );
  const pool = new BufferPool(bench.data.nextPool, bench.memory, 2048, 32);
  bench.data.addPool(pool);
  for (let queue = 0; queue < rings; queue++) {
    nic.rings.push(new TransmitRing(queue, queue, size, bench.data, bench.fabric));
  }
  const push = (n: number, bytes = 64, queue = 0): number[] =>
    Array.from({ length: n }, () => {
      const slot = bench.packet(bytes);
      bench.data.fill(slot, pool);
      nic.rings[queue].push(slot);
      return slot;
    });
  return { bench, nic, ring: nic.rings[0], sent, push, pool };
}

describe('NIC, sending', () => {
  it('sends a lone packet after doorbell, fetch, read, pipeline, preamble and frame', () => {
    const { bench, nic, ring, sent, push } = rigOf(1);
    bench.at(1000, () => {
      push(1);
      nic.doorbell(ring);
    });
    bench.run();
    // the descriptor was just written: it comes from the cache; the packet was not touched: it comes from memory
    const doorbell = 28 * BENCH_BYTE_PS;
    const fetched = 1000 + 150_000 + 24 * BENCH_BYTE_PS + 480_000 + (16 + 20) * BENCH_BYTE_PS;
    const read = fetched + 24 * BENCH_BYTE_PS + 550_000 + (60 + 20) * BENCH_BYTE_PS;
    expect(sent.map(({ t }) => t)).toEqual([read + PIPELINE + (64 + 8) * BYTE_PS]);
    expect(doorbell).toBeLessThan(150_000);
    expect(bench.pcie.upBytes).toBe(24 + 24 + 40);
    expect(bench.pcie.downBytes).toBe(28 + 36 + 80);
    expect(bench.recorder.of(K.doorbellRung)).toHaveLength(1);
    expect(bench.recorder.of(K.dmaRead)[0]).toMatchObject({ t: fetched, dur: read - fetched, arg: 65536 });
    expect(bench.recorder.of(K.packetSent)[0]).toMatchObject({ t: sent[0].t, arg: 64 });
  });

  it('keeps the order and a frame, preamble and gap between last bits', () => {
    const { bench, nic, ring, sent, push } = rigOf(1);
    const slots: number[] = [];
    bench.at(0, () => {
      for (let i = 0; i < 20; i++) slots.push(...push(1, 64 + i * 50));
      nic.doorbell(ring);
    });
    bench.at(100_000, () => {
      slots.push(...push(20));
      nic.doorbell(ring);
    });
    bench.run();
    expect(sent.map(({ slot }) => slot)).toEqual(slots);
    const { bytes } = bench.fabric.packets;
    for (let i = 1; i < 40; i++) {
      expect(sent[i].t - sent[i - 1].t).toBeGreaterThanOrEqual((bytes[slots[i]] + 20) * BYTE_PS);
    }
  });

  it('fills the wire: 64-byte frames 67.2 ns apart', () => {
    const { bench, nic, ring, sent, push } = rigOf(1, 512);
    bench.at(0, () => {
      push(400);
      nic.doorbell(ring);
    });
    bench.run();
    const gaps = sent.slice(40).map(({ t }, i) => t - sent[i + 39].t);
    expect(new Set(gaps)).toEqual(new Set([67_200]));
  });

  it('reports each group of 32 when its last is out, kernels each packet', () => {
    const { bench, nic, ring, push, sent } = rigOf(32);
    bench.at(0, () => {
      push(70);
      nic.doorbell(ring);
    });
    bench.run();
    expect([sent.length, ring.sent, ring.done, ring.occupancy]).toEqual([70, 70, 64, 0]);
    expect(ring.free).toBe(127 - 70);
    expect(ring.reclaim()).toBe(64);
    expect(ring.free).toBe(127 - 6);
    const kernel = rigOf(1);
    kernel.bench.at(0, () => {
      kernel.push(5);
      kernel.nic.doorbell(kernel.ring);
    });
    kernel.bench.run();
    expect(kernel.ring.done).toBe(5);
  });

  it('takes a descriptor for each buffer of a long frame, and gives buffers back when they are reclaimed', () => {
    const { bench, nic, ring, push, pool } = rigOf(1, 64);
    bench.at(0, () => {
      push(10, 5000);
      expect(ring.free).toBe(63 - 30);
      expect([ring.fits(bench.packet(9216)), ring.fits(bench.packet(65_535))]).toEqual([true, true]);
      push(11, 5000);
      expect([ring.free, ring.fits(bench.packet(64))]).toEqual([0, false]);
      nic.doorbell(ring);
    });
    bench.run();
    expect(pool.held).toBe(63);
    expect([ring.sent, ring.done, ring.occupancy]).toEqual([63, 63, 0]);
    expect(ring.reclaim()).toBe(63);
    expect(pool.held).toBe(0);
    expect(ring.reclaim()).toBe(0);
  });

  it('rings once for all that was queued, and not for nothing', () => {
    const { bench, nic, ring, push } = rigOf(1);
    bench.at(0, () => {
      nic.doorbell(ring);
      push(3);
      nic.doorbell(ring);
      nic.doorbell(ring);
    });
    bench.run();
    expect(bench.fabric.tally.doorbells).toBe(1);
    expect(bench.recorder.of(K.doorbellRung).map(({ arg }) => arg)).toEqual([3]);
  });

  it('fetches sixteen descriptors a read', () => {
    const { bench, nic, ring, push } = rigOf(1);
    bench.at(0, () => {
      push(40);
      nic.doorbell(ring);
    });
    bench.run();
    // three fetches, forty reads, forty write-backs of one descriptor
    expect(bench.pcie.upBytes).toBe(3 * 24 + 40 * 24 + 40 * 40);
    expect(bench.pcie.downBytes).toBe(28 + 40 * 16 + 3 * 20 + 40 * 80);
  });

  it('shares the wire between rings, each in its own order', () => {
    const { bench, nic, sent, push } = rigOf(1, 128, 2);
    const own: number[][] = [[], []];
    bench.at(0, () => {
      for (const queue of [0, 1]) {
        own[queue] = push(30, 64, queue);
        nic.doorbell(nic.rings[queue]);
      }
    });
    bench.run();
    for (const slots of own) {
      expect(sent.filter(({ slot }) => slots.includes(slot)).map(({ slot }) => slot)).toEqual(slots);
    }
    for (let i = 1; i < sent.length; i++) expect(sent[i].t - sent[i - 1].t).toBeGreaterThanOrEqual(67_200);
  });

  it('serves rings round robin, packet by packet: the one with more waiting gets no more than its turn', () => {
    const { bench, nic, sent, push } = rigOf(1, 512, 3);
    const own: number[][] = [[], [], []];
    bench.at(0, () => {
      own[0] = push(400, 64, 0);
      nic.doorbell(nic.rings[0]);
    });
    // while ring 0 has the wire, the others come with less
    bench.at(8_000_000, () => {
      own[1] = push(40, 64, 1);
      own[2] = push(20, 1518, 2);
      nic.doorbell(nic.rings[1]);
      nic.doorbell(nic.rings[2]);
    });
    bench.run();
    const ringOf = sent.map(({ slot }) => own.findIndex((slots) => slots.includes(slot)));
    const first = ringOf.findIndex((ring) => ring > 0);
    // what the NIC had read ahead goes before: the read's latency and the pipeline, twice
    expect(sent[first].t).toBeLessThan(8_000_000 + 5_000_000);
    const fair = ringOf.slice(first + 4, first + 4 + 3 * 15);
    for (let i = 0; i + 3 <= fair.length; i += 3)
      expect(new Set(fair.slice(i, i + 3))).toEqual(new Set([0, 1, 2]));
    expect(ringOf.filter((ring) => ring === 0)).toHaveLength(400);
    // it never leaves the wire idle for it
    const { bytes } = bench.fabric.packets;
    for (let i = 41; i < sent.length; i++)
      expect(sent[i].t - sent[i - 1].t).toBe((bytes[sent[i].slot] + 20) * BYTE_PS);
  });

  it('reads far ahead from a lone ring, and from several no more than the wire will soon want', () => {
    const largestLead = (rings: number): number => {
      const { bench, nic, sent, push } = rigOf(1, 512, rings);
      bench.at(0, () => {
        push(400);
        nic.doorbell(nic.rings[0]);
      });
      bench.run();
      const reads = bench.recorder.of(K.dmaRead);
      return Math.max(...reads.map(({ t }, i) => sent[i].t - t));
    };
    expect(largestLead(1)).toBeGreaterThan(20_000_000);
    expect(largestLead(2)).toBeLessThan(4_000_000);
  });
});
