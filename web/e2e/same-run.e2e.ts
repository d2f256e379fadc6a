// One simulator: the worker in the browser gives the report and the trace that the command line gives, byte for byte.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { TraceHash } from '../../sim-core/trace/hash.ts';
import { openLab, SHORT } from './lab-page.ts';
import { runInWorker } from './worker-run.ts';

const INPUT = { seed: 67, stop: { packets: 6000 }, traffic: { kind: 'poisson', load: 0.4 } };

/** The report that the command line prints, without white space. */
async function fromCommandLine(): Promise<string> {
  const child = promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'sim-core/cli/main.ts', 'run', '-'],
    { maxBuffer: 2 ** 26 },
  );
  child.child.stdin?.end(JSON.stringify(INPUT));
  return JSON.stringify(JSON.parse((await child).stdout));
}

/** Hashes of the lanes' traces when all of them run together in Node. */
function laneHashesInNode(): string[] {
  const { scenario, warnings, laneWarnings } = completeScenario(INPUT);
  const hash = new TraceHash();
  const simulation = new Simulation(scenario, {
    warnings,
    laneWarnings,
    onChunk: (chunk) => {
      hash.chunk(chunk);
      return chunk.buffer;
    },
  });
  while (!simulation.advance(50_000));
  simulation.flushTrace();
  return scenario.lanes.map((_, lane) => hash.laneDigest(lane));
}

test('report and trace of the worker are those of the command line', async ({ page }) => {
  await openLab(page, SHORT);
  const workerUrl = page.workers()[0].url();
  const run = await page.evaluate(runInWorker, { workerUrl, input: INPUT });
  expect(run.records).toBeGreaterThan(INPUT.stop.packets);
  expect(run.report).toBe(await fromCommandLine());
  expect(run.laneHashes).toEqual(laneHashesInNode());
});
