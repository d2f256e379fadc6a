// Chunks on their way to the page, as many as it has granted; buffers that came back are used again.
import { CHUNK_BYTES, type TraceChunk } from '../trace/chunk.ts';

/** Buffers kept for reuse. */
const POOL = 64;

export interface Parcel<Owner> {
  owner: Owner;
  first: number;
  count: number;
  completePs: number;
  buffer: ArrayBuffer;
  again: number;
}

export class Outbox<Owner> {
  private readonly send: (parcel: Parcel<Owner>) => void;
  private waiting: Parcel<Owner>[] = [];
  private readonly pool: ArrayBuffer[] = [];
  private credits: number;

  constructor(credits: number, send: (parcel: Parcel<Owner>) => void) {
    this.credits = credits;
    this.send = send;
  }

  /** Nothing more may be simulated until the page grants more. */
  get blocked(): boolean {
    return this.waiting.length > 0;
  }

  /** Sends a chunk, now or when the page grants it; returns a buffer to go on with. */
  put(owner: Owner, chunk: TraceChunk, completePs: number, again: number): ArrayBuffer {
    const { first, count, buffer } = chunk;
    this.waiting.push({ owner, first, count, completePs, buffer, again });
    this.drain();
    return this.pool.pop() ?? new ArrayBuffer(CHUNK_BYTES);
  }

  /** The page takes so many more chunks and gives buffers back. */
  grant(chunks: number, buffers: readonly ArrayBuffer[]): void {
    this.credits += chunks;
    for (const buffer of buffers) this.recycle(buffer);
    this.drain();
  }

  /** Forgets what waits, but for the parcels of owners that `keeps` says. */
  purge(keeps: (parcel: Parcel<Owner>) => boolean): void {
    const kept: Parcel<Owner>[] = [];
    for (const parcel of this.waiting) {
      if (keeps(parcel)) kept.push(parcel);
      else this.recycle(parcel.buffer);
    }
    this.waiting = kept;
  }

  private recycle(buffer: ArrayBuffer): void {
    if (buffer.byteLength === CHUNK_BYTES && this.pool.length < POOL) this.pool.push(buffer);
  }

  private drain(): void {
    while (this.credits > 0 && this.waiting.length > 0) {
      this.credits--;
      this.send(this.waiting.shift() as Parcel<Owner>);
    }
  }
}
