// The NIC's transmit side: doorbell, descriptor fetch, data read round robin, pipeline, the wire, completion write-back.
import { START_PS } from '../engine/time.ts';
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { K } from '../trace/kinds.ts';
import type { Fabric } from './fabric.ts';
import type { Iommu } from './iommu.ts';
import { buffersOf } from './buffer-pool.ts';
import { linesOf } from './memory.ts';
import type { PacketMemory } from './packet-memory.ts';
import type { Pcie } from './pcie.ts';
import type { TransmitRing } from './transmit-ring.ts';

const DOORBELL = 0;
const FETCHED = 1;
const SENT = 2;
const SERVE = 3;

export interface NicTransmitSettings {
  pipelinePs: number;
  fetchBatch: number;
  /** Descriptors reported done together (RS distance): 1 for kernels, 32 for poll-mode drivers. */
  reportEvery: number;
  psPerByte: number;
}

/** The NIC's internal switch: packets for another function never see the wire. */
export interface Loopback {
  loops(slot: number): boolean;
  take(slot: number): void;
}

/** The last bit of a packet is on the wire. */
export type PacketSent = (slot: number) => void;

export class NicTransmit implements Actor {
  readonly rings: TransmitRing[] = [];
  loopback: Loopback | null = null;
  private readonly settings: NicTransmitSettings;
  private readonly fabric: Fabric;
  private readonly data: PacketMemory;
  private readonly pcie: Pcie;
  private readonly iommu: Iommu | null;
  private readonly sent: PacketSent;
  private readonly actor: number;
  private readyPs = START_PS;
  private wireFreePs = START_PS;
  /** Ring whose turn it is; only with several rings, where packets are read no sooner than the wire will want them. */
  private turn = 0;
  private serving = false;
  private readonly aheadPs: number;

  constructor(
    settings: NicTransmitSettings,
    fabric: Fabric,
    data: PacketMemory,
    pcie: Pcie,
    iommu: Iommu | null,
    sent: PacketSent,
  ) {
    this.settings = settings;
    this.fabric = fabric;
    this.data = data;
    this.pcie = pcie;
    this.iommu = iommu;
    this.sent = sent;
    this.actor = fabric.register(this);
    this.aheadPs = 2 * (pcie.readPs + settings.pipelinePs);
  }

  /** The driver has queued descriptors and writes the tail register. */
  doorbell(ring: TransmitRing): void {
    const count = ring.queued - ring.announced;
    if (count === 0) return;
    ring.announced = ring.queued;
    const { fabric } = this;
    fabric.tally.doorbells++;
    this.pcie.doorbell();
    if (fabric.trace !== null) {
      fabric.trace.record(K.doorbellRung, fabric.nowPs, 0, -1, count, 255, ring.vm || 255, ring.queue, 0);
    }
    if (ring.fetching) return;
    ring.fetching = true;
    fabric.queue.at(fabric.nowPs + this.pcie.mmioVisiblePs, PRIORITY.nic, this.actor, DOORBELL, ring.queue);
  }

  fire(op: number, arg: number): void {
    if (op === DOORBELL) this.fetch(this.rings[arg]);
    else if (op === FETCHED) this.read(this.rings[arg >> 16], arg & 65535);
    else if (op === SENT) this.out(this.rings[arg]);
    else this.serve();
  }

  /** Requests all announced descriptors, a few to a read: the NIC prefetches well ahead. */
  private fetch(ring: TransmitRing): void {
    ring.fetching = false;
    while (ring.requested < ring.announced) {
      const count = Math.min(this.settings.fetchBatch, ring.announced - ring.requested);
      const cached = ring.descriptorCached(ring.requested);
      ring.requested += count;
      const end = this.pcie.read(16 * count, cached);
      this.fabric.queue.at(end, PRIORITY.memory, this.actor, FETCHED, ring.queue * 65536 + count);
    }
  }

  private read(ring: TransmitRing, count: number): void {
    ring.fetched += count;
    if (this.rings.length > 1) {
      if (!this.serving) this.serve();
      return;
    }
    // nobody to be fair to: the NIC reads as far ahead as descriptors go
    while (ring.whole()) this.readPacket(ring);
  }

  /** Packet by packet from each ring in turn, until none has any or the wire has enough for a while. */
  private serve(): void {
    const { fabric, rings } = this;
    this.serving = false;
    for (let idle = 0; idle < rings.length; ) {
      const soonPs = Math.max(this.readyPs, this.wireFreePs) - this.aheadPs;
      const ring = rings[this.turn];
      if (!ring.whole()) idle++;
      else if (soonPs > fabric.nowPs) {
        this.serving = true;
        fabric.queue.at(soonPs, PRIORITY.nic, this.actor, SERVE, 0);
        return;
      } else {
        this.readPacket(ring);
        idle = 0;
      }
      this.turn = this.turn + 1 < rings.length ? this.turn + 1 : 0;
    }
  }

  /** Reads the next packet of the ring and gives it its time on the wire, or in the internal switch. */
  private readPacket(ring: TransmitRing): void {
    const { fabric } = this;
    const { packets } = fabric;
    const now = fabric.nowPs;
    const slot = ring.slotAt(ring.read);
    const bytes = packets.bytes[slot];
    const lines = linesOf(bytes);
    const cached = this.data.dmaRead(slot);
    const walkPs = this.iommu === null ? 0 : this.iommu.translate(this.data.firstLine(slot));
    const end = this.pcie.read(bytes - 4, cached === lines) + walkPs;
    ring.read += buffersOf(bytes);
    this.readyPs = Math.max(this.readyPs, end + this.settings.pipelinePs);
    let outPs = this.readyPs;
    if (this.loopback === null || !this.loopback.loops(slot)) {
      // the last bit is out after preamble and frame; the gap follows
      outPs = Math.max(outPs, this.wireFreePs) + (bytes + 8) * this.settings.psPerByte;
      this.wireFreePs = outPs + 12 * this.settings.psPerByte;
    }
    ring.outPs = Math.max(ring.outPs, outPs);
    packets.dmaPs[slot] = now;
    packets.readyPs[slot] = end;
    packets.dmaLines[slot] = cached + 65536 * (lines - cached);
    fabric.queue.at(ring.outPs, PRIORITY.wire, this.actor, SENT, ring.queue);
  }

  private out(ring: TransmitRing): void {
    const { fabric } = this;
    const { packets, trace } = fabric;
    const slot = ring.slotAt(ring.sent);
    const reportEvery = ring.reportEvery || this.settings.reportEvery;
    const groups = Math.floor(ring.sent / reportEvery);
    ring.sent += buffersOf(packets.bytes[slot]);
    if (Math.floor(ring.sent / reportEvery) !== groups) {
      this.pcie.write(16);
      ring.done = ring.sent;
    }
    const loops = this.loopback?.loops(slot) ?? false;
    if (trace !== null) {
      const id = packets.id[slot];
      const vm = packets.vm[slot];
      const start = packets.dmaPs[slot];
      const dur = packets.readyPs[slot] - start;
      trace.record(K.dmaRead, start, dur, id, packets.dmaLines[slot], 255, vm, ring.queue, 0);
      if (!loops)
        trace.record(K.packetSent, fabric.nowPs, 0, id, packets.bytes[slot], 255, vm, ring.queue, 0);
    }
    if (loops) this.loopback?.take(slot);
    else this.sent(slot);
  }
}
