// The poll loop in a real lane: whole poll periods asleep, bursts and their sizes, waiting for full ones, what transmit frees.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { type Draft, frames, type Frame, LaneBench } from '../paths/lane-for-test.ts';
import { K } from '../trace/kinds.ts';

/** 50 cycles at 3 GHz, to the nearest picosecond. */
const POLL_PS = 16_667;

function dpdk(list: readonly Frame[], draft: Draft = {}): LaneBench {
  return new LaneBench('dpdk', { traffic: { vms: 1 }, ...draft }, list);
}

/** Arguments of the receive bursts. */
function bursts(bench: LaneBench): number[] {
  return bench.of(K.burstReceived).map(({ arg }) => arg);
}

describe('poll-mode driver', () => {
  it('wakes at a whole number of poll periods after it fell asleep, at the first that finds the descriptor', () => {
    const random = new RandomStream(1, 'gaps');
    const list: Frame[] = [];
    let us = 3;
    for (let i = 0; i < 200; i++) {
      us += 2 + random.float() * 5;
      list.push({ us });
    }
    const bench = dpdk(list);
    bench.run(us + 100);
    const sleeps = bench.of(K.pollSlept);
    const visible = bench.of(K.descriptorWritten).map(({ t }) => t);
    const starts = bench.of(K.burstReceived).map(({ t }) => t);
    expect([sleeps.length, visible.length, starts.length]).toEqual([200, 200, 200]);
    let polls = 0;
    sleeps.forEach(({ t, dur, arg }, i) => {
      expect(dur).toBe(arg * POLL_PS);
      expect(t + dur).toBe(starts[i]);
      expect(starts[i]).toBeGreaterThanOrEqual(visible[i]);
      expect(starts[i] - visible[i]).toBeLessThan(POLL_PS);
      polls += arg;
    });
    bench.run(us + 99);
    expect(bench.tally.emptyPolls).toBe(polls);
    // asleep or at work, the core is never anything else
    expect(sleeps[0].t).toBe(0);
    const work = bench.recorder.list.filter(({ context }) => context !== 0);
    sleeps.slice(1).forEach(({ t }, i) => {
      const before = work.filter((record) => record.t < t && record.t >= starts[i]);
      expect(t).toBe(Math.max(...before.map((record) => record.t + record.dur)));
    });
  });

  it('counts the polls of a sleep that has not ended yet when it is asked', () => {
    const bench = dpdk([{ us: 1000 }]);
    bench.run(500);
    bench.lane.checkpoint();
    expect(bench.tally.emptyPolls).toBe(Math.floor(500e6 / POLL_PS));
    bench.lane.checkpoint();
    expect(bench.tally.emptyPolls).toBe(Math.floor(500e6 / POLL_PS));
    bench.run(999);
    bench.lane.checkpoint();
    expect(bench.tally.emptyPolls).toBe(Math.floor(999e6 / POLL_PS));
    bench.run(1100);
    expect(bench.of(K.pollSlept)[0].arg).toBe(Math.ceil(bench.of(K.descriptorWritten)[0].t / POLL_PS));
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 4],
    [5, 4],
    [7, 4],
    [30, 28],
    [32, 32],
  ])('with a batch of %s takes at most %s at a time', (batch, most) => {
    // 300 packets in one instant pile up behind the first burst
    const bench = dpdk(frames(300, 10, 0), { features: { batch } });
    bench.run(1000);
    const sizes = bursts(bench);
    expect(Math.max(...sizes)).toBe(most);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(300);
    expect(bench.tally.delivered).toBe(300);
  });

  it('takes what is there, or waits for a full burst', () => {
    const list = frames(70, 10, 1);
    const eager = dpdk(list, { features: { batch: 32 } });
    const patient = dpdk(list, { features: { batch: 32, batch_wait: true } });
    eager.run(500);
    patient.run(500);
    expect(eager.tally.delivered).toBe(70);
    expect(Math.max(...bursts(eager))).toBeLessThan(5);
    expect(bursts(patient)).toEqual([32, 32]);
    expect(patient.tally.delivered).toBe(64);
    const [first] = patient.of(K.burstReceived);
    expect(first.t).toBeGreaterThanOrEqual(patient.of(K.descriptorWritten)[31].t);
  });

  it('reposts 64 descriptors together, or a quarter of a small ring', () => {
    for (const [ring_size, chunk] of [
      [1024, 64],
      [128, 32],
      [64, 16],
    ]) {
      const bench = dpdk(frames(400, 10, 0.2), { features: { ring_size } });
      bench.run(1000);
      const refills = bench.of(K.ringRefilled).map(({ arg }) => arg);
      expect(bench.tally.delivered).toBe(400);
      expect(refills.length).toBeGreaterThan(3);
      for (const n of refills) expect(n % chunk).toBe(0);
    }
  });

  it('forwards bursts with doorbells of their own, and reclaims promptly or when room runs low', () => {
    const held = (tx_reclaim: string): number[] => {
      const bench = new LaneBench(
        'dpdk',
        {
          workload: { kind: 'forward-host' },
          machine: { cores: 1 },
          features: { tx_reclaim, ring_size: 256 },
        },
        frames(600, 10, 0.2, { vm: 1 }),
      );
      bench.run(2000);
      expect(bench.tally.delivered).toBe(600);
      const sent = bench.of(K.packetSent).map(({ packet }) => packet);
      expect(sent).toEqual(Array.from({ length: 600 }, (_, i) => i));
      const received = bursts(bench);
      expect(bench.of(K.burstSent).map(({ arg }) => arg)).toEqual(received);
      return [received.length, bench.tally.doorbells];
    };
    const [receivedBursts, doorbells] = held('prompt');
    // one for each transmit burst, and one for every 64 descriptors reposted
    expect(doorbells - receivedBursts).toBeGreaterThanOrEqual(Math.floor(600 / 64) - 2);
    expect(doorbells - receivedBursts).toBeLessThanOrEqual(Math.ceil(600 / 64));
    held('late');
  });

  it('never sleeps over a packet when two VMs share its core: turns of 3 ms each', () => {
    const list = frames(40, 100, 500).map((frame, i) => ({ ...frame, vm: 1 + (i % 2) }));
    const bench = new LaneBench('dpdk', { machine: { cores: 1 }, traffic: { vms: 2 } }, list);
    bench.run(40_000);
    expect(bench.tally.delivered).toBe(40);
    for (const { t, vm } of bench.of(K.packetDelivered)) {
      const turn = Math.floor(t / 3_000_000_000) % 2;
      // what was begun in a turn may end just behind it
      if (t % 3_000_000_000 > 10_000_000) expect(vm).toBe(1 + turn);
    }
  });
});
