// The scheduler with threads made for the purpose: turns, who comes next, what interrupts whom, and computing guests.
import { describe, expect, it } from 'vitest';
import { Bench } from '../hardware/bench-for-test.ts';
import { Core } from '../hardware/core.ts';
import { Step } from '../hardware/step.ts';
import { CTX, K } from '../trace/kinds.ts';
import { type GuestThread, Scheduler } from './scheduler.ts';
import { Thread } from './thread.ts';
import type { World } from './world.ts';

const PACKET = 1000;
const SWITCH = 100;
const EXIT = 30;
const IPI = 20;
const QUANTUM = 50_000;

/** A thread with packets to do, one step each; says when each was done. */
class Worker extends Thread implements GuestThread {
  readonly polls = false;
  packets = 0;
  done = 0;
  mine = false;
  private readonly step: Step;
  private began = 0;
  private readonly rig: Rig;
  private readonly name: string;
  private readonly mostATurn: number;

  constructor(rig: Rig, name: string, guestOf: number, rank: number, mostATurn = Infinity) {
    super(guestOf, rank);
    this.rig = rig;
    this.name = name;
    this.mostATurn = mostATurn;
    this.step = new Step(this, guestOf);
  }

  give(n: number): void {
    this.packets += n;
    this.rig.scheduler.wake();
  }

  ready(): boolean {
    return this.step.active || this.packets > 0;
  }

  run(): void {
    const { core } = this.rig.scheduler;
    if (!this.step.active) {
      this.step.begin(0);
      this.step.addRaw(core.clock, K.skbBuilt, 0, PACKET, CTX.hypervisor, 0, 0, 0, 0);
    }
    core.start(this.step);
  }

  beginTurn(): void {
    this.began = this.done;
  }

  turnSpent(): boolean {
    return !this.step.active && this.done - this.began >= this.mostATurn;
  }

  stepFinished(): void {
    this.packets--;
    this.done++;
    this.rig.log.push(`${this.name}@${this.rig.bench.fabric.nowPs}`);
  }

  turnChanged(mine: boolean): void {
    this.mine = mine;
  }

  interrupted(): void {}

  rest(): boolean {
    return false;
  }
}

class Rig {
  readonly bench = new Bench();
  readonly log: string[] = [];
  readonly scheduler: Scheduler;

  constructor(computing = true) {
    const world = {
      fabric: this.bench.fabric,
      prices: {
        contextSwitch: { mc: 0, ps: SWITCH },
        exitInterrupt: { mc: 0, ps: EXIT },
        exitHalt: { mc: 0, ps: EXIT },
        ipi: { mc: 0, ps: IPI },
      },
      limits: { quantumPs: QUANTUM },
      hostContext: CTX.hypervisor,
    } as unknown as World;
    this.scheduler = new Scheduler(new Core(0, 1, this.bench.fabric), world, computing);
  }

  host(name: string, rank: number, mostATurn?: number): Worker {
    const worker = new Worker(this, name, 0, rank, mostATurn);
    this.scheduler.addThread(worker);
    return worker;
  }

  guest(vm: number, mostATurn?: number): Worker {
    const worker = new Worker(this, `vm${vm}`, vm, 100 + vm, mostATurn);
    this.scheduler.addGuest(worker);
    return worker;
  }

  /** Names of what was done, without times. */
  get order(): string {
    return this.log.map((entry) => entry.split('@')[0]).join(' ');
  }
}

describe('scheduler', () => {
  it('switches to a thread that has work, and pays for it', () => {
    const rig = new Rig();
    const a = rig.host('a', 1);
    rig.bench.at(500, () => a.give(2));
    rig.bench.run(100_000);
    expect(rig.log).toEqual([`a@${500 + SWITCH + PACKET}`, `a@${500 + SWITCH + 2 * PACKET}`]);
    expect(rig.bench.fabric.tally.contextSwitches).toBe(1);
  });

  it('lets a turn go on until nothing is left, then the one that has waited longest', () => {
    const rig = new Rig();
    const [a, b, c] = ['a', 'b', 'c'].map((name, i) => rig.host(name, i));
    rig.bench.at(0, () => {
      c.give(2);
      b.give(2);
      a.give(2);
    });
    rig.bench.at(2500, () => c.give(1));
    rig.bench.run(100_000);
    // c was there first; all three have never had a turn: then by rank; c has had one, and was given more within it
    expect(rig.order).toBe('c c a a b b c');
  });

  it('ends a turn after its packets and goes round', () => {
    const rig = new Rig();
    const a = rig.host('a', 1, 3);
    const b = rig.host('b', 2, 2);
    rig.bench.at(0, () => {
      a.give(7);
      b.give(5);
    });
    rig.bench.run(100_000);
    expect(rig.order).toBe('a a a b b a a a b b a b');
    expect(rig.bench.fabric.tally.contextSwitches).toBe(6);
  });

  it('breaks ties host before vm1 before vm2', () => {
    const rig = new Rig(false);
    const vm2 = rig.guest(2, 1);
    const vm1 = rig.guest(1, 1);
    const host = rig.host('host', 0, 1);
    vm2.packets = 1;
    vm1.packets = 1;
    host.packets = 1;
    rig.scheduler.begin();
    rig.bench.run(20_000);
    expect(rig.order).toBe('host vm1 vm2');
  });

  it('takes whoever has waited longest since its own turn before one that has just had one', () => {
    const rig = new Rig();
    const [a, b, c] = ['a', 'b', 'c'].map((name, i) => rig.host(name, i, 1));
    rig.bench.at(0, () => {
      a.give(1);
      b.give(1);
      c.give(1);
    });
    rig.bench.at(3000, () => {
      b.give(1);
      a.give(1);
    });
    rig.bench.run(100_000);
    expect(rig.order).toBe('a b c a b');
  });

  it('handles a hard interrupt at once, with an exit from a guest, and then goes on where it was', () => {
    const rig = new Rig();
    const vm1 = rig.guest(1);
    const handled: number[] = [];
    const handler = rig.scheduler.addHandler({
      begin: (step, core) => step.addRaw(core.clock, K.interruptHandled, 0, 200, CTX.hypervisor, -1, 0, 0, 0),
      served: () => {
        handled.push(rig.bench.fabric.nowPs);
        return false;
      },
    });
    rig.scheduler.begin();
    rig.bench.at(1000, () => vm1.give(1));
    rig.bench.at(1400, () => rig.scheduler.interrupt(handler));
    rig.bench.at(1450, () => rig.scheduler.interrupt(handler));
    rig.bench.run(10_000);
    // the second one waits for the first, and finds no guest to exit from
    expect(handled).toEqual([1400 + EXIT + 200, 1400 + EXIT + 400]);
    expect(rig.log).toEqual([`vm1@${1000 + PACKET + EXIT + 400}`]);
    expect(rig.bench.fabric.tally.vmExits).toBe(1);
    expect(rig.scheduler.displacement.stolenPs[1]).toBe(EXIT + 400);
  });

  it('goes on at interrupt priority as long as the handler wants', () => {
    const rig = new Rig();
    const a = rig.host('a', 0);
    let left = 3;
    const fill = (step: Step): void =>
      step.addRaw(rig.scheduler.core.clock, K.interruptHandled, 0, 100, CTX.hypervisor, -1, 0, 0, 0);
    const handler = rig.scheduler.addHandler({
      begin: (step) => fill(step),
      served: (step) => {
        rig.log.push('irq');
        if (--left === 0) return false;
        step.begin(0);
        fill(step);
        return true;
      },
    });
    rig.bench.at(0, () => a.give(1));
    rig.bench.at(600, () => rig.scheduler.interrupt(handler));
    rig.bench.run(10_000);
    expect(rig.order).toBe('irq irq irq a');
    expect(rig.log[3]).toBe(`a@${SWITCH + PACKET + 300}`);
  });

  it('gives the computing guests their quanta in turn from vm1 on', () => {
    const rig = new Rig();
    const guests = [1, 2, 3].map((vm) => rig.guest(vm));
    rig.scheduler.begin();
    const mine = (): number[] => guests.filter((guest) => guest.mine).map((guest) => guest.guestOf);
    expect([mine(), rig.scheduler.owner]).toEqual([[1], guests[0]]);
    rig.bench.run(QUANTUM);
    expect(mine()).toEqual([2]);
    rig.bench.run(2 * QUANTUM + 500);
    expect(mine()).toEqual([3]);
    rig.bench.run(3 * QUANTUM + 500);
    expect(mine()).toEqual([1]);
    expect(rig.bench.recorder.of(K.turnStarted).map(({ t, vm }) => [t, vm])).toEqual([
      [0, 1],
      [QUANTUM, 2],
      [2 * QUANTUM, 3],
      [3 * QUANTUM, 1],
    ]);
    expect(rig.bench.recorder.of(K.vmScheduled).map(({ vm }) => vm)).toEqual([2, 3, 1]);
    expect(rig.scheduler.inGuest(guests[0])).toBe(true);
    expect(rig.scheduler.inGuest(guests[1])).toBe(false);
  });

  it('returns to the computing guest when the others have nothing left, and counts what it lost', () => {
    const rig = new Rig();
    const vm1 = rig.guest(1);
    const vm2 = rig.guest(2);
    rig.scheduler.begin();
    rig.bench.at(1000, () => vm2.give(2));
    rig.bench.run(20_000);
    expect(vm2.done).toBe(2);
    expect(rig.scheduler.loaded).toBe(vm1);
    // two switches of the host's, two packets of the other guest, and however the host was entered
    const stolen = rig.scheduler.displacement.stolenPs[1];
    expect(stolen - 2 * PACKET - 2 * SWITCH).toBe(EXIT + IPI);
    expect(rig.scheduler.core.busyPs).toBe(stolen);
  });

  it('idles when nothing computes', () => {
    const rig = new Rig(false);
    const a = rig.host('a', 1);
    rig.guest(1);
    rig.scheduler.begin();
    rig.bench.at(0, () => a.give(1));
    rig.bench.run(40_000);
    expect(rig.scheduler.loaded).toBeNull();
    expect(rig.scheduler.core.busyPs).toBe(PACKET + SWITCH);
  });
});
