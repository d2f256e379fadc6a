// A guest's virtio rings: receive ring as a poll source of its kernel, transmit queue with kicks.
import { IntQueue } from '../engine/int-queue.ts';
import type { Core } from '../hardware/core.ts';
import type { Memory } from '../hardware/memory.ts';
import type { Step } from '../hardware/step.ts';
import { DROP, EXIT_REASON, K } from '../trace/kinds.ts';
import type { GuestTransmit } from './application.ts';
import type { GuestDevice } from './guest-device.ts';
import type { PollSource } from './napi.ts';
import type { PollListener } from './poll-ports.ts';
import { addStalls, GUEST, type World } from './world.ts';

/** Who serves the rings in the host. */
export interface VirtioBackend {
  /** Descriptors are free again and the backend had asked for a kick. */
  kicked(): void;
  /** It serves the rings now (or is about to): no kick is needed. */
  awake(): boolean;
}

export class VirtioReceiveRing implements PollSource {
  readonly queue: number;
  backend: VirtioBackend | null = null;
  /** The backend found no free descriptor and wants a kick. */
  wantsKick = false;
  /** The guest's poll-mode driver, where it has one. */
  poller: PollListener | null = null;
  private readonly world: World;
  private readonly vm: number;
  private readonly device: GuestDevice;
  private readonly used = new IntQueue(64);
  private readonly base: number;
  private taken = 0;
  private filled = 0;
  private lineRead = -1;
  private filledThen = 0;

  constructor(world: World, vm: number, queue: number, memory: Memory, device: GuestDevice) {
    this.device = device;
    this.world = world;
    this.vm = vm;
    this.queue = queue;
    this.base = memory.reserve(world.limits.vring);
  }

  /** Descriptors the guest has posted and the backend has not filled. */
  get free(): number {
    return this.world.limits.vring - this.used.length;
  }

  /** The backend has filled a descriptor. */
  push(slot: number, core: number): void {
    const { fabric, data } = this.world;
    this.used.push(slot);
    data.memory.write(this.lineAt(this.filled), 1);
    this.filled++;
    if (fabric.trace !== null) {
      fabric.trace.record(
        K.vringQueued,
        fabric.nowPs,
        0,
        fabric.packets.id[slot],
        this.used.length,
        core,
        this.vm,
        this.queue,
        0,
      );
    }
    this.poller?.descriptorsVisible();
  }

  waiting(): number {
    return this.used.length;
  }

  /** Line of the ring that must be read to take the next packet; −1 if it was read since that was filled. */
  lineToRead(): number {
    const line = this.lineAt(this.taken);
    if (line === this.lineRead && this.taken < this.filledThen) return -1;
    this.lineRead = line;
    this.filledThen = this.filled;
    return line;
  }

  /** Takes the next packet out of the ring. */
  shift(): number {
    this.taken++;
    return this.used.shift();
  }

  take(step: Step, core: Core): number {
    const { world } = this;
    const { data, fabric, prices } = world;
    const line = this.lineToRead();
    const slot = this.shift();
    world.paging.touch(step, core, this.vm, data.firstLine(slot), slot, GUEST);
    let lines = 1;
    let missed = data.memory.read(data.firstLine(slot), 1);
    if (line >= 0) {
      world.paging.touch(step, core, this.vm, line, slot, GUEST);
      missed += data.memory.read(line, 1);
      lines++;
    }
    const id = fabric.packets.id[slot];
    addStalls(world, step, core, lines, missed, slot, GUEST, this.queue);
    step.add(core.clock, K.skbBuilt, prices.skb, GUEST, id, 0, this.vm, this.queue);
    if (this.device.refillExits > 0 && this.taken % this.device.refillEvery === 0) {
      addRegisterExits(world, step, core, this.device.refillExits, id, this.vm);
    } else this.chargeWantedKick(step, core, id);
    return slot;
  }

  /** The exit by which the guest tells a backend that waits for descriptors of new ones. */
  chargeWantedKick(step: Step, core: Core, packet: number): void {
    if (!this.wantsKick) return;
    const { fabric, prices, hostContext } = this.world;
    fabric.tally.vmExits++;
    step.add(
      core.clock,
      K.vmExited,
      prices.exitKick,
      hostContext,
      packet,
      EXIT_REASON.ioInstruction,
      this.vm,
      this.queue,
    );
  }

  done(): void {
    if (!this.wantsKick) return;
    this.wantsKick = false;
    this.backend?.kicked();
  }

  private lineAt(n: number): number {
    return this.base + ((n % this.world.limits.vring) >> 2);
  }
}

/** Accesses to emulated registers: each exits to the user process, and the guest waits. */
export function addRegisterExits(
  world: World,
  step: Step,
  core: Core,
  count: number,
  packet: number,
  vm: number,
): void {
  for (let i = 0; i < count; i++) {
    world.fabric.tally.vmExits++;
    step.add(
      core.clock,
      K.vmExited,
      world.prices.exitUser,
      world.hostContext,
      packet,
      EXIT_REASON.eptMisconfig,
      vm,
      255,
    );
  }
}

export class VirtioTransmitRing implements GuestTransmit {
  backend: VirtioBackend | null = null;
  readonly waiting = new IntQueue(64);
  private readonly world: World;
  private readonly vm: number;
  private readonly device: GuestDevice;

  constructor(world: World, vm: number, device: GuestDevice) {
    this.device = device;
    this.world = world;
    this.vm = vm;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { fabric, prices } = this.world;
    const id = fabric.packets.id[slot];
    step.add(core.clock, K.transmitQueued, prices.virtioTransmit, GUEST, id, 0, this.vm, 255);
    this.chargeKick(step, core, slot);
  }

  /** The exit of the kick, unless the backend is at work and has switched kicks off; emulated registers always exit. */
  chargeKick(step: Step, core: Core, slot: number): void {
    const { fabric, prices, hostContext } = this.world;
    const id = fabric.packets.id[slot];
    if (!this.device.kicks) {
      addRegisterExits(this.world, step, core, this.device.sendExits, id, this.vm);
    } else if (this.backend !== null && !this.backend.awake()) {
      fabric.tally.vmExits++;
      step.add(
        core.clock,
        K.vmExited,
        prices.exitKick,
        hostContext,
        id,
        EXIT_REASON.ioInstruction,
        this.vm,
        255,
      );
    }
  }

  send(slot: number): void {
    const { limits, data, ends } = this.world;
    if (this.waiting.length >= limits.vring) {
      data.release(slot);
      ends.dropped(slot, DROP.txFull);
      return;
    }
    this.waiting.push(slot);
    this.backend?.kicked();
  }
}
