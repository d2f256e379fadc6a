// What the host's kernel does with a packet after its driver: drop it, forward it, or switch it towards a guest.
import type { Core } from '../hardware/core.ts';
import type { NicTransmit } from '../hardware/nic-transmit.ts';
import type { Step } from '../hardware/step.ts';
import type { TransmitRing } from '../hardware/transmit-ring.ts';
import { DROP, K } from '../trace/kinds.ts';
import type { Displacement } from './displacement.ts';
import type { GuestTransmit } from './application.ts';
import type { Route } from './route.ts';
import type { VhostGroup } from './vhost-group.ts';
import type { PacketSink, World } from './world.ts';

/** Destination of frames for nobody here, and of frames for everybody. */
export const DESTINATION = { everybody: 254, nobody: 255 } as const;

/** drop-host: the first filter hook drops the packet on purpose; that is its end. */
export class HostDrop implements PacketSink {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  charge(): void {}

  accept(slot: number): void {
    this.world.data.release(slot);
    this.world.ends.delivered(slot);
  }
}

/** Puts a packet on a transmit ring of the NIC and rings its doorbell; without a descriptor it is dropped. */
export class RingTransmit implements GuestTransmit, PacketSink {
  private readonly world: World;
  private readonly nic: NicTransmit;
  private readonly ring: TransmitRing;
  private readonly context: number;

  constructor(world: World, nic: NicTransmit, ring: TransmitRing, context: number) {
    this.world = world;
    this.nic = nic;
    this.ring = ring;
    this.context = context;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { packets } = this.world.fabric;
    step.add(
      core.clock,
      K.transmitQueued,
      this.world.prices.hostTransmit,
      this.context,
      packets.id[slot],
      0,
      packets.vm[slot],
      this.ring.queue,
    );
  }

  chargeKick(): void {}

  accept(slot: number): void {
    this.send(slot);
  }

  send(slot: number): void {
    const { ring, world } = this;
    ring.reclaim();
    if (!ring.fits(slot)) {
      world.data.release(slot);
      world.ends.dropped(slot, DROP.txFull);
      return;
    }
    ring.push(slot);
    this.nic.doorbell(ring);
  }
}

/** From a guest's tap to the wire or to another guest: the switch's lookup where there is one, then a queue. */
export class SwitchTransmit implements PacketSink {
  private readonly world: World;
  private readonly out: RingTransmit;
  private readonly looksUp: boolean;
  private readonly passesOn: boolean;
  private readonly route: Route;
  private readonly vhosts: VhostGroup;
  private readonly core: number;

  /** `vhosts`: of the switch's guests, filled while the lane is assembled; `core`: the one this runs on. */
  constructor(
    world: World,
    out: RingTransmit,
    looksUp: boolean,
    passesOn: boolean,
    route: Route,
    vhosts: VhostGroup,
    core: number,
  ) {
    this.world = world;
    this.out = out;
    this.looksUp = looksUp;
    this.passesOn = passesOn;
    this.route = route;
    this.vhosts = vhosts;
    this.core = core;
  }

  charge(step: Step, core: Core, slot: number): void {
    if (this.looksUp) chargeLookup(this.world, step, core, slot);
    if (!this.switches(slot)) this.out.charge(step, core, slot);
  }

  accept(slot: number): void {
    if (!this.switches(slot)) {
      this.out.send(slot);
      return;
    }
    const vm = this.route.next(slot);
    this.route.advance(slot, vm);
    this.vhosts.of(vm).enqueue(slot, this.core);
  }

  /** The software switch itself passes the packet on to a guest; one that owns a function is behind the NIC. */
  private switches(slot: number): boolean {
    return this.passesOn && this.vhosts.has(this.route.next(slot));
  }
}

/** The switch finds out where a packet goes. */
function chargeLookup(world: World, step: Step, core: Core, slot: number): void {
  const { packets } = world.fabric;
  const { lookup } = world.prices;
  step.add(
    core.clock,
    K.switchDecided,
    lookup,
    world.hostContext,
    packets.id[slot],
    0,
    packets.vm[slot],
    packets.queue[slot],
  );
}

/** forward-host: routing or bridging with the transmit that the published figure contains. */
export class HostForward implements PacketSink {
  private readonly world: World;
  private readonly out: RingTransmit;
  private readonly kind: number;

  /** `bridged`: a switch forwards; otherwise it is the protocols' work. */
  constructor(world: World, out: RingTransmit, bridged: boolean) {
    this.kind = bridged ? K.switchForwarded : K.stackForwarded;
    this.world = world;
    this.out = out;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { packets } = this.world.fabric;
    step.add(
      core.clock,
      this.kind,
      this.world.prices.forward,
      this.world.hostContext,
      packets.id[slot],
      0,
      0,
      packets.queue[slot],
    );
  }

  accept(slot: number): void {
    this.out.send(slot);
  }
}

/** Makes a replica of a broadcast frame for one VM; returns its slot. */
export type Replicate = (slot: number, vm: number) => number;

/** Towards the guests: finds the VM in software if the NIC has not, and queues for its vhost thread. */
export class HostSwitch implements PacketSink {
  private readonly world: World;
  private readonly vhosts: VhostGroup;
  private readonly displacement: Displacement;
  private readonly core: number;
  private readonly looksUp: boolean;
  private readonly replicate: Replicate;
  private readonly sharing: number;

  /**
   * `looksUp`: a bridge decides, else the queue says whose it is; `sharing`: first of the VMs that share a virtual
   * function, 0 for none.
   */
  constructor(
    world: World,
    vhosts: VhostGroup,
    displacement: Displacement,
    core: number,
    looksUp: boolean,
    replicate: Replicate,
    sharing: number,
  ) {
    this.world = world;
    this.vhosts = vhosts;
    this.displacement = displacement;
    this.core = core;
    this.looksUp = looksUp;
    this.replicate = replicate;
    this.sharing = sharing;
  }

  charge(step: Step, core: Core, slot: number): void {
    if (this.looksUp) chargeLookup(this.world, step, core, slot);
  }

  accept(slot: number): void {
    const { world } = this;
    const { packets } = world.fabric;
    const vm = packets.vm[slot];
    this.displacement.hostPacket(vm);
    if (vm === DESTINATION.nobody) {
      world.data.release(slot);
      world.ends.dropped(slot, DROP.notForUs);
    } else if (vm === DESTINATION.everybody) {
      this.flood(slot);
    } else if (vm === this.sharing && packets.parent[slot] >= 0 && packets.hop[slot] === 0) {
      this.spread(slot);
    } else this.vhosts.of(vm).enqueue(slot, this.core);
  }

  /** A replica for every guest, each in a buffer of its own; the frame's own buffer goes back. */
  private flood(slot: number): void {
    const replicas = this.replicas(slot, slot, this.vhosts.first);
    this.world.data.release(slot);
    this.enqueueAll(replicas);
  }

  /** The NIC's one replica for a shared function is its first VM's; the others get theirs here. */
  private spread(slot: number): void {
    const { packets } = this.world.fabric;
    const replicas = this.replicas(packets.parent[slot], slot, this.sharing + 1);
    this.vhosts.of(this.sharing).enqueue(slot, this.core);
    this.enqueueAll(replicas);
  }

  /** A replica of `frame` for each VM from `from` on, in buffers like those of `slot`. */
  private replicas(frame: number, slot: number, from: number): number[] {
    const { data } = this.world;
    const pool = data.poolOf(slot);
    const replicas: number[] = [];
    for (let vm = from; vm <= this.vhosts.last; vm++) {
      const replica = this.replicate(frame, vm);
      data.fill(replica, pool);
      replicas.push(replica);
    }
    return replicas;
  }

  private enqueueAll(replicas: readonly number[]): void {
    const { packets } = this.world.fabric;
    for (const replica of replicas) this.vhosts.of(packets.vm[replica]).enqueue(replica, this.core);
  }
}
