// Rings between the stages of a pipeline, as a poll loop reads and writes them.
import type { Cost } from '../costs/resolve.ts';
import type { Core } from '../hardware/core.ts';
import type { Step } from '../hardware/step.ts';
import { CTX, DROP, K } from '../trace/kinds.ts';
import type { PollInput, PollListener, PollOutput, PortBurst } from './poll-ports.ts';
import type { PacketRing, RingPrice } from './rte-ring/packet-ring.ts';
import type { World } from './world.ts';

/** Rings have no number among the NIC's queues. */
const NO_QUEUE = 255;

/** The stage takes packets that an earlier one has put into the ring. */
export class RingInput implements PollInput {
  readonly queue = NO_QUEUE;
  readonly burst: PortBurst;
  private readonly world: World;
  private readonly ring: PacketRing;
  private readonly price: RingPrice;
  private readonly dirtyLine: Cost;

  /** `dirtyLine`: what shows of fetching a line that the other core has written, the packet buffer's header. */
  constructor(world: World, ring: PacketRing, price: RingPrice, dirtyLine: Cost) {
    this.world = world;
    this.ring = ring;
    this.price = price;
    this.dirtyLine = dirtyLine;
    this.burst = { kind: K.ringDequeued, cost: price.call };
  }

  waiting(): number {
    return this.ring.length;
  }

  mostWaiting(): number {
    return this.ring.capacity;
  }

  take(step: Step, core: Core): number {
    const { packets } = this.world.fabric;
    const slot = this.ring.shift();
    const id = packets.id[slot];
    const vm = packets.vm[slot];
    step.add(core.clock, K.cacheHit, this.dirtyLine, CTX.poll, id, 1, vm, NO_QUEUE);
    step.add(core.clock, K.mbufTakenOver, this.price.packet, CTX.poll, id, this.ring.number, vm, NO_QUEUE);
    return slot;
  }

  refill(): void {}

  listen(poller: PollListener): void {
    this.ring.consumer = poller;
  }
}

/** The stage hands packets on; what finds no room is freed, or leaked, and dropped as by a full transmit queue. */
export class RingOutput implements PollOutput {
  readonly queue = NO_QUEUE;
  readonly burst: PortBurst;
  private readonly world: World;
  private readonly ring: PacketRing;
  private readonly price: RingPrice;
  private readonly freeUnsent: boolean;

  constructor(world: World, ring: PacketRing, price: RingPrice, freeUnsent: boolean) {
    this.world = world;
    this.ring = ring;
    this.price = price;
    this.freeUnsent = freeUnsent;
    this.burst = { kind: K.ringEnqueued, cost: price.call };
  }

  charge(step: Step, core: Core, slot: number): void {
    const { packets } = this.world.fabric;
    const { number } = this.ring;
    const vm = packets.vm[slot];
    step.add(core.clock, K.mbufHandedOn, this.price.packet, CTX.poll, packets.id[slot], number, vm, NO_QUEUE);
  }

  reclaim(): void {}

  push(slot: number): void {
    if (this.ring.push(slot)) return;
    if (this.freeUnsent) this.world.data.release(slot);
    this.world.ends.dropped(slot, DROP.txFull);
  }

  notify(): void {
    this.ring.publish();
  }
}
