// The host runs lanes one by one, in slices, with snapshots and journeys back; what comes out is the plain simulation's.
import { inspectCapture } from '../traffic/capture-summary.ts';
import { describe, expect, test } from 'vitest';
import { Simulation } from '../paths/simulation.ts';
import { type ChunkMessage, type FromWorker, PROTOCOL_VERSION, type ToWorker } from '../protocol/messages.ts';
import type { Report } from '../report/types.ts';
import { viewColumns } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import { createSimulation } from './create.ts';
import * as far from './far.ts';
import { SimulationHost } from './host.ts';
import { prepareWith } from './prepare.ts';
import { combineHashes } from './run.ts';
import { loadCapture } from '../traffic/index.ts';

const prepare = prepareWith(loadCapture);

const SCENARIOS: Record<string, unknown> = {
  'the lecture’s case': { stop: { packets: 12_000 } },
  'slow random traffic of mixed sizes': {
    stop: { packets: 3000 },
    traffic: {
      kind: 'poisson',
      load: 0.02,
      frame_bytes: [
        [64, 3],
        [1500, 1],
      ],
      vms: 5,
    },
  },
  'a time, and one lane': { stop: { duration_ns: 400_000 }, lanes: [{ preset: 'dpdk' }] },
  'hosts that forward': {
    stop: { packets: 6000 },
    workload: { kind: 'forward-host' },
    lanes: [{ preset: 'trap' }, { preset: 'dpdk' }],
  },
};

function plain(input: unknown, atPs = Infinity): { report: Report; laneHashes: string[]; endPs: number } {
  const { scenario, warnings, laneWarnings } = prepare(input, null);
  const hash = new TraceHash();
  const onChunk = (chunk: Parameters<TraceHash['chunk']>[0]) => {
    hash.chunk(chunk);
    return chunk.buffer;
  };
  const simulation = new Simulation(scenario, { warnings, laneWarnings, onChunk });
  simulation.runTo(atPs);
  simulation.flushTrace();
  const laneHashes = scenario.lanes.map((_, i) => hash.laneDigest(i));
  return { report: simulation.report(), laneHashes, endPs: simulation.windowClosePs };
}

/** A host that is never short of credits; `ask` runs it to rest and returns what came for it. */
class Line {
  readonly messages: FromWorker[] = [];
  private readonly waiting: (() => void)[] = [];
  private id = 0;
  private readonly host = new SimulationHost({
    far: () => far,
    inspect: inspectCapture,
    post: (message) => {
      this.messages.push(message);
      const credit = { version: PROTOCOL_VERSION, runId: 0, chunks: 1, buffers: [] } as const;
      if (message.type === 'chunk') this.host.receive({ ...credit, type: 'credit', buffers: [] });
    },
    later: (callback) => this.waiting.push(callback),
    prepare,
    create: createSimulation,
  });

  send(name: 'open' | 'report' | 'range', body: unknown): number {
    const id = ++this.id;
    this.host.receive({ version: PROTOCOL_VERSION, runId: 1, type: 'request', id, name, body } as ToWorker);
    return id;
  }

  run(turns = Infinity): void {
    for (let n = 0; n < turns; n++) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      next();
    }
  }

  body<T>(id: number): T {
    const response = this.messages.find((m) => m.type === 'response' && m.id === id);
    if (response?.type !== 'response' || !response.ok) throw new Error(`request ${id} was not answered`);
    return response.body as T;
  }

  chunks(again: number): ChunkMessage[] {
    return this.messages.filter((m): m is ChunkMessage => m.type === 'chunk' && m.again === again);
  }
}

describe.each(Object.entries(SCENARIOS))('%s', (_, input) => {
  test('gives the same report and the same trace, with and without journeys back on the way', () => {
    const expected = plain(input);
    const times = [0.13, 0.5, 0.77].map((share) => Math.round(share * expected.endPs));
    for (const journeys of [false, true]) {
      const line = new Line();
      line.send('open', { input });
      const reports: number[] = [];
      if (journeys) {
        for (const turns of [3, 20, 40]) {
          line.run(turns);
          reports.push(line.send('report', { tPs: times[reports.length] }));
          line.send('range', { parts: [{ lane: 0, fromRecord: 0, toPs: 1e9, chunks: 2 }] });
        }
      }
      line.run();
      const done = line.messages.find((m) => m.type === 'done');
      if (done?.type !== 'done') throw new Error('it did not end');
      expect(JSON.stringify(done.report)).toBe(JSON.stringify(expected.report));
      expect(done.laneHashes).toEqual(expected.laneHashes);
      expect(done.traceHash).toBe(combineHashes(expected.laneHashes));
      expect(done.windowClosePs).toBe(expected.endPs);
      for (const [i, id] of reports.entries()) {
        const { report } = line.body<{ report: Report }>(id);
        expect(JSON.stringify(report)).toBe(JSON.stringify(plain(input, times[i]).report));
      }
    }
  });

  test('sends any part again byte for byte', () => {
    const line = new Line();
    line.send('open', { input });
    line.run();
    const whole = line.chunks(-1);
    const lanes = new Set(whole.map((chunk) => chunk.lane));
    for (const lane of lanes) {
      const run = whole.filter((chunk) => chunk.lane === lane);
      const fromRecord = run[Math.floor(run.length / 2)].first;
      const id = line.send('range', { parts: [{ lane, fromRecord, toPs: Infinity, chunks: 1e6 }] });
      line.run();
      const again = line.chunks(id);
      expect(again.map((chunk) => chunk.first)).toEqual(
        run.map((chunk) => chunk.first).filter((first) => first >= fromRecord),
      );
      expect(again.map(bytesOf)).toEqual(run.slice(-again.length).map(bytesOf));
    }
  });
});

test('the complete time of a chunk holds for the real lanes', () => {
  const line = new Line();
  line.send('open', { input: SCENARIOS['the lecture’s case'] });
  line.run();
  for (const lane of [0, 1, 2, 3, 4]) {
    let complete = -1;
    const late: number[] = [];
    for (const chunk of line.chunks(-1).filter((c) => c.lane === lane)) {
      const { t, dur } = viewColumns(chunk.buffer);
      for (let i = 0; i < chunk.count; i++)
        if (t[i] + dur[i] <= complete) late.push(complete - t[i] - dur[i]);
      complete = chunk.completePs;
    }
    expect(late).toEqual([]);
  }
});

/** A hash of one chunk's records and its extent. */
function bytesOf(chunk: ChunkMessage): string {
  const hash = new TraceHash();
  hash.chunk({ ...chunk, lane: 0, columns: viewColumns(chunk.buffer) });
  return `${chunk.first} ${chunk.count} ${chunk.completePs} ${hash.laneDigest(0)}`;
}
