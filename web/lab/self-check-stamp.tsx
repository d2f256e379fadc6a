// The stamp at the foot of the axis: whether the run on the screen keeps every law; opens the sheet with all of them.
import { Check, TriangleAlert, X } from 'lucide-react';
import { useStore } from 'zustand/react';
import { UI } from '../i18n/en.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import type { SelfCheckState } from '../stores/self-check.ts';
import { count } from '../ui/format.ts';
import { RunningText } from '../ui/running-text.tsx';

/** "0 violations", "Checking, 40 %" … */
export function checkText({ status, share, result }: SelfCheckState): string {
  if (status === 'checking') return UI.check.checking(share);
  if (status === 'stopped') return UI.check.stopped;
  if (result === null) return UI.check.none;
  return UI.check.violations(count(result.violationCount), result.violationCount === 1);
}

export function SelfCheckStamp({ open, onOpen }: { open: boolean; onOpen: () => void }) {
  const { selfCheck } = useLab();
  return selfCheck === null ? null : <Stamp store={selfCheck.store} open={open} onOpen={onOpen} />;
}

type Checker = NonNullable<ReturnType<typeof useLab>['selfCheck']>;

function Stamp({ store, open, onOpen }: { store: Checker['store']; open: boolean; onOpen: () => void }) {
  const state = useStore(store);
  const bad = (state.result?.violationCount ?? 0) > 0;
  // without a simulator nothing more is checked; what was found before is in the sheet
  const stopped = useLabState(({ status }) => status === 'dead' || status === 'fault');
  const text = stopped ? UI.check.stopped : checkText(state);
  return (
    <button
      type="button"
      className={bad ? 'stamp bad' : 'stamp'}
      title={UI.check.noneHint}
      aria-haspopup="dialog"
      aria-expanded={open}
      aria-label={`${UI.check.name}: ${text}`}
      onClick={onOpen}
    >
      {stopped && <TriangleAlert size="1em" aria-hidden="true" />}
      {!stopped && bad && <X size="1em" aria-hidden="true" />}
      {!stopped && !bad && state.result !== null && <Check size="1em" aria-hidden="true" />}
      <RunningText text={text} />
    </button>
  );
}
