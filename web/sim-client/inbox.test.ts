// The inbox and the credits: order, waiting, and what goes back together.
import { expect, test } from 'vitest';
import { Credits } from './credits.ts';
import { Inbox } from './inbox.ts';

function setUp(urgent: (n: number) => boolean, idle: ((hasTime: () => boolean) => void)[] | null) {
  const taken: number[] = [];
  const inbox = new Inbox<number>({
    isUrgent: urgent,
    handle: (n) => taken.push(n),
    whenIdle: idle === null ? undefined : (work) => idle.push(work),
  });
  return { inbox, taken };
}

test('without idle time everything is taken at once', () => {
  const { inbox, taken } = setUp(() => false, null);
  for (const n of [1, 2, 3]) inbox.put(n);
  expect(taken).toEqual([1, 2, 3]);
});

test('what can wait holds up what comes after it, until there is time or it becomes urgent', () => {
  const idle: ((hasTime: () => boolean) => void)[] = [];
  let limit = 2;
  const { inbox, taken } = setUp((n) => n < limit, idle);
  for (const n of [1, 5, 1, 7, 1]) inbox.put(n);
  expect(taken).toEqual([1]);
  expect(idle).toHaveLength(1);
  let pieces = 1;
  idle.shift()!(() => pieces-- > 0);
  expect(taken).toEqual([1, 5, 1]);
  expect(idle).toHaveLength(1);
  limit = 10;
  inbox.look();
  expect(taken).toEqual([1, 5, 1, 7, 1]);
  idle.shift()!(() => true);
  expect(idle).toHaveLength(0);
});

test('cleared, it forgets what waited', () => {
  const idle: ((hasTime: () => boolean) => void)[] = [];
  const { inbox, taken } = setUp(() => false, idle);
  inbox.put(1);
  inbox.clear();
  idle.shift()!(() => true);
  expect(taken).toEqual([]);
});

test('credits go back four at a time with their buffers', () => {
  const sent: [number, number][] = [];
  const credits = new Credits((chunks, buffers) => sent.push([chunks, buffers.length]));
  for (let i = 0; i < 9; i++) credits.giveBack(new ArrayBuffer(8));
  expect(sent).toEqual([
    [4, 4],
    [4, 4],
  ]);
});
