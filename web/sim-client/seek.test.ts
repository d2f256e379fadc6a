// A jump into a long run begins at a keyframe of the worker's: little is sent, frames and figures are those of the whole trace.
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { LaneCursor, LaneFrame, frameAt } from '../../sim-core/index.ts';
import { createSimulation } from '../../sim-core/worker/create.ts';
import { loadCapture } from '../../sim-core/traffic/index.ts';
import * as farPiece from '../../sim-core/worker/far.ts';
import { prepareWith } from '../../sim-core/worker/prepare.ts';
import type { Far } from '../../sim-core/worker/simulation-port.ts';
import { LaneReader } from '../scene/readers.ts';
import { type ClientEvents, SimClient } from './client.ts';
import { InlineWorkers } from './inline-for-test.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const INPUT = { stop: { packets: 90_000 }, lanes: [{ preset: 'sriov' }] };
const OPTIONS = { linkGbps: 10, cores: 4, lookaheadPs: 300_000, lingerPs: 500_000 };
const SMALL = 16 * 2 ** 20;

function open(budgetBytes: number, far?: () => Far | null) {
  const workers = new InlineWorkers(prepareWith(loadCapture), createSimulation, far);
  const done = vi.fn<ClientEvents['done']>();
  const nothing = () => undefined;
  const fault: ClientEvents['fault'] = ({ message }) => expect(message).toBe('');
  const events = {
    opened: nothing,
    refused: nothing,
    progress: nothing,
    died: nothing,
    empty: nothing,
    traceChanged: nothing,
  };
  const client = new SimClient({ connect: workers.connect, events: { ...events, done, fault }, budgetBytes });
  client.open(INPUT);
  workers.run();
  const openPs = done.mock.calls[0][0].windowOpenPs;
  return {
    workers,
    client,
    openPs,
    chunks: () => workers.sent.filter(({ type }) => type === 'chunk').length,
  };
}

type Opened = ReturnType<typeof open>;
let whole: Opened;
let small: Opened;

beforeAll(() => {
  whole = open(512 * 2 ** 20);
  small = open(SMALL);
});

/** The drawn frame and what is counted since the window opened. */
function shown({ client, openPs }: Opened, tPs: number): unknown {
  const { store } = client.trace!.lanes[0];
  const hash = frameAt(new LaneCursor(store), tPs, OPTIONS, new LaneFrame()).hash();
  const reader = new LaneReader(store);
  return { hash, counts: reader.counts(tPs, openPs), p99: reader.delay(tPs, 0.99) };
}

describe('a jump', () => {
  test('shows what the whole trace shows, forwards and backwards, and the figures since the opening', () => {
    const { client, workers } = small;
    const end = client.trace!.endPs();
    for (const share of [0.9, 0.3, 0.97, 0.61, 0.6, 0.05]) {
      const tPs = Math.round(share * end);
      client.setPlayhead(tPs);
      workers.run();
      expect(client.trace!.presentUntil(tPs)).toBeGreaterThanOrEqual(tPs);
      expect(shown(small, tPs), `at ${share}`).toEqual(shown(whole, tPs));
      expect(client.trace!.bytes).toBeLessThan(SMALL);
    }
  });

  test('has the playhead’s frame after a small part of the run, and one that comes meanwhile goes first', () => {
    const { client, workers } = small;
    const end = client.trace!.endPs();
    client.setPlayhead(0);
    workers.run();
    const all = whole.chunks();
    const before = small.chunks();
    client.setPlayhead(Math.round(0.5 * end));
    workers.run(20);
    const tPs = Math.round(0.8 * end);
    client.setPlayhead(tPs);
    while (client.trace!.presentUntil(tPs) < tPs && workers.run(1) > 0);
    expect(client.trace!.presentUntil(tPs)).toBeGreaterThanOrEqual(tPs);
    expect(small.chunks() - before).toBeLessThan(all / 5);
  });

  test('an event’s time is found wherever the trace is held', async () => {
    const { client, workers } = small;
    const { events } = whole.client.trace!.lanes[0].store;
    client.setPlayhead(0);
    workers.run();
    const { trace } = client;
    expect(trace!.lanes[0].eventTime(events.end)).toBe(-1);
    expect(trace!.lanes[0].eventTime(events.end + 1)).toBeNull();
    for (const n of [1, 1234, Math.floor(events.end / 2), events.end - 5, events.end]) {
      const asked = client.eventTime(0, n);
      workers.run();
      const { store } = whole.client.trace!.lanes[0];
      expect(await asked, `event ${n}`).toBe(store.codePs(store.events.at(n - 1)));
    }
    const none = client.eventTime(0, events.end + 1);
    workers.run();
    expect(await none).toBe(-1);
  });

  test('so it is in a run that was taken to be short, and was not held whole', async () => {
    let far: Far | null = null;
    const short = open(SMALL, () => far);
    far = farPiece;
    const { store } = whole.client.trace!.lanes[0];
    const n = store.events.end;
    short.client.setPlayhead(0);
    short.workers.run();
    expect(short.client.trace!.lanes[0].eventTime(n)).toBe(-1);
    for (const event of [n, 1234]) {
      const asked = short.client.eventTime(0, event);
      short.workers.run();
      expect(await asked, `event ${event}`).toBe(store.codePs(store.events.at(event - 1)));
    }
    const none = short.client.eventTime(0, n + 1);
    short.workers.run();
    expect(await none).toBe(-1);
  });
});
