// Where a poll-mode loop takes packets from and where it puts them: rings of the NIC, virtio rings from either side.
import { type Cost, times } from '../costs/resolve.ts';
import { buffersOf } from '../hardware/buffer-pool.ts';
import type { Core } from '../hardware/core.ts';
import type { NicTransmit } from '../hardware/nic-transmit.ts';
import type { ReceiveRing } from '../hardware/receive-ring.ts';
import type { Step } from '../hardware/step.ts';
import type { TransmitRing } from '../hardware/transmit-ring.ts';
import { CTX, DROP, K } from '../trace/kinds.ts';
import type { World } from './world.ts';

/** Told when an input has something new. */
export interface PollListener {
  descriptorsVisible(): void;
}

/** What a burst costs once, whatever it holds, and what it is recorded as. */
export interface PortBurst {
  kind: number;
  cost: Cost;
}

/** What a poll looks into. */
export interface PollInput {
  readonly queue: number;
  /** Absent: the poll-mode driver's own. */
  readonly burst?: PortBurst;
  /** Packets that can be taken now, and the most that can ever wait. */
  waiting(): number;
  mostWaiting(): number;
  /** Takes the next packet and charges the driver's work on it. */
  take(step: Step, core: Core): number;
  /** The burst's receive work has been served: descriptors go back. */
  refill(): void;
  /** Tells the poller when packets show. */
  listen(poller: PollListener): void;
}

/** What a transmit burst writes into. */
export interface PollOutput {
  readonly queue: number;
  /** Absent: the poll-mode driver's own. */
  readonly burst?: PortBurst;
  /** The driver's work on one packet. */
  charge(step: Step, core: Core, slot: number): void;
  /** Before the burst: what is done is reclaimed. */
  reclaim(): void;
  /** Takes the packet, or drops it for want of room. */
  push(slot: number, core: Core): void;
  /** The chunk is complete: whoever serves the ring is told. */
  notify(core: Core): void;
}

/** Stalls of a loop that prefetches: a share of each access shows. */
export function addExposedStalls(
  world: World,
  step: Step,
  core: Core,
  slot: number,
  lines: number,
  missed: number,
  queue: number,
): void {
  const { prices, fabric } = world;
  const id = fabric.packets.id[slot];
  const vm = fabric.packets.vm[slot];
  const hits = lines - missed;
  if (missed > 0) {
    const ps = Math.round(missed * prices.missPs * prices.exposed);
    step.addRaw(core.clock, K.cacheMissed, 0, ps, CTX.poll, id, missed, vm, queue);
  }
  if (hits > 0) {
    const ps = Math.round(hits * prices.hitPs * prices.exposed);
    step.addRaw(core.clock, K.cacheHit, 0, ps, CTX.poll, id, hits, vm, queue);
  }
}

/** A receive ring of the NIC, polled by its owner: `vm`, or the host (0). */
export class NicInput implements PollInput {
  readonly queue: number;
  private readonly world: World;
  private readonly ring: ReceiveRing;
  private readonly vm: number;

  constructor(world: World, ring: ReceiveRing, vm: number) {
    this.world = world;
    this.ring = ring;
    this.queue = ring.queue;
    this.vm = vm;
  }

  waiting(): number {
    return this.ring.waiting;
  }

  mostWaiting(): number {
    return this.ring.mostWaiting;
  }

  take(step: Step, core: Core): number {
    const { world, ring, vm } = this;
    const { data, fabric, paging, prices } = world;
    const slot = ring.peek();
    const descriptorLines = ring.linesToRead();
    paging.touch(step, core, vm, data.firstLine(slot), slot, CTX.poll);
    let missed = data.memory.read(data.firstLine(slot), 1);
    if (descriptorLines > 0) {
      const line = ring.descriptorLine(ring.taken);
      paging.touch(step, core, vm, line, slot, CTX.poll);
      missed += data.memory.read(line, 1);
    }
    ring.take();
    addExposedStalls(world, step, core, slot, descriptorLines + 1, missed, ring.queue);
    const { packets } = fabric;
    const cost = times(prices.pmdPacket, buffersOf(packets.bytes[slot]));
    step.add(core.clock, K.mbufReceived, cost, CTX.poll, packets.id[slot], 0, packets.vm[slot], ring.queue);
    return slot;
  }

  refill(): void {
    this.ring.refill();
  }

  listen(poller: PollListener): void {
    this.ring.consumer = poller;
  }
}

/** A transmit ring of the NIC. */
export class NicOutput implements PollOutput {
  readonly queue: number;
  private readonly world: World;
  private readonly nic: NicTransmit;
  private readonly ring: TransmitRing;
  private readonly reclaimLate: boolean;
  private readonly freeUnsent: boolean;

  /** `reclaimLate`: only when descriptors run low; `freeUnsent`: what finds no room is freed, else leaked. */
  constructor(world: World, nic: NicTransmit, ring: TransmitRing, reclaimLate: boolean, freeUnsent: boolean) {
    this.world = world;
    this.nic = nic;
    this.ring = ring;
    this.queue = ring.queue;
    this.reclaimLate = reclaimLate;
    this.freeUnsent = freeUnsent;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { packets } = this.world.fabric;
    const cost = times(this.world.prices.pmdPacket, buffersOf(packets.bytes[slot]));
    step.add(core.clock, K.mbufSent, cost, CTX.poll, packets.id[slot], 0, packets.vm[slot], this.queue);
  }

  reclaim(): void {
    if (!this.reclaimLate || this.ring.free < LOW_DESCRIPTORS) this.ring.reclaim();
  }

  push(slot: number): void {
    if (this.ring.fits(slot)) {
      this.ring.push(slot);
      return;
    }
    if (this.freeUnsent) this.world.data.release(slot);
    this.world.ends.dropped(slot, DROP.txFull);
  }

  notify(): void {
    this.nic.doorbell(this.ring);
  }
}

/** Free descriptors below which a driver that reclaims late does so (DPDK tx_free_thresh). */
const LOW_DESCRIPTORS = 32;
