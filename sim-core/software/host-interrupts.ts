// Handlers of the host's hard interrupts: schedule a poll, or do the work at interrupt priority packet by packet.
import { IntQueue } from '../engine/int-queue.ts';
import type { Core } from '../hardware/core.ts';
import type { InterruptTarget, InterruptVector } from '../hardware/interrupt-vector.ts';
import type { Step } from '../hardware/step.ts';
import { DROP, K } from '../trace/kinds.ts';
import { addRegisterExits } from './virtio.ts';
import type { Displacement } from './displacement.ts';
import type { PollSource } from './napi.ts';
import type { HardHandler, Scheduler } from './scheduler.ts';
import type { Softirq } from './softirq.ts';
import type { World } from './world.ts';

/** A hard interrupt that hands over to NAPI. Host's and guest's alike. */
export class NapiHandler implements HardHandler {
  private readonly world: World;
  private readonly softirq: Softirq;
  private readonly napi: number;
  private readonly context: number;
  private readonly vm: number;
  private readonly registerExits: number;

  /** `registerExits`: accesses to emulated registers that the handler makes. */
  constructor(world: World, softirq: Softirq, napi: number, context: number, vm: number, registerExits = 0) {
    this.registerExits = registerExits;
    this.world = world;
    this.softirq = softirq;
    this.napi = napi;
    this.context = context;
    this.vm = vm;
  }

  begin(step: Step, core: Core): void {
    step.add(core.clock, K.interruptHandled, this.world.prices.irq, this.context, -1, 0, this.vm, 255);
    if (this.registerExits > 0) addRegisterExits(this.world, step, core, this.registerExits, -1, this.vm);
  }

  served(): boolean {
    this.softirq.schedule(this.napi);
    return false;
  }
}

/** Packets that a driver took at interrupt priority and that the rest of the path has not seen (netdev backlog). */
export class Backlog implements PollSource {
  readonly queue: number;
  private readonly world: World;
  private readonly core: number;
  private readonly waitingSlots = new IntQueue(64);

  constructor(world: World, queue: number, core: number) {
    this.world = world;
    this.queue = queue;
    this.core = core;
  }

  waiting(): number {
    return this.waitingSlots.length;
  }

  take(): number {
    return this.waitingSlots.shift();
  }

  done(): void {}

  /** Queues a packet, or drops it when the backlog is full. */
  enqueue(slot: number): void {
    const { fabric, limits, ends } = this.world;
    if (this.waitingSlots.length >= limits.backlog) {
      this.world.data.release(slot);
      ends.dropped(slot, DROP.backlogFull);
      return;
    }
    this.waitingSlots.push(slot);
    if (fabric.trace !== null) {
      const { id, vm } = fabric.packets;
      fabric.trace.record(
        K.backlogQueued,
        fabric.nowPs,
        0,
        id[slot],
        this.waitingSlots.length,
        this.core,
        vm[slot] || 255,
        this.queue,
        0,
      );
    }
  }
}

/** The old way: the handler takes packet after packet at interrupt priority, without a budget (this livelocks). */
export class InterruptReceive implements HardHandler {
  private readonly world: World;
  private readonly sources: PollSource[];
  private readonly backlog: Backlog;
  private readonly softirq: Softirq;
  private readonly napi: number;
  private readonly context: number;
  private readonly vm: number;
  private readonly vector: InterruptVector;
  /** Account of who is displaced by the host's packets; null inside a guest. */
  private readonly displacement: Displacement | null;
  private slot = -1;
  private sourceIndex = 0;

  constructor(
    world: World,
    sources: PollSource[],
    backlog: Backlog,
    softirq: Softirq,
    napi: number,
    context: number,
    vm: number,
    vector: InterruptVector,
    displacement: Displacement | null = null,
  ) {
    this.displacement = displacement;
    this.world = world;
    this.sources = sources;
    this.backlog = backlog;
    this.softirq = softirq;
    this.napi = napi;
    this.context = context;
    this.vm = vm;
    this.vector = vector;
  }

  begin(step: Step, core: Core): void {
    step.add(core.clock, K.interruptHandled, this.world.prices.irq, this.context, -1, 0, this.vm, 255);
    this.takeNext(step, core);
  }

  served(step: Step, core: Core): boolean {
    if (this.slot >= 0) {
      this.sources[this.sourceIndex].done();
      this.displacement?.hostPacket(this.world.fabric.packets.vm[this.slot]);
      this.backlog.enqueue(this.slot);
      this.softirq.schedule(this.napi);
    }
    step.begin(0);
    if (this.takeNext(step, core)) return true;
    step.active = false;
    this.vector.clear();
    this.vector.unmask();
    return false;
  }

  private takeNext(step: Step, core: Core): boolean {
    for (let i = 0; i < this.sources.length; i++) {
      if (this.sources[i].waiting() === 0) continue;
      this.sourceIndex = i;
      this.slot = this.sources[i].take(step, core);
      return true;
    }
    this.slot = -1;
    return false;
  }
}

/** Aims a vector at a core's host handler. */
export class HostVector implements InterruptTarget {
  private readonly scheduler: Scheduler;
  private readonly handler: number;

  constructor(scheduler: Scheduler, handler: number) {
    this.scheduler = scheduler;
    this.handler = handler;
  }

  interrupt(): void {
    this.scheduler.interrupt(this.handler);
  }
}
