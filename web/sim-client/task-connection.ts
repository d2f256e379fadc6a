// A line to a task beside the run: a Worker of its own for each, gone when the task is.
import type { TaskReply, TaskRequest } from '../../sim-core/protocol/index.ts';

export interface TaskEvents {
  reply(reply: TaskReply): void;
  died(): void;
}

/** Starts a task; the function returned ends it. */
export type ConnectTask = (request: TaskRequest, events: TaskEvents) => () => void;

export const connectTaskWorker: ConnectTask = (request, events) => {
  const worker = new Worker(new URL('../../sim-core/worker/task-entry.ts', import.meta.url), {
    type: 'module',
  });
  worker.onmessage = (event: MessageEvent<TaskReply>) => events.reply(event.data);
  worker.onmessageerror = () => events.died();
  worker.onerror = (event) => {
    event.preventDefault();
    events.died();
  };
  worker.postMessage(request);
  return () => worker.terminate();
};
