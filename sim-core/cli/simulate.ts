// Runs a loaded scenario to its report.
import { Simulation, type SimulationOptions } from '../paths/simulation.ts';
import type { Report } from '../report/types.ts';
import { emptyWindow } from '../scenario/window.ts';
import type { LoadedScenario } from './scenario-file.ts';

const EVENTS_AT_ONCE = 1_000_000;
const PS_PER_NS = 1000;

export interface SimulateOptions {
  /** Close the window at this time; null: when the run ends. */
  atNs?: number | null;
  onChunk?: SimulationOptions['onChunk'];
  tracePackets?: [number, number] | null;
}

/** Simulates all lanes and reports. Throws InputError when the measuring window never opens. */
export function simulate(loaded: LoadedScenario, options: SimulateOptions = {}): Report {
  const { capture, warnings, laneWarnings, scenario } = loaded;
  const { atNs = null, onChunk, tracePackets } = options;
  const simulation = new Simulation(scenario, {
    capture,
    warnings,
    laneWarnings,
    ...(onChunk === undefined ? {} : { onChunk, tracePackets: tracePackets ?? null }),
  });
  if (atNs !== null) {
    simulation.runTo(Math.round(atNs * PS_PER_NS));
  } else {
    while (!simulation.advance(EVENTS_AT_ONCE));
    const refusal = emptyWindow(scenario, simulation.windowOpenPs, simulation.windowClosePs);
    if (refusal !== null) throw refusal;
  }
  if (onChunk !== undefined) simulation.flushTrace();
  return simulation.report();
}
