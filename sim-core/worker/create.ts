// The real simulation behind the host's port: one lane of a scenario.
import { Simulation } from '../paths/simulation.ts';
import type { CreateSimulation } from './simulation-port.ts';

export const createSimulation: CreateSimulation = (
  { scenario, warnings, laneWarnings, capture },
  onChunk,
) => {
  return new Simulation(scenario, { capture, warnings, laneWarnings: [laneWarnings], onChunk });
};
