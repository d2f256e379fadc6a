// Short runs beside the Lab's own, in a simulator of their own: one at a time, only their reports are wanted.
import type { Report } from '../../sim-core/protocol/index.ts';
import { SimClient } from '../sim-client/client.ts';
import type { Connect } from '../sim-client/connection.ts';
import type { ScenarioInput } from './scenario-input.ts';

/** Trace is let go at once, bytes. */
const TRACE_BYTES = 2 ** 20;

interface Waiting {
  resolve: (report: Report) => void;
  reject: (error: Error) => void;
}

export class ShortRuns {
  private readonly client: SimClient;
  private waiting: Waiting | null = null;

  constructor(connect: Connect) {
    const fail = (reason: string) => this.settle()?.reject(new Error(reason));
    this.client = new SimClient({
      connect,
      budgetBytes: TRACE_BYTES,
      events: {
        opened: () => {},
        refused: fail,
        progress: () => {},
        done: ({ report }) => this.settle()?.resolve(report),
        empty: ({ reason }) => fail(reason),
        fault: ({ message }) => fail(message),
        died: fail,
        traceChanged: () => {},
      },
    });
  }

  /** The report of a whole run; rejects when it is refused or the runs are ended. */
  run(input: ScenarioInput): Promise<Report> {
    this.settle()?.reject(new Error('another run was asked for'));
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.client.open(input);
    });
  }

  /** Ends the simulator. */
  end(): void {
    this.settle()?.reject(new Error('the short runs were ended'));
    this.client.close();
  }

  private settle(): Waiting | null {
    const { waiting } = this;
    this.waiting = null;
    return waiting;
  }
}
