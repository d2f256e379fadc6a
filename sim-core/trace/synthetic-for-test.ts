// Small traces made by hand for the tests of this room: a writer that feeds stores, and packets that go through a lane.
import type { TraceChunk } from './chunk.ts';
import { CHUNK_BYTES, NO_PACKET, NONE, viewColumns } from './chunk.ts';
import { CTX, K } from './kinds.ts';
import { TraceWriter } from './writer.ts';

/** A copy of a chunk that stays as it is. */
export function keptChunk(chunk: TraceChunk): TraceChunk {
  const buffer = chunk.buffer.slice(0);
  return { ...chunk, buffer, columns: viewColumns(buffer) };
}

/** Runs `write` and returns the chunks it filled; `flushEvery` cuts them short (0: only the last). */
export function traceOf(write: (w: TraceWriter) => void, lane = 0): TraceChunk[] {
  const chunks: TraceChunk[] = [];
  const writer = new TraceWriter(lane, (chunk) => {
    chunks.push(keptChunk(chunk));
    return new ArrayBuffer(CHUNK_BYTES);
  });
  write(writer);
  writer.flush();
  return chunks;
}

/** The same records cut into chunks of `size` (at most 4096). */
export function rechunked(chunks: readonly TraceChunk[], size: number): TraceChunk[] {
  return traceOf((w) => {
    for (const chunk of chunks) {
      const c = chunk.columns;
      for (let i = 0; i < chunk.count; i++) {
        w.record(
          c.kind[i],
          c.t[i],
          c.dur[i],
          c.packet[i],
          c.arg[i],
          c.core[i],
          c.vm[i],
          c.queue[i],
          c.context[i],
        );
        if (w.recordCount % size === 0) w.flush();
      }
    }
  }, chunks[0].lane);
}

/** Shorthands for single records. */
export function instant(
  w: TraceWriter,
  kind: number,
  tPs: number,
  packet = NO_PACKET,
  arg = 0,
  vm = NONE,
  queue = NONE,
  core = NONE,
): void {
  w.record(kind, tPs, 0, packet, arg, core, vm, queue, CTX.none);
}
export function work(
  w: TraceWriter,
  kind: number,
  tPs: number,
  durPs: number,
  packet: number,
  core = 0,
  vm = 1,
  queue = 0,
  context: number = CTX.guestKernel,
): void {
  w.record(kind, tPs, durPs, packet, 0, core, vm, queue, context);
}

/** Picoseconds between two 64-byte frames at 10 Gb/s. */
export const GAP_PS = 67200;

/**
 * `n` packets through a lane as a simulator would write them: one arrives every 67.2 ns and lands; one core takes
 * bursts of up to 8 and needs 150 ns a packet; a ring of `ring` packets, beyond which they are dropped. The records of
 * a burst come together when it ends.
 */
export function writeLane(w: TraceWriter, n: number, ring = 64): void {
  const waiting: number[] = [];
  let busyUntil = 0;
  let burst: number[] = [];
  const finish = (): void => {
    let t = busyUntil - burst.length * 150000 - 30000;
    w.record(K.burstReceived, t, 30000, NO_PACKET, burst.length, 0, 1, 0, CTX.poll);
    t += 30000;
    for (const p of burst) {
      w.record(K.cacheMissed, t, 40000, p, 2, 0, 1 + (p % 3), 0, CTX.poll);
      w.record(K.mbufReceived, t + 40000, 60000, p, 0, 0, 1 + (p % 3), 0, CTX.poll);
      w.record(K.applicationFinished, t + 100000, 50000, p, 0, 0, 1 + (p % 3), 0, CTX.application);
      t += 150000;
    }
    for (const p of burst) instant(w, K.packetDelivered, t, p, 64, 1 + (p % 3), 0, 0);
    burst = [];
  };
  const begin = (now: number): void => {
    burst = waiting.splice(0, 8);
    if (burst.length > 0) busyUntil = now + 30000 + burst.length * 150000;
  };
  for (let p = 0; p < n; p++) {
    const now = (p + 1) * GAP_PS;
    while (burst.length > 0 && busyUntil <= now) {
      finish();
      begin(busyUntil);
    }
    const vm = 1 + (p % 3);
    instant(w, K.packetArrived, now, p, 64, vm);
    instant(w, K.packetClassified, now, p, 0, vm, 0);
    if (waiting.length >= ring) {
      instant(w, K.packetDropped, now, p, 0, vm, 0);
      continue;
    }
    w.record(K.dmaWrittenDram, now, 20000, p, 1, NONE, vm, 0, CTX.none);
    instant(w, K.descriptorWritten, now + 20000, p, 1, vm, 0);
    waiting.push(p);
    if (burst.length === 0) begin(now + 20000);
  }
  while (burst.length > 0) {
    finish();
    begin(busyUntil);
  }
}
