// Which number is being explained, and how any number asks to be.
import { createContext, useContext } from 'react';
import type { FloorId } from '../scene/floors.ts';

/** A figure of a lane that can explain itself. */
export type FigureId = `floor-${FloorId}` | 'total' | 'delivered' | 'dropped' | 'events' | 'delay';

export interface Why {
  /** The figure that is open; null if none is. */
  open: { lane: number; figure: FigureId } | null;
  ask: (lane: number, figure: FigureId) => void;
}

const WhyContext = createContext<Why>({ open: null, ask: () => {} });

export const WhyProvider = WhyContext.Provider;

export function useWhy(): Why {
  return useContext(WhyContext);
}
