// Packet buffers of a driver: the one freed last is handed out first, new ones only when none is free.
import type { Memory } from './memory.ts';

/** Who gives buffers to a receive ring and takes them back; frames longer than one buffer chain several. */
export interface BufferSource {
  /** Number under which packets name it. */
  readonly id: number;
  /** Buffers it has at most. */
  readonly size: number;
  /** A free buffer, or −1. */
  take(): number;
  /** Takes back a buffer and all chained behind it. */
  give(buffer: number): void;
  /** First line of a buffer's packet data. */
  lineOf(buffer: number): number;
  /** Chains `next` behind `buffer`; −1 ends the chain. */
  chain(buffer: number, next: number): void;
  /** The buffer chained behind, or −1. */
  nextOf(buffer: number): number;
}

/** Bytes a descriptor's buffer holds. */
export const BUFFER_BYTES = 2048;
/** Lines of a buffer's header and headroom before its packet data (mechanics §2.5). */
export const DATA_LINE = 5;

/** Descriptors and buffers a frame takes. */
export function buffersOf(frameBytes: number): number {
  return frameBytes <= BUFFER_BYTES + 4 ? 1 : Math.ceil((frameBytes - 4) / BUFFER_BYTES);
}

export class BufferPool implements BufferSource {
  readonly id: number;
  readonly size: number;
  private readonly base: number;
  private readonly stride: number;
  private readonly next: Int32Array;
  private readonly free: Int32Array;
  private freeCount = 0;
  private made = 0;

  /** At most `size` buffers, `stride` lines apart. */
  constructor(id: number, memory: Memory, size: number, stride: number) {
    this.id = id;
    this.base = memory.reserve(size * stride);
    this.stride = stride;
    this.size = size;
    this.next = new Int32Array(size).fill(-1);
    this.free = new Int32Array(size);
  }

  take(): number {
    if (this.freeCount > 0) return this.free[--this.freeCount];
    return this.made < this.size ? this.made++ : -1;
  }

  give(buffer: number): void {
    for (let b = buffer; b >= 0; ) {
      const next = this.next[b];
      this.next[b] = -1;
      this.free[this.freeCount++] = b;
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

  /** Buffers handed out and not given back. */
  get held(): number {
    return this.made - this.freeCount;
  }
}
