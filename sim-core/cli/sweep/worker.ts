// A thread of a sweep: says that it is there, runs the combinations that it is sent, ends at null.
import { parentPort, workerData } from 'node:worker_threads';
import { nodeIo } from '../node-io.ts';
import type { SweepPlan } from './plan.ts';
import { type Outcome, SweepTasks } from './task.ts';

/** What the thread is given to begin with. */
export interface SweepWorkerData {
  plan: SweepPlan;
}

/** What the thread sends: null when it is ready, then an outcome for each combination. */
export type SweepMessage = { index: number; outcome: Outcome } | null;

const tasks = new SweepTasks(nodeIo(), (workerData as SweepWorkerData).plan);
const send = (message: SweepMessage) => parentPort?.postMessage(message);
parentPort?.on('message', (index: number | null) => {
  if (index === null) parentPort?.close();
  else send({ index, outcome: tasks.run(index) });
});
send(null);
