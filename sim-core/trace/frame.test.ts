// Frames are a pure function of trace and time: play, scrub and step back show the same; the store holds what it should.
import { expect, test } from 'vitest';
import type { TraceChunk } from './chunk.ts';
import { LaneCursor, nextEventPs, nextOfPs, previousEventPs, previousOfPs } from './cursor.ts';
import { type FrameOptions, frameAt, LaneFrame } from './frame.ts';
import { K } from './kinds.ts';
import { counterIndex, PHASE } from './phases.ts';
import { LaneStore } from './store.ts';
import { GAP_PS, instant, rechunked, traceOf, work, writeLane } from './synthetic-for-test.ts';

const OPTIONS: FrameOptions = { linkGbps: 10, cores: 2, lookaheadPs: 200000, lingerPs: 300000 };
const storeOf = (chunks: TraceChunk[]): LaneStore => {
  const store = new LaneStore(0);
  for (const c of chunks) store.append(c);
  return store;
};
const frameOf = (store: LaneStore, t: number): LaneFrame =>
  frameAt(new LaneCursor(store), t, OPTIONS, new LaneFrame());

/** Events by definition: sort all records, apply no index. */
function eventTimes(chunks: TraceChunk[]): number[] {
  const times = new Set<number>();
  for (const { columns: c, count } of chunks) {
    for (let i = 0; i < count; i++) {
      times.add(c.t[i]);
      times.add(c.t[i] + c.dur[i]);
    }
  }
  return [...times].sort((a, b) => a - b);
}

test('stepping visits every time at which something begins or ends, both ways', () => {
  const chunks = traceOf((w) => writeLane(w, 3000));
  const store = storeOf(chunks);
  const expected = eventTimes(chunks);
  const forward: number[] = [];
  for (let t = nextEventPs([store], -1); t >= 0; t = nextEventPs([store], t)) forward.push(t);
  expect(forward).toEqual(expected);
  const back: number[] = [];
  for (let t = previousEventPs([store], 1e15); t >= 0; t = previousEventPs([store], t)) back.push(t);
  expect(back.reverse()).toEqual(expected);
});

test('the frame is the same by play, by scrub, stepping back, and however the trace was cut and came', () => {
  const chunks = traceOf((w) => writeLane(w, 20000));
  const store = storeOf(chunks);
  expect(store.keyframes.length).toBeGreaterThan(3);
  const times: number[] = [];
  for (let t = 50000; t < store.lastPs; t += 7_777_777) times.push(t);
  const play = new LaneCursor(store);
  const frame = new LaneFrame();
  const played = times.map((t) => frameAt(play, t, OPTIONS, frame).hash());
  const scrubbed = times.map((t) => frameOf(store, t).hash());
  expect(scrubbed).toEqual(played);
  const backward = [...times].reverse().map((t) => frameAt(play, t, OPTIONS, frame).hash());
  expect(backward.reverse()).toEqual(played);
  const other = new LaneStore(0);
  const cursor = new LaneCursor(other);
  for (const c of rechunked(chunks, 777)) {
    other.append(c);
    // a cursor that is ahead of what has come must not keep what it saw then
    frameAt(cursor, 1e15, OPTIONS, frame);
  }
  expect(times.map((t) => frameAt(cursor, t, OPTIONS, frame).hash())).toEqual(played);
  expect(new Set(played).size).toBe(played.length);
});

test('a record that began long before its neighbours is seen from its beginning', () => {
  const chunks = traceOf((w) => {
    for (let p = 0; p < 30000; p++) instant(w, K.packetArrived, (p + 1) * GAP_PS, p, 64, 1);
    work(w, K.applicationFinished, 5 * GAP_PS, 30000 * GAP_PS, 4);
  });
  const store = storeOf(chunks);
  const frame = frameOf(store, 15000 * GAP_PS);
  expect(frame.coreKind[0]).toBe(K.applicationFinished);
  expect(frame.coreProgress(0)).toBeCloseTo(0.4998, 3);
  expect(frame.phase[Array.from(frame.packet).indexOf(4)]).toBe(PHASE.work);
});

test('dropping the front frees memory and leaves later frames as they are; a keyframe takes the rest again', () => {
  const chunks = traceOf((w) => writeLane(w, 40000));
  const store = storeOf(chunks);
  const whole = storeOf(chunks);
  const middle = store.lastPs / 2;
  const before = store.bytes;
  store.dropBefore(middle);
  expect(store.bytes).toBeLessThan(0.75 * before);
  expect(store.firstPs).toBeLessThanOrEqual(middle);
  const late = [middle, middle + 12345, store.lastPs - 5];
  for (const t of late) expect(frameOf(store, t).hash()).toBe(frameOf(whole, t).hash());
  expect(frameOf(store, middle / 2).held).toBe(false);
  const base = store.keyframes.findLast((k) => k.tPs <= middle / 2)!;
  const again = new LaneStore(0, base);
  for (const c of chunks) if (c.first + c.count > again.records.end) again.append(c);
  expect(again.firstPs).toBeGreaterThan(0);
  for (const t of [middle / 2, ...late]) expect(frameOf(again, t).hash()).toBe(frameOf(whole, t).hash());
});

test('a missing chunk is refused, one that came already is passed over', () => {
  const chunks = traceOf((w) => writeLane(w, 2000));
  const store = storeOf(chunks.slice(0, 1));
  store.append(chunks[0]);
  expect(store.records.end).toBe(4096);
  expect(() => store.append(chunks[2])).toThrow('missing');
});

test('a packet is shown on the wire, in the NIC, in its ring, at work, delivered', () => {
  const store = storeOf(traceOf((w) => writeLane(w, 40)));
  const at = (t: number, packet: number): { phase: number; frame: LaneFrame; i: number } => {
    const frame = frameOf(store, t);
    const i = Array.from(frame.packet.subarray(0, frame.count)).indexOf(packet);
    return { phase: i < 0 ? -1 : frame.phase[i], frame, i };
  };
  expect(at(GAP_PS / 2, 0).phase).toBe(PHASE.wire);
  expect(at(GAP_PS / 2, 0).frame.progress(at(GAP_PS / 2, 0).i)).toBe(0.5);
  expect(at(GAP_PS + 1, 0).phase).toBe(PHASE.dma);
  expect(at(2 * GAP_PS + 20000, 1).phase).toBe(PHASE.ring);
  const working = at(GAP_PS + 20000 + 30000 + 10000, 0);
  expect(working.phase).toBe(PHASE.work);
  expect(working.frame.stage[working.i]).toBe(K.cacheMissed);
  expect(working.frame.progress(working.i)).toBe(0.25);
  const gone = GAP_PS + 20000 + 30000 + 150000;
  expect(at(gone, 0).phase).toBe(PHASE.delivered);
  expect(at(gone + 300001, 0).phase).toBe(-1);
});

test('places in the ring count from its head, and depth is what stands there', () => {
  const store = storeOf(traceOf((w) => writeLane(w, 400)));
  for (let t = 1_000_000; t < store.lastPs; t += 333_333) {
    const frame = frameOf(store, t);
    const places: number[] = [];
    for (let i = 0; i < frame.count; i++) if (frame.phase[i] === PHASE.ring) places.push(frame.place[i]);
    expect(places.sort((a, b) => a - b)).toEqual(places.map((_, i) => i));
    expect(frame.depth(PHASE.ring, 0)).toBe(places.length);
  }
});

test('counters count, and stepping by meaning finds drops', () => {
  const chunks = traceOf((w) => writeLane(w, 2000));
  const store = storeOf(chunks);
  const c = frameOf(store, store.lastPs).counters;
  const drops = store.kindList(K.packetDropped);
  expect(c[counterIndex('arrived')]).toBe(2000);
  expect(c[counterIndex('dropped')]).toBe(drops.end);
  expect(c[counterIndex('nic_no_descriptor')]).toBe(drops.end);
  expect(c[counterIndex('delivered')]).toBe(2000 - drops.end);
  const first = nextOfPs([store], 'drop', 0);
  const second = nextOfPs([store], 'drop', first);
  expect(first).toBe(store.records.t(drops.at(0)));
  expect(previousOfPs([store], 'drop', second)).toBe(first);
  expect(previousOfPs([store], 'drop', first)).toBe(-1);
});
