// Entries of the go-to field: what they say, what they mean in each lane, and what answers a wrong one.
import { describe, expect, test } from 'vitest';
import { LaneStore } from '../../sim-core/index.ts';
import { GAP_PS, traceOf, writeLane } from '../../sim-core/trace/synthetic-for-test.ts';
import { LaneReader } from '../scene/readers.ts';
import { type GoToContext, nextOfPacket, readGoTo, suggestionsFor } from './go-to.ts';
import { laneNumbers, stepChanges } from './step-words.ts';

function reader(ring: number): LaneReader {
  const store = new LaneStore(0);
  for (const chunk of traceOf((writer) => writeLane(writer, 300, ring))) store.append(chunk);
  return new LaneReader(store);
}

const readers = [reader(1024), reader(4)];
const CONTEXT: GoToContext = {
  readers,
  eventTime: (lane, n) => {
    const { store } = readers[lane];
    return n > store.events.end ? null : store.codePs(store.events.at(n - 1));
  },
  endPs: 40e6,
  ended: true,
  packets: 300,
  firstLane: 1,
};
const meant = (text: string, context = CONTEXT) => suggestionsFor(readGoTo(text), context);

describe('entries', () => {
  test.each([
    ['18.42us', { kind: 'time', tPs: 18_420_000 }],
    ['18.42', { kind: 'time', tPs: 18_420_000 }],
    ['1.2 ms', { kind: 'time', tPs: 1.2e9 }],
    ['67.2 ns', { kind: 'time', tPs: 67_200 }],
    ['#3,114', { kind: 'event', event: 3114 }],
    ['p271', { kind: 'packet', packet: 271 }],
    ['P 1,271', { kind: 'packet', packet: 1271 }],
  ])('%s', (text, entry) => {
    expect(readGoTo(text)).toEqual(entry);
  });

  test('anything else is answered with what would be right', () => {
    for (const text of ['soon', '-3us', '#x', 'p', '12 miles'])
      expect(meant(text).wrong).toContain('18.42us');
  });
});

describe('meanings', () => {
  test('a time is itself, unless the run has ended by then', () => {
    expect(meant('18.42us').list).toMatchObject([{ tPs: 18_420_000, lane: -1 }]);
    expect(meant('40.1us')).toEqual({ list: [], wrong: 'The run ends at 40 µs.' });
    expect(meant('41us', { ...CONTEXT, ended: false }).wrong).toBe('The run has got to 40 µs so far.');
  });

  test('an event is one of each lane, the chosen lane first', () => {
    const { list } = meant('#100');
    expect(list.map(({ lane }) => lane)).toEqual([1, 0]);
    for (const { lane, tPs } of list) {
      const { store } = readers[lane];
      expect(store.eventAfter(tPs)).toBeGreaterThanOrEqual(100);
      expect(store.eventAfter(tPs - 1)).toBeLessThan(100);
    }
    expect(meant('#0').wrong).toBe('Events are numbered from 1.');
    expect(meant('#99999999').wrong).toContain('99,999,999');
  });

  test('a packet arrives once, and has a fate in every lane', () => {
    const { list } = meant('p200');
    expect(list.map(({ words }) => words)).toEqual([
      'Packet 200, when it arrives',
      'Packet 200, when lane 1 takes it up',
      'Packet 200, when lane 2 drops it',
    ]);
    expect(list[0].tPs).toBe(201 * GAP_PS);
    expect(list[1].tPs).toBeGreaterThan(list[0].tPs);
    expect(meant('p300').wrong).toBe('The run has 300 packets, numbered from 0.');
  });

  test('the next of a packet is the earliest in any lane', () => {
    const next = nextOfPacket(readers, 200, 200 * GAP_PS);
    expect(next).toMatchObject({ tPs: 201 * GAP_PS });
    expect(nextOfPacket(readers, 200, 1e12)).toBeNull();
  });
});

describe('what a step changed', () => {
  test('is said lane by lane, the same in both directions', () => {
    const from = 100 * GAP_PS;
    const changes = stepChanges(readers, from, from + 1);
    expect(stepChanges(readers, from + 1, from)).toEqual(changes);
    expect(changes.changed.length + changes.unchanged.length).toBe(2);
    const arrival = stepChanges(readers, 201 * GAP_PS - 1, 201 * GAP_PS);
    expect(arrival.changed.map(({ lane }) => lane)).toEqual([0, 1]);
    expect(arrival.changed[1].words).toMatch(/Packet 200 is dropped/);
  });

  test('lanes are counted as people do', () => {
    expect([[0], [1, 3], [0, 1, 3]].map(laneNumbers)).toEqual(['1', '2 and 4', '1, 2 and 4']);
  });
});
