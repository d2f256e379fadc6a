// The vhost thread in a real lane: tap, ring, signals in batches, kicks, what is dropped where.
import { describe, expect, it } from 'vitest';
import { type Draft, frames, LaneBench } from '../paths/lane-for-test.ts';
import { EXIT_REASON, K } from '../trace/kinds.ts';

/** One VM with a host core for its vhost thread: host and guest work at the same time. */
function lane(
  count: number,
  gapUs: number,
  costs: Record<string, number> = {},
  draft: Draft = {},
): LaneBench {
  const base = { machine: { cores: 4 }, traffic: { vms: 1 }, features: { affinity: 'dedicated' }, costs };
  return new LaneBench('vmdq', { ...base, ...draft }, frames(count, 10, gapUs));
}

function largest(bench: LaneBench, kind: number): number {
  return Math.max(...bench.of(kind).map(({ arg }) => arg));
}

describe('vhost', () => {
  it('copies every packet once, in order, and the guest every packet once more', () => {
    const bench = lane(200, 3);
    bench.run(5000);
    expect(bench.tally.delivered).toBe(200);
    expect([bench.tally.copies, bench.tally.guestCopies, bench.tally.copiedBytes]).toEqual([
      200,
      200,
      200 * 60,
    ]);
    expect(bench.of(K.copyFinished).map(({ packet }) => packet)).toEqual(
      Array.from({ length: 200 }, (_, i) => i),
    );
    expect(bench.of(K.vringQueued).map(({ packet }) => packet)).toEqual(
      Array.from({ length: 200 }, (_, i) => i),
    );
  });

  it('drops at the tap when that is full, and says so', () => {
    const bench = lane(120, 0, { 'vhost.tap': 8 });
    bench.run(20_000);
    const { delivered, dropped, droppedBy } = bench.tally;
    expect(delivered + dropped).toBe(120);
    expect(dropped).toBeGreaterThan(20);
    expect(droppedBy[3]).toBe(dropped);
    expect(largest(bench, K.tapQueued)).toBe(8);
  });

  it('waits for the guest when the virtio ring is full, and gets a kick, and loses nothing', () => {
    const bench = lane(120, 0, { 'vhost.vring': 8 });
    bench.run(20_000);
    expect(bench.tally.delivered).toBe(120);
    expect(largest(bench, K.vringQueued)).toBe(8);
    const kicks = bench.of(K.vmExited).filter(({ arg }) => arg === EXIT_REASON.ioInstruction);
    expect(kicks.length).toBeGreaterThan(0);
    expect(new Set(kicks.map(({ vm }) => vm))).toEqual(new Set([1]));
    const plenty = lane(120, 0);
    plenty.run(20_000);
    expect(plenty.of(K.vmExited).filter(({ arg }) => arg === EXIT_REASON.ioInstruction)).toEqual([]);
  });

  it('drops at the socket when the application is slower than all before it', () => {
    const bench = lane(400, 0.5, { 'kern.socket': 4 }, { workload: { app_cycles: 30_000 } });
    bench.run(60_000);
    expect(bench.tally.delivered + bench.tally.dropped).toBe(400);
    expect(bench.tally.droppedBy[4]).toBe(bench.tally.dropped);
    expect(bench.tally.dropped).toBeGreaterThan(100);
    expect(largest(bench, K.socketQueued)).toBe(4);
  });

  it('signals when more than its batch is filled or nothing is left', () => {
    const injected = (signalBatch: number): { n: number; filledBefore: number[] } => {
      const bench = lane(90, 0, { 'vhost.signalBatch': signalBatch });
      bench.run(20_000);
      expect(bench.tally.delivered).toBe(90);
      const injections = bench.of(K.interruptInjected);
      const filled = bench.of(K.vringQueued);
      return {
        n: injections.length,
        filledBefore: injections.map(({ t }) => filled.filter((record) => record.t <= t).length),
      };
    };
    const few = injected(64);
    const many = injected(1);
    expect(many.filledBefore[0]).toBeLessThan(few.filledBefore[0]);
    expect(few.n).toBeLessThanOrEqual(many.n);
    // a lone packet is signalled at once
    const lone = lane(1, 0);
    lone.run(1000);
    expect(lone.of(K.interruptInjected)).toHaveLength(1);
    expect(lone.tally.delivered).toBe(1);
  });

  it('does not signal a guest whose poll is at work', () => {
    const bench = lane(2000, 0.8);
    bench.run(20_000);
    expect(bench.tally.delivered).toBeGreaterThan(500);
    expect(bench.of(K.interruptInjected).length).toBeLessThan(bench.tally.delivered / 3);
  });

  it('carries answers back: out of the guest with a kick, copied, queued, sent', () => {
    const bench = lane(30, 200, {}, { workload: { kind: 'reply' } });
    bench.run(30_000);
    expect(bench.tally.delivered).toBe(30);
    expect(bench.of(K.packetSent).map(({ packet }) => packet)).toEqual(
      Array.from({ length: 30 }, (_, i) => i),
    );
    expect(bench.tally.copies).toBe(60);
    expect(bench.of(K.vmExited).filter(({ arg }) => arg === EXIT_REASON.ioInstruction)).toHaveLength(30);
  });

  it('makes a copy of a broadcast frame for every VM, and one fate for all of them', () => {
    const bench = new LaneBench('trap', { traffic: { vms: 3 } }, [
      { us: 10, vm: 254 },
      { us: 50, vm: 255 },
    ]);
    bench.run(5000);
    expect([bench.tally.replicated, bench.tally.copies, bench.tally.delivered]).toEqual([3, 3, 1]);
    expect(bench.tally.droppedBy[7]).toBe(1);
    expect(bench.of(K.packetReplicated).map(({ vm }) => vm)).toEqual([1, 2, 3]);
    expect(bench.lane.parts.fabric.packets.inFlight).toBe(0);
  });
});
