// The NIC's receive side: shared packet buffer, sorting into queues, descriptors, DMA, coalesced write-back.
import { START_PS } from '../engine/time.ts';
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { IntQueue } from '../engine/int-queue.ts';
import { DROP, K } from '../trace/kinds.ts';
import type { Fabric } from './fabric.ts';
import type { Iommu } from './iommu.ts';
import { buffersOf } from './buffer-pool.ts';
import { linesOf, type Memory } from './memory.ts';
import type { PacketMemory } from './packet-memory.ts';
import type { Pcie } from './pcie.ts';
import type { ReceiveRing } from './receive-ring.ts';

const SERVE = 0;
const WRITTEN = 1;
const ANNOUNCED = 2;

/** Figures of the NIC that a lane sets. */
export interface NicReceiveSettings {
  fifoBytes: number;
  pipelinePs: number;
  writeBackBatch: number;
  fetchBatch: number;
  /** No descriptor: drop at once, or wait in the shared buffer and hold up whoever is behind. */
  dropEnable: boolean;
  /** Packets that a low-latency filter matches interrupt at once. */
  lli: boolean;
  /** The NIC's sorter chose the queue (a record says so). */
  sorts: boolean;
}

/** Gives a packet without a way on its fate. */
export type DropPacket = (slot: number, cause: number) => void;

export class NicReceive implements Actor {
  readonly rings: ReceiveRing[] = [];
  private readonly settings: NicReceiveSettings;
  private readonly fabric: Fabric;
  private readonly memory: Memory;
  private readonly data: PacketMemory;
  private readonly pcie: Pcie;
  private readonly iommu: Iommu | null;
  private readonly drop: DropPacket;
  private readonly actor: number;
  private readonly fifo = new IntQueue(256);
  private fifoUsed = 0;
  private serving = false;
  /** Queue whose descriptors the head of the buffer waits for, or −1. */
  private blockedOn = -1;
  /** When the packet moved last is in memory as far as the device knows, picoseconds. */
  private movedPs = START_PS;
  /** When the link and the walkers are free for the next packet, picoseconds. */
  private fromPs = START_PS;
  /** Slots in the shared buffer by queue, in order. */
  private readonly inFifo: IntQueue[] = [];
  private readonly unwritten = new Int32Array(256);
  private readonly unfetched = new Int32Array(256);

  constructor(
    settings: NicReceiveSettings,
    fabric: Fabric,
    data: PacketMemory,
    pcie: Pcie,
    iommu: Iommu | null,
    drop: DropPacket,
  ) {
    this.settings = settings;
    this.fabric = fabric;
    this.data = data;
    this.memory = data.memory;
    this.pcie = pcie;
    this.iommu = iommu;
    this.drop = drop;
    this.actor = fabric.register(this);
  }

  /** Rings are added in the order of their queues. */
  addRing(ring: ReceiveRing): void {
    if (ring.queue !== this.rings.length) throw new Error(`ring of queue ${ring.queue} added out of order`);
    this.rings.push(ring);
    this.inFifo.push(new IntQueue(16));
    ring.onPosted = (posted, count) => {
      const { fabric, pcie } = this;
      pcie.doorbell();
      const at = fabric.nowPs + pcie.mmioVisiblePs;
      fabric.queue.at(at, PRIORITY.nic, this.actor, ANNOUNCED, posted.queue * 65536 + count);
    };
  }

  /** Packets in the shared buffer. */
  get waiting(): number {
    return this.fifo.length;
  }

  /** The last bit of a packet is in; `queue` is where the sorter puts it. */
  arrive(slot: number, queue: number): void {
    const { packets } = this.fabric;
    const bytes = packets.bytes[slot];
    packets.queue[slot] = queue;
    if (this.fifoUsed + bytes > this.settings.fifoBytes) {
      this.drop(slot, DROP.nicFifoFull);
      return;
    }
    const { trace } = this.fabric;
    if (trace !== null && this.settings.sorts) {
      trace.record(
        K.packetClassified,
        this.fabric.nowPs,
        0,
        packets.id[slot],
        queue,
        255,
        packets.vm[slot] || 255,
        queue,
        0,
      );
    }
    this.fifoUsed += bytes;
    this.inFifo[queue].push(slot);
    packets.readyPs[slot] = this.fabric.nowPs + this.settings.pipelinePs;
    this.fifo.push(slot);
    if (!this.serving && this.blockedOn < 0) this.scheduleNow();
  }

  fire(op: number, arg: number): void {
    if (op === SERVE) this.serve();
    else if (op === ANNOUNCED) this.announced(this.rings[arg >> 16], arg & 65535);
    else this.writeBackVisible(this.rings[arg >> 16], arg & 65535);
  }

  /** The tail register was written: the NIC has more descriptors, and may have waited for them. */
  private announced(ring: ReceiveRing, count: number): void {
    ring.announced += count;
    if (this.blockedOn !== ring.queue) return;
    this.blockedOn = -1;
    this.scheduleNow();
  }

  /** The head of the buffer is served once it is through the pipeline, not before `fromPs`. */
  private schedule(): void {
    if (this.fifo.length === 0) return;
    const { queue, packets } = this.fabric;
    this.serving = true;
    const at = Math.max(packets.readyPs[this.fifo.peek()], this.fromPs, queue.nowPs);
    queue.at(at, PRIORITY.nic, this.actor, SERVE, 0);
  }

  private scheduleNow(): void {
    this.fromPs = 0;
    this.schedule();
  }

  private serve(): void {
    this.serving = false;
    const { packets } = this.fabric;
    const slot = this.fifo.peek();
    const queue = packets.queue[slot];
    const ring = this.rings[queue];
    const needed = buffersOf(packets.bytes[slot]);
    if (ring.free < needed && needed < ring.size && !this.settings.dropEnable) {
      this.blockedOn = queue;
      return;
    }
    this.fifo.shift();
    this.fifoUsed -= packets.bytes[slot];
    this.inFifo[queue].shift();
    if (ring.free < needed) {
      this.drop(slot, DROP.nicNoDescriptor);
      // nothing more can be filled: what is filled must not wait for company
      this.movedPs = this.fabric.nowPs;
      if (this.unwritten[queue] > 0) this.writeBack(ring);
    } else this.move(slot, ring);
    const walkersFreePs = this.iommu === null ? 0 : this.iommu.freePs;
    this.fromPs = Math.max(this.pcie.upFreePs, walkersFreePs);
    this.schedule();
  }

  /** DMA of one packet, then the descriptor once a line of them is full or nothing follows. */
  private move(slot: number, ring: ReceiveRing): void {
    const { fabric, memory, pcie } = this;
    const { packets } = fabric;
    const now = fabric.nowPs;
    const queue = ring.queue;
    const bytes = packets.bytes[slot];
    const lines = linesOf(bytes);
    const needed = buffersOf(bytes);
    ring.fillNext(slot);
    this.unfetched[queue] -= needed;
    if (this.unfetched[queue] < 0) {
      pcie.read(16 * this.settings.fetchBatch, false);
      this.unfetched[queue] += this.settings.fetchBatch;
    }
    const walkPs = this.iommu === null ? 0 : this.iommu.translate(this.data.firstLine(slot));
    pcie.write(bytes - 4);
    this.movedPs = pcie.upFreePs + walkPs;
    const updated = this.data.dmaWrite(slot);
    packets.dmaPs[slot] = now;
    packets.dmaLines[slot] = memory.ddio ? updated + 65536 * (lines - updated) : lines;
    packets.cached[slot] = memory.ddio ? 1 : 0;
    this.unwritten[queue] += needed;
    if (this.unwritten[queue] >= this.settings.writeBackBatch || !this.anotherReady(queue))
      this.writeBack(ring);
  }

  /** A descriptor line lands in memory or cache. */
  private land(line: number): void {
    this.memory.dmaWrite(line, 1);
    this.memory.prefetchHinted(line);
  }

  /** The next packet of the queue could be moved by the end of this one: its descriptor shares the write-back. */
  private anotherReady(queue: number): boolean {
    const waiting = this.inFifo[queue];
    return waiting.length > 0 && this.fabric.packets.readyPs[waiting.peek()] <= this.movedPs;
  }

  /** Writes the filled descriptors back: not before `movedPs`. */
  private writeBack(ring: ReceiveRing): void {
    const count = this.unwritten[ring.queue];
    this.unwritten[ring.queue] = 0;
    this.pcie.write(16 * count);
    // behind its data, whose translation may have taken time, and behind the write-backs before it
    ring.writtenPs = Math.max(ring.writtenPs, this.pcie.upFreePs, this.movedPs);
    const first = ring.filled - count;
    const line = ring.descriptorLine(first);
    this.land(line);
    const last = ring.descriptorLine(first + count - 1);
    if (last !== line) this.land(last);
    this.fabric.queue.at(
      ring.writtenPs + this.pcie.writePs,
      PRIORITY.memory,
      this.actor,
      WRITTEN,
      ring.queue * 65536 + count,
    );
  }

  private writeBackVisible(ring: ReceiveRing, count: number): void {
    const { fabric } = this;
    const { trace, packets } = fabric;
    if (trace !== null) {
      const now = fabric.nowPs;
      for (let i = 0; i < count; ) {
        const slot = ring.slotOf(ring.visible + i);
        i += buffersOf(packets.bytes[slot]);
        const kind = packets.cached[slot] === 1 ? K.dmaWrittenCache : K.dmaWrittenDram;
        const start = packets.dmaPs[slot];
        const vm = packets.vm[slot] || 255;
        trace.record(
          kind,
          start,
          now - start,
          packets.id[slot],
          packets.dmaLines[slot],
          255,
          vm,
          ring.queue,
          0,
        );
        trace.record(K.descriptorWritten, now, 0, packets.id[slot], count, 255, vm, ring.queue, 0);
      }
    }
    if (this.settings.lli) ring.urgent = this.anyUrgent(ring, count);
    ring.writeBack(count);
    ring.consumer?.descriptorsVisible(ring);
  }

  /** A low-latency filter matches one of the packets written back. */
  private anyUrgent(ring: ReceiveRing, count: number): boolean {
    const { packets } = this.fabric;
    for (let i = 0; i < count; ) {
      const slot = ring.slotOf(ring.visible + i);
      if (packets.priority[slot] === 1) return true;
      i += buffersOf(packets.bytes[slot]);
    }
    return false;
  }
}
