// Which number is being explained, how any number asks to be, and what its panel is given.
import { createContext, useContext } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import type { FloorId } from '../scene/floors.ts';
import type { LaneReader } from '../scene/readers.ts';
import type { LaneFigures } from './figures.ts';

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

/** What the panel of a figure is given, and hands on to its parts. */
export interface WhyProps {
  lane: number;
  figure: FigureId;
  scenario: Scenario;
  figures: LaneFigures;
  readers: () => readonly LaneReader[];
  onFigure: (figure: FigureId) => void;
  /** Opens the fates of a packet. */
  onPacket: (packet: number) => void;
  onClose: () => void;
}
