// Where polls run: in soft interrupt until a budget is spent, then as a thread that takes turns (contract: turns).
import { NEVER_PS } from '../engine/time.ts';
import { IntQueue } from '../engine/int-queue.ts';
import type { Core } from '../hardware/core.ts';
import { Step, type StepOwner } from '../hardware/step.ts';
import type { Napi } from './napi.ts';
import { Thread } from './thread.ts';
import type { World } from './world.ts';

/** Polls that take turns of one weight each; the mechanism that soft interrupt and thread share. */
class PollList implements StepOwner {
  readonly step: Step;
  /** Packets handled since the start of the run. */
  total = 0;
  readonly scheduled = new IntQueue(8);
  readonly napis: Napi[];
  private readonly core: Core;
  private readonly weight: number;
  private present: Napi | null = null;

  constructor(napis: Napi[], core: Core, vm: number, weight: number) {
    this.napis = napis;
    this.core = core;
    this.weight = weight;
    this.step = new Step(this, vm);
  }

  /** Starts the next packet's step, or empties the list; true if the core is busy afterwards. */
  advance(): boolean {
    const { core, scheduled } = this;
    if (this.step.active) {
      core.start(this.step);
      return true;
    }
    while (scheduled.length > 0) {
      const napi = this.napis[scheduled.peek()];
      if (napi.polled >= this.weight) {
        napi.polled = 0;
        scheduled.push(scheduled.shift());
        continue;
      }
      if (napi.next(this.step, core)) {
        this.present = napi;
        core.start(this.step);
        return true;
      }
      scheduled.shift();
      napi.complete(core);
      if (core.current !== null) return true;
    }
    return false;
  }

  stepFinished(): void {
    this.total++;
    this.present?.finish();
  }
}

/** The soft interrupt of a core or of a guest, with the thread that takes over from it. */
export class Softirq {
  readonly thread: PollThread;
  private readonly world: World;
  private readonly core: Core;
  private readonly napis: Napi[] = [];
  private readonly list: PollList;
  private beganPs = NEVER_PS;
  private beganTotal = 0;

  /** `vm`: whose it is, 0 the host; `weight`: packets of one poll call. */
  constructor(world: World, core: Core, vm: number, weight: number, rank: number) {
    this.world = world;
    this.core = core;
    this.list = new PollList(this.napis, core, vm, weight);
    this.thread = new PollThread(world, new PollList(this.napis, core, vm, weight), rank);
  }

  get step(): Step {
    return this.list.step;
  }

  /** Packets handled here and by the thread. */
  get total(): number {
    return this.list.total + this.thread.list.total;
  }

  /** Names a poll; returns the index that `schedule` wants. */
  add(napi: Napi): number {
    this.napis.push(napi);
    return this.napis.length - 1;
  }

  /** Puts a poll on the list unless it is there. */
  schedule(index: number): void {
    const napi = this.napis[index];
    if (napi.scheduled) return;
    napi.scheduled = true;
    this.list.scheduled.push(index);
  }

  ready(): boolean {
    return this.list.step.active || this.list.scheduled.length > 0;
  }

  /** Goes on with the polls; true if the core is busy afterwards. */
  run(): boolean {
    const { list, world } = this;
    if (list.step.active) return list.advance();
    if (this.beganPs < 0) {
      this.beganPs = world.fabric.nowPs;
      this.beganTotal = list.total;
    }
    const spent = list.total - this.beganTotal >= world.limits.budget;
    if (spent || world.fabric.nowPs - this.beganPs >= world.limits.budgetPs) {
      if (this.squeeze()) {
        this.beganPs = -1;
        return false;
      }
    }
    if (list.advance()) return true;
    this.beganPs = -1;
    return false;
  }

  /** Hands polls that have packets to the thread; false if none has. */
  private squeeze(): boolean {
    const { scheduled } = this.list;
    if (scheduled.length === 0) return false;
    while (scheduled.length > 0) {
      const index = scheduled.shift();
      this.napis[index].squeezed(this.core);
      this.thread.list.scheduled.push(index);
    }
    return true;
  }
}

/** The thread that goes on polling once the soft interrupt's budget is spent (ksoftirqd). */
export class PollThread extends Thread {
  readonly list: PollList;
  private readonly world: World;
  private turnBegan = 0;

  constructor(world: World, list: PollList, rank: number) {
    super(0, rank);
    this.world = world;
    this.list = list;
  }
  ready(): boolean {
    return this.list.step.active || this.list.scheduled.length > 0;
  }

  run(): void {
    this.list.advance();
  }

  beginTurn(): void {
    this.turnBegan = this.list.total;
  }

  turnSpent(): boolean {
    return !this.list.step.active && this.list.total - this.turnBegan >= this.world.limits.turn;
  }

  stepFinished(): void {}
}
