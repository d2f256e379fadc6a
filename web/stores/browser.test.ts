// What only a document has: a hidden tab pauses, and the finished run's hash can be read from outside.
import { afterEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { pauseWhenHidden, showTraceHash } from './browser.ts';
import type { Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';

afterEach(() => vi.restoreAllMocks());

test('a hidden tab pauses and coming back does not play', () => {
  const playback = { pause: vi.fn(), play: vi.fn() } as unknown as Lab['playback'];
  const unhook = pauseWhenHidden({ playback });
  const hidden = vi.spyOn(document, 'hidden', 'get');
  const turn = (value: boolean) => {
    hidden.mockReturnValue(value);
    document.dispatchEvent(new Event('visibilitychange'));
  };
  turn(false);
  expect(playback.pause).not.toHaveBeenCalled();
  turn(true);
  turn(false);
  expect(playback.pause).toHaveBeenCalledTimes(1);
  expect(playback.play).not.toHaveBeenCalled();
  unhook();
  turn(true);
  expect(playback.pause).toHaveBeenCalledTimes(1);
});

test('the document carries the hash of a finished run only', () => {
  const store = createStore<LabState>()(() => ({ traceHash: null }) as LabState);
  const unhook = showTraceHash({ store });
  const { dataset } = document.documentElement;
  store.setState({ traceHash: '0123456789abcdef' });
  expect(dataset.traceHash).toBe('0123456789abcdef');
  store.setState({ traceHash: null });
  expect(dataset.traceHash).toBeUndefined();
  unhook();
});
