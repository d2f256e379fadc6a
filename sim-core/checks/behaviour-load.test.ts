// What must emerge from load: saturation, no loss below it, bursts that amortise, batches that wait, the leaky throttle.
import { describe, expect, it } from 'vitest';
import type { LaneReport } from '../report/types.ts';
import { laneRun, loadOf, neverFalls, neverRises } from './lane-run-for-test.ts';

const ALONE = { vms: 1 };
const delivered = (lane: LaneReport): number => lane.rate_pps.delivered ?? Number.NaN;
const mean = (lane: LaneReport): number => lane.latency_ns.mean ?? Number.NaN;
const total = (lane: LaneReport): number => lane.cycles_per_packet.total ?? Number.NaN;

describe('a polling core offered evenly spaced packets', () => {
  const at = (load: number): LaneReport =>
    laneRun('dpdk', {
      packets: 24_000,
      warmup: 12_000,
      traffic: { ...ALONE, kind: 'constant', load },
      workload: { app_cycles: 600 },
      features: { placement: 'dram' },
    });
  const full = at(1);
  const capacity = loadOf(delivered(full));

  it('delivers what one packet’s cycles allow, however much more is offered (S25)', () => {
    expect(delivered(full) / (3e9 / total(full))).toBeCloseTo(1, 2);
    for (const factor of [1.1, 2]) {
      const lane = at(capacity * factor);
      expect(delivered(lane) / delivered(full)).toBeCloseTo(1, 2);
      expect(lane.packets.dropped).toBeGreaterThan(500);
    }
  });

  it('delivers all and drops none below that (S25, S26)', () => {
    for (const factor of [0.5, 0.9, 0.97]) {
      const lane = at(capacity * factor);
      expect(lane.packets.dropped).toBe(0);
      expect(delivered(lane) / (lane.rate_pps.offered ?? NaN)).toBeCloseTo(1, 4);
      expect(lane.packets.in_flight).toBeLessThan(2 * 32);
    }
  });
});

it('kernels too drop nothing below what they can take (S26)', () => {
  for (const preset of ['trap', 'vmdq', 'sriov', 'ddio']) {
    const lane = laneRun(preset, { traffic: { ...ALONE, kind: 'constant', load: loadOf(100_000) } });
    expect(lane.packets.dropped, preset).toBe(0);
    expect(delivered(lane) / 100_000, preset).toBeCloseTo(1, 2);
  }
});

describe('bursts', () => {
  it('amortise: cycles a packet never rise with the longest burst of a saturated poller (S34)', () => {
    const sizes = [1, 2, 4, 8, 16, 32, 64, 128];
    const lanes = sizes.map((batch) =>
      laneRun('dpdk', {
        packets: 16_000,
        traffic: { ...ALONE, link_gbps: 100, load: 1 },
        features: { batch, placement: 'dram' },
      }),
    );
    expect(neverRises(lanes.map(total))).toBe(true);
    expect(total(lanes[0])).toBeGreaterThan(1.8 * total(lanes[5]));
    // what remains is each packet's own
    expect(total(lanes[7])).toBeGreaterThan(0.9 * total(lanes[5]));
  });

  it('that wait to be full make packets wait, (n − 1) ÷ 2 gaps in the mean; those that take what is there do not (S35, bank 14)', () => {
    const GAP_NS = 1000;
    const at = (batch: number, batch_wait: boolean): LaneReport =>
      laneRun('dpdk', {
        packets: 4096,
        traffic: { ...ALONE, kind: 'constant', load: loadOf(1e9 / GAP_NS) },
        features: { batch, batch_wait },
      });
    const sizes = [1, 4, 16, 32];
    const eager = sizes.map((n) => at(n, false));
    for (const lane of eager) expect(mean(lane)).toBe(mean(eager[0]));
    sizes.forEach((n, i) => {
      const lane = at(n, true);
      const waited = mean(lane) - mean(eager[i]);
      const expected = ((n - 1) / 2) * GAP_NS;
      expect(waited).toBeGreaterThanOrEqual(expected);
      // besides, each packet of a burst waits for the work on the others
      expect(waited).toBeLessThanOrEqual(expected * 1.05 + n * 35);
      expect(total(lane)).toBeLessThanOrEqual(total(eager[i]));
    });
  });

  it('of fewer than four packets at most come out of the scalar driver all the same (bank 15)', () => {
    for (const batch of [1, 2, 3]) {
      const lane = laneRun('dpdk', { traffic: { ...ALONE, load: 0.1 }, features: { batch } });
      expect(lane.packets.dropped).toBe(0);
      expect(lane.packets.in_flight).toBeLessThan(16);
    }
  });
});

it('longer frames are fewer at line rate, and their budget grows with them (S40, bank 25, bank 28)', () => {
  const at = (frame_bytes: number, link_gbps = 10): LaneReport =>
    laneRun('dpdk', { packets: 2000, traffic: { ...ALONE, link_gbps, load: 1, frame_bytes } });
  const budget = (lane: LaneReport): number => total(lane) / (lane.budget_used ?? NaN);
  for (const bytes of [64, 256, 512, 1024, 1518]) {
    const lane = at(bytes);
    expect((lane.rate_pps.offered ?? NaN) / (1e10 / (8 * (bytes + 20)))).toBeCloseTo(1, 3);
    expect(budget(lane)).toBeCloseTo((8 * (bytes + 20) * 3) / 10, 6);
  }
  expect(budget(at(1518, 100)) / budget(at(128))).toBeCloseTo(123.04 / 118.4, 6);
  expect(budget(at(64, 100)) / 3).toBeCloseTo(6.72, 6);
});

describe('bursts into a throttled ring (bank 4)', () => {
  const at = (frame_bytes: number, features: object, preset = 'sriov'): LaneReport =>
    laneRun(preset, {
      packets: 20_000,
      traffic: { ...ALONE, kind: 'on-off', load: 0.3, burst_packets: 1000, frame_bytes },
      features,
    });
  const lost = (features: object, preset?: string): number =>
    at(1518, features, preset).packets.dropped_by.nic_no_descriptor;

  it('overrun the ring while the vector must be silent, where the driver is faster than the wire', () => {
    // 84 µs are 68 of these frames, the ring has 63 descriptors
    const long = { itr_us: 84, ring_size: 64, drop_enable: true };
    expect(lost(long)).toBeGreaterThan(200);
    expect(lost({ ...long, itr_us: 10 })).toBe(0);
    expect(lost({ ...long, ring_size: 512 })).toBe(0);
    expect(lost({ ring_size: 64 }, 'dpdk')).toBe(0);
    // without drop-enable the NIC's FIFO holds them: nothing is lost, all of it waits
    const kept = at(1518, { ...long, drop_enable: false });
    expect(kept.packets.dropped).toBe(0);
    expect(mean(kept)).toBeGreaterThan(mean(at(1518, long)) + 10_000);
  });

  it('of 64 bytes are lost whatever the throttle: the driver never finds its ring empty and never unmasks', () => {
    const [short, long] = [10, 84].map((itr_us) => at(64, { itr_us }));
    expect(long.packets.dropped).toBe(short.packets.dropped);
    expect(long.packets.dropped).toBeGreaterThan(0.5 * long.packets.offered);
  });
});

it('unsent packets that nobody frees drain the pool: the NIC is left without descriptors, and nothing arrives (bank 16)', () => {
  const at = (free_unsent: boolean): LaneReport =>
    laneRun('dpdk', {
      packets: 40_000,
      warmup: 30_000,
      traffic: { load: 1 },
      workload: { kind: 'forward-host', app_cycles: 900 },
      features: { pipeline: true, poll_cores: 2, free_unsent },
    });
  const [freed, leaked] = [at(true), at(false)];
  expect(freed.packets.dropped).toBe(freed.packets.dropped_by.tx_full);
  expect(freed.packets.delivered).toBeGreaterThan(500);
  expect(leaked.packets.dropped).toBe(leaked.packets.dropped_by.nic_no_descriptor);
  expect(leaked.packets.delivered).toBe(0);
});

describe('who pays', () => {
  it('a poller is busy or polling all the time at next to no load, an interrupted core idle (bank 13)', () => {
    const core = (preset: string): { busy: number; poll_idle: number } =>
      laneRun(preset, { packets: 100, traffic: { ...ALONE, kind: 'constant', load: loadOf(100) } }).cores[0];
    const poller = core('dpdk');
    expect(poller.busy + poller.poll_idle).toBeCloseTo(1, 12);
    expect(core('sriov').busy).toBeLessThan(0.001);
    expect(core('sriov').poll_idle).toBe(0);
  });

  it('with fewer functions than VMs cycles a packet rise and deliveries fall, the fewer the more', () => {
    const lanes = [4, 3, 2, 1].map((vfs) =>
      laneRun('sriov', {
        packets: 30_000,
        machine: { cores: 4 },
        traffic: { vms: 4, load: 0.3 },
        features: { vfs },
      }),
    );
    const copies = lanes.map((lane) => lane.cycles_per_packet.by_category.copy ?? NaN);
    expect(copies[0]).toBe(0);
    expect(neverFalls(copies)).toBe(true);
    expect(neverFalls(lanes.map(total))).toBe(true);
    expect(neverRises(lanes.map(delivered))).toBe(true);
    expect(total(lanes[3])).toBeGreaterThan(2 * total(lanes[0]));
    expect(delivered(lanes[3])).toBeLessThan(delivered(lanes[0]) / 3);
  });

  it('a queue for each VM and a core more beat a function in packets a second, not in cycles, until DMA hits the cache (bank 29)', () => {
    const at = (preset: string, features: object = {}): LaneReport =>
      laneRun(preset, { packets: 60_000, machine: { cores: 4 }, traffic: { ...ALONE, load: 1 }, features });
    const queues = at('vmdq', { affinity: 'dedicated' });
    const [memory, cache] = [at('sriov'), at('ddio')];
    expect(delivered(queues)).toBeGreaterThan(delivered(memory));
    expect(delivered(queues)).toBeLessThan(1.2 * delivered(memory));
    expect(total(memory)).toBeLessThan(0.64 * total(queues));
    expect(delivered(cache)).toBeGreaterThan(delivered(queues));
  });
});
