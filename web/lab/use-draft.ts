// What the sentence says while a slider is dragged: the running scenario with the hand's place in it, until it is let go.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import { changes, patched, type WordPatch } from './words.ts';

export interface Draft {
  scenario: Scenario;
  /** A slider is here now; nothing runs. */
  draft: (patch: WordPatch) => void;
  /** It was let go, or a value was chosen: one step of the history, and lanes run again. */
  say: (patch: WordPatch) => void;
}

export function useDraft(running: Scenario): Draft {
  const { actions, store } = useLab();
  const refusal = useLabState((state) => state.refusal);
  const [draft, setDraft] = useState<WordPatch | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new run or a refusal ends what was only said
  useEffect(() => setDraft(null), [running, refusal]);
  const scenario = useMemo(() => (draft === null ? running : patched(running, draft)), [draft, running]);
  const say = useCallback(
    (patch: WordPatch) => {
      setDraft(changes(running, patch) ? patch : null);
      // what was chosen last may still be on its way
      const fields = store.getState().input[patch.section] ?? {};
      if (!changes(patched(running, { section: patch.section, fields } as WordPatch), patch)) return;
      if (patch.section === 'machine') actions.setMachine(patch.fields);
      else actions.setTraffic(patch.fields);
    },
    [actions, store, running],
  );
  return { scenario, draft: setDraft, say };
}
