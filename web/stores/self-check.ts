// The self-check of the run on the screen: begins by itself when a run has ended and the page is idle, or when asked.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario, SelfCheckResult } from '../../sim-core/protocol/index.ts';
import type { ConnectTask } from '../sim-client/task-connection.ts';
import type { LabState } from './lab-state.ts';

/** `none` not run yet for this scenario · `stopped` the check's worker died. */
export type SelfCheckStatus = 'none' | 'checking' | 'done' | 'stopped';

export interface SelfCheckState {
  status: SelfCheckStatus;
  /** While checking, 0 to 1. */
  share: number;
  result: SelfCheckResult | null;
}

export interface SelfChecker {
  readonly store: StoreApi<SelfCheckState>;
  /** Checks the present scenario, unless that is under way or done. */
  run(): void;
  dispose(): void;
}

/** How long the page must have been left alone before a check begins by itself, milliseconds. */
export const IDLE_MS = 2500;
/** Longer runs are checked only when asked. */
const MOST_PACKETS_UNASKED = 200_000;

const IDLE: SelfCheckState = { status: 'none', share: 0, result: null };

export interface SelfCheckOptions {
  lab: StoreApi<LabState>;
  /** The capture that a scenario names, if it has been opened. */
  captureOf: (scenario: Scenario) => Uint8Array | null;
  connect: ConnectTask;
}

export function createSelfChecker({ lab, captureOf, connect }: SelfCheckOptions): SelfChecker {
  const store = createStore<SelfCheckState>()(() => IDLE);
  let end: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function stop(): void {
    end?.();
    end = null;
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  function run(): void {
    const { scenario, status } = lab.getState();
    if (scenario === null || status === 'dead' || end !== null || store.getState().status === 'done') return;
    stop();
    store.setState({ status: 'checking', share: 0, result: null });
    end = connect(
      { task: 'check', scenario, capture: captureOf(scenario) },
      {
        reply(reply) {
          if (reply.type === 'progress') store.setState({ share: reply.share });
          else if (reply.type === 'checked') {
            stop();
            store.setState({ status: 'done', share: 1, result: reply.result });
          }
        },
        died() {
          stop();
          store.setState({ status: 'stopped', share: 0, result: null });
        },
      },
    );
  }

  const unhook = lab.subscribe((state, before) => {
    if (state.scenario !== before.scenario) {
      stop();
      store.setState(IDLE);
    }
    if (state.status === before.status && state.scenario === before.scenario) return;
    const packets = state.scenario?.stop.packets ?? Infinity;
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (state.status === 'done' && store.getState().status === 'none' && packets <= MOST_PACKETS_UNASKED)
      timer = setTimeout(run, IDLE_MS);
  });
  return {
    store,
    run,
    dispose() {
      unhook();
      stop();
    },
  };
}
