// Every kind makes a whole sentence; times and names read as people write them.
import { expect, test } from 'vitest';
import {
  causeWords,
  describeRecord,
  happenings,
  packetName,
  reasonWords,
  timeWords,
  vmName,
} from './describe.ts';
import { DROP_CAUSES, EXIT_REASON, K, KINDS } from './kinds.ts';
import { FIRST_REPLICA } from './phases.ts';
import type { TraceRecord } from './records.ts';
import { LaneStore } from './store.ts';
import { traceOf, writeLane } from './synthetic-for-test.ts';

const RECORD: TraceRecord = {
  number: 0,
  tPs: 1000,
  durPs: 67200,
  packet: 12345,
  arg: 1,
  kind: 0,
  core: 2,
  vm: 2,
  queue: 3,
  context: 1,
};

test('every kind has a sentence with nothing left open, with and without what it may lack', () => {
  for (const kind of KINDS) {
    const full = describeRecord({ ...RECORD, kind: kind.id });
    const bare = describeRecord({
      ...RECORD,
      kind: kind.id,
      packet: -1,
      core: 255,
      vm: 255,
      queue: 255,
      arg: 7,
    });
    for (const words of [full, bare]) {
      expect(words).toMatch(/^[A-Z].*\.$/);
      expect(words).not.toMatch(/[{}]|undefined|NaN|255|!| {2}/);
    }
  }
});

test('a drop says why, an exit says why', () => {
  expect(describeRecord({ ...RECORD, kind: K.packetDropped, arg: 0 })).toBe(
    'Packet 12,345 is dropped: its queue had no free descriptor.',
  );
  expect(describeRecord({ ...RECORD, kind: K.vmExited, arg: EXIT_REASON.externalInterrupt })).toBe(
    'VM B exits to the hypervisor and comes back: an interrupt came.',
  );
  expect(new Set(DROP_CAUSES.map((_, i) => causeWords(i))).size).toBe(8);
  expect(reasonWords(99)).toBe('exit reason 99');
});

test('one is not many', () => {
  expect(describeRecord({ ...RECORD, kind: K.burstReceived, arg: 1 })).toBe(
    'A receive burst on queue 3 takes 1 packet.',
  );
  expect(describeRecord({ ...RECORD, kind: K.burstReceived, arg: 11 })).toBe(
    'A receive burst on queue 3 takes 11 packets.',
  );
});

test('names and times', () => {
  expect([vmName(1), vmName(26), vmName(27), vmName(255)]).toEqual(['VM A', 'VM Z', 'VM 27', 'the host']);
  expect(packetName(FIRST_REPLICA + 3)).toBe('copy 3');
  expect([500, 67200, 1638400, 3e9, 1.2e12].map(timeWords)).toEqual([
    '500 ps',
    '67.2 ns',
    '1.64 µs',
    '3 ms',
    '1.2 s',
  ]);
});

test('happenings are those between two times, in order, the latest when there are too many', () => {
  const store = new LaneStore(0);
  for (const c of traceOf((w) => writeLane(w, 500))) store.append(c);
  const { list, left } = happenings(store, 1_000_000, 2_000_000, 1000);
  expect(left).toBe(0);
  expect(list.length).toBeGreaterThan(40);
  for (const [i, h] of list.entries()) {
    expect(h.tPs).toBeGreaterThan(1_000_000);
    expect(h.tPs).toBeLessThanOrEqual(2_000_000);
    if (i > 0) expect(h.tPs).toBeGreaterThanOrEqual(list[i - 1].tPs);
  }
  const few = happenings(store, 1_000_000, 2_000_000, 5);
  expect(few.list).toEqual(list.slice(-5));
  expect(few.left).toBe(list.length - 5);
});
