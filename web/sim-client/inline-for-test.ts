// The host in the same thread behind a connection, for tests: messages are cloned and buffers moved as a Worker would.
import { inspectCapture } from '../../sim-core/traffic/capture-summary.ts';
import type { FromWorker, ToWorker } from '../../sim-core/protocol/index.ts';
import * as farPiece from '../../sim-core/worker/far.ts';
import { SimulationHost } from '../../sim-core/worker/host.ts';
import { createTestSimulation, prepareTest } from '../../sim-core/worker/simulation-for-test.ts';
import type { CreateSimulation, Far, Prepare } from '../../sim-core/worker/simulation-port.ts';
import type { Connect, ConnectionEvents } from './connection.ts';

export class InlineWorkers {
  readonly prepare: Prepare;
  readonly create: CreateSimulation;
  private readonly far: () => Far | null;
  /** Connections made and not closed. */
  alive = 0;
  made = 0;
  readonly sent: FromWorker[] = [];
  private queue: (() => void)[] = [];
  private events: ConnectionEvents | null = null;

  /** `far`: what long runs need, where it is here. */
  constructor(
    prepare: Prepare = prepareTest,
    create: CreateSimulation = createTestSimulation,
    far: () => Far | null = () => farPiece,
  ) {
    this.prepare = prepare;
    this.create = create;
    this.far = far;
  }

  readonly connect: Connect = (events) => {
    let open = true;
    this.alive++;
    this.made++;
    this.events = events;
    const later = (action: () => void) => this.queue.push(() => (open ? action() : undefined));
    const host = new SimulationHost({
      far: this.far,
      inspect: inspectCapture,
      post: (message, transfer) => {
        const copy = structuredClone(message, { transfer }) as FromWorker;
        this.sent.push(copy);
        later(() => events.message(copy));
      },
      later,
      prepare: this.prepare,
      create: this.create,
    });
    return {
      post: (message, transfer) => {
        const copy = structuredClone(message, { transfer }) as ToWorker;
        later(() => host.receive(copy));
      },
      close: () => {
        open = false;
        this.alive--;
      },
    };
  };

  /** Lets both sides go on until they rest, or for so many turns; returns the turns. */
  run(turns = Infinity): number {
    let n = 0;
    for (; n < turns; n++) {
      const next = this.queue.shift();
      if (next === undefined) break;
      next();
    }
    return n;
  }

  /** The worker ends without a word of its own. */
  kill(reason: string): void {
    this.events?.died(reason);
  }
}
