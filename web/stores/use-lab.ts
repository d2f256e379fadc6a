// The Lab in React: a context with the one Lab, and hooks that select from its store.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand/react';
import type { Lab } from './lab.ts';
import type { LabState } from './lab-state.ts';

const LabContext = createContext<Lab | null>(null);

/** Gives the Lab to everything below it. */
export const LabProvider = LabContext.Provider;

/** The Lab itself: actions, playback, trace. Never changes. */
export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (lab === null) throw new Error('no LabProvider above');
  return lab;
}

/** A part of the Lab's state; the component renders again when it changes. */
export function useLabState<T>(select: (state: LabState) => T): T {
  return useStore(useLab().store, select);
}

/** A number that changes whenever more of the run is known, near the playhead or far from it. */
export function useTraceGrowth(): number {
  return useLabState((state) => state.traceRevision + state.events);
}
