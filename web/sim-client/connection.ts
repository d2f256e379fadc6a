// A line to a simulator: a Worker in the browser, or the host in the same thread. Both carry the same messages.
import type { FromWorker, ToWorker } from '../../sim-core/protocol/index.ts';

export interface ConnectionEvents {
  message(message: FromWorker): void;
  /** The other side has died of something it could not report. */
  died(reason: string): void;
}

export interface Connection {
  post(message: ToWorker, transfer: ArrayBuffer[]): void;
  close(): void;
}

export type Connect = (events: ConnectionEvents) => Connection;

/** The simulator that a built page starts before its own script is there; whoever comes first has it. */
function takeEarly(): Worker | undefined {
  const page = globalThis as { earlySimulator?: Worker };
  const worker = page.earlySimulator;
  page.earlySimulator = undefined;
  return worker;
}

/** Starts the simulator in a Worker of its own. */
export const connectWorker: Connect = (events) => {
  const worker =
    takeEarly() ?? new Worker(new URL('../../sim-core/worker/entry.ts', import.meta.url), { type: 'module' });
  worker.onmessage = (event: MessageEvent<FromWorker>) => events.message(event.data);
  worker.onmessageerror = () => events.died('a message could not be read');
  worker.onerror = (event) => {
    event.preventDefault();
    events.died(event.message || 'the worker could not be started');
  };
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    close: () => worker.terminate(),
  };
};
