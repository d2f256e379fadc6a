// How a virtual function's interrupt reaches its guest: posted by hardware, or through the hypervisor by injection.
import type { Core } from '../hardware/core.ts';
import type { InterruptTarget, InterruptVector } from '../hardware/interrupt-vector.ts';
import type { Step } from '../hardware/step.ts';
import { K } from '../trace/kinds.ts';
import type { HardHandler, Scheduler } from './scheduler.ts';
import type { Vcpu } from './vcpu.ts';
import type { World } from './world.ts';

/** The remapping hardware posts the vector; a running processor takes it without an exit. */
export class PostedVector implements InterruptTarget {
  private readonly world: World;
  private readonly vcpu: Vcpu;
  private readonly handler: number;

  constructor(world: World, vcpu: Vcpu, handler: number) {
    this.world = world;
    this.vcpu = vcpu;
    this.handler = handler;
  }

  interrupt(vector: InterruptVector): void {
    const { fabric } = this.world;
    if (fabric.trace !== null) {
      const notified = this.vcpu.scheduler.inGuest(this.vcpu) ? 1 : 0;
      fabric.trace.record(
        K.interruptPosted,
        fabric.nowPs,
        0,
        -1,
        notified,
        vector.core,
        this.vcpu.guestOf,
        vector.id,
        0,
      );
    }
    this.vcpu.interrupt(this.handler);
  }
}

/** The vector belongs to the host: its handler finds the guest and injects. */
export class InjectingVector implements InterruptTarget, HardHandler {
  private readonly world: World;
  private readonly scheduler: Scheduler;
  private readonly vcpu: Vcpu;
  private readonly guestHandler: number;
  private readonly handler: number;

  /** `scheduler`: of the core that the vector is aimed at. */
  constructor(world: World, scheduler: Scheduler, vcpu: Vcpu, guestHandler: number) {
    this.world = world;
    this.scheduler = scheduler;
    this.vcpu = vcpu;
    this.guestHandler = guestHandler;
    this.handler = scheduler.addHandler(this);
  }

  interrupt(): void {
    // on the guest's own core the exit, the host's part and the injection are one round trip
    if (this.vcpu.scheduler === this.scheduler && this.scheduler.inGuest(this.vcpu))
      this.vcpu.interrupt(this.guestHandler);
    else this.scheduler.interrupt(this.handler);
  }

  begin(step: Step, core: Core): void {
    step.add(
      core.clock,
      K.interruptInjected,
      this.world.prices.injectAtEntry,
      this.world.hostContext,
      -1,
      0,
      this.vcpu.guestOf,
      255,
    );
  }

  served(): boolean {
    this.vcpu.prepared(this.guestHandler);
    return false;
  }
}
