// Captions are for a first visit without state, once, and never where a browser cannot remember.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CAPTIONS_KEY, isFirstVisit, keepCaptionsSeen } from './first-visit.ts';

beforeEach(() => {
  localStorage.clear();
  location.hash = '';
});
afterEach(() => vi.restoreAllMocks());

test('a first visit is one until the captions have been seen', () => {
  expect(isFirstVisit()).toBe(true);
  location.hash = '#/';
  expect(isFirstVisit()).toBe(true);
  keepCaptionsSeen();
  expect(isFirstVisit()).toBe(false);
  expect(localStorage.length).toBe(1);
  expect(localStorage.getItem(CAPTIONS_KEY)).toBe('seen');
});

test('a link with state shows its state', () => {
  location.hash = '#/?t=1200';
  expect(isFirstVisit()).toBe(false);
});

test('without storage nothing is shown, and nothing fails', () => {
  vi.stubGlobal('localStorage', {
    setItem() {
      throw new DOMException('denied', 'SecurityError');
    },
  });
  expect(isFirstVisit()).toBe(false);
  expect(keepCaptionsSeen).not.toThrow();
  vi.unstubAllGlobals();
});

test('nor for somebody who saves data', () => {
  vi.spyOn(window, 'matchMedia').mockImplementation(
    (query) => ({ matches: query.includes('reduced-data') }) as MediaQueryList,
  );
  expect(isFirstVisit()).toBe(false);
});
