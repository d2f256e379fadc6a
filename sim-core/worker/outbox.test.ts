// The outbox: credits decide what leaves, buffers that come back are the next ones in use.
import { expect, test } from 'vitest';
import { CHUNK_BYTES, type TraceChunk, viewColumns } from '../trace/chunk.ts';
import { Outbox, type Parcel } from './outbox.ts';

function chunk(first: number, buffer = new ArrayBuffer(CHUNK_BYTES)): TraceChunk {
  return { lane: 0, first, count: 1, columns: viewColumns(buffer), buffer };
}

test('sends as many as are granted, in order, and uses buffers that came back', () => {
  const sent: Parcel<string>[] = [];
  const outbox = new Outbox<string>(1, (parcel) => sent.push(parcel));
  outbox.put('a', chunk(0), 0, -1);
  outbox.put('a', chunk(1), 0, -1);
  outbox.put('a', chunk(2), 0, -1);
  expect(sent.map((parcel) => parcel.first)).toEqual([0]);
  expect(outbox.blocked).toBe(true);
  outbox.grant(2, [sent[0].buffer]);
  expect(sent.map((parcel) => parcel.first)).toEqual([0, 1, 2]);
  expect(outbox.blocked).toBe(false);
  expect(outbox.put('a', chunk(3), 0, -1)).toBe(sent[0].buffer);
});

test('forgets what nobody wants and keeps its buffers; buffers of another size are not taken', () => {
  const sent: Parcel<string>[] = [];
  const outbox = new Outbox<string>(0, (parcel) => sent.push(parcel));
  const buffer = new ArrayBuffer(CHUNK_BYTES);
  outbox.put('a', chunk(0, buffer), 0, -1);
  outbox.put('b', chunk(5), 0, -1);
  outbox.purge((parcel) => parcel.owner === 'b');
  outbox.grant(0, [new ArrayBuffer(8)]);
  expect(outbox.put('b', chunk(6), 0, -1)).toBe(buffer);
  outbox.grant(9, []);
  expect(sent.map((parcel) => [parcel.owner, parcel.first])).toEqual([
    ['b', 5],
    ['b', 6],
  ]);
});
