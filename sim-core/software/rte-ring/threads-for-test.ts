// Threads and rings that the tests of the ring explore.
import { createMachine, explore, type RingChoice, type ThreadPlan } from './index.ts';

export const WRAP = 2 ** 32;
/** Indices a ring begins at: zero, and just before they wrap. */
export const STARTS = [0, WRAP - 2];

function plan(side: ThreadPlan['side'], n: number, all: boolean, operations: number): ThreadPlan {
  return { side, operations: Array.from({ length: operations }, () => ({ n, all })) };
}

export const put = (n: number, all = true, operations = 1) => plan('producer', n, all, operations);
export const get = (n: number, all = true, operations = 1) => plan('consumer', n, all, operations);

export function ring(choice: Partial<RingChoice>): RingChoice {
  return { size: 4, producers: 'mp', consumers: 'mp', ...choice };
}

/** Every choice of `count` sizes from 1 to 3, the order among them of no matter. */
function sizesOf(count: number): number[][] {
  if (count === 0) return [[]];
  return sizesOf(count - 1).flatMap((rest) =>
    [1, 2, 3].filter((n) => n >= (rest.at(-1) ?? 1)).map((n) => [...rest, n]),
  );
}

/** Sets of threads: so many producers and consumers, each with `operations` calls of every size. */
export function threadSets(
  producers: number,
  consumers: number,
  all: boolean,
  operations: number,
): ThreadPlan[][] {
  return sizesOf(producers).flatMap((puts) =>
    sizesOf(consumers).map((gets) => [
      ...puts.map((n) => put(n, all, operations)),
      ...gets.map((n) => get(n, all, operations)),
    ]),
  );
}

/** Explores every order of steps; returns how many states there are, and throws for any rule that is broken, or beyond `limit`. */
export function expectSound(choice: RingChoice, threads: ThreadPlan[], limit?: number): number {
  const found = explore(createMachine(choice, threads), { fuseChecks: true, limit });
  if (found.broken !== null || found.hang !== null || found.finals === 0) {
    throw new Error(`${JSON.stringify({ choice, threads })}: ${JSON.stringify(found)}`);
  }
  return found.states;
}
