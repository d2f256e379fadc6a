// A packet's bytes in memory: walks its buffers line by line for DMA, for cores, for copies.
import { BUFFER_BYTES, type BufferSource, buffersOf } from './buffer-pool.ts';
import type { Fabric } from './fabric.ts';
import { linesOf, type Memory } from './memory.ts';

const LINES_PER_BUFFER = BUFFER_BYTES / 64;

export class PacketMemory {
  readonly memory: Memory;
  private readonly fabric: Fabric;
  private readonly pools: BufferSource[] = [];

  constructor(memory: Memory, fabric: Fabric) {
    this.memory = memory;
    this.fabric = fabric;
  }

  /** The number the next pool gets. */
  get nextPool(): number {
    return this.pools.length;
  }

  addPool(pool: BufferSource): void {
    this.pools.push(pool);
  }

  poolOf(slot: number): BufferSource {
    return this.pools[this.fabric.packets.pool[slot]];
  }

  pool(id: number): BufferSource {
    return this.pools[id];
  }

  /** First line of the packet's bytes. */
  firstLine(slot: number): number {
    return this.poolOf(slot).lineOf(this.fabric.packets.buffer[slot]);
  }

  /** Moves the packet into fresh buffers of `pool`; the old ones were given back before. */
  fill(slot: number, pool: BufferSource): void {
    const { packets } = this.fabric;
    packets.pool[slot] = pool.id;
    let last = pool.take();
    packets.buffer[slot] = last;
    for (let n = buffersOf(packets.bytes[slot]) - 1; n > 0; n--) {
      const next = pool.take();
      pool.chain(last, next);
      last = next;
    }
  }

  /** Gives the packet's buffers back. */
  release(slot: number): void {
    this.poolOf(slot).give(this.fabric.packets.buffer[slot]);
  }

  /** DMA writes the packet; returns lines updated in the cache. */
  dmaWrite(slot: number): number {
    let left = linesOf(this.fabric.packets.bytes[slot]);
    const pool = this.poolOf(slot);
    let updated = 0;
    for (let b = this.fabric.packets.buffer[slot]; left > 0; b = pool.nextOf(b)) {
      const n = left < LINES_PER_BUFFER ? left : LINES_PER_BUFFER;
      updated += this.memory.dmaWrite(pool.lineOf(b), n);
      left -= n;
    }
    if (this.memory.dca) this.memory.prefetchHinted(this.firstLine(slot));
    return updated;
  }

  /** The device reads the packet; returns lines found in the cache. */
  dmaRead(slot: number): number {
    let left = linesOf(this.fabric.packets.bytes[slot]);
    const pool = this.poolOf(slot);
    let cached = 0;
    for (let b = this.fabric.packets.buffer[slot]; left > 0; b = pool.nextOf(b)) {
      const n = left < LINES_PER_BUFFER ? left : LINES_PER_BUFFER;
      cached += this.memory.dmaRead(pool.lineOf(b), n);
      left -= n;
    }
    return cached;
  }

  /** A core reads the packet's lines from the `from`-th on; returns how many the cache did not have. */
  read(slot: number, from: number): number {
    const lines = linesOf(this.fabric.packets.bytes[slot]);
    const pool = this.poolOf(slot);
    let missed = 0;
    let first = 0;
    for (let b = this.fabric.packets.buffer[slot]; first < lines; b = pool.nextOf(b)) {
      const n = Math.min(LINES_PER_BUFFER, lines - first);
      const skip = Math.max(0, from - first);
      if (skip < n) missed += this.memory.read(pool.lineOf(b) + skip, n - skip);
      first += n;
    }
    return missed;
  }

  /** A core writes the packet whole. */
  write(slot: number): void {
    let left = linesOf(this.fabric.packets.bytes[slot]);
    const pool = this.poolOf(slot);
    for (let b = this.fabric.packets.buffer[slot]; left > 0; b = pool.nextOf(b)) {
      const n = left < LINES_PER_BUFFER ? left : LINES_PER_BUFFER;
      this.memory.write(pool.lineOf(b), n);
      left -= n;
    }
  }
}
