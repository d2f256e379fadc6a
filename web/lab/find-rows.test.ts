// Find: the first, next, slowest and rarest of a lane, exact where the trace is held.
import { expect, test } from 'vitest';
import { LaneStore } from '../../sim-core/index.ts';
import { K } from '../../sim-core/trace/kinds.ts';
import { traceOf, writeLane } from '../../sim-core/trace/synthetic-for-test.ts';
import { LaneMarks } from '../playback/lane-marks.ts';
import { type FindLane, type FindOptions, find } from './find-rows.ts';

function lane(n: number, ring: number): FindLane {
  const store = new LaneStore(n);
  const marks = new LaneMarks(67_200);
  for (const chunk of traceOf((writer) => writeLane(writer, 3000, ring))) {
    store.append(chunk);
    marks.take(chunk);
  }
  return { lane: n, store, marks };
}

const LANES = [lane(0, 64), lane(1, 4)];
const OPTIONS: FindOptions = { tPs: 50e6, openPs: -1, packetPs: 67_200, percentile: 0.5 };

test('the first and the next drop, in the lane that has them first', () => {
  const first = find('firstDrop', LANES, OPTIONS)!;
  expect(first.lane).toBe(1);
  const drops = LANES[1].store.kindList(K.packetDropped);
  expect(first.tPs).toBe(LANES[1].store.records.t(drops.at(drops.base)));
  const next = find('nextDrop', LANES, OPTIONS)!;
  expect(next).toMatchObject({ exact: true });
  expect(next.tPs).toBeGreaterThan(OPTIONS.tPs);
  const { records } = LANES[next.lane].store;
  for (const { store } of LANES) {
    const list = store.kindList(K.packetDropped);
    const p = store.kindAfter(list, OPTIONS.tPs);
    expect(store.records.t(list.at(p))).toBeGreaterThanOrEqual(next.tPs);
  }
  expect(records.packet(records.end - 1)).toBeGreaterThan(0);
});

test('the slowest packet waits in the longer ring, the median is one of the lane', () => {
  const slowest = find('slowest', LANES, OPTIONS)!;
  expect(slowest.lane).toBe(0);
  const median = find('percentile', [LANES[1]], OPTIONS)!;
  expect(median.takesPs).toBeLessThan(slowest.takesPs);
  const list = LANES[1].store.kindList(K.packetDelivered);
  let below = 0;
  const { delays } = LANES[1].marks;
  for (let i = 0; i < delays.count; i++) if (delays.delayPs[i] < median.takesPs) below++;
  expect(delays.count).toBe(list.end - list.base);
  expect(below).toBeLessThanOrEqual(delays.count / 2);
});

test('work of more than a packet time makes a packet late; what never happens is not found', () => {
  const late = find('nextLate', LANES, OPTIONS)!;
  expect(late.tPs).toBeGreaterThan(OPTIONS.tPs);
  expect(find('nextLate', LANES, { ...OPTIONS, packetPs: 1e9 })).toBeNull();
  expect(find('nextExit', LANES, OPTIONS)).toBeNull();
  expect(find('nextInterrupt', LANES, OPTIONS)).toBeNull();
});

test('what lies beyond the trace held is known to come, from when on it has to be looked for', () => {
  const { store, marks } = LANES[1];
  const held = new LaneStore(1);
  const chunks = traceOf((writer) => writeLane(writer, 600, 4));
  for (const chunk of chunks) held.append(chunk);
  const next = find('nextDrop', [{ lane: 1, store: held, marks }], { ...OPTIONS, tPs: 60e6 })!;
  expect(next.exact).toBe(false);
  const list = store.kindList(K.packetDropped);
  const after = store.records.t(list.at(store.kindAfter(list, next.tPs)));
  expect(after - next.tPs).toBeLessThan(2 * marks.binPs);
});
