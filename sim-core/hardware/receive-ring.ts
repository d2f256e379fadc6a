// A receive descriptor ring: the NIC fills what the driver has posted; head, tail and visibility as in mechanics §0.4.
import { START_PS } from '../engine/time.ts';
import { type BufferSource, buffersOf } from './buffer-pool.ts';
import type { Fabric } from './fabric.ts';
import type { Memory } from './memory.ts';
import { K } from '../trace/kinds.ts';

/** Who is told when descriptors become visible. */
export interface RingConsumer {
  descriptorsVisible(ring: ReceiveRing): void;
}

/** Descriptors of 16 bytes: four share a line. */
const PER_LINE = 4;

export class ReceiveRing {
  readonly queue: number;
  readonly size: number;
  /** VM that owns it, from 1; 0 is the host. */
  readonly vm: number;
  consumer: RingConsumer | null = null;
  /** When the last write-back leaves the NIC, picoseconds. */
  writtenPs = START_PS;
  /** The last write-back held a packet that a low-latency filter matches. */
  urgent = false;
  /** Free-running counters: filled by the NIC, visible to software, taken by software, posted, known to the NIC. */
  filled = 0;
  visible = 0;
  taken = 0;
  posted = 0;
  announced = 0;
  /** Packets visible to software, and taken by it. */
  visiblePackets = 0;
  takenPackets = 0;
  private readonly buffers: Int32Array;
  private readonly slots: Int32Array;
  private readonly base: number;
  private readonly refillBatch: number;
  readonly source: BufferSource;
  private readonly fabric: Fabric;
  /** Line a core has read last, and how many descriptors were visible then. */
  private lineRead = -1;
  private visibleThen = 0;
  /** Called when the driver writes the tail register: so many more descriptors. */
  onPosted: ((ring: ReceiveRing, count: number) => void) | null = null;

  constructor(
    queue: number,
    vm: number,
    size: number,
    refillBatch: number,
    source: BufferSource,
    memory: Memory,
    fabric: Fabric,
  ) {
    this.queue = queue;
    this.vm = vm;
    this.size = size;
    this.refillBatch = Math.max(1, Math.min(refillBatch, size >> 2));
    this.source = source;
    this.fabric = fabric;
    this.buffers = new Int32Array(size);
    this.slots = new Int32Array(size);
    this.base = memory.reserve(size / PER_LINE);
    this.fill(size - 1);
    this.announced = this.posted;
  }

  /** Descriptors the NIC may still fill. */
  get free(): number {
    return this.announced - this.filled;
  }

  /** Packets software can see and has not taken. */
  get waiting(): number {
    return this.visiblePackets - this.takenPackets;
  }

  /** Most packets that can wait at once: the ring less what a refill leaves missing. */
  get mostWaiting(): number {
    return this.size - this.refillBatch;
  }

  /** Descriptors filled and not yet taken, visible or not. */
  get occupancy(): number {
    return this.filled - this.taken;
  }

  /** The NIC fills the next descriptors with a packet: as many as its buffers. */
  fillNext(slot: number): void {
    const { packets } = this.fabric;
    const mask = this.size - 1;
    const { source } = this;
    let buffer = this.buffers[this.filled & mask];
    this.slots[this.filled & mask] = slot;
    packets.pool[slot] = source.id;
    packets.buffer[slot] = buffer;
    this.filled++;
    for (let n = buffersOf(packets.bytes[slot]) - 1; n > 0; n--) {
      const next = this.buffers[this.filled & mask];
      source.chain(buffer, next);
      buffer = next;
      this.filled++;
    }
  }

  /** Line of the n-th descriptor that was filled. */
  descriptorLine(n: number): number {
    return this.base + ((n & (this.size - 1)) >> 2);
  }

  /** A write-back of the next `count` descriptors has become visible. */
  writeBack(count: number): void {
    for (const end = this.visible + count; this.visible < end; ) {
      this.visible += buffersOf(this.fabric.packets.bytes[this.slots[this.visible & (this.size - 1)]]);
      this.visiblePackets++;
    }
  }

  /** Packet slot of the n-th descriptor. */
  slotOf(n: number): number {
    return this.slots[n & (this.size - 1)];
  }

  /** The next visible packet; there must be one. */
  peek(): number {
    return this.slots[this.taken & (this.size - 1)];
  }

  /** Takes the next visible packet; its buffers now belong to software. */
  take(): number {
    const slot = this.slots[this.taken & (this.size - 1)];
    this.takenPackets++;
    this.taken += buffersOf(this.fabric.packets.bytes[slot]);
    return slot;
  }

  /**
   * Descriptor lines a core must fetch to take the next packet: none if it has read that line since this descriptor
   * was written back.
   */
  linesToRead(): number {
    const line = this.descriptorLine(this.taken);
    if (line === this.lineRead && this.taken < this.visibleThen) return 0;
    this.lineRead = line;
    this.visibleThen = this.visible;
    return 1;
  }

  /** Posts free descriptors when as many as a batch are missing; returns how many were posted. */
  refill(): number {
    const missing = this.size - 1 - (this.posted - this.taken);
    if (missing < this.refillBatch) return 0;
    const count = this.fill(missing - (missing % this.refillBatch));
    if (count > 0) {
      const fabric = this.fabric;
      fabric.tally.doorbells++;
      if (fabric.trace !== null) {
        fabric.trace.record(K.ringRefilled, fabric.nowPs, 0, -1, count, 255, this.vm || 255, this.queue, 0);
        fabric.trace.record(K.doorbellRung, fabric.nowPs, 0, -1, count, 255, this.vm || 255, this.queue, 0);
      }
      this.onPosted?.(this, count);
    }
    return count;
  }

  private fill(count: number): number {
    let n = 0;
    while (n < count) {
      const buffer = this.source.take();
      if (buffer < 0) break;
      this.buffers[this.posted & (this.size - 1)] = buffer;
      this.posted++;
      n++;
    }
    return n;
  }
}
