// Spreads a sweep over threads. Combinations are handed out in order, so the first refusal is always the same one.
import { Worker } from 'node:worker_threads';
import { combinations, type SweepPlan } from './plan.ts';
import type { Outcome } from './task.ts';
import type { SweepMessage, SweepWorkerData } from './worker.ts';

/** A thread does not inherit the TypeScript loader of the program: it registers it itself, then imports its entry. */
const BOOT = `const { workerData } = require('node:worker_threads');
import(workerData.loader).then(({ register }) => { register(); return import(workerData.entry); });`;

/** Starts one thread. Throws when there is no loader or no thread to be had. */
function startWorker(plan: SweepPlan): Worker {
  const loader = import.meta.resolve('tsx/esm/api');
  const entry = new URL('./worker.ts', import.meta.url).href;
  const data: SweepWorkerData & { loader: string; entry: string } = { plan, loader, entry };
  return new Worker(BOOT, { eval: true, execArgv: [], workerData: data });
}

/** Outcomes by combination; after a refusal or fault those not begun are missing. */
export type Outcomes = (Outcome | undefined)[];

/**
 * Runs all combinations in `threads` threads; `onDone` hears the number done so far. Resolves to null when no thread
 * starts; rejects when a thread dies at work.
 */
export function runInThreads(
  plan: SweepPlan,
  threads: number,
  onDone: (done: number) => void,
  start: (plan: SweepPlan) => Worker = startWorker,
): Promise<Outcomes | null> {
  const count = combinations(plan);
  const outcomes: Outcomes = new Array<Outcome | undefined>(count).fill(undefined);
  let next = 0;
  let done = 0;
  let alive = 0;
  let started = 0;
  let stopped = false;
  let lost: unknown = null;
  return new Promise((resolve, reject) => {
    const settle = () => {
      if (lost !== null) reject(lost);
      else resolve(started === 0 ? null : outcomes);
    };
    const employ = (worker: Worker) => {
      let ready = false;
      alive++;
      worker.on('message', (message: SweepMessage) => {
        if (message === null) {
          ready = true;
          started++;
        } else {
          outcomes[message.index] = message.outcome;
          stopped ||= message.outcome.kind !== 'done';
          onDone(++done);
        }
        worker.postMessage(stopped || next === count ? null : next++);
      });
      worker.on('error', (error) => {
        if (!ready) return;
        lost ??= error;
        stopped = true;
      });
      worker.on('exit', () => {
        if (--alive === 0) settle();
      });
    };
    try {
      for (let i = 0; i < threads; i++) employ(start(plan));
    } catch {
      if (alive === 0) settle();
    }
  });
}
