// A poll-mode driver's loop on one core: receive burst, application, transmit burst; what it finds nothing in, it sleeps over.
import { NEVER_PS, START_PS } from '../engine/time.ts';
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import type { Core } from '../hardware/core.ts';
import { linesOf } from '../hardware/memory.ts';
import { Step } from '../hardware/step.ts';
import { CTX, K } from '../trace/kinds.ts';
import { addExposedStalls, type PollInput, type PollListener, type PollOutput } from './poll-ports.ts';
import type { GuestThread, Scheduler } from './scheduler.ts';
import { Thread } from './thread.ts';
import type { World } from './world.ts';

const RECEIVE = 0;
const APPLICATION = 1;
const TRANSMIT = 2;
const SWITCH = 3;
/** The vector receive path takes whole groups of four, at most 64 a call; below four the scalar path serves. */
const GROUP = 4;
/** Packets of one call of the receive function, and of one chunk of the transmit function. */
const CALL = 64;
const TRANSMIT_CHUNK = 32;

/** What a poll-mode switch does with each packet between receive and transmit. */
export interface PollWork {
  /** Adds the packet's portions to the step; true if the rest of the burst must wait until the packet is settled. */
  charge(step: Step, core: Core, slot: number): boolean;
  /** The step in which `charge` gave true has been served. */
  settled(core: Core, slot: number): void;
}

/** The ways out, and which of them a packet takes once application and switch are done with it. */
export interface PollOutputs {
  ports: readonly PollOutput[];
  /** Index of the packet's port. */
  of(slot: number): number;
}

export interface PollSettings {
  /** VM whose processor polls; 0 a core of the host. */
  vm: number;
  batch: number;
  waitForFull: boolean;
  /** Runs the application on each packet before it ends or goes out. */
  application: boolean;
  touchesPayload: boolean;
  /** Where packets go out; null where they end here. */
  out: PollOutputs | null;
  /** The switch between receive and transmit, by the input a packet came from; null without one. */
  work: readonly PollWork[] | null;
}

export class PollDriver extends Thread implements GuestThread, PollListener, Actor {
  readonly polls = true;
  /** Bursts that found packets, the packets in them, and the fixed cost charged for them, picoseconds. */
  bursts = 0;
  burstPackets = 0;
  burstPs = START_PS;
  private readonly world: World;
  private readonly scheduler: Scheduler;
  private readonly settings: PollSettings;
  private readonly inputs: readonly PollInput[];
  private readonly step: Step;
  private readonly actor: number;
  private readonly burst: Int32Array;
  private readonly largest: number;
  private taken = 0;
  private turnBegan = 0;
  private worked = 0;
  /** Packets of the burst that the switch has looked at; the last of them is yet to be settled. */
  private switched = 0;
  private unsettled = false;
  /** Its process is away: it takes no further burst. */
  private paused = false;
  /** Input that the next burst looks at first, and the one the present burst came from. */
  private inputIndex = 0;
  private from = 0;
  /** By port: 1 if the present burst goes there. */
  private readonly used: Uint8Array;
  /** Bursts in and out cost the same. */
  private readonly alike: boolean;
  private mine = false;
  private asleepSincePs = NEVER_PS;
  private waking = false;
  private wake = 0;

  constructor(world: World, scheduler: Scheduler, inputs: readonly PollInput[], settings: PollSettings) {
    super(settings.vm, 100 + settings.vm);
    this.world = world;
    this.scheduler = scheduler;
    this.settings = settings;
    this.inputs = inputs;
    this.step = new Step(this, settings.vm);
    this.largest = settings.batch >= GROUP ? settings.batch - (settings.batch % GROUP) : settings.batch;
    this.burst = new Int32Array(this.largest);
    this.used = new Uint8Array(settings.out?.ports.length ?? 0);
    this.actor = world.fabric.register(this);
    const ports = [...inputs, ...(settings.out?.ports ?? [])];
    this.alike = ports.every((port) => port.burst === undefined);
    for (const input of inputs) input.listen(this);
  }

  /** Core it polls on. */
  get coreId(): number {
    return this.scheduler.core.id;
  }

  descriptorsVisible(): void {
    if (this.paused || this.asleepSincePs < 0 || this.waking || this.nextInput() < 0) return;
    const { fabric, prices } = this.world;
    const polls = Math.ceil((fabric.nowPs - this.asleepSincePs) / prices.emptyPollPs);
    this.waking = true;
    fabric.queue.at(
      this.asleepSincePs + polls * prices.emptyPollPs,
      PRIORITY.core,
      this.actor,
      0,
      ++this.wake,
    );
  }

  /** The first poll that finds something begins. */
  fire(_op: number, wake: number): void {
    if (wake !== this.wake || !this.waking) return;
    this.endSleep();
    if (this.scheduler.core.current === null) this.scheduler.dispatch();
  }

  ready(): boolean {
    if (!this.mine || this.waking) return false;
    return this.step.active || this.taken > 0 || (!this.paused && this.nextInput() >= 0);
  }

  run(): void {
    if (this.asleepSincePs >= 0) this.endSleep();
    const { step } = this;
    if (!step.active) this.fill();
    this.scheduler.core.start(step);
  }

  beginTurn(): void {
    this.turnBegan = this.burstPackets;
  }

  /** With packets always there it would keep threads of the host waiting for ever. */
  turnSpent(): boolean {
    const spent = this.burstPackets - this.turnBegan >= this.world.limits.turn;
    return spent && this.taken === 0 && !this.step.active;
  }

  interrupted(): void {
    if (this.asleepSincePs >= 0) this.endSleep();
  }

  turnChanged(mine: boolean): void {
    this.mine = mine;
    if (!mine && this.asleepSincePs >= 0) this.endSleep();
  }

  /** Nothing to do: the polls from here on find nothing until a descriptor shows. */
  rest(): boolean {
    if (this.asleepSincePs < 0 && !this.paused) this.asleepSincePs = this.world.fabric.nowPs;
    return false;
  }

  /** Takes no further burst until `resume`: its process ended. The burst in hand is finished. */
  pause(): void {
    if (this.asleepSincePs >= 0) this.endSleep();
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    if (this.scheduler.core.current === null) this.scheduler.dispatch();
  }

  /** The window opens or closes: empty polls so far are counted. */
  settle(): void {
    const { fabric, prices } = this.world;
    if (this.asleepSincePs < 0) return;
    const polls = Math.floor((fabric.nowPs - this.asleepSincePs) / prices.emptyPollPs);
    fabric.tally.emptyPolls += polls - this.settledPolls;
    this.settledPolls = polls;
  }
  private settledPolls = 0;

  stepFinished(step: Step): void {
    if (step.phase === RECEIVE) this.received();
    else if (step.phase === SWITCH) this.lookedUp();
    else if (step.phase === APPLICATION) this.finished();
    else this.transmitted();
  }

  private endSleep(): void {
    const { fabric } = this.world;
    this.settle();
    const core = this.scheduler.core.id;
    if (fabric.trace !== null && fabric.nowPs > this.asleepSincePs) {
      const vm = this.settings.vm || 255;
      fabric.trace.record(
        K.pollSlept,
        this.asleepSincePs,
        fabric.nowPs - this.asleepSincePs,
        -1,
        this.settledPolls,
        core,
        vm,
        255,
        0,
      );
    }
    this.settledPolls = 0;
    this.asleepSincePs = -1;
    this.waking = false;
  }

  /** The next input that has enough packets, or −1. */
  private nextInput(): number {
    const { inputs, settings } = this;
    const enough = settings.waitForFull ? this.largest : 1;
    for (let k = 0; k < inputs.length; k++) {
      const index = (this.inputIndex + k) % inputs.length;
      if (inputs[index].waiting() >= Math.min(enough, inputs[index].mostWaiting())) return index;
    }
    return -1;
  }

  private fill(): void {
    if (this.taken === 0) this.fillReceive();
    else if (this.settings.work !== null && this.switched < this.taken)
      this.fillSwitch(this.settings.work[this.from]);
    else if (this.settings.application && this.worked < this.taken) this.fillApplication();
    else this.fillTransmit();
  }

  /** One burst: its fixed cost, then each packet with the stalls that prefetch does not hide. */
  private fillReceive(): void {
    const { world, step, settings } = this;
    const { prices } = world;
    const { core } = this.scheduler;
    this.from = this.nextInput();
    const input = this.inputs[this.from];
    this.inputIndex = this.from + 1;
    const { kind, cost } = input.burst ?? { kind: K.burstReceived, cost: prices.pmdBurst };
    step.begin(RECEIVE);
    step.add(core.clock, kind, cost, CTX.poll, -1, 0, settings.vm, input.queue);
    const fixed = step.remainingPs();
    let n = 0;
    while (n < this.largest && input.waiting() > 0) {
      if (n > 0 && n % CALL === 0) {
        step.add(core.clock, kind, cost, CTX.poll, -1, 0, settings.vm, input.queue);
      }
      this.burst[n++] = input.take(step, core);
    }
    step.arg[0] = n;
    this.taken = n;
    this.worked = 0;
    this.switched = 0;
    this.bursts++;
    this.burstPackets += n;
    this.burstPs += settings.out === null || !this.alike ? fixed : 2 * fixed;
  }

  private received(): void {
    for (const input of this.inputs) input.refill();
    if (this.settings.work === null) this.endUnlessMore();
  }

  /** Packets whose way ends with what has been done so far. */
  private endUnlessMore(): void {
    if (this.settings.application || this.settings.out !== null) return;
    for (let i = 0; i < this.taken; i++) this.end(this.burst[i]);
    this.taken = 0;
  }

  /** The switch looks at the burst, up to the first packet that keeps the others waiting. */
  private fillSwitch(work: PollWork): void {
    const { step, burst } = this;
    step.begin(SWITCH);
    this.unsettled = false;
    while (this.switched < this.taken && !this.unsettled) {
      this.unsettled = work.charge(step, this.scheduler.core, burst[this.switched++]);
    }
  }

  private lookedUp(): void {
    if (this.unsettled)
      this.settings.work?.[this.from].settled(this.scheduler.core, this.burst[this.switched - 1]);
    if (this.switched === this.taken) this.endUnlessMore();
  }

  private fillApplication(): void {
    const { step, world, settings } = this;
    const { fabric, prices, data } = world;
    const slot = this.burst[this.worked];
    step.begin(APPLICATION);
    if (settings.vm !== 0) world.paging.writeTables(step, this.scheduler.core, settings.vm, slot);
    const lines = linesOf(fabric.packets.bytes[slot]);
    if (settings.touchesPayload && lines > 1) {
      const { core } = this.scheduler;
      addExposedStalls(world, step, core, slot, lines - 1, data.read(slot, 1), fabric.packets.queue[slot]);
    }
    step.add(
      this.scheduler.core.clock,
      K.applicationFinished,
      prices.application,
      CTX.application,
      fabric.packets.id[slot],
      0,
      fabric.packets.vm[slot],
      255,
    );
  }

  private finished(): void {
    const slot = this.burst[this.worked++];
    if (this.settings.out !== null) return;
    this.end(slot);
    if (this.worked === this.taken) this.taken = 0;
  }

  /** A burst to each port that the packets go to: fixed cost once, then packet by packet. */
  private fillTransmit(): void {
    const { step, world, settings, used } = this;
    const { core } = this.scheduler;
    const { out } = settings;
    if (out === null) return;
    step.begin(TRANSMIT);
    used.fill(0);
    for (let i = 0; i < this.taken; i++) {
      const index = out.of(this.burst[i]);
      const port = out.ports[index];
      if (used[index] === 0 || (i > 0 && i % CALL === 0)) {
        const { kind, cost } = port.burst ?? { kind: K.burstSent, cost: world.prices.pmdBurst };
        step.add(core.clock, kind, cost, CTX.poll, -1, this.taken, settings.vm, port.queue);
        if (!this.alike) this.burstPs += step.lengthPs[step.count - 1];
      }
      used[index] = 1;
      port.charge(step, core, this.burst[i]);
    }
  }

  /** Descriptors are written; whoever serves the rings is told after each chunk. */
  private transmitted(): void {
    const { out } = this.settings;
    if (out === null) return;
    const { used } = this;
    const { core } = this.scheduler;
    for (let k = 0; k < used.length; k++) if (used[k] === 1) out.ports[k].reclaim();
    for (let i = 0; i < this.taken; i++) {
      const port = out.ports[out.of(this.burst[i])];
      port.push(this.burst[i], core);
      if (i % TRANSMIT_CHUNK === TRANSMIT_CHUNK - 1) port.notify(core);
    }
    for (let k = 0; k < used.length; k++) if (used[k] === 1) out.ports[k].notify(core);
    this.taken = 0;
  }

  private end(slot: number): void {
    this.world.data.release(slot);
    this.world.ends.delivered(slot);
  }
}
