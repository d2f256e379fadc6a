// vhost-net: the kernel thread that moves packets between a tap and a guest's virtio rings, and copies every byte.
import { IntQueue } from '../engine/int-queue.ts';
import type { BufferSource } from '../hardware/buffer-pool.ts';
import type { CopyClient, CopyEngine } from '../hardware/copy-engine.ts';
import { linesOf } from '../hardware/memory.ts';
import { Step } from '../hardware/step.ts';
import { DROP, K } from '../trace/kinds.ts';
import { type GuestBell, ringBell } from './guest-bell.ts';
import type { Scheduler } from './scheduler.ts';
import { Thread } from './thread.ts';
import type { VirtioBackend, VirtioReceiveRing, VirtioTransmitRing } from './virtio.ts';
import type { PacketSink, World } from './world.ts';

const RECEIVE = 0;
const TRANSMIT = 1;
const COMPLETE = 2;

/** What a vhost thread serves. */
export interface VhostWiring {
  vm: number;
  /** How the guest is told; null for one that polls its rings. */
  bell: GuestBell | null;
  ring: VirtioReceiveRing;
  guestBuffers: BufferSource;
  /** Buffers of the host for what the guest sends. */
  hostBuffers: BufferSource;
  /** Answers: the guest's queue and the host's way to the wire; null where guests only receive. */
  transmit: VirtioTransmitRing | null;
  hostTransmit: PacketSink | null;
  /** The backend is a user process: a system call for each packet. */
  userBackend: boolean;
  /** The engine that moves the bytes towards the guest, or null when this core does. */
  engine: CopyEngine | null;
}

export class Vhost extends Thread implements VirtioBackend, CopyClient {
  private readonly world: World;
  private readonly scheduler: Scheduler;
  private readonly wiring: VhostWiring;
  private readonly step: Step;
  private readonly tap = new IntQueue(64);
  private slot = -1;
  private unsignalled = 0;
  private handled = 0;
  private turnBegan = 0;
  private transmitNext = false;
  /** Copies under way in the engine, and those done whose descriptors are not yet handed to the guest. */
  private copying = 0;
  private readonly done = new IntQueue(64);
  private readonly client: number;

  constructor(world: World, scheduler: Scheduler, wiring: VhostWiring) {
    super(0, wiring.vm);
    this.world = world;
    this.scheduler = scheduler;
    this.wiring = wiring;
    this.step = new Step(this, 0);
    this.client = wiring.engine === null ? -1 : wiring.engine.addClient(this);
  }

  /** The engine has moved a packet's bytes. */
  copied(slot: number): void {
    this.done.push(slot);
    this.scheduler.wake();
  }

  /** Packets that wait in the tap. */
  get queued(): number {
    return this.tap.length;
  }

  /** The host's switch hands a packet to the tap; full, it is dropped. */
  enqueue(slot: number, core: number): void {
    const { fabric, limits, ends, data } = this.world;
    if (this.tap.length >= limits.tap) {
      data.release(slot);
      ends.dropped(slot, DROP.vmQueueFull);
      return;
    }
    this.tap.push(slot);
    if (fabric.trace !== null) {
      fabric.trace.record(
        K.tapQueued,
        fabric.nowPs,
        0,
        fabric.packets.id[slot],
        this.tap.length,
        core,
        this.wiring.vm,
        255,
        0,
      );
    }
    this.scheduler.wake();
  }

  kicked(): void {
    this.scheduler.wake();
  }

  awake(): boolean {
    return this.ready();
  }

  ready(): boolean {
    return this.step.active || this.done.length > 0 || this.canReceive() || this.canTransmit();
  }

  run(): void {
    const { step } = this;
    if (!step.active && this.done.length > 0) {
      this.chargeCompletion();
    } else if (!step.active) {
      const transmits = this.canTransmit() && (this.transmitNext || !this.canReceive());
      this.transmitNext = !transmits;
      step.begin(transmits ? TRANSMIT : RECEIVE);
      if (transmits) this.chargeTransmit();
      else this.chargeReceive();
    }
    this.scheduler.core.start(step);
  }

  beginTurn(): void {
    this.turnBegan = this.handled;
  }

  turnSpent(): boolean {
    return !this.step.active && this.handled - this.turnBegan >= this.world.limits.vhostTurn;
  }

  stepFinished(step: Step): void {
    const { wiring, world, slot } = this;
    if (step.phase === RECEIVE && wiring.engine !== null) {
      this.handled++;
      wiring.engine.copy(this.client, slot, world.fabric.packets.bytes[slot] - 4);
      this.copying++;
      return;
    }
    if (step.phase !== COMPLETE) this.handled++;
    world.fabric.tally.copies++;
    world.fabric.tally.copiedBytes += world.fabric.packets.bytes[slot] - 4;
    this.scheduler.displacement.hostPacket(wiring.vm);
    if (step.phase === TRANSMIT) wiring.hostTransmit?.accept(slot);
    else {
      if (step.phase === COMPLETE) this.copying--;
      wiring.ring.push(slot, this.scheduler.core.id);
      this.unsignalled++;
    }
    const more = (this.done.length > 0 || this.canReceive()) && !this.turnSpent();
    if (this.unsignalled > 0 && (this.unsignalled > world.limits.signalBatch || !more)) this.signal();
  }

  private canReceive(): boolean {
    if (this.tap.length === 0) return false;
    if (this.wiring.ring.free > this.copying) return true;
    if (this.copying === 0) this.wiring.ring.wantsKick = true;
    return false;
  }

  private canTransmit(): boolean {
    const { transmit } = this.wiring;
    return transmit !== null && transmit.waiting.length > 0;
  }

  private signal(): void {
    this.unsignalled = 0;
    if (this.wiring.bell !== null) ringBell(this.wiring.bell);
  }

  /** Tap to guest memory: the hop with its first line, then every further byte from wherever it lies. */
  private chargeReceive(): void {
    const { world, wiring } = this;
    const { data } = world;
    this.slot = this.tap.shift();
    const { slot } = this;
    if (wiring.engine === null) this.chargeCopy();
    else this.chargeSubmission();
    const { packets } = world.fabric;
    data.release(slot);
    this.place(slot, wiring.guestBuffers);
    packets.vm[slot] = wiring.vm;
  }

  /** The engine's completion is found, the descriptor goes to the guest. */
  private chargeCompletion(): void {
    const { step, world } = this;
    this.slot = this.done.shift();
    step.begin(COMPLETE);
    const { bytes, id } = world.fabric.packets;
    const { slot } = this;
    step.add(
      this.scheduler.core.clock,
      K.copyFinished,
      world.prices.engineHalf,
      world.hostContext,
      id[slot],
      bytes[slot] - 4,
      this.wiring.vm,
      255,
    );
  }

  private chargeTransmit(): void {
    const { transmit, hostTransmit } = this.wiring;
    if (transmit === null) return;
    this.slot = transmit.waiting.shift();
    this.chargeCopy();
    this.world.data.release(this.slot);
    this.place(this.slot, this.wiring.hostBuffers);
    hostTransmit?.charge(this.step, this.scheduler.core, this.slot);
  }

  /** The hop without its copy, and a descriptor for the engine. */
  private chargeSubmission(): void {
    const { world, slot, step, scheduler } = this;
    const { packets } = world.fabric;
    const { prices } = world;
    const { clock } = scheduler.core;
    this.chargeUserBackend();
    const bytes = packets.bytes[slot] - 4;
    const mc = prices.hop.mc - prices.copyHot.mc + prices.engineHalf.mc;
    const ps = prices.hop.ps + prices.engineHalf.ps;
    step.addRaw(
      clock,
      K.copyFinished,
      Math.max(0, mc),
      ps,
      world.hostContext,
      packets.id[slot],
      bytes,
      this.wiring.vm,
      255,
    );
    world.data.memory.dmaRead(world.data.firstLine(slot), 1);
  }

  /** A user process reads the tap by a system call. */
  private chargeUserBackend(): void {
    const { world, slot, step, wiring } = this;
    if (!wiring.userBackend) return;
    const id = world.fabric.packets.id[slot];
    step.add(
      this.scheduler.core.clock,
      K.syscallReturned,
      world.prices.syscall,
      world.hostContext,
      id,
      0,
      wiring.vm,
      255,
    );
  }

  private chargeCopy(): void {
    this.chargeUserBackend();
    const { world, slot, step } = this;
    const { fabric, prices, data } = world;
    const { packets } = fabric;
    const { core } = this.scheduler;
    world.paging.touch(step, core, 0, data.firstLine(slot), slot, world.hostContext);
    const lines = linesOf(packets.bytes[slot]);
    const further = Math.max(0, packets.bytes[slot] - 4 - 64);
    let ps = prices.hop.ps;
    // the first line is hot after the driver's poll; if it was pushed out meanwhile, memory is waited for
    ps += data.memory.read(data.firstLine(slot), 1) * prices.missPs;
    if (lines > 1) {
      const missed = data.read(slot, 1);
      const perLine = further / (lines - 1);
      ps += Math.round(
        missed * perLine * prices.hostDramPsPerByte + (lines - 1 - missed) * perLine * prices.hostL3PsPerByte,
      );
    }
    step.addRaw(
      core.clock,
      K.copyFinished,
      prices.hop.mc,
      ps,
      world.hostContext,
      packets.id[slot],
      packets.bytes[slot] - 4,
      this.wiring.vm,
      255,
    );
  }

  /** The packet's bytes now lie in a fresh buffer of `pool`, written by this core. */
  private place(slot: number, pool: BufferSource): void {
    const { packets } = this.world.fabric;
    const { data } = this.world;
    data.fill(slot, pool);
    data.write(slot);
    packets.cached[slot] = 1;
  }
}
