// The self-check's sheet before there is a result: it checks what runs, and where nothing can be checked offers what helps.
import { act } from 'react';
import { beforeEach, expect, test, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { fillDefaults } from '../../sim-core/index.ts';
import { CHECK } from '../i18n/en-share.ts';
import type { Lab } from '../stores/lab.ts';
import type { LabState } from '../stores/lab-state.ts';
import type { SelfChecker, SelfCheckState } from '../stores/self-check.ts';
import { LabProvider } from '../stores/use-lab.ts';
import { mount } from '../ui/mount-for-test.tsx';
import { Pending, pendingTitle, useChecking } from './self-check-pending.tsx';

const NONE: SelfCheckState = { status: 'none', share: 0, result: null };
const FIRST = fillDefaults({});
const run = vi.fn();
const restart = vi.fn();
const checker = { run } as unknown as SelfChecker;
let store: StoreApi<LabState>;

beforeEach(() => {
  run.mockClear();
  restart.mockClear();
  store = createStore<LabState>()(() => ({ status: 'running' }) as LabState);
});

function Sheet({ state, scenario }: { state: SelfCheckState; scenario: typeof FIRST }) {
  const dead = useChecking(checker, scenario);
  return (
    <>
      <h3>{pendingTitle(state, dead)}</h3>
      <Pending state={state} dead={dead} again={run} />
    </>
  );
}

function shown(state = NONE, scenario = FIRST) {
  return (
    <LabProvider value={{ store, actions: { restart } } as unknown as Lab}>
      <Sheet state={state} scenario={scenario} />
    </LabProvider>
  );
}

test.each(['dead', 'fault'] as const)('with a simulator that is %s it does not wait', (status) => {
  store.setState({ status });
  const { host, unmount } = mount(shown());
  expect(run).not.toHaveBeenCalled();
  expect(host.querySelector('progress')).toBeNull();
  expect(host.textContent).toContain(CHECK.dead);
  expect(host.querySelector('h3')?.textContent).toBe(CHECK.title(CHECK.notPossible));
  act(() => host.querySelector('button')?.click());
  expect(restart).toHaveBeenCalledOnce();
  // the simulator is back
  act(() => store.setState({ status: 'starting' }));
  expect(run).toHaveBeenCalledOnce();
  expect(host.querySelector('progress')).not.toBeNull();
  unmount();
});

test('checks once, and anew when what runs is another scenario or the same started again', () => {
  const { show, unmount } = mount(shown());
  expect(run).toHaveBeenCalledOnce();
  show(shown({ ...NONE, status: 'checking', share: 0.4 }));
  expect(run).toHaveBeenCalledOnce();
  show(shown(NONE, fillDefaults({})));
  expect(run).toHaveBeenCalledTimes(2);
  unmount();
});

test('a check that broke off can be begun again', () => {
  const { host, unmount } = mount(shown({ ...NONE, status: 'stopped' }));
  expect(host.textContent).toContain(CHECK.broken);
  run.mockClear();
  act(() => host.querySelector('button')?.click());
  expect(run).toHaveBeenCalledOnce();
  expect(restart).not.toHaveBeenCalled();
  unmount();
});
