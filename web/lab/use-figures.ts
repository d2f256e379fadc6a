// Figures of all lanes at the playhead, and the readers they come from. Recomputed on discrete changes, never per frame.
import { useMemo, useRef } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { Readers, type LaneReader } from '../scene/readers.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import type { LaneFigures } from './figures.ts';
import { figuresAt, NO_FIGURES } from './figures-at.ts';

export interface LabFigures {
  figures: readonly LaneFigures[];
  /** The scenario that the figures are of: the one before, until the new one has some. */
  figuresOf: Scenario;
  /** Readers of the present trace; ask at the moment of use, stores may have been replaced. */
  readers: () => readonly LaneReader[];
}

/** Text figures at the playhead; where the trace is not there yet, the last ones stay. */
export function useFigures(scenario: Scenario, budgetCycles: number): LabFigures {
  const lab = useLab();
  const tPs = useLabState((state) => state.tPs);
  const revision = useLabState((state) => state.traceRevision);
  const runId = useLabState((state) => state.runId);
  const openPs = useLabState((state) => state.windowOpenPs);
  const cache = useRef<Readers>(null);
  cache.current ??= new Readers();
  const last = useRef<{ figures: readonly LaneFigures[]; of: Scenario } | null>(null);
  const readers = useMemo(() => {
    const all = cache.current!;
    return () => {
      const trace = lab.trace();
      return trace === null ? [] : all.of(trace.stores, lab.store.getState().runId);
    };
  }, [lab]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means that the trace behind `readers` has changed
  const shown = useMemo(() => {
    const trace = lab.trace();
    const now = readers();
    const known = trace !== null && now.length === scenario.lanes.length && trace.presentUntil(tPs) >= tPs;
    const found = known ? figuresAt(now, tPs, { scenario, budgetCycles, openPs }) : null;
    if (found !== null) last.current = { figures: found, of: scenario };
    const kept = last.current;
    if (kept !== null && kept.figures.length === scenario.lanes.length) return kept;
    return { figures: scenario.lanes.map(() => NO_FIGURES), of: scenario };
  }, [lab, readers, scenario, budgetCycles, tPs, revision, runId, openPs]);
  return { figures: shown.figures, figuresOf: shown.of, readers };
}
