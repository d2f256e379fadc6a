// The application of a guest with a kernel stack: reads packets from its socket, works on each, answers if it must.
import { IntQueue } from '../engine/int-queue.ts';
import type { Core } from '../hardware/core.ts';
import { linesOf } from '../hardware/memory.ts';
import { Step } from '../hardware/step.ts';
import { CTX, DROP, K } from '../trace/kinds.ts';
import { Thread } from './thread.ts';
import { GUEST, type PacketSink, type World } from './world.ts';

/** The guest's way out: its virtio queue or its virtual function's ring. */
export interface GuestTransmit {
  /** Adds the driver's part of sending this packet. */
  charge(step: Step, core: Core, slot: number): void;
  /** Adds only what the device itself costs when a packet is handed to it. */
  chargeKick(step: Step, core: Core, slot: number): void;
  /** The driver's part was served: the packet is on its way, or dropped. */
  send(slot: number): void;
}

export class Application extends Thread implements PacketSink {
  /** Packets read since the start of the run. */
  total = 0;
  private readonly world: World;
  private readonly core: Core;
  private readonly vm: number;
  private readonly step: Step;
  private readonly socket = new IntQueue(64);
  private readonly touchesPayload: boolean;
  private readonly transmit: GuestTransmit | null;
  private slot = -1;
  private turnBegan = 0;

  /** `transmit`: where answers go; null if the application only reads. */
  constructor(world: World, core: Core, vm: number, touchesPayload: boolean, transmit: GuestTransmit | null) {
    super(0, 1);
    this.world = world;
    this.core = core;
    this.vm = vm;
    this.touchesPayload = touchesPayload;
    this.transmit = transmit;
    this.step = new Step(this, vm);
  }

  /** Protocol work on the way to the socket. */
  charge(step: Step, core: Core, slot: number): void {
    const { fabric, prices } = this.world;
    step.add(core.clock, K.stackReceived, prices.rxStack, GUEST, fabric.packets.id[slot], 0, this.vm, 255);
  }

  /** The packet joins the socket's queue, or is dropped there. */
  accept(slot: number): void {
    const { fabric, limits, ends, data } = this.world;
    if (this.socket.length >= limits.socket) {
      data.release(slot);
      ends.dropped(slot, DROP.socketFull);
      return;
    }
    this.socket.push(slot);
    if (fabric.trace !== null) {
      fabric.trace.record(
        K.socketQueued,
        fabric.nowPs,
        0,
        fabric.packets.id[slot],
        this.socket.length,
        this.core.id,
        this.vm,
        255,
        0,
      );
    }
  }

  ready(): boolean {
    return this.step.active || this.socket.length > 0;
  }

  run(): void {
    const { step, core } = this;
    if (!step.active) {
      this.slot = this.socket.shift();
      step.begin(0);
      this.chargeRead(this.slot);
      if (this.transmit !== null) this.chargeAnswer(this.slot, this.transmit);
    }
    core.start(step);
  }

  beginTurn(): void {
    this.turnBegan = this.total;
  }

  turnSpent(): boolean {
    return !this.step.active && this.total - this.turnBegan >= this.world.limits.turn;
  }

  stepFinished(): void {
    this.total++;
    const { slot, world } = this;
    world.fabric.tally.guestCopies++;
    if (this.transmit !== null) {
      world.fabric.tally.guestCopies++;
      this.transmit.send(slot);
    } else {
      world.data.release(slot);
      world.ends.delivered(slot);
    }
  }

  /** System call, copy to the application, the application's own work. */
  private chargeRead(slot: number): void {
    const { step, core, vm, world } = this;
    const { prices, fabric, data } = world;
    const id = fabric.packets.id[slot];
    const bytes = fabric.packets.bytes[slot] - 4;
    step.add(core.clock, K.syscallReturned, prices.syscall, CTX.guestKernel, id, 0, vm, 255);
    world.paging.writeTables(step, core, vm, slot);
    const lines = linesOf(fabric.packets.bytes[slot]);
    const further = Math.max(0, bytes - 64);
    if (lines > 1) {
      const missed = data.read(slot, 1);
      const perLine = further / (lines - 1);
      const missPs = Math.round(missed * perLine * prices.dramPsPerByte);
      const hitPs = Math.round((lines - 1 - missed) * perLine * prices.l3PsPerByte);
      step.addRaw(core.clock, K.cacheMissed, 0, missPs, CTX.guestKernel, id, missed, vm, 255);
      step.addRaw(core.clock, K.cacheHit, 0, hitPs, CTX.guestKernel, id, lines - 1 - missed, vm, 255);
    }
    const copyMc = prices.copyHot.mc + Math.round(further * prices.hotMcPerByte);
    step.addRaw(core.clock, K.guestCopied, copyMc, prices.copyHot.ps, CTX.guestKernel, id, bytes, vm, 255);
    const touchMc = this.touchesPayload ? Math.round(further * prices.hotMcPerByte) : 0;
    step.addRaw(
      core.clock,
      K.applicationFinished,
      prices.application.mc + touchMc,
      prices.application.ps,
      CTX.application,
      id,
      0,
      vm,
      255,
    );
  }

  private chargeAnswer(slot: number, transmit: GuestTransmit): void {
    const { step, core, vm, world } = this;
    const { prices, fabric } = world;
    const id = fabric.packets.id[slot];
    step.add(core.clock, K.syscallReturned, prices.syscall, CTX.guestKernel, id, 0, vm, 255);
    const further = Math.max(0, fabric.packets.bytes[slot] - 4 - 64);
    const copyMc = prices.copyHot.mc + Math.round(further * prices.hotMcPerByte);
    const bytes = fabric.packets.bytes[slot] - 4;
    step.addRaw(core.clock, K.guestCopied, copyMc, prices.copyHot.ps, CTX.guestKernel, id, bytes, vm, 255);
    step.add(core.clock, K.stackSent, prices.txStack, CTX.guestKernel, id, 0, vm, 255);
    transmit.charge(step, core, slot);
  }
}
