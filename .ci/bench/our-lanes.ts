// Runs the five default lanes cold, then warm, and prints what both took. Arguments: off|on (tracing), packets.
import { constants, PerformanceObserver } from 'node:perf_hooks';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';

/** What one run prints as its last line. */
export interface LanesRow {
  tracing: string;
  packets: number;
  lanes: number;
  events: number;
  records: number;
  secs: number;
  /** The first run of the process: what a first visit meets while code is being compiled. */
  coldSecs: number;
  bytesPerEvent: number;
  majorCollections: number;
}

const [tracing = 'off', packetsText = '100000'] = process.argv.slice(2);
const EVENTS_A_SLICE = 100_000;
/** Runs before the measured one: all that is compiled has been by then, each lane's way through the code included. */
const WARM_RUNS = 3;

let records = 0;
let majorCollections = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    const { kind } = (entry as unknown as { detail: { kind: number } }).detail;
    if (kind === constants.NODE_PERFORMANCE_GC_MAJOR) majorCollections++;
  }
}).observe({ entryTypes: ['gc'] });

function simulation(packets: number): Simulation {
  const { scenario, warnings, laneWarnings } = completeScenario({ stop: { packets } });
  return new Simulation(scenario, {
    warnings,
    laneWarnings,
    onChunk:
      tracing === 'on'
        ? (chunk) => {
            records += chunk.count;
            return chunk.buffer;
          }
        : undefined,
  });
}

function run(sim: Simulation): void {
  while (!sim.advance(EVENTS_A_SLICE));
  sim.flushTrace();
}

function timed(sim: Simulation): number {
  const started = process.hrtime.bigint();
  run(sim);
  return Number(process.hrtime.bigint() - started) / 1e9;
}

const packets = Number(packetsText);
const coldSecs = timed(simulation(packets));
for (let i = 1; i < WARM_RUNS; i++) run(simulation(packets));
const sim = simulation(packets);
(globalThis as { gc?: () => void }).gc?.();
await new Promise((resolve) => setImmediate(resolve));
records = 0;
majorCollections = 0;
const heapBefore = process.memoryUsage().heapUsed;
const secs = timed(sim);
const grown = Math.max(0, process.memoryUsage().heapUsed - heapBefore);
await new Promise((resolve) => setImmediate(resolve));
const row: LanesRow = {
  tracing,
  packets,
  lanes: sim.report().lanes.length,
  events: sim.events,
  records,
  secs,
  coldSecs,
  bytesPerEvent: grown / sim.events,
  majorCollections,
};
console.log(JSON.stringify(row));
