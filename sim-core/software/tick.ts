// The scheduler's tick on a core that is not isolated: it interrupts whoever polls there.
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import type { Core } from '../hardware/core.ts';
import type { Step } from '../hardware/step.ts';
import { K } from '../trace/kinds.ts';
import type { HardHandler, Scheduler } from './scheduler.ts';
import type { World } from './world.ts';

export class Tick implements Actor, HardHandler {
  private readonly world: World;
  private readonly scheduler: Scheduler;
  private readonly periodPs: number;
  private readonly actor: number;
  private readonly handler: number;

  constructor(world: World, scheduler: Scheduler, periodPs: number) {
    this.world = world;
    this.scheduler = scheduler;
    this.periodPs = periodPs;
    this.actor = world.fabric.register(this);
    this.handler = scheduler.addHandler(this);
    world.fabric.queue.at(periodPs, PRIORITY.timer, this.actor, 0, 0);
  }

  fire(): void {
    this.world.fabric.queue.at(this.world.fabric.nowPs + this.periodPs, PRIORITY.timer, this.actor, 0, 0);
    this.scheduler.interrupt(this.handler);
  }

  begin(step: Step, core: Core): void {
    step.add(core.clock, K.interruptHandled, this.world.prices.irq, this.world.hostContext, -1, 0, 0, 255);
  }

  served(): boolean {
    return false;
  }
}
