// Focus where lanes come and go: to the lane that came or came back, else to the neighbour of the one that went.
import { useEffect, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { useLabState } from '../stores/use-lab.ts';
import { changedLane } from './lane-change.ts';

/** Focus in a lane, on what adds one, or nowhere may go to another lane; elsewhere it stays. */
function isFree(focused: Element | null): boolean {
  return focused === null || focused === document.body || focused.closest('.lane, .add-lane') !== null;
}

export function useLaneFocus(scenario: Scenario, focusLane: (lane: number) => void): void {
  const running = useLabState((state) => state.runId > 0);
  const before = useRef<readonly string[] | null>(null);
  // lanes are drawn by then: before that the place of a new one is its neighbour's
  useEffect(() => {
    const names = scenario.lanes.map((lane) => lane.name);
    const lane = before.current === null ? null : changedLane(before.current, names);
    // what the page opens with takes no focus
    before.current = running ? names : null;
    if (lane !== null && isFree(document.activeElement)) focusLane(lane);
  }, [scenario, running, focusLane]);
}
