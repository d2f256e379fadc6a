// The ports of a poll-mode switch towards guests (vhost-user), and a guest's poll-mode driver on its virtio rings.
import type { BufferSource } from '../hardware/buffer-pool.ts';
import type { Core } from '../hardware/core.ts';
import { linesOf } from '../hardware/memory.ts';
import type { Step } from '../hardware/step.ts';
import { CTX, DROP, K } from '../trace/kinds.ts';
import { DESTINATION, type Replicate } from './host-kernel.ts';
import { type GuestBell, ringBell } from './guest-bell.ts';
import type { Mempool } from './mempool.ts';
import {
  NicInput,
  type PollInput,
  type PollListener,
  type PollOutput,
  addExposedStalls,
} from './poll-ports.ts';
import type { Route } from './route.ts';
import type { VirtioBackend, VirtioReceiveRing, VirtioTransmitRing } from './virtio.ts';
import type { World } from './world.ts';

/** Cost of moving a packet across a vhost-user ring: the crossing with its first line, then every further byte. */
function chargeCrossing(world: World, step: Step, core: Core, slot: number, vm: number): void {
  const { fabric, prices, data } = world;
  const { packets } = fabric;
  const lines = linesOf(packets.bytes[slot]);
  const bytes = packets.bytes[slot] - 4;
  let ps = prices.leg.ps;
  if (lines > 1) {
    const missed = data.read(slot, 1);
    const perLine = (bytes - 64) / (lines - 1);
    ps += Math.round(
      missed * perLine * prices.hostDramPsPerByte + (lines - 1 - missed) * perLine * prices.hostL3PsPerByte,
    );
  }
  step.addRaw(core.clock, K.copyFinished, prices.leg.mc, ps, CTX.poll, packets.id[slot], bytes, vm, 255);
}

/** The switch's receive queue at the NIC: packets go to the guest they are for. */
export class SwitchNicInput extends NicInput {
  private readonly packets: World['fabric']['packets'];
  private readonly guests: number;
  private readonly sharing: number;

  /**
   * `guests`: ports of guests; behind them stand the ports for everybody, for nobody, and for the guests that share a
   * virtual function, of which `sharing` is the first (0 for none).
   */
  constructor(
    world: World,
    ring: ConstructorParameters<typeof NicInput>[1],
    guests: number,
    sharing: number,
  ) {
    super(world, ring, 0);
    this.packets = world.fabric.packets;
    this.guests = guests;
    this.sharing = sharing;
  }

  override take(step: Step, core: Core): number {
    const slot = super.take(step, core);
    const vm = this.packets.vm[slot];
    let port = vm;
    if (vm === DESTINATION.everybody) port = this.guests + 1;
    else if (vm === DESTINATION.nobody) port = this.guests + 2;
    else if (vm === this.sharing && this.packets.parent[slot] >= 0 && this.packets.hop[slot] === 0)
      port = this.guests + 3;
    this.packets.port[slot] = port;
    return slot;
  }
}

/** What a guest has sent: the switch takes it out of the guest's memory into a buffer of its own. */
export class VhostUserInput implements PollInput, VirtioBackend {
  readonly queue: number;
  private readonly world: World;
  private readonly ring: VirtioTransmitRing;
  private readonly pool: Mempool;
  private readonly route: Route;
  private readonly vm: number;
  private poller: PollListener | null = null;

  constructor(world: World, ring: VirtioTransmitRing, pool: Mempool, route: Route, vm: number) {
    this.world = world;
    this.ring = ring;
    this.pool = pool;
    this.route = route;
    this.vm = vm;
    this.queue = vm - 1;
    ring.backend = this;
  }

  waiting(): number {
    return this.pool.available > MOST_BUFFERS ? this.ring.waiting.length : 0;
  }

  mostWaiting(): number {
    return this.world.limits.vring;
  }

  take(step: Step, core: Core): number {
    const { world, ring, route } = this;
    const slot = ring.waiting.shift();
    chargeCrossing(world, step, core, slot, this.vm);
    world.fabric.tally.copies++;
    world.fabric.tally.copiedBytes += world.fabric.packets.bytes[slot] - 4;
    world.data.release(slot);
    world.data.fill(slot, this.pool);
    world.data.write(slot);
    const next = route.next(slot);
    if (next > 0) route.advance(slot, next);
    world.fabric.packets.port[slot] = next;
    return slot;
  }

  refill(): void {}

  listen(poller: PollListener): void {
    this.poller = poller;
  }

  /** The switch polls: a guest has nothing to kick. */
  awake(): boolean {
    return true;
  }

  kicked(): void {
    this.poller?.descriptorsVisible();
  }
}

/** Buffers of the longest frame: below that many a switch takes nothing more from guests. */
const MOST_BUFFERS = 8;

/** Towards a guest: the packet is copied into the guest's receive ring. */
export class VhostUserOutput implements PollOutput {
  readonly queue: number;
  private readonly world: World;
  private readonly ring: VirtioReceiveRing;
  private readonly buffers: BufferSource;
  private readonly vm: number;
  /** Null for a guest that polls. */
  private readonly bell: GuestBell | null;
  /** Packets put in since the guest was last told, and whether telling it has been charged. */
  private untold = 0;
  private charged = false;

  constructor(
    world: World,
    ring: VirtioReceiveRing,
    buffers: BufferSource,
    vm: number,
    bell: GuestBell | null,
  ) {
    this.world = world;
    this.ring = ring;
    this.buffers = buffers;
    this.vm = vm;
    this.queue = vm - 1;
    this.bell = bell;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { world, bell } = this;
    chargeCrossing(world, step, core, slot, this.vm);
    if (bell === null || this.charged || bell.poll.scheduled) return;
    // the guest's interrupt goes by an event descriptor: one system call a burst
    this.charged = true;
    step.add(
      core.clock,
      K.syscallReturned,
      world.prices.syscall,
      CTX.poll,
      world.fabric.packets.id[slot],
      0,
      this.vm,
      255,
    );
  }

  reclaim(): void {}

  push(slot: number, core: Core): void {
    const { world, ring } = this;
    const { tally, packets } = world.fabric;
    world.data.release(slot);
    if (ring.free === 0) {
      world.ends.dropped(slot, DROP.vmQueueFull);
      return;
    }
    tally.copies++;
    tally.copiedBytes += packets.bytes[slot] - 4;
    world.data.fill(slot, this.buffers);
    world.data.write(slot);
    packets.cached[slot] = 1;
    packets.vm[slot] = this.vm;
    ring.push(slot, core.id);
    this.untold++;
  }

  notify(): void {
    const { bell } = this;
    if (this.untold === 0) return;
    this.untold = 0;
    this.charged = false;
    if (bell !== null) ringBell(bell);
  }
}

/**
 * A frame for everybody: a replica for each guest, the frame's own buffer goes back. What the NIC has replicated for
 * a function that guests share is the first one's replica; the others get theirs here.
 */
export class FloodOutput implements PollOutput {
  readonly queue = 255;
  private readonly world: World;
  private readonly guests: readonly PollOutput[];
  private readonly replicate: Replicate;
  private readonly first: number;

  /** `first`: VM of the first of the guests. */
  constructor(world: World, guests: readonly PollOutput[], replicate: Replicate, first = 1) {
    this.world = world;
    this.guests = guests;
    this.replicate = replicate;
    this.first = first;
  }

  charge(step: Step, core: Core, slot: number): void {
    for (const guest of this.guests) guest.charge(step, core, slot);
  }

  reclaim(): void {}

  push(slot: number, core: Core): void {
    const { data, fabric } = this.world;
    const pool = data.poolOf(slot);
    const frame = fabric.packets.parent[slot];
    const all = this.guests.map((_, i) => {
      if (frame >= 0 && i === 0) return slot;
      const replica = this.replicate(frame >= 0 ? frame : slot, this.first + i);
      data.fill(replica, pool);
      return replica;
    });
    if (frame < 0) data.release(slot);
    all.forEach((replica, i) => {
      this.guests[i].push(replica, core);
    });
  }

  notify(core: Core): void {
    for (const guest of this.guests) guest.notify(core);
  }
}

/** A frame for nobody here. */
export class NobodyOutput implements PollOutput {
  readonly queue = 255;
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  charge(): void {}

  reclaim(): void {}

  push(slot: number): void {
    this.world.data.release(slot);
    this.world.ends.dropped(slot, DROP.notForUs);
  }

  notify(): void {}
}

/** A guest's poll-mode driver reads its virtio receive ring. */
export class VirtioPollInput implements PollInput {
  readonly queue: number;
  private readonly world: World;
  private readonly ring: VirtioReceiveRing;
  private readonly vm: number;
  /** The burst's one kick has been charged. */
  private kicks = false;

  constructor(world: World, ring: VirtioReceiveRing, vm: number) {
    this.world = world;
    this.ring = ring;
    this.vm = vm;
    this.queue = ring.queue;
  }

  waiting(): number {
    return this.ring.waiting();
  }

  mostWaiting(): number {
    return this.world.limits.vring;
  }

  take(step: Step, core: Core): number {
    const { world, ring } = this;
    const { packets } = world.fabric;
    const line = ring.lineToRead();
    const slot = ring.shift();
    world.paging.touch(step, core, this.vm, world.data.firstLine(slot), slot, CTX.poll);
    let missed = world.data.memory.read(world.data.firstLine(slot), 1);
    if (line >= 0) missed += world.data.memory.read(line, 1);
    addExposedStalls(world, step, core, slot, line >= 0 ? 2 : 1, missed, this.queue);
    step.add(
      core.clock,
      K.mbufReceived,
      world.prices.pmdPacket,
      CTX.poll,
      packets.id[slot],
      0,
      this.vm,
      this.queue,
    );
    if (!this.kicks) ring.chargeWantedKick(step, core, packets.id[slot]);
    this.kicks ||= ring.wantsKick;
    return slot;
  }

  refill(): void {
    this.kicks = false;
    this.ring.done();
  }

  listen(poller: PollListener): void {
    this.ring.poller = poller;
  }
}

/** A guest's poll-mode driver writes its virtio transmit ring. */
export class VirtioPollOutput implements PollOutput {
  readonly queue: number;
  private readonly world: World;
  private readonly ring: VirtioTransmitRing;
  private readonly vm: number;
  /** The burst's one kick has been charged. */
  private kicks = false;

  constructor(world: World, ring: VirtioTransmitRing, vm: number) {
    this.world = world;
    this.ring = ring;
    this.vm = vm;
    this.queue = vm - 1;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { fabric, prices } = this.world;
    const { packets } = fabric;
    step.add(core.clock, K.mbufSent, prices.pmdPacket, CTX.poll, packets.id[slot], 0, this.vm, this.queue);
    if (this.kicks) return;
    this.kicks = true;
    this.ring.chargeKick(step, core, slot);
  }

  reclaim(): void {}

  push(slot: number): void {
    this.ring.send(slot);
  }

  notify(): void {
    this.kicks = false;
  }
}
