// Runs a scenario with its trace kept, for property tests.
import { readFileSync } from 'node:fs';
import { Simulation, type SimulationOptions } from '../paths/simulation.ts';
import type { CaptureChoice, Scenario } from '../scenario/types.ts';
import { CHUNK_BYTES, type TraceChunk } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import { LaneStore } from '../trace/store.ts';
import { loadCapture } from '../traffic/capture.ts';
import type { LoadedCapture } from '../traffic/loaded-capture.ts';
import type { KeptRun } from './properties.ts';

const captures = new Map<string, LoadedCapture>();

/** The capture that a scenario asks for, its path from the repository's root; null if it asks for none. */
export function captureFor(choice: CaptureChoice | null): LoadedCapture | null {
  if (choice === null) return null;
  const key = JSON.stringify(choice);
  const capture = captures.get(key) ?? loadCapture(readFileSync(choice.file), choice);
  captures.set(key, capture);
  return capture;
}

/** A simulation of the scenario, its capture read. */
export function simulationOf(scenario: Scenario, options: SimulationOptions = {}): Simulation {
  return new Simulation(scenario, { capture: captureFor(scenario.traffic.capture), ...options });
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
  const simulation = simulationOf(scenario, { onChunk });
  drive(simulation);
  simulation.flushTrace();
  return { simulation, stores, hash: hash.digest(), report: simulation.report() };
}
