// Event queue, cores, random streams and logarithm put together as queues whose theory is known: M/M/1, M/D/1, Erlang's loss.
import { describe, expect, it } from 'vitest';
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { IntQueue } from '../engine/int-queue.ts';
import { exponential, RandomStream } from '../engine/random.ts';
import { Core, type CoreMaster } from '../hardware/core.ts';
import { Fabric } from '../hardware/fabric.ts';
import { Step, type StepOwner } from '../hardware/step.ts';
import { CTX, K } from '../trace/kinds.ts';

const PACKETS = 1_000_000;
/** Mean service, picoseconds. */
const SERVICE_PS = 1e6;
/** Chosen once, before the first run. */
const SEED = 67;
const WITHIN = 0.02;

/** What a station is: arrivals a mean service, servers, room to wait, and whether services are all alike. */
interface Queue {
  load: number;
  servers: number;
  room: number;
  constant: boolean;
}

/** A core of the simulator that serves packets one at a time. */
class Server implements StepOwner, CoreMaster {
  readonly core: Core;
  readonly step: Step;
  slot = -1;
  private readonly station: Station;

  constructor(station: Station, id: number) {
    this.station = station;
    this.core = new Core(id, 3, station.fabric);
    this.core.master = this;
    this.step = new Step(this, 0);
  }

  serve(slot: number, ps: number): void {
    const { step, core } = this;
    this.slot = slot;
    step.begin(0);
    step.addRaw(core.clock, K.applicationFinished, 0, ps, CTX.application, slot, 0, 0, 0);
    core.start(step);
  }

  stepFinished(): void {
    this.station.leave(this.slot);
  }

  dispatch(): void {
    this.station.next(this);
  }

  served(): void {}
}

/** Poisson arrivals in front of servers; keeps its integrals and sums in whole picoseconds. */
class Station implements Actor {
  readonly fabric = new Fabric();
  readonly servers: Server[];
  offered = 0;
  blocked = 0;
  /** Sum of waits before service, of sojourns and of services drawn, picoseconds. */
  waits = 0;
  sojourns = 0;
  services = 0;
  /** Integral of the number present. */
  presence = 0;
  private readonly queue: Queue;
  private readonly actor: number;
  private readonly gaps: RandomStream;
  private readonly lengths: RandomStream;
  private readonly waiting = new IntQueue(64);
  private present = 0;
  private changedPs = 0;

  constructor(queue: Queue) {
    this.queue = queue;
    this.actor = this.fabric.register(this);
    this.servers = Array.from({ length: queue.servers }, (_, id) => new Server(this, id));
    this.gaps = new RandomStream(SEED, 'gaps');
    this.lengths = new RandomStream(SEED, 'services');
    this.arriveNext();
    this.fabric.run(Infinity, Infinity);
  }

  fire(): void {
    const { fabric, waiting, queue } = this;
    if (++this.offered < PACKETS) this.arriveNext();
    const idle = this.servers.find(({ core }) => core.current === null);
    if (idle === undefined && waiting.length >= queue.room) {
      this.blocked++;
      return;
    }
    this.count(1);
    const slot = fabric.packets.allocate();
    fabric.packets.arrivedPs[slot] = fabric.nowPs;
    waiting.push(slot);
    if (idle !== undefined) this.next(idle);
  }

  /** The server takes whoever waits longest. */
  next(server: Server): void {
    if (this.waiting.length === 0) return;
    const slot = this.waiting.shift();
    const ps = this.queue.constant ? SERVICE_PS : Math.ceil(exponential(this.lengths) * SERVICE_PS);
    this.services += ps;
    this.waits += this.fabric.nowPs - this.fabric.packets.arrivedPs[slot];
    server.serve(slot, ps);
  }

  leave(slot: number): void {
    const { packets, nowPs } = this.fabric;
    this.count(-1);
    this.sojourns += nowPs - packets.arrivedPs[slot];
    packets.release(slot);
  }

  private count(change: number): void {
    const { nowPs } = this.fabric;
    this.presence += this.present * (nowPs - this.changedPs);
    this.changedPs = nowPs;
    this.present += change;
  }

  private arriveNext(): void {
    const gap = Math.round((exponential(this.gaps) * SERVICE_PS) / this.queue.load);
    this.fabric.queue.at(this.fabric.nowPs + gap, PRIORITY.wire, this.actor, 0, 0);
  }
}

/** What holds exactly in any of them: all have left, Little's law, and cores busy for what was asked of them. */
function expectLaws(station: Station): void {
  const { fabric, servers } = station;
  expect(station.offered).toBe(PACKETS);
  expect(fabric.packets.inFlight).toBe(0);
  expect(station.presence).toBe(station.sojourns);
  expect(station.waits + station.services).toBe(station.sojourns);
  expect(servers.reduce((sum, { core }) => sum + core.busyPs, 0)).toBe(station.services);
}

function expectNear(found: number, theory: number): void {
  expect(Math.abs(found / theory - 1), `${found}, in theory ${theory}`).toBeLessThan(WITHIN);
}

describe('a million packets', () => {
  it.each([0.3, 0.5, 0.7])('M/M/1 at load %s: wait ρ ÷ (1 − ρ), number ρ ÷ (1 − ρ)', (load) => {
    const station = new Station({ load, servers: 1, room: Infinity, constant: false });
    expectLaws(station);
    expectNear(station.waits / PACKETS / SERVICE_PS, load / (1 - load));
    expectNear(station.presence / station.fabric.nowPs, load / (1 - load));
  });

  it.each([0.3, 0.5, 0.7])('M/D/1 at load %s: wait ρ ÷ 2(1 − ρ), number that and ρ', (load) => {
    const station = new Station({ load, servers: 1, room: Infinity, constant: true });
    expectLaws(station);
    const wait = load / (2 * (1 - load));
    expectNear(station.waits / PACKETS / SERVICE_PS, wait);
    expectNear(station.presence / station.fabric.nowPs, load * wait + load);
  });

  it.each([
    [1, 0.5],
    [4, 3],
    [10, 8],
  ])('M/M/c/c with %s servers at %s Erlang loses by Erlang’s formula', (servers, load) => {
    const station = new Station({ load, servers, room: 0, constant: false });
    expectLaws(station);
    let loss = 1;
    for (let c = 1; c <= servers; c++) loss = (load * loss) / (c + load * loss);
    expectNear(station.blocked / PACKETS, loss);
    expectNear(station.presence / station.fabric.nowPs, load * (1 - loss));
  });
});
