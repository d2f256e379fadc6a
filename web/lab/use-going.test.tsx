// Going somewhere: at once where the time is known, else when the simulator has said it; what failed is said as it is.
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test, vi } from 'vitest';
import { GO_TO_WORDS } from '../i18n/en-find.ts';
import type { Lab } from '../stores/lab.ts';
import type { Suggestion } from './go-to.ts';
import { type Going, useGoing } from './use-going.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const goTo = vi.fn();
let eventTime: Lab['eventTime'] = () => Promise.resolve(-1);
const lab = {
  playback: { goTo },
  eventTime: (lane: number, n: number) => eventTime(lane, n),
} as unknown as Lab;
const event = (n: number, tPs = -1): Suggestion => ({
  words: `Event ${n}`,
  lane: 0,
  vm: 0,
  tPs,
  sought: { event: n },
});

function mounted(): { now(): Going; there: () => void } {
  let going: Going | null = null;
  function Probe() {
    going = useGoing(lab);
    return null;
  }
  act(() => createRoot(document.createElement('div')).render(<Probe />));
  return { now: () => going as unknown as Going, there: vi.fn() };
}

afterEach(() => goTo.mockClear());

test('a known time is gone to at once', () => {
  const { now, there } = mounted();
  act(() => now().go(event(3, 500), there));
  expect(goTo).toHaveBeenCalledWith(500);
  expect(there).toHaveBeenCalledOnce();
  expect(now().words).toBe('');
});

test('an unknown one is looked for, then gone to', async () => {
  eventTime = (_lane, n) => Promise.resolve(n * 10);
  const { now, there } = mounted();
  act(() => now().go(event(3), there));
  expect(now().words).toBe(GO_TO_WORDS.looking('Event 3'));
  await act(() => Promise.resolve());
  expect(goTo).toHaveBeenCalledWith(30);
  expect(there).toHaveBeenCalledOnce();
  expect(now().words).toBe('');
});

test('that there is none, and that nobody could look, are two things', async () => {
  const { now, there } = mounted();
  eventTime = () => Promise.resolve(-1);
  await act(async () => now().go(event(9), there));
  expect(now()).toMatchObject({ words: GO_TO_WORDS.fewer('9'), wrong: true });
  eventTime = () => Promise.reject(new Error('stopped'));
  await act(async () => now().go(event(9), there));
  expect(now()).toMatchObject({ words: GO_TO_WORDS.failed, wrong: true });
  expect(there).not.toHaveBeenCalled();
});

test('what was forgotten meanwhile is not gone to', async () => {
  eventTime = () => Promise.resolve(70);
  const { now, there } = mounted();
  await act(async () => {
    now().go(event(7), there);
    now().forget();
  });
  expect(goTo).not.toHaveBeenCalled();
});
