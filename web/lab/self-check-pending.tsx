// In the self-check's sheet until there is a result: how far it is, or why there will be none and what helps.
import { TriangleAlert } from 'lucide-react';
import { useEffect } from 'react';
import type { Scenario } from '../../sim-core/protocol/index.ts';
import { UI } from '../i18n/en.ts';
import { CHECK } from '../i18n/en-share.ts';
import type { SelfChecker, SelfCheckState } from '../stores/self-check.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { checkText } from './self-check-stamp.tsx';

/** Checks what runs for as long as the sheet is open, also after a new start; true while there is no simulator. */
export function useChecking(checker: SelfChecker, scenario: Scenario): boolean {
  const dead = useLabState(({ status }) => status === 'dead' || status === 'fault');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scenario, or the same started anew, is checked afresh
  useEffect(() => {
    if (!dead) checker.run();
  }, [checker, dead, scenario]);
  return dead;
}

/** The sheet's title says the same in short. */
export function pendingTitle(state: SelfCheckState, dead: boolean): string {
  if (state.status !== 'none') return CHECK.title(checkText(state));
  return CHECK.title(dead ? CHECK.notPossible : CHECK.notRun);
}

export interface PendingProps {
  state: SelfCheckState;
  /** There is no simulator. */
  dead: boolean;
  /** Begins the check once more. */
  again: () => void;
}

export function Pending({ state, dead, again }: PendingProps) {
  const { actions } = useLab();
  if (state.status === 'checking' || (state.status === 'none' && !dead))
    return <progress className="bar-progress" value={state.share} aria-label={checkText(state)} />;
  return (
    <div className="no-check" role="status">
      <p>
        <TriangleAlert size="1.15em" aria-hidden="true" /> {dead ? CHECK.dead : CHECK.broken}
      </p>
      <button type="button" className="btn small" onClick={dead ? actions.restart : again}>
        {dead ? UI.messages.restart : CHECK.again}
      </button>
    </div>
  );
}
