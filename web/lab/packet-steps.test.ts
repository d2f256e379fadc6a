// Checks the words of a packet's steps.
import { expect, test } from 'vitest';
import type { Segment } from '../../sim-core/index.ts';
import { capital, waitWords } from './packet-steps.ts';

const waited = (why: string) => waitWords({ why } as Segment);

test('a wait is named by its place; how many were before the packet is said beside it', () => {
  expect(waited('waited in the ring behind 502, for the throttled interrupt')).toEqual({
    name: 'Waited in the ring',
    rest: 'behind 502, for the throttled interrupt',
  });
  expect(waited('waited in the ring for core 1')).toEqual({
    name: 'Waited in the ring for core 1',
    rest: '',
  });
  expect(waited('')).toEqual({ name: 'Waits', rest: '' });
});

test('words begin with a capital, and nothing stays nothing', () => {
  expect(capital('dropped: the ring was full')).toBe('Dropped: the ring was full');
  expect(capital('')).toBe('');
});
