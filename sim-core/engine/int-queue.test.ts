// The integer queue against an array: order over the ring's end, growth, looking ahead.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IntQueue } from './int-queue.ts';

describe('integer queue', () => {
  it('is first in, first out like an array, whatever its capacity', () => {
    const operation = fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), { nil: null });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(operation, { maxLength: 60 }), (capacity, ops) => {
        const queue = new IntQueue(capacity);
        const model: number[] = [];
        for (const item of ops) {
          if (item !== null) {
            queue.push(item);
            model.push(item);
          } else if (model.length > 0) expect(queue.shift()).toBe(model.shift());
          expect(queue.length).toBe(model.length);
          model.forEach((value, i) => {
            expect(queue.peek(i)).toBe(value);
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps its order when it grows while its head is in the middle', () => {
    const queue = new IntQueue(4);
    for (let i = 0; i < 4; i++) queue.push(i);
    queue.shift();
    queue.shift();
    for (let i = 4; i < 20; i++) queue.push(i);
    const out: number[] = [];
    while (queue.length > 0) out.push(queue.shift());
    expect(out).toEqual(Array.from({ length: 18 }, (_, i) => i + 2));
  });
});
