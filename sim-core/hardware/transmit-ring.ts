// A transmit descriptor ring: slots in use until the driver reclaims what the NIC has reported done.
import { START_PS } from '../engine/time.ts';
import { buffersOf } from './buffer-pool.ts';
import type { Fabric } from './fabric.ts';
import type { Memory } from './memory.ts';
import type { PacketMemory } from './packet-memory.ts';

export class TransmitRing {
  readonly queue: number;
  readonly vm: number;
  readonly size: number;
  /** Free-running: queued by the driver, announced by doorbell, requested, fetched, read by the NIC, reported done, reclaimed. */
  queued = 0;
  announced = 0;
  requested = 0;
  fetched = 0;
  read = 0;
  sent = 0;
  done = 0;
  reclaimed = 0;
  /** When the last packet handed on leaves the NIC, picoseconds. */
  outPs = START_PS;
  /** Descriptors reported done together, where it is not what the NIC's other rings do. */
  reportEvery = 0;
  /** A doorbell is on its way. */
  fetching = false;
  private readonly slots: Int32Array;
  private readonly buffers: Int32Array;
  private readonly base: number;
  private readonly memory: Memory;
  /** Pool of each descriptor's buffers. */
  private readonly pools: Uint8Array;
  private readonly data: PacketMemory;
  private readonly fabric: Fabric;

  constructor(queue: number, vm: number, size: number, data: PacketMemory, fabric: Fabric) {
    this.queue = queue;
    this.vm = vm;
    this.size = size;
    this.memory = data.memory;
    this.data = data;
    this.fabric = fabric;
    this.slots = new Int32Array(size);
    this.buffers = new Int32Array(size);
    this.pools = new Uint8Array(size);
    this.base = this.memory.reserve(size / 4);
  }

  /** Descriptors the driver may still queue. */
  get free(): number {
    return this.size - 1 - (this.queued - this.reclaimed);
  }

  /** Packets queued whose last bit is not out yet. */
  get occupancy(): number {
    return this.queued - this.sent;
  }

  /** There is room for a packet: a descriptor for each of its buffers. */
  fits(slot: number): boolean {
    return this.free >= buffersOf(this.fabric.packets.bytes[slot]);
  }

  /** Queues a packet; it must fit. */
  push(slot: number): void {
    const { packets } = this.fabric;
    const mask = this.size - 1;
    const count = buffersOf(packets.bytes[slot]);
    for (let k = 0; k < count; k++) {
      const i = this.queued & mask;
      this.slots[i] = slot;
      this.buffers[i] = k === 0 ? packets.buffer[slot] : -1;
      this.pools[i] = packets.pool[slot];
      if ((this.queued & 3) === 0) this.memory.write(this.base + (i >> 2), 1);
      this.queued++;
    }
  }

  /** All descriptors of the next packet are at the NIC. */
  whole(): boolean {
    if (this.read === this.fetched) return false;
    return this.read + buffersOf(this.fabric.packets.bytes[this.slotAt(this.read)]) <= this.fetched;
  }

  slotAt(n: number): number {
    return this.slots[n & (this.size - 1)];
  }

  /** True if the descriptor's line is in the cache. */
  descriptorCached(n: number): boolean {
    return this.memory.llc.dmaRead(this.base + ((n & (this.size - 1)) >> 2));
  }

  /** Gives the buffers of all descriptors reported done back to their sources; returns how many. */
  reclaim(): number {
    const count = this.done - this.reclaimed;
    for (let k = 0; k < count; k++) {
      const i = this.reclaimed & (this.size - 1);
      if (this.buffers[i] >= 0) this.data.pool(this.pools[i]).give(this.buffers[i]);
      this.reclaimed++;
    }
    return count;
  }
}
