// The ring stepped by hand: room, wrap, a stalled producer, a lost swap, and the words for each step.
import { describe, expect, it } from 'vitest';
import {
  createMachine,
  describeStep,
  enabledThreads,
  initialState,
  isDone,
  isWaiting,
  type RingChoice,
  type RingMachine,
  type RingState,
  RULES,
  step,
  stepName,
  type ThreadPlan,
  violations,
} from './index.ts';
import { WORD } from './machine.ts';

const put = (n: number, all = true): ThreadPlan => ({ side: 'producer', operations: [{ n, all }] });
const get = (n: number, all = true): ThreadPlan => ({ side: 'consumer', operations: [{ n, all }] });

function ring(threads: ThreadPlan[], choice: Partial<RingChoice> = {}): RingMachine {
  return createMachine({ size: 4, producers: 'mp', consumers: 'mp', ...choice }, threads);
}

/** Steps one thread until its next step is `name`, or it has finished. */
function until(machine: RingMachine, from: RingState, thread: number, name: string): RingState {
  let state = from;
  while (stepName(machine, state, thread) !== name) state = step(machine, state, thread);
  return state;
}

describe('steps', () => {
  it('leave the state they start from alone', () => {
    const machine = ring([put(1)]);
    const state = initialState(machine);
    const before = state.slice();
    step(machine, state, 0);
    expect(state).toEqual(before);
  });

  it('move objects in order across the wrap of the indices', () => {
    const machine = ring([put(3), get(3)], { start: 2 ** 32 - 2 });
    const put3 = until(machine, initialState(machine), 0, 'end');
    expect(put3[WORD.producerTail]).toBe(1);
    const got = until(machine, put3, 1, 'end');
    expect([...got.subarray(machine.takenAt, machine.takenAt + 3)]).toEqual([1, 2, 3]);
    expect(enabledThreads(machine, got)).toEqual([]);
  });

  it('take all, some or none near the end of room', () => {
    const head = (all: boolean) => {
      const machine = ring([put(3, all)], { filled: 1 });
      return until(machine, initialState(machine), 0, 'end')[WORD.producerHead];
    };
    expect(head(true)).toBe(1);
    expect(head(false)).toBe(3);
  });

  it('S1: who reserved later waits until the earlier has published, and consumers see nothing', () => {
    const machine = ring([put(1), put(1), get(1)]);
    let state = until(machine, initialState(machine), 0, 'E4');
    state = until(machine, state, 1, 'E5');
    expect(isWaiting(machine, state, 1)).toBe(true);
    expect(describeStep(machine, state, 1)).toBe(
      'waits: prod.tail is 0, an earlier thread has yet to bring it to 1',
    );
    const empty = until(machine, state, 2, 'end');
    expect(empty[WORD.consumerHead]).toBe(0);
    state = until(machine, state, 0, 'end');
    expect(isWaiting(machine, state, 1)).toBe(false);
    expect(violations(machine, until(machine, state, 1, 'end'))).toEqual([]);
  });

  it('S2: with a relaxed tail a stalled producer keeps what others did out of sight, but not them', () => {
    const machine = ring([put(1), put(1), get(2, false)], { producers: 'rts', reach: 3 });
    let state = until(machine, initialState(machine), 0, 'E4');
    state = until(machine, state, 1, 'end');
    expect(isDone(machine, state, 1)).toBe(true);
    expect(until(machine, state, 2, 'end')[WORD.consumerHead]).toBe(0);
    state = until(machine, state, 0, 'end');
    expect(until(machine, state, 2, 'end')[WORD.consumerHead]).toBe(2);
  });

  it('S4: a lost swap starts again with fresh loads', () => {
    const machine = ring([put(1), put(1)]);
    let state = until(machine, initialState(machine), 0, 'E3');
    state = until(machine, state, 1, 'end');
    expect(describeStep(machine, state, 0)).toBe(
      'fails to swap prod.head: it is 1, no longer 0; again from the start',
    );
    state = step(machine, state, 0);
    expect(stepName(machine, state, 0)).toBe('E0');
    expect(until(machine, state, 0, 'end')[WORD.producerTail]).toBe(2);
  });

  it('refuse a thread that has finished, and rings that cannot be', () => {
    const machine = ring([get(1)]);
    const state = until(machine, initialState(machine), 0, 'end');
    expect(() => step(machine, state, 0)).toThrow(RangeError);
    for (const size of [1, 3, 6, 256]) expect(() => ring([], { size })).toThrow(`ring of ${size} slots`);
    for (const size of [2, 128]) expect(ring([], { size }).capacity).toBe(size - 1);
    for (const filled of [-1, 4]) expect(() => ring([], { filled })).toThrow(`${filled} objects in a ring`);
    expect(() => ring([], { exact: 0 })).toThrow('ring of 1 slots');
    expect(ring([], { exact: 1 }).capacity).toBe(1);
    expect(ring([put(200), put(55), get(300)]).positions).toBe(300);
    expect(() => ring([put(200), put(55)], { filled: 1 })).toThrow('more than 255 objects');
  });

  it('name the threads that can go on', () => {
    const machine = ring([put(1), put(1), get(1), { side: 'producer', operations: [] }]);
    const begun = initialState(machine);
    expect(enabledThreads(machine, begun)).toEqual([0, 1, 2]);
    const first = step(machine, until(machine, begun, 0, 'E4'), 0);
    const second = until(machine, first, 1, 'E5');
    // thread 1 waits for thread 0 to publish
    expect(enabledThreads(machine, second)).toEqual([0, 2]);
  });
});

describe('words', () => {
  const story = (machine: RingMachine, thread: number) => {
    const lines: string[] = [];
    for (let state = initialState(machine); ; state = step(machine, state, thread)) {
      lines.push(`${stepName(machine, state, thread)} ${describeStep(machine, state, thread)}`);
      if (isDone(machine, state, thread)) return lines;
    }
  };

  it('of an enqueue', () => {
    expect(story(ring([put(2)]), 0)).toEqual([
      'E0 reads prod.head: 0',
      'E1 reads cons.tail: 0',
      'E2 counts 3 places free, wants 2 or none: goes on with 2',
      'E3 swaps prod.head from 0 to 2',
      'E4 copies object 1 into slot 0',
      'E4 copies object 2 into slot 1',
      'E5 sees prod.tail at its own 0',
      'E6 writes prod.tail: 2',
      'end has finished',
    ]);
  });

  it('of a dequeue from an empty ring', () => {
    expect(story(ring([get(1, false)]), 0).at(-2)).toBe(
      'D2 counts 0 objects ready, wants 1: takes none and returns 0',
    );
  });

  it('of the other kinds', () => {
    expect(story(ring([put(1)], { producers: 'sp' }), 0)).toContain(
      'E3 writes prod.head: 1, without looking',
    );
    expect(story(ring([put(1)], { variant: 'plus-one' }), 0)).toContain('E6 writes prod.tail: 2');
    expect(story(ring([put(1)], { producers: 'rts' }), 0).slice(-5)).toEqual([
      'E4 copies object 1 into slot 0',
      'E5a reads prod.tail 0 and its count 0',
      'E5b reads prod.head 1 and its count 1',
      'E6 is the last at work: swaps prod.tail to 1',
      'end has finished',
    ]);
    expect(story(ring([get(1)], { consumers: 'hts', filled: 1 }), 0)).toContain(
      'D4 copies object 1 out of slot 0',
    );
  });

  it('of waiting and losing, one at a time and relaxed', () => {
    const one = ring([put(1), put(1)], { producers: 'hts' });
    let state = until(one, initialState(one), 0, 'E4');
    expect(describeStep(one, state, 1)).toBe('waits: prod.head is 1, prod.tail 0, one operation at a time');
    const relaxed = ring([put(1), put(1)], { producers: 'rts', reach: 0 });
    state = until(relaxed, initialState(relaxed), 0, 'E4');
    state = step(relaxed, state, 1);
    expect(describeStep(relaxed, state, 1)).toBe('waits: head is more than 0 beyond tail');
  });

  it('of every rule', () => {
    expect(RULES.map(({ id }) => id)).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6']);
    for (const { says } of RULES) expect(says).toMatch(/^[a-z]/);
  });
});

describe('rules speak up when a state is spoiled', () => {
  const machine = ring([put(2), get(2)]);
  const held = until(machine, initialState(machine), 0, 'E5');
  const published = until(machine, initialState(machine), 0, 'end');
  const spoil = (state: RingState, word: number, value: number) => {
    const other = state.slice();
    other[word] = value;
    return violations(machine, other).map(({ rule }) => rule);
  };

  it.each([
    ['I1', () => spoil(published, WORD.producerHead, 9)],
    ['I1', () => spoil(published, WORD.consumerHead, 3)],
    ['I2', () => spoil(held, WORD.producerHead, 1)],
    ['I3', () => spoil(until(machine, published, 1, 'D4'), WORD.producerTail, 1)],
    ['I4', () => spoil(until(machine, published, 1, 'end'), machine.takenAt, 2)],
    ['I5', () => spoil(held, WORD.producerTail, 1)],
    ['I6', () => spoil(published, machine.slotsAt + 1, 7)],
    ['I6', () => spoil(published, WORD.producerHead, 3)],
  ])('%s', (rule, spoiled) => {
    expect(spoiled()).toContain(rule);
  });
});
