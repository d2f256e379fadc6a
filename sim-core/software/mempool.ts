// The mempool of poll-mode drivers: a last-in first-out cache of the core above a common ring (mechanics §3.8).
import { IntQueue } from '../engine/int-queue.ts';
import { type BufferSource, DATA_LINE } from '../hardware/buffer-pool.ts';
import type { Memory } from '../hardware/memory.ts';

export class Mempool implements BufferSource {
  readonly id: number;
  readonly size: number;
  private readonly base: number;
  private readonly stride: number;
  private readonly next: Int32Array;
  private readonly cache: Int32Array;
  private readonly cacheSize: number;
  private cached = 0;
  private readonly common: IntQueue;

  /** `size` buffers `strideBytes` apart; a cache of `cacheSize` (0: every object crosses the ring). */
  constructor(id: number, memory: Memory, size: number, strideBytes: number, cacheSize: number) {
    this.id = id;
    this.size = size;
    this.stride = Math.ceil(strideBytes / 64);
    this.base = memory.reserve(size * this.stride);
    this.next = new Int32Array(size).fill(-1);
    this.cacheSize = cacheSize;
    this.cache = new Int32Array(Math.max(1, cacheSize));
    this.common = new IntQueue(size);
    for (let i = 0; i < size; i++) this.common.push(i);
  }

  /** Objects in the core's cache, and in the common ring. */
  get cacheLength(): number {
    return this.cached;
  }

  /** Objects that can be taken. */
  get available(): number {
    return this.cached + this.common.length;
  }

  get ringLength(): number {
    return this.common.length;
  }

  /** From the cache; empty, it first fetches half its size from the ring. */
  take(): number {
    if (this.cached === 0) {
      if (this.common.length === 0) return -1;
      if (this.cacheSize === 0) return this.common.shift();
      const fetch = Math.max(1, this.cacheSize >> 1);
      while (this.cached < fetch && this.common.length > 0) this.cache[this.cached++] = this.common.shift();
    }
    return this.cache[--this.cached];
  }

  give(buffer: number): void {
    for (let b = buffer; b >= 0; ) {
      const next = this.next[b];
      this.next[b] = -1;
      this.put(b);
      b = next;
    }
  }

  lineOf(buffer: number): number {
    return this.base + buffer * this.stride + DATA_LINE;
  }

  chain(buffer: number, next: number): void {
    this.next[buffer] = next;
  }

  nextOf(buffer: number): number {
    return this.next[buffer];
  }

  /** Into the cache; full, its cold half goes to the ring first. */
  private put(buffer: number): void {
    if (this.cacheSize === 0) {
      this.common.push(buffer);
      return;
    }
    if (this.cached === this.cacheSize) {
      const half = Math.max(1, this.cacheSize >> 1);
      for (let i = 0; i < half; i++) this.common.push(this.cache[i]);
      this.cache.copyWithin(0, half, this.cached);
      this.cached -= half;
    }
    this.cache[this.cached++] = buffer;
  }
}
