// Runs a scenario with its trace kept, for property tests.
import { Simulation } from '../paths/simulation.ts';
import type { Report } from '../report/types.ts';
import type { Scenario } from '../scenario/types.ts';
import { CHUNK_BYTES, type TraceChunk } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import { LaneStore } from '../trace/store.ts';

export interface KeptRun {
  simulation: Simulation;
  stores: LaneStore[];
  hash: string;
  report: Report;
}

/** How a run is driven: how many events at a time. */
export type Drive = (simulation: Simulation) => void;

export function toTheEnd(simulation: Simulation): void {
  while (!simulation.advance(100_000));
}

/** Runs it, driven by `drive`, and keeps trace, hash and report. */
export function runKept(scenario: Scenario, drive: Drive = toTheEnd): KeptRun {
  const stores = scenario.lanes.map((_, lane) => new LaneStore(lane));
  const hash = new TraceHash();
  const onChunk = (chunk: TraceChunk): ArrayBuffer => {
    hash.chunk(chunk);
    stores[chunk.lane].append(chunk);
    return new ArrayBuffer(CHUNK_BYTES);
  };
  const simulation = new Simulation(scenario, { onChunk });
  drive(simulation);
  simulation.flushTrace();
  return { simulation, stores, hash: hash.digest(), report: simulation.report() };
}
