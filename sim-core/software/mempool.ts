// The mempool of poll-mode drivers: a last-in first-out cache of the core above a common ring (mechanics §3.8).
import { IntQueue } from '../engine/int-queue.ts';
import { type BufferSource, DATA_LINE } from '../hardware/buffer-pool.ts';
import type { Memory } from '../hardware/memory.ts';

/**
 * How a core's cache and the ring exchange objects. `current` (from 26.07): at most `size` objects, half of them at
 * once. `classic` (22.11 to 26.03): up to one and a half sizes, then all of them go; an empty one is filled whole.
 */
export type MempoolPolicy = 'current' | 'classic';

/** Most objects that a core's cache of `size` may hold. */
export function mostCached(policy: MempoolPolicy, size: number): number {
  return policy === 'current' ? size : Math.floor(size * 1.5);
}

export class Mempool implements BufferSource {
  readonly id: number;
  readonly size: number;
  readonly policy: MempoolPolicy;
  /** Objects that crossed the common ring, and calls in which they did. */
  crossed = 0;
  crossings = 0;
  private readonly base: number;
  private readonly stride: number;
  private readonly next: Int32Array;
  private readonly cache: Int32Array;
  private readonly cacheSize: number;
  private cached = 0;
  private readonly common: IntQueue;
  private readonly one = new Int32Array(1);

  /** `size` buffers `strideBytes` apart; a cache of `cacheSize` (0: every object crosses the ring). */
  constructor(
    id: number,
    memory: Memory,
    size: number,
    strideBytes: number,
    cacheSize: number,
    policy: MempoolPolicy = 'current',
  ) {
    this.id = id;
    this.size = size;
    this.policy = policy;
    this.stride = Math.ceil(strideBytes / 64);
    this.base = memory.reserve(size * this.stride);
    this.next = new Int32Array(size).fill(-1);
    this.cacheSize = cacheSize;
    this.cache = new Int32Array(2 * cacheSize);
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

  /**
   * One object, or −1. Drivers here call this, and `give`, n times where the library has one call for n. With `current`,
   * n up to half the cache and enough in the ring, that leaves cache and ring just as the one call does. With `classic`
   * a flush or fetch falls on an object within the batch, not on its first: the cache then holds up to n − 1 fewer.
   */
  take(): number {
    if (this.cached > 0) return this.cache[--this.cached];
    return this.takeBulk(this.one, 1) ? this.one[0] : -1;
  }

  give(buffer: number): void {
    for (let b = buffer; b >= 0; ) {
      const next = this.next[b];
      this.next[b] = -1;
      this.one[0] = b;
      this.giveBulk(this.one, 1);
      b = next;
    }
  }

  /**
   * `n` objects into `into`, those of the cache first; false and none if there are too few. Other cores' objects do
   * not count: a call may fail while they hold free ones.
   */
  takeBulk(into: Int32Array, n: number): boolean {
    const own = Math.min(n, this.cached);
    const missing = n - own;
    const fetch = this.fetchFor(missing);
    if (missing > 0 && this.common.length < missing) return false;
    for (let i = 0; i < own; i++) into[i] = this.cache[--this.cached];
    if (missing === 0) return true;
    if (fetch >= missing && this.common.length >= fetch) {
      this.cross(fetch);
      while (this.cached < fetch) this.cache[this.cached++] = this.common.shift();
      for (let i = own; i < n; i++) into[i] = this.cache[--this.cached];
    } else {
      // too many for the cache, or too few in the ring to fill it: exactly those
      this.cross(missing);
      for (let i = own; i < n; i++) into[i] = this.common.shift();
    }
    return true;
  }

  /** Gives the first `n` objects of `from` back. */
  giveBulk(from: Int32Array, n: number): void {
    const most = mostCached(this.policy, this.cacheSize);
    if (this.cached + n > most) {
      const flush = this.policy === 'current' ? Math.max(1, this.cacheSize >> 1) : this.cached;
      const fits = this.policy === 'current' ? this.cacheSize >> 1 : most;
      if (this.cacheSize === 0 || n > Math.max(1, fits)) {
        this.cross(n);
        for (let i = 0; i < n; i++) this.common.push(from[i]);
        return;
      }
      // the cold end of the stack goes
      this.cross(flush);
      for (let i = 0; i < flush; i++) this.common.push(this.cache[i]);
      this.cache.copyWithin(0, flush, this.cached);
      this.cached -= flush;
    }
    for (let i = 0; i < n; i++) this.cache[this.cached++] = from[i];
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

  /** How many to fetch when `missing` are wanted beyond the cache; 0: no more than those. */
  private fetchFor(missing: number): number {
    if (this.cacheSize === 0) return 0;
    if (this.policy === 'current') return Math.max(1, this.cacheSize >> 1);
    return missing > this.cacheSize ? 0 : this.cacheSize + missing;
  }

  private cross(objects: number): void {
    this.crossed += objects;
    this.crossings++;
  }
}
