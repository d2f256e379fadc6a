// The address is written by the page and by others: who comes between the page and its own writing is followed.
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { fillDefaults } from '../../sim-core/index.ts';
import type { Lab } from '../stores/lab.ts';
import { LabProvider } from '../stores/use-lab.ts';
import type { Address } from './address.ts';
import { useAddressSync } from './use-address-sync.ts';

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

const START = {
  scenario: fillDefaults({ seed: 7 }),
  input: { seed: 7 },
  drawable: true,
  capture: null,
  tPs: 0,
  playing: false,
  theme: 'auto',
  windowOpenPs: 0,
};

function page() {
  const store = createStore(() => START);
  const playback = { tPs: 0 };
  const heard: Address[] = [];
  function Sync() {
    useAddressSync(false, (address) => heard.push(address));
    return null;
  }
  const root = createRoot(document.createElement('div'));
  act(() => {
    root.render(
      <LabProvider value={{ store, playback } as unknown as Lab}>
        <Sync />
      </LabProvider>,
    );
  });
  const moveTo = (tNs: number) => {
    playback.tPs = tNs * 1000;
    store.setState({ tPs: tNs * 1000 });
  };
  return { heard, moveTo, leave: () => act(() => root.unmount()) };
}

/** Long enough for what is written a little later. */
const later = () => new Promise((done) => setTimeout(done, 400));
const tOf = () => new URLSearchParams(window.location.hash.split('?')[1]).get('t');

beforeEach(() => window.history.replaceState(null, '', '#/?seed=7'));

test('what moved is written soon', async () => {
  const { moveTo, leave } = page();
  moveTo(1500);
  await vi.waitFor(() => expect(tOf()).toBe('1500'));
  leave();
});

test('an address that comes before the page’s own is written is followed, not written over', async () => {
  const { heard, moveTo, leave } = page();
  moveTo(1500);
  // changed, and the page has not heard of it when its time to write has come
  window.history.replaceState(null, '', '#/?t=99');
  await later();
  expect(tOf()).toBe('99');
  window.dispatchEvent(new Event('hashchange'));
  await vi.waitFor(() => expect(heard.map(({ tNs }) => tNs)).toEqual([99]));
  // what it was about to write is forgotten
  moveTo(2500);
  window.history.replaceState(null, '', '#/?t=77');
  window.dispatchEvent(new Event('hashchange'));
  await later();
  expect(tOf()).toBe('77');
  await vi.waitFor(() => expect(heard.map(({ tNs }) => tNs)).toEqual([99, 77]));
  leave();
});

test('of two addresses that follow each other the last is followed, though the first takes longer to read', async () => {
  const { heard, leave } = page();
  for (const hash of ['#/?s=1*sp3000&t=1', '#/?t=2']) {
    window.history.replaceState(null, '', hash);
    window.dispatchEvent(new Event('hashchange'));
  }
  await later();
  expect(heard.map(({ tNs }) => tNs)).toEqual([2]);
  leave();
});
