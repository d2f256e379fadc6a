// Mail to the host: in order, and a capture not before its reader.
import { expect, test, vi } from 'vitest';
import { PROTOCOL_VERSION, type ToWorker } from '../protocol/messages.ts';
import { Mail } from './mail.ts';

const open = (id: number, capture?: Uint8Array | null): ToWorker => ({
  version: PROTOCOL_VERSION,
  runId: id,
  type: 'request',
  id,
  name: 'open',
  body: capture === undefined ? { input: {} } : { input: {}, capture },
});
const never = vi.fn(() => Promise.reject(new Error('not needed')));
const FILE = new Uint8Array(24);

test('without a capture the reader is never fetched', () => {
  const receive = vi.fn();
  const fetchReader = vi.fn();
  const mail = new Mail(receive, fetchReader, never);
  const messages = [open(1), open(2, null)];
  for (const message of messages) mail.take(message);
  expect(receive.mock.calls.flat()).toEqual(messages);
  expect(fetchReader).not.toHaveBeenCalled();
});

test('a capture waits for the reader, what comes behind it waits too, and later ones do not', async () => {
  const receive = vi.fn();
  let here: () => void = () => {};
  const fetchReader = vi.fn(() => new Promise<void>((resolve) => (here = resolve)));
  const mail = new Mail(receive, fetchReader, never);
  const messages = [open(1), open(2, FILE), open(3), open(4, FILE), open(5, FILE)];
  for (const message of messages.slice(0, 4)) mail.take(message);
  expect(receive.mock.calls.flat()).toEqual(messages.slice(0, 1));
  here();
  await Promise.resolve();
  expect(receive.mock.calls.flat()).toEqual(messages.slice(0, 4));
  mail.take(messages[4]);
  expect(receive.mock.calls.flat()).toEqual(messages);
  expect(fetchReader).toHaveBeenCalledTimes(1);
});

test('a reader that cannot be fetched holds nothing up, and is asked for again', async () => {
  const receive = vi.fn();
  const fetchReader = vi.fn(() => Promise.reject(new Error('offline')));
  const mail = new Mail(receive, fetchReader, never);
  for (const id of [1, 2]) {
    mail.take(open(id, FILE));
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(receive).toHaveBeenCalledTimes(2);
  expect(fetchReader).toHaveBeenCalledTimes(2);
});

test.each([
  [{}, false],
  [{ stop: { packets: 30_000 } }, false],
  [{ stop: { packets: 100_000 } }, false],
  [{ stop: { packets: 1_000_000 } }, true],
  [{ stop: { packets: 500_000 }, lanes: [{ preset: 'dpdk' }] }, false],
  [{ stop: { duration_ns: 1e6 } }, false],
  [{ stop: { duration_ns: 1e8 } }, true],
  [{ traffic: { capture: { file: 'a.pcap' } } }, true],
])('%j is a long run: %s', async (input, long) => {
  const receive = vi.fn();
  const fetchFar = vi.fn(() => Promise.resolve());
  const mail = new Mail(receive, never, fetchFar);
  const message = { ...open(1), body: { input } } as ToWorker;
  mail.take(message);
  expect(receive).toHaveBeenCalledTimes(long ? 0 : 1);
  await Promise.resolve();
  expect(receive.mock.calls.flat()).toEqual([message]);
  expect(fetchFar).toHaveBeenCalledTimes(long ? 1 : 0);
});

test('an event asked for in a short run waits for what finds it', async () => {
  const receive = vi.fn();
  const fetchFar = vi.fn(() => Promise.resolve());
  const mail = new Mail(receive, never, fetchFar);
  const event = { ...open(2), name: 'event', body: { lane: 0, event: 7 } } as ToWorker;
  mail.take(open(1));
  mail.take(event);
  expect(receive.mock.calls.flat()).toEqual([open(1)]);
  await Promise.resolve();
  expect(receive.mock.calls.flat()).toEqual([open(1), event]);
  expect(fetchFar).toHaveBeenCalledTimes(1);
});
