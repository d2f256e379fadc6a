// Who runs on a core: hard interrupts, soft interrupts, threads in turns, and below them a guest that computes.
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { IntQueue } from '../engine/int-queue.ts';
import type { Core, CoreMaster } from '../hardware/core.ts';
import { Step, type StepOwner } from '../hardware/step.ts';
import { EXIT_REASON, K } from '../trace/kinds.ts';
import { Displacement } from './displacement.ts';
import type { Softirq } from './softirq.ts';
import type { Thread } from './thread.ts';
import type { World } from './world.ts';

/** A handler of hard interrupts of the host. */
export interface HardHandler {
  /** Adds the handler's own portions behind entry and exit. */
  begin(step: Step, core: Core): void;
  /** The portions were served; true if it has filled the step again and goes on at interrupt priority. */
  served(step: Step, core: Core): boolean;
}

/** A virtual processor as its core's scheduler sees it. */
export interface GuestThread extends Thread {
  /** Polls for ever: runs in its turns only, and its core is never idle then. */
  readonly polls: boolean;
  /** Its turn among computing guests has come, or is over. */
  turnChanged(mine: boolean): void;
  /** A hard interrupt of the host takes the core: what it did in vain, or computed, is over. */
  interrupted(): void;
  /** Nothing is ready: it computes, polls on or halts. True if a step (the exit of HLT) was started. */
  rest(): boolean;
}

const ROTATE = 0;
const SWITCHING = 1;
/** The handler of the interrupt by which another core asks this one to schedule. */
const WAKE_UP = 0;

/** An interprocessor interrupt that only makes the scheduler look. */
class WakeUp implements HardHandler {
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  begin(step: Step, core: Core): void {
    step.add(core.clock, K.interruptHandled, this.world.prices.ipi, this.world.hostContext, -1, 0, 0, 255);
  }

  served(): boolean {
    return false;
  }
}

export class Scheduler implements CoreMaster, StepOwner, Actor {
  readonly core: Core;
  readonly guests: GuestThread[] = [];
  /** Thread whose context the core holds; null when it idles. */
  loaded: Thread | null = null;
  softirq: Softirq | null = null;
  readonly displacement: Displacement;
  private readonly world: World;
  private readonly actor: number;
  private readonly threads: Thread[] = [];
  private readonly hard: Step;
  private readonly switching: Step;
  private readonly handlers: HardHandler[] = [];
  private readonly pending = new IntQueue(16);
  private handling = 0;
  private turn: Thread | null = null;
  private switchTo: Thread | null = null;
  private ownerIndex = 0;
  /** The host's soft interrupt runs, though no step of it does at this instant. */
  private inSoftirq = false;
  /** The next thing to run is being chosen: who becomes ready now is seen without a further choice. */
  private choosing = false;
  /** Guests without packets compute (else they halt). */
  private readonly computing: boolean;

  constructor(core: Core, world: World, computing: boolean) {
    this.core = core;
    this.world = world;
    this.computing = computing;
    this.actor = world.fabric.register(this);
    this.hard = new Step(this, 0);
    this.switching = new Step(this, 0);
    this.handlers.push(new WakeUp(world));
    this.displacement = new Displacement(world.fabric, core.id);
    core.master = this;
  }

  /** A number by which `interrupt` names the handler. */
  addHandler(handler: HardHandler): number {
    this.handlers.push(handler);
    return this.handlers.length - 1;
  }

  addThread(thread: Thread): void {
    this.threads.push(thread);
  }

  addGuest(guest: GuestThread): void {
    this.guests.push(guest);
    this.threads.push(guest);
  }

  /** Begins at time zero: the first guest has its turn. */
  begin(): void {
    if (this.guests.length === 0) return;
    this.giveTurn(0);
    if (this.computing || this.guests[0].polls) this.loaded = this.guests[0];
    if (this.guests.length > 1) {
      this.world.fabric.queue.at(this.world.limits.quantumPs, PRIORITY.timer, this.actor, ROTATE, 0);
    }
    this.dispatch();
  }

  /** The guest whose turn it is to compute, or null. */
  get owner(): GuestThread | null {
    return this.guests.length > 0 ? this.guests[this.ownerIndex] : null;
  }

  /** The core is in guest mode with this guest: it computes, polls or handles packets. */
  inGuest(guest: Thread): boolean {
    if (this.loaded !== guest) return false;
    const { current, finishingVm } = this.core;
    if (current !== null) return current.vm === guest.guestOf;
    if (this.inSoftirq || this.hostStepWaits()) return false;
    return finishingVm < 0 || finishingVm === guest.guestOf;
  }

  /** A hard interrupt for the host: at once, unless another is being handled. */
  interrupt(handler: number): void {
    if (this.hard.active) {
      this.pending.push(handler);
      return;
    }
    const { loaded } = this;
    const exits = loaded !== null && loaded.guestOf !== 0 && this.inGuest(loaded);
    this.core.preempt();
    this.beginHard(handler, exits ? loaded.guestOf : 0);
  }

  /** A thread of this core may have become ready. From elsewhere, a core in guest mode is interrupted to notice. */
  wake(): void {
    if (this.core.current !== null || this.core.finishingVm >= 0 || this.choosing) return;
    const { loaded } = this;
    if (loaded !== null && loaded.guestOf !== 0 && this.inGuest(loaded) && this.othersReady(loaded)) {
      this.beginHard(WAKE_UP, loaded.guestOf);
    } else this.dispatch();
  }

  private othersReady(loaded: Thread): boolean {
    return this.threads.some((thread) => thread !== loaded && thread.ready());
  }

  served(step: Step, ps: number): void {
    this.displacement.served(step.vm, ps);
  }

  fire(_op: number): void {
    this.world.fabric.queue.at(
      this.world.fabric.nowPs + this.world.limits.quantumPs,
      PRIORITY.timer,
      this.actor,
      ROTATE,
      0,
    );
    const before = this.guests[this.ownerIndex];
    this.giveTurn((this.ownerIndex + 1) % this.guests.length);
    if (before.polls && this.turn === before) this.endTurn();
    if (
      before.polls &&
      this.loaded === before &&
      this.core.current !== null &&
      this.core.current.vm === before.guestOf
    ) {
      this.core.preempt();
    }
    if (this.core.current === null) this.dispatch();
  }

  dispatch(): void {
    if (this.core.current !== null) return;
    this.choosing = true;
    if (this.hard.active) {
      this.core.start(this.hard);
    } else if (this.pending.length > 0) {
      this.beginHard(this.pending.shift(), 0);
    } else if (this.switching.active) {
      this.core.start(this.switching);
    } else if (!this.runSoftirq()) this.dispatchThread();
    this.choosing = false;
  }

  stepFinished(step: Step): void {
    const { fabric } = this.world;
    if (step === this.switching) {
      const before = this.loaded;
      this.loaded = this.switchTo;
      fabric.tally.contextSwitches++;
      if (fabric.trace !== null) {
        if (before !== null && before.guestOf !== 0) {
          fabric.trace.record(K.vmPreempted, fabric.nowPs, 0, -1, 0, this.core.id, before.guestOf, 255, 0);
        }
        if (this.loaded !== null && this.loaded.guestOf !== 0) {
          fabric.trace.record(
            K.vmScheduled,
            fabric.nowPs,
            0,
            -1,
            0,
            this.core.id,
            this.loaded.guestOf,
            255,
            0,
          );
        }
      }
      return;
    }
    if (this.handlers[this.handling].served(step, this.core)) this.core.start(step);
  }

  /** Goes on with the host's soft interrupt; true if the core is busy afterwards. */
  private runSoftirq(): boolean {
    const { softirq } = this;
    if (softirq === null || !softirq.ready()) return false;
    this.inSoftirq = true;
    const busy = softirq.run();
    this.inSoftirq = false;
    return busy;
  }

  private dispatchThread(): void {
    let { turn } = this;
    if (turn !== null && (!turn.ready() || turn.turnSpent())) {
      this.endTurn();
      turn = null;
    }
    if (turn === null) {
      turn = this.longestWaiting();
      if (turn !== null) {
        this.turn = turn;
        turn.beginTurn();
      }
    }
    if (turn !== null) {
      if (this.loaded !== turn) this.beginSwitch(turn);
      else {
        turn.run();
        // a poll that found its rings empty leaves the core to whoever is next
        if (this.core.current === null) this.dispatchThread();
      }
    } else this.rest();
  }

  private rest(): void {
    const { owner } = this;
    if (owner !== null && (owner.polls || this.computing)) {
      if (this.loaded !== owner) {
        this.beginSwitch(owner);
        return;
      }
      this.displacement.end();
      owner.rest();
      return;
    }
    const { loaded } = this;
    if (loaded !== null && loaded.guestOf !== 0) {
      if ((loaded as GuestThread).rest()) return;
    }
    this.loaded = null;
  }

  private endTurn(): void {
    if (this.turn !== null) this.turn.lastTurnPs = this.world.fabric.nowPs;
    this.turn = null;
  }

  private longestWaiting(): Thread | null {
    let best: Thread | null = null;
    for (const thread of this.threads) {
      if (!thread.ready()) continue;
      if (best === null || thread.lastTurnPs < best.lastTurnPs) best = thread;
      else if (thread.lastTurnPs === best.lastTurnPs && thread.rank < best.rank) best = thread;
    }
    return best;
  }

  private beginSwitch(to: Thread): void {
    const { switching, world } = this;
    this.switchTo = to;
    switching.begin(SWITCHING);
    switching.add(
      this.core.clock,
      K.contextSwitched,
      world.prices.contextSwitch,
      world.hostContext,
      -1,
      0,
      to.guestOf,
      255,
    );
    this.core.start(switching);
  }

  private beginHard(handler: number, exitsFrom: number): void {
    const { hard, world, core } = this;
    this.handling = handler;
    hard.begin(0);
    if (exitsFrom !== 0) {
      (this.loaded as GuestThread).interrupted();
      world.fabric.tally.vmExits++;
      hard.add(
        core.clock,
        K.vmExited,
        world.prices.exitInterrupt,
        world.hostContext,
        -1,
        EXIT_REASON.externalInterrupt,
        exitsFrom,
        255,
      );
    }
    this.handlers[handler].begin(hard, core);
    core.start(hard);
  }

  /** Host work was interrupted and waits to go on. */
  private hostStepWaits(): boolean {
    return this.hard.active || this.switching.active || (this.softirq?.step.active ?? false);
  }

  private giveTurn(index: number): void {
    const { fabric } = this.world;
    if (index !== this.ownerIndex) {
      this.core.checkpoint();
      this.displacement.end();
      this.guests[this.ownerIndex].turnChanged(false);
    }
    this.ownerIndex = index;
    const owner = this.guests[index];
    if (this.computing) this.displacement.owner = owner.guestOf;
    owner.turnChanged(true);
    if (fabric.trace !== null)
      fabric.trace.record(K.turnStarted, fabric.nowPs, 0, -1, 0, this.core.id, owner.guestOf, 255, 0);
  }
}
