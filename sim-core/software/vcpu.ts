// A virtual processor: takes virtual interrupts, polls and runs its application while its core's scheduler lets it.
import { IntQueue } from '../engine/int-queue.ts';
import type { Cost } from '../costs/resolve.ts';
import { Step } from '../hardware/step.ts';
import { CTX, EXIT_REASON, K } from '../trace/kinds.ts';
import type { Application } from './application.ts';
import type { GuestThread, HardHandler, Scheduler } from './scheduler.ts';
import type { Softirq } from './softirq.ts';
import { Thread } from './thread.ts';
import type { World } from './world.ts';

const INTERRUPT = 0;
const HALT = 1;
/** Marks a pending interrupt whose injection the hypervisor has paid for already. */
const PREPARED = 1024;
const FREE: Cost = { mc: 0, ps: 0 };

export class Vcpu extends Thread implements GuestThread {
  readonly polls = false;
  readonly scheduler: Scheduler;
  private readonly world: World;
  /** Interrupts are posted by hardware; otherwise the hypervisor injects them and their end exits. */
  private readonly posted: boolean;
  private readonly halts: boolean;
  private readonly hard: Step;
  private readonly halt: Step;
  private readonly handlers: HardHandler[] = [];
  private readonly pending = new IntQueue(8);
  private readonly softirq: Softirq;
  private readonly application: Application;
  private handling = 0;
  private mine = false;
  private awake = false;
  private halted = false;
  private inner: Thread | null = null;
  private turnPolled = 0;
  private turnRead = 0;

  constructor(
    world: World,
    scheduler: Scheduler,
    vm: number,
    posted: boolean,
    halts: boolean,
    softirq: Softirq,
    application: Application,
  ) {
    super(vm, 100 + vm);
    this.world = world;
    this.scheduler = scheduler;
    this.posted = posted;
    this.halts = halts;
    this.hard = new Step(this, vm);
    this.halt = new Step(this, 0);
    this.softirq = softirq;
    this.application = application;
  }

  addHandler(handler: HardHandler): number {
    this.handlers.push(handler);
    return this.handlers.length - 1;
  }

  /** An interrupt for this guest, by the way of the lane: posted, or injected by the hypervisor. */
  interrupt(handler: number): void {
    const inGuest = !this.hard.active && this.scheduler.inGuest(this);
    if (inGuest) {
      this.scheduler.core.preempt();
      if (!this.posted) this.world.fabric.tally.vmExits++;
      this.beginHard(handler, this.posted ? this.world.prices.posted : this.world.prices.inject);
      return;
    }
    this.post(handler);
    if (!this.posted || this.halted || this.halts) this.awake = true;
    this.scheduler.wake();
  }

  /** An interrupt that the hypervisor has found the guest for: what is left is a kick if the guest runs. */
  prepared(handler: number): void {
    const { fabric, prices } = this.world;
    if (!this.hard.active && this.scheduler.inGuest(this)) {
      this.scheduler.core.preempt();
      fabric.tally.vmExits++;
      this.beginHard(handler, prices.exitHalt);
      return;
    }
    this.post(handler + PREPARED);
    this.awake = true;
    this.scheduler.wake();
  }

  ready(): boolean {
    if (this.hasWork()) return this.mine || this.awake;
    this.awake = false;
    return false;
  }

  run(): void {
    const { core } = this.scheduler;
    this.halted = false;
    if (this.hard.active) {
      core.start(this.hard);
    } else if (this.pending.length > 0) {
      this.beginPending(this.pending.shift());
    } else if (!this.softirq.ready() || !this.softirq.run()) {
      this.runInner();
    }
    if (core.current === null) this.scheduler.dispatch();
  }

  beginTurn(): void {
    this.turnPolled = this.softirq.total;
    this.turnRead = this.application.total;
  }

  turnSpent(): boolean {
    const { turn } = this.world.limits;
    return this.softirq.total - this.turnPolled >= turn || this.application.total - this.turnRead >= turn;
  }

  turnChanged(mine: boolean): void {
    this.mine = mine;
    // packet work that has begun goes on beyond the computing turn; a posted interrupt not yet taken waits for the next
    const begun =
      this.hard.active || this.softirq.ready() || this.softirq.thread.ready() || this.application.ready();
    if (!mine && (begun || (!this.posted && this.pending.length > 0))) this.awake = true;
  }

  interrupted(): void {}

  rest(): boolean {
    if (!this.halts || this.halted) return false;
    this.halted = true;
    const { world, halt } = this;
    const { core } = this.scheduler;
    world.fabric.tally.vmExits++;
    halt.begin(HALT);
    halt.add(
      core.clock,
      K.vmExited,
      world.prices.exitHalt,
      world.hostContext,
      -1,
      EXIT_REASON.hlt,
      this.guestOf,
      255,
    );
    core.start(halt);
    return true;
  }

  stepFinished(step: Step): void {
    if (step !== this.hard) return;
    const { core } = this.scheduler;
    if (this.handlers[this.handling].served(step, core)) core.start(step);
  }

  private hasWork(): boolean {
    return (
      this.hard.active ||
      this.pending.length > 0 ||
      this.softirq.ready() ||
      this.softirq.thread.ready() ||
      this.application.ready()
    );
  }

  /** An interrupt waits for the guest to be entered; the same one twice is one. */
  private post(entry: number): void {
    for (let i = 0; i < this.pending.length; i++) {
      if (this.pending.peek(i) % PREPARED === entry % PREPARED) return;
    }
    this.pending.push(entry);
  }

  /** Takes an interrupt that waited for the guest to be entered. */
  private beginPending(entry: number): void {
    const { posted, injectAtEntry } = this.world.prices;
    if (entry >= PREPARED) this.beginHard(entry - PREPARED, FREE);
    else this.beginHard(entry, this.posted ? posted : injectAtEntry);
  }

  /** Delivery, the guest's own handling, and with injection the exit at the interrupt's end. */
  private beginHard(handler: number, delivery: Cost): void {
    const { hard, world, guestOf } = this;
    const { core } = this.scheduler;
    this.handling = handler;
    hard.begin(INTERRUPT);
    if (this.posted) {
      hard.add(core.clock, K.interruptNotified, delivery, CTX.guestKernel, -1, 0, guestOf, 255);
    } else hard.add(core.clock, K.interruptInjected, delivery, world.hostContext, -1, 0, guestOf, 255);
    this.handlers[handler].begin(hard, core);
    if (!this.posted) {
      world.fabric.tally.vmExits++;
      hard.add(
        core.clock,
        K.vmExited,
        world.prices.eoi,
        world.hostContext,
        -1,
        EXIT_REASON.eoiInduced,
        guestOf,
        255,
      );
    }
    core.start(hard);
  }

  /** Poll thread and application share the guest by the rule of turns. */
  private runInner(): void {
    let { inner } = this;
    if (inner !== null && (!inner.ready() || inner.turnSpent())) {
      inner.lastTurnPs = this.world.fabric.nowPs;
      inner = null;
    }
    if (inner === null) {
      inner = this.longestWaiting(this.softirq.thread, this.application);
      inner?.beginTurn();
    }
    this.inner = inner;
    inner?.run();
  }

  private longestWaiting(a: Thread, b: Thread): Thread | null {
    if (!a.ready()) return b.ready() ? b : null;
    if (!b.ready()) return a;
    return b.lastTurnPs < a.lastTurnPs ? b : a;
  }
}
