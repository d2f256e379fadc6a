// What must emerge from memory: leaky rings, ways, sockets, copy engine, pages, shadow against nested, first touches.
import { describe, expect, it } from 'vitest';
import type { LaneReport } from '../report/types.ts';
import { laneRun, loadOf, neverFalls, neverRises, type Words } from './lane-run-for-test.ts';

const ALONE = { vms: 1 };
const total = (lane: LaneReport): number => lane.cycles_per_packet.total ?? Number.NaN;
const stalls = (lane: LaneReport): number => lane.cycles_per_packet.by_category.dram ?? Number.NaN;
const misses = (lane: LaneReport): number => 1 - (lane.memory.read_hit_ratio ?? Number.NaN);

describe('a ring in front of DDIO', () => {
  /** Twice what the application can take, so that all of the ring is backlog. */
  const overrun = (ring_size: number, bytes: number, words: Words = {}): LaneReport =>
    laneRun('dpdk', {
      packets: 40_000,
      traffic: { ...ALONE, link_gbps: 40, frame_bytes: bytes, load: 0.9 },
      workload: { app_cycles: 4000 },
      features: { ring_size },
      ...words,
    });

  it('leaks when it is big and its frames are: memory writes, read misses, cycles (S37, bank 9)', () => {
    const small = overrun(512, 1518);
    const big = overrun(4096, 1518);
    expect(misses(small)).toBeLessThan(0.02);
    expect(misses(big)).toBeGreaterThan(0.2);
    expect(stalls(big)).toBeGreaterThan(stalls(small) + 10);
    expect(big.memory.dram_gbps ?? NaN).toBeGreaterThan(3 * (small.memory.dram_gbps ?? NaN));
    expect(total(big)).toBeGreaterThan(total(small));
    expect(big.memory.ddio_hit_ratio ?? NaN).toBeLessThan((small.memory.ddio_hit_ratio ?? NaN) - 0.3);
  });

  it('of small frames fits whatever its size (bank 9)', () => {
    const sizes = [512, 4096].map((size) => overrun(size, 64));
    for (const lane of sizes) expect(misses(lane)).toBeLessThan(0.05);
    expect(Math.abs(total(sizes[1]) / total(sizes[0]) - 1)).toBeLessThan(0.01);
  });

  it('that is kept empty leaks writes, not reads (bank 10)', () => {
    const keptUp = overrun(4096, 1518, {
      traffic: { ...ALONE, frame_bytes: 1518, load: 0.5 },
      workload: { app_cycles: 40 },
    });
    expect(misses(keptUp)).toBeLessThan(0.02);
    expect(keptUp.memory.ddio_hit_ratio ?? NaN).toBeLessThan(0.9);
  });

  it('misses less with more ways (S38)', () => {
    const ways = [1, 4, 16].map((ddio_ways) =>
      misses(
        overrun(4096, 1518, {
          workload: { app_cycles: 4000, touch: 'payload' },
          features: { ring_size: 4096, ddio_ways },
        }),
      ),
    );
    expect(neverRises(ways)).toBe(true);
    expect(ways[2]).toBeLessThan(ways[1] / 4);
  });

  it('keeps what cores read once, after some laps: it has moved to ways that DMA overwrites in place only', () => {
    const headers = (ddio_ways: number, packets: number): number =>
      misses(
        overrun(4096, 1518, { packets, warmup: packets - 8000, features: { ring_size: 4096, ddio_ways } }),
      );
    // the fewer ways, the sooner a line is pushed out, read, and settled: until then misses do not follow the ways
    expect(headers(1, 24_000)).toBeGreaterThan(0.1);
    for (const ways of [1, 2, 4]) expect(headers(ways, 56_000)).toBeLessThan(0.05);
  });

  it('without DDIO drops no more when it is longer, and makes packets wait longer (S37)', () => {
    const lanes = [64, 256, 1024, 4096].map((ring_size) =>
      laneRun('dpdk', {
        packets: 20_000,
        warmup: 10_000,
        traffic: { ...ALONE, load: 1 },
        workload: { app_cycles: 500 },
        features: { placement: 'dram', ring_size },
      }),
    );
    // at overload the ring only decides which packets are lost
    expect(
      neverRises(
        lanes.map((lane) => lane.packets.dropped),
        0.005,
      ),
    ).toBe(true);
    expect(neverFalls(lanes.map((lane) => lane.latency_ns.max ?? NaN))).toBe(true);
    const bursts = [64, 256, 1024].map((ring_size) =>
      laneRun('dpdk', {
        traffic: { ...ALONE, kind: 'on-off', load: 0.2, burst_packets: 200 },
        workload: { app_cycles: 300 },
        features: { placement: 'dram', ring_size },
      }),
    );
    const lost = bursts.map((lane) => lane.packets.dropped);
    expect(lost[0]).toBeGreaterThan(3 * lost[1]);
    expect(lost[1]).toBeGreaterThan(3 * lost[2]);
    const service = 1e9 / (lanes[3].rate_pps.delivered ?? NaN);
    expect((lanes[3].latency_ns.max ?? NaN) / (4096 * service)).toBeCloseTo(1, 1);
  });
});

describe('the other socket', () => {
  it('costs: no cache is reached, memory is further away (bank 12)', () => {
    const at = (nic_socket: string, placement: string): LaneReport =>
      laneRun('ddio', {
        machine: { nic_socket },
        traffic: { ...ALONE, load: loadOf(100_000) },
        features: { placement },
      });
    const [near, far] = [at('local', 'ddio'), at('remote', 'ddio')];
    expect(far.memory.ddio_hit_ratio).toBe(null);
    expect(stalls(far)).toBeGreaterThan(stalls(near) + 300);
    expect(stalls(far)).toBeGreaterThan(stalls(at('local', 'dram')) * 1.4);
    expect(stalls(far)).toBe(stalls(at('remote', 'dram')));
    expect(far.latency_ns.mean ?? NaN).toBeGreaterThan((near.latency_ns.mean ?? NaN) + 100);
  });
});

describe('the copy engine', () => {
  const copy = (features: object, bytes: number): LaneReport =>
    laneRun('vmdq', {
      packets: 4000,
      traffic: { ...ALONE, link_gbps: 40, frame_bytes: bytes, load: bytes < 256 ? 0.01 : 0.04 },
      features,
    });

  it('loses on small packets: submission and completion cost more than the copy (bank 26)', () => {
    const core = copy({ copy: 'cpu' }, 64);
    const engine = copy({ copy: 'quickdata' }, 64);
    expect(total(engine)).toBeGreaterThan(total(core));
    expect(engine.latency_ns.mean ?? NaN).toBeGreaterThan(core.latency_ns.mean ?? NaN);
  });

  it('frees the core of large ones', () => {
    const cycles = (lane: LaneReport): number => lane.cycles_per_packet.by_category.copy ?? NaN;
    expect(cycles(copy({ copy: 'quickdata' }, 9000))).toBeLessThan(cycles(copy({ copy: 'cpu' }, 9000)));
  });
});

describe('pages', () => {
  const paged = (features: object, words: Words = {}): LaneReport =>
    laneRun('dpdk', {
      packets: 20_000,
      traffic: { ...ALONE, load: 0.5 },
      costs: { 'tlb.entries': 64 },
      features: { ring_size: 4096, ...features },
      ...words,
    });

  it('that are larger cost fewer walks (S39)', () => {
    const order = [
      ['4k', '4k'],
      ['4k', '2m'],
      ['2m', '2m'],
      ['1g', '1g'],
    ].map(([guest_page, host_page]) => paged({ guest_page, host_page }));
    expect(neverRises(order.map(stalls), 0.01)).toBe(true);
    expect(
      neverRises(
        order.map(({ memory }) => memory.walk_references),
        0.01,
      ),
    ).toBe(true);
    expect(order[0].memory.tlb_misses).toBeGreaterThan(5000);
    expect(order[2].memory.tlb_misses).toBeLessThan(100);
    // the IOMMU's walks shrink alike
    expect(order[0].memory.iotlb_misses).toBeGreaterThan(100 * (order[2].memory.iotlb_misses + 1));
  });

  it('of 2 MiB on a host of 4 KiB are held as small ones: the smaller of the two counts (bank 23)', () => {
    const fractured = paged({ guest_page: '2m', host_page: '4k' });
    const small = paged({ guest_page: '4k', host_page: '4k' });
    expect(fractured.memory.tlb_misses).toBeGreaterThan(0.95 * small.memory.tlb_misses);
  });

  it('touched beforehand fault no more', () => {
    const early = paged({ guest_page: '4k', host_page: '4k' }, { warmup: 0 });
    const late = paged({ guest_page: '4k', host_page: '4k', prefault: false }, { warmup: 0 });
    expect(early.memory.page_faults).toBe(0);
    expect(late.memory.page_faults).toBeGreaterThan(1000);
    expect(total(late)).toBeGreaterThan(total(early));
    expect(late.latency_ns.max ?? NaN).toBeGreaterThan(early.latency_ns.max ?? NaN);
  });
});

describe('shadow and nested paging', () => {
  const at = (paging: string, page_table_writes: number, features: object = {}): LaneReport =>
    laneRun('sriov', {
      packets: 10_000,
      traffic: { ...ALONE, load: loadOf(100_000) },
      workload: { page_table_writes },
      costs: { 'tlb.entries': 64 },
      features: { paging, host_page: '4k', delivery: 'exit', ring_size: 2048, ...features },
    });

  it('pay for different things: shadow for writes to page tables, nested for walks', () => {
    const exits = (lane: LaneReport): number => lane.cycles_per_packet.by_category.vm_exit ?? NaN;
    expect(exits(at('shadow', 1000))).toBeGreaterThan(exits(at('shadow', 0)) + 1000);
    expect(exits(at('nested', 1000))).toBe(exits(at('nested', 0)));
    expect(stalls(at('nested', 0))).toBeGreaterThan(stalls(at('shadow', 0)));
    expect(total(at('shadow', 1000))).toBeGreaterThan(total(at('nested', 1000)));
    expect(total(at('shadow', 0))).toBeLessThan(total(at('nested', 0)));
  });

  it('are nearly alike for a guest with huge pages that leaves its tables alone (bank 24)', () => {
    const huge = { guest_page: '2m', host_page: '2m' };
    expect(total(at('shadow', 0, huge)) / total(at('nested', 0, huge))).toBeCloseTo(1, 2);
  });
});
