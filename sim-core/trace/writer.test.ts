// The writer fills chunks exactly, goes on after a flush and after a snapshot; the hash does not see the cuts.
import { expect, test } from 'vitest';
import { takeSnapshot } from '../engine/snapshot.ts';
import type { TraceChunk } from './chunk.ts';
import { CHUNK_BYTES, CHUNK_RECORDS } from './chunk.ts';
import { TraceHash } from './hash.ts';
import { K } from './kinds.ts';
import { instant, keptChunk, rechunked, traceOf, writeLane } from './synthetic-for-test.ts';
import { TraceWriter } from './writer.ts';

function hashOf(chunks: TraceChunk[]): string {
  const hash = new TraceHash();
  for (const c of chunks) hash.chunk(c);
  return hash.digest();
}

test('chunks are full but the last, and numbered without gaps', () => {
  const chunks = traceOf((w) => writeLane(w, 5000));
  expect(chunks.length).toBeGreaterThan(5);
  let first = 0;
  for (const [i, c] of chunks.entries()) {
    expect(c.first).toBe(first);
    if (i + 1 < chunks.length) expect(c.count).toBe(CHUNK_RECORDS);
    first += c.count;
  }
});

test('the hash depends on every column and on nothing else', () => {
  const chunks = traceOf((w) => writeLane(w, 3000));
  const expected = hashOf(chunks);
  expect(expected).toMatch(/^[0-9a-f]{16}$/);
  for (const size of [1000, 4095, 17]) expect(hashOf(rechunked(chunks, size))).toBe(expected);
  for (const column of ['t', 'dur', 'packet', 'arg', 'kind', 'core', 'vm', 'queue', 'context'] as const) {
    const changed = chunks.map(keptChunk);
    changed[1].columns[column][77] ^= 1;
    expect(hashOf(changed)).not.toBe(expected);
    const beyond = chunks.map(keptChunk);
    const last = beyond[beyond.length - 1];
    last.columns[column][last.count] ^= 1;
    expect(hashOf(beyond)).toBe(expected);
  }
});

test('lanes may come in any order between them', () => {
  const one = traceOf((w) => writeLane(w, 3000), 0);
  const two = traceOf((w) => writeLane(w, 2000), 1);
  expect(hashOf([...two, ...one])).toBe(hashOf([...one, ...two]));
});

test('the same buffer may come back, and a wrong one is refused', () => {
  const chunks: TraceChunk[] = [];
  const writer = new TraceWriter(0, (c) => {
    chunks.push(keptChunk(c));
    return c.buffer;
  });
  writeLane(writer, 3000);
  writer.flush();
  writer.flush();
  expect(hashOf(chunks)).toBe(hashOf(traceOf((w) => writeLane(w, 3000))));
  const bad = new TraceWriter(0, () => new ArrayBuffer(8));
  instant(bad, K.packetArrived, 1);
  expect(() => bad.flush()).toThrow('8 bytes');
});

test('snapshots pass it by, and it can be put back to a record number', () => {
  const chunks: TraceChunk[] = [];
  const writer = new TraceWriter(2, (c) => {
    chunks.push(keptChunk(c));
    return new ArrayBuffer(CHUNK_BYTES);
  });
  expect(takeSnapshot({ writer }).bytes).toBeLessThan(1000);
  for (let i = 0; i < 5000; i++) instant(writer, K.packetArrived, i, i);
  expect(writer.recordCount).toBe(5000);
  writer.position(4500);
  expect(writer.recordCount).toBe(4500);
  instant(writer, K.packetArrived, 4500, 4500);
  writer.flush();
  expect(chunks.at(-1)).toMatchObject({ lane: 2, first: 4500, count: 1 });
});

test('limited to packets it keeps theirs, and what has no packet while one of them is under way', () => {
  const kept = traceOf((w) => {
    w.limitPackets(10, 12);
    writeLane(w, 100);
  });
  const packets = new Set<number>();
  for (const c of kept) for (let i = 0; i < c.count; i++) packets.add(c.columns.packet[i]);
  expect([...packets].sort((a, b) => a - b)).toEqual([-1, 10, 11, 12]);
});
