// Figures of all lanes at the playhead, and the readers they come from. Recomputed on discrete changes, never per frame.
import { useMemo, useRef } from 'react';
import type { LaneScenario, Scenario } from '../../sim-core/index.ts';
import { Readers, type LaneReader } from '../scene/readers.ts';
import { useLab, useLabState } from '../stores/use-lab.ts';
import type { LaneFigures } from './figures.ts';
import { figuresAt, ghostFiguresAt, NO_FIGURES } from './figures-at.ts';

/** A lane's run before, at the same moment. */
export interface LaneGhost {
  lane: LaneScenario;
  /** Null where its trace does not hold this moment. */
  figures: LaneFigures | null;
}

export interface LabFigures {
  figures: readonly LaneFigures[];
  /** By lane: its run before, to be compared with; null without. */
  ghosts: readonly (LaneGhost | null)[];
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
  const ghostLanes = useLabState((state) => state.ghosts);
  const last = useRef<Omit<LabFigures, 'readers' | 'figuresOf'> & { of: Scenario }>(null);
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
    const options = { scenario, budgetCycles, openPs };
    const found = known ? figuresAt(now, tPs, options) : null;
    if (found !== null) {
      const ghosts = ghostLanes.map((lane, i): LaneGhost | null => {
        if (lane === null) return null;
        const past = trace?.ghosts[i];
        if (past == null) return { lane, figures: null };
        const ghost = {
          lane,
          reader: cache.current!.reader(past.trace.store),
          completePs: past.trace.completePs,
        };
        return { lane, figures: ghostFiguresAt(ghost, i, now, tPs, options) };
      });
      last.current = { figures: found, ghosts, of: scenario };
    }
    const kept = last.current;
    if (kept !== null && kept.figures.length === scenario.lanes.length) return kept;
    return { figures: scenario.lanes.map(() => NO_FIGURES), ghosts: [], of: scenario };
  }, [lab, readers, scenario, budgetCycles, tPs, revision, runId, openPs, ghostLanes]);
  return { figures: shown.figures, ghosts: shown.ghosts, figuresOf: shown.of, readers };
}
