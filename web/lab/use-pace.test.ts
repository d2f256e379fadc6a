// Checks what the pace's note says of a slow machine.
import { expect, test } from 'vitest';
import { asideOf } from './use-pace.tsx';

test('packets that are left out are spoken of where packets are drawn, not over bands', () => {
  expect(asideOf(0, true)).toBe('drawing 1 in 2');
  expect(asideOf(0.5, true)).toBe('drawing 1 in 2');
  expect(asideOf(1, true)).toBe('');
  expect(asideOf(0, false)).toBe('');
});
