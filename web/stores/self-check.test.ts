// The self-check follows the run: none for a new scenario, by itself once idle, again only for another scenario.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { fillDefaults } from '../../sim-core/index.ts';
import type { TaskRequest, SelfCheckResult } from '../../sim-core/protocol/index.ts';
import type { TaskEvents } from '../sim-client/task-connection.ts';
import type { LabState } from './lab-state.ts';
import { createSelfChecker, IDLE_MS, type SelfChecker } from './self-check.ts';

const RESULT: SelfCheckResult = {
  checks: [],
  violationCount: 0,
  records: 1,
  events: 1,
  complete: true,
  traceHash: '0123456789abcdef',
};

let calls: { request: TaskRequest; events: TaskEvents; ended: boolean }[];
let lab: StoreApi<LabState>;
let checker: SelfChecker;

beforeEach(() => {
  vi.useFakeTimers();
  calls = [];
  lab = createStore<LabState>()(() => ({ scenario: null, status: 'starting' }) as LabState);
  checker = createSelfChecker({
    lab,
    captureOf: () => null,
    connect: (request, events) => {
      const call = { request, events, ended: false };
      calls.push(call);
      return () => {
        call.ended = true;
      };
    },
  });
});

afterEach(() => {
  checker.dispose();
  vi.useRealTimers();
});

const status = () => checker.store.getState().status;

describe('self-check of the page', () => {
  it('begins by itself when the run has ended and the page is left alone, and tells what it found', () => {
    lab.setState({ scenario: fillDefaults({}), status: 'running' });
    vi.advanceTimersByTime(2 * IDLE_MS);
    expect(calls).toHaveLength(0);
    lab.setState({ status: 'done' });
    vi.advanceTimersByTime(IDLE_MS);
    expect(status()).toBe('checking');
    calls[0].events.reply({ type: 'progress', share: 0.5 });
    expect(checker.store.getState().share).toBe(0.5);
    calls[0].events.reply({ type: 'checked', result: RESULT });
    expect(checker.store.getState()).toMatchObject({ status: 'done', result: RESULT });
    checker.run();
    expect(calls).toHaveLength(1);
  });
  it('starts afresh with another scenario and lets go of the check under way', () => {
    lab.setState({ scenario: fillDefaults({}), status: 'running' });
    checker.run();
    lab.setState({ scenario: fillDefaults({ seed: 2 }) });
    expect(calls[0].ended).toBe(true);
    expect(status()).toBe('none');
    checker.run();
    expect(calls[1].request.scenario.seed).toBe(2);
  });
  it('leaves long runs alone until asked, and says when its worker died', () => {
    lab.setState({ scenario: fillDefaults({ stop: { packets: 1_000_000 } }), status: 'done' });
    vi.advanceTimersByTime(10 * IDLE_MS);
    expect(status()).toBe('none');
    checker.run();
    calls[0].events.died();
    expect(status()).toBe('stopped');
    checker.run();
    expect(status()).toBe('checking');
  });
});
