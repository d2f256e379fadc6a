// A packet's segments tile its time in the lane exactly, and say what it waited for.
import { expect, test } from 'vitest';
import { LaneCursor } from './cursor.ts';
import { CAT, CTX, K } from './kinds.ts';
import { LaneStore } from './store.ts';
import { instant, traceOf, work, writeLane } from './synthetic-for-test.ts';
import { type Waterfall, waterfall } from './waterfall.ts';
import type { TraceWriter } from './writer.ts';

const storeOf = (write: (w: TraceWriter) => void): LaneStore => {
  const store = new LaneStore(0);
  for (const c of traceOf(write)) store.append(c);
  return store;
};
function fall(store: LaneStore, packet: number): Waterfall {
  const w = waterfall(new LaneCursor(store), packet, 3);
  if (w === null) throw new Error(`no waterfall of ${packet}`);
  return w;
}

test('segments follow each other without gap or overlap from arrival to end', () => {
  const store = storeOf((w) => writeLane(w, 1000));
  for (let p = 0; p < 1000; p++) {
    const w = fall(store, p);
    let at = w.arrivedPs;
    for (const s of w.segments) {
      expect(s.fromPs).toBe(at);
      expect(s.toPs).toBeGreaterThan(s.fromPs);
      at = s.toPs;
    }
    expect(at).toBe(w.endedPs);
    expect(w.overlapping).toBe(false);
    expect(w.cycles).toBe(w.cause < 0 ? 450 : 0);
  }
});

test('a wait in the ring names how many stood before it', () => {
  const store = storeOf((w) => writeLane(w, 60));
  const w = fall(store, 30);
  expect(w.segments.map((s) => [s.shape, s.phase])).toEqual([
    ['service', 'dma'],
    ['wait', 'ring'],
    ['service', 'work'],
    ['service', 'work'],
    ['service', 'work'],
    // the burst is delivered as one
    ...(w.segments.length > 5 ? [['wait', 'held']] : []),
  ]);
  expect(w.segments[1].why).toMatch(/^waited in the ring behind \d+$/);
  expect(w.segments[2].category).toBe(CAT.dram);
});

test('waits for the throttle, the vhost thread and the VM are told apart', () => {
  const store = storeOf((w) => {
    instant(w, K.packetArrived, 1000, 0, 64, 2);
    w.record(K.dmaWrittenDram, 1000, 500, 0, 1, 255, 2, 0, CTX.none);
    instant(w, K.descriptorWritten, 1500, 0, 1, 2, 0);
    w.record(K.interruptThrottled, 1500, 2500, -1, 0, 0, 255, 0, CTX.none);
    instant(w, K.interruptRaised, 4000, -1, 0, 255, 0, 0);
    work(w, K.skbBuilt, 5000, 300, 0, 0, 2, 0, CTX.hypervisor);
    instant(w, K.tapQueued, 5300, 0, 1, 2);
    work(w, K.copyFinished, 6000, 200, 0, 0, 2, 0, CTX.hypervisor);
    instant(w, K.vringQueued, 6200, 0, 1, 2);
    instant(w, K.vmScheduled, 7000, -1, 0, 2, 255, 0);
    work(w, K.stackReceived, 7100, 900, 0, 0, 2);
    instant(w, K.socketQueued, 8000, 0, 1, 2);
    work(w, K.applicationFinished, 8100, 100, 0, 0, 2, 0, CTX.application);
    instant(w, K.packetDelivered, 8200, 0, 64, 2);
  });
  const w = fall(store, 0);
  const waits = w.segments.filter((s) => s.shape === 'wait').map((s) => s.why);
  expect(waits).toEqual([
    'waited in the ring for the throttled interrupt',
    'waited in the tap for its vhost thread',
    'waited in the virtio ring for VM B to be scheduled',
    'waited in the socket for core 0',
  ]);
  expect(w.segments.reduce((sum, s) => sum + s.toPs - s.fromPs, 0)).toBe(7200);
});

test('a wait is for whoever takes from the queue: only a guest’s driver waits for its VM', () => {
  const whys = (context: number) => {
    const store = storeOf((w) => {
      for (const [packet, at] of [
        [0, 1000],
        [1, 1100],
      ]) {
        instant(w, K.packetArrived, at, packet, 64, 3);
        instant(w, K.descriptorWritten, at + 50, packet, 1, 3, 0);
      }
      instant(w, K.vmScheduled, 1200, -1, 0, 3, 255, 0);
      work(w, K.skbBuilt, 5000, 300, 0, 0, 3, 0, context);
      work(w, K.skbBuilt, 5300, 300, 1, 0, 3, 0, context);
      instant(w, K.tapQueued, 5600, 1, 1, 3);
      instant(w, K.vmScheduled, 5700, -1, 0, 3, 255, 0);
      work(w, K.copyFinished, 6000, 200, 1, 0, 3, 0, CTX.hypervisor);
      instant(w, K.packetDelivered, 6200, 1, 64, 3);
    });
    const waits = fall(store, 1).segments.filter((s) => s.shape === 'wait' && s.phase !== 'nic');
    return waits.map((s) => s.why);
  };
  // the host finds out later whose packet it is
  for (const context of [CTX.hypervisor, CTX.hostKernel]) {
    expect(whys(context)).toEqual([
      "waited in the ring behind 1, for the host's driver",
      'waited in the tap for its vhost thread',
    ]);
  }
  expect(whys(CTX.guestKernel)[0]).toBe('waited in the ring behind 1, for VM C to be scheduled');
});

test('a packet under way has segments up to the time asked for, an unknown one has none', () => {
  const store = storeOf((w) => writeLane(w, 200));
  const cursor = new LaneCursor(store);
  const whole = fall(store, 5);
  const part = waterfall(cursor, 5, 3, whole.arrivedPs + 30000);
  expect(part?.endedPs).toBe(-1);
  expect(part?.segments.at(-1)?.toPs).toBe(whole.arrivedPs + 30000);
  expect(waterfall(cursor, 5000, 3)).toBeNull();
});

test('records that overlap are found out', () => {
  const store = storeOf((w) => {
    instant(w, K.packetArrived, 1000, 0, 64, 1);
    work(w, K.skbBuilt, 1000, 500, 0, 0);
    work(w, K.skbBuilt, 1400, 500, 0, 1);
    instant(w, K.packetDelivered, 3000, 0, 64, 1);
  });
  const w = fall(store, 0);
  expect(w.overlapping).toBe(true);
  expect(w.segments.reduce((sum, s) => sum + s.toPs - s.fromPs, 0)).toBe(2000);
});
