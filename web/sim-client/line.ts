// One connection at a time with its requests: each is answered once, at the latest when the line goes dead.
import {
  type Envelope,
  type FromWorker,
  PROTOCOL_VERSION,
  type RequestName,
  type Requests,
  type ResponseMessage,
  type ToWorker,
} from '../../sim-core/protocol/index.ts';
import type { Connect, Connection } from './connection.ts';

/** What becomes of a request. */
export interface Answer<Body> {
  done(body: Body): void;
  refused(reason: string): void;
}

export interface LineEvents {
  message(message: FromWorker): void;
  /** The requests on the line are refused right afterwards. */
  died(reason: string): void;
}

export class Line {
  private readonly connect: Connect;
  private readonly events: LineEvents;
  private readonly pending = new Map<number, Answer<unknown>>();
  private connection: Connection | null = null;
  private lastId = 0;

  constructor(connect: Connect, events: LineEvents) {
    this.connect = connect;
    this.events = events;
  }

  /** Starts a simulator unless there is one. */
  pickUp(): void {
    if (this.connection !== null) return;
    const connection: Connection = this.connect({
      message: (message) => {
        if (this.connection === connection) this.events.message(message);
      },
      died: (reason) => {
        if (this.connection !== connection) return;
        const refuseAll = this.cut();
        this.events.died(reason);
        refuseAll(reason);
      },
    });
    this.connection = connection;
  }

  /** Ends the simulator; requests that wait are refused with the reason. */
  hangUp(reason: string): void {
    this.cut()(reason);
  }

  /** Ends the connection; the function returned refuses what waited on it. */
  private cut(): (reason: string) => void {
    this.connection?.close();
    this.connection = null;
    const waiting = [...this.pending.values()];
    this.pending.clear();
    return (reason) => {
      for (const { refused } of waiting) refused(reason);
    };
  }

  /** Returns the request's number; 0 where there is nobody to ask. */
  request<N extends RequestName>(
    runId: number,
    name: N,
    body: Requests[N]['request'],
    answer: Answer<Requests[N]['response']>,
  ): number {
    if (this.connection === null) {
      answer.refused('the simulator is not running');
      return 0;
    }
    const id = ++this.lastId;
    this.pending.set(id, answer as Answer<unknown>);
    this.connection.post({ ...envelope(runId), type: 'request', id, name, body } as ToWorker, []);
    return id;
  }

  credit(runId: number, chunks: number, buffers: ArrayBuffer[]): void {
    this.connection?.post({ ...envelope(runId), type: 'credit', chunks, buffers }, buffers);
  }

  /** Hands a response to whoever asked. */
  settle(message: ResponseMessage): void {
    const answer = this.pending.get(message.id);
    if (answer === undefined) return;
    this.pending.delete(message.id);
    if (message.ok) answer.done(message.body);
    else answer.refused(message.refused.reason);
  }
}

function envelope(runId: number): Envelope {
  return { version: PROTOCOL_VERSION, runId };
}
