// Threads of a sweep with stand-ins: order, refusals, threads that do not start or die.
import { EventEmitter } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { makePlan, valuesOf } from './plan.ts';
import { runInThreads } from './pool.ts';

describe('threads', () => {
  const plan = makePlan({}, null, ['seed=0,1,2,3,4,5']);
  const done = (index: number) => ({ kind: 'done', lanes: [{ lane: String(index) }], events: 1 }) as const;

  /** A thread that answers combination i as `answer` says, `delay(i)` turns of the event loop later. */
  function standIn(answer: (index: number) => object | 'die', delay: (index: number) => number): Worker {
    const worker = new EventEmitter() as Worker;
    const later = (turns: number, act: () => void): unknown =>
      setImmediate(() => (turns > 0 ? later(turns - 1, act) : act()));
    worker.postMessage = (index: number | null) => {
      if (index === null) later(0, () => worker.emit('exit', 0));
      else {
        later(delay(index), () => {
          const outcome = answer(index);
          if (outcome !== 'die') worker.emit('message', { index, outcome });
          else {
            worker.emit('error', new Error('out of memory'));
            worker.emit('exit', 1);
          }
        });
      }
    };
    later(0, () => worker.emit('message', null));
    return worker;
  }

  it('keep the order whatever ends first', async () => {
    const counts: number[] = [];
    const outcomes = await runInThreads(
      plan,
      3,
      (n) => counts.push(n),
      () => standIn(done, (i) => 20 - 3 * i),
    );
    expect(outcomes).toEqual([0, 1, 2, 3, 4, 5].map(done));
    expect(counts).toEqual([1, 2, 3, 4, 5, 6]);
    expect(valuesOf(plan, 4)).toEqual([4]);
  });

  it('stop after a refusal, those before it finished', async () => {
    const answer = (i: number) =>
      i === 1 ? { kind: 'refused', where: 'w', problem: 'p', remedy: 'r' } : done(i);
    const outcomes = await runInThreads(
      plan,
      2,
      () => {},
      () => standIn(answer, (i) => (i === 0 ? 9 : 0)),
    );
    expect(outcomes?.map((outcome) => outcome?.kind)).toEqual([
      'done',
      'refused',
      ...Array(4).fill(undefined),
    ]);
  });

  it('that never start leave the work to the caller; one that dies at work is a fault', async () => {
    const none = await runInThreads(
      plan,
      2,
      () => {},
      () => {
        throw new Error('no threads here');
      },
    );
    expect(none).toBeNull();
    const broken = await runInThreads(
      plan,
      2,
      () => {},
      () => {
        const worker = new EventEmitter() as Worker;
        setImmediate(() => worker.emit('error', new Error('no loader')) && worker.emit('exit', 1));
        return worker;
      },
    );
    expect(broken).toBeNull();
    const dies = runInThreads(
      plan,
      2,
      () => {},
      () =>
        standIn(
          (i) => (i === 3 ? 'die' : done(i)),
          () => 0,
        ),
    );
    await expect(dies).rejects.toThrow('out of memory');
  });
});
