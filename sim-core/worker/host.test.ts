// The host without a Worker: what it sends, when it waits, and that what it sends again is the same.
import { inspectCapture } from '../traffic/capture-summary.ts';
import { describe, expect, test } from 'vitest';
import {
  type ChunkMessage,
  type DoneMessage,
  FIRST_CREDITS,
  type FromWorker,
  PROTOCOL_VERSION,
  type RequestName,
  type Requests,
  type ResponseMessage,
  type ToWorker,
} from '../protocol/messages.ts';
import { InputError } from '../scenario/input-error.ts';
import { viewColumns } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import * as far from './far.ts';
import { SimulationHost } from './host.ts';
import { SLICE_EVENTS } from './lane-run.ts';
import { combineHashes } from './run.ts';
import { createTestSimulation, FAULT_AFTER_EVENTS, FAULTY_LANE, prepareTest } from './simulation-for-test.ts';

const TWO = {
  packets: 60_000,
  lanes: [
    ['a', 1],
    ['b', 2],
  ],
};

/** A page that only collects. `run` lets the host work; credits go back unless `hold` is set. */
class Page {
  readonly messages: FromWorker[] = [];
  hold = false;
  private readonly waiting: (() => void)[] = [];
  private readonly host: SimulationHost;
  private id = 0;

  constructor() {
    this.host = new SimulationHost({
      far: () => far,
      inspect: inspectCapture,
      post: (message) => this.take(message),
      later: (callback) => this.waiting.push(callback),
      prepare: (input) => {
        if (input === 'bad') throw new InputError('lanes', 'is bad', 'make it good');
        if (input === 'broken') throw new Error('out of order');
        return prepareTest(input);
      },
      create: createTestSimulation,
    });
  }

  send<N extends RequestName>(
    name: N,
    body: Requests[N]['request'],
    runId: number,
    version = PROTOCOL_VERSION,
  ): number {
    const id = ++this.id;
    this.host.receive({ version, runId, type: 'request', id, name, body } as ToWorker);
    return id;
  }

  credit(chunks: number): void {
    this.host.receive({ version: PROTOCOL_VERSION, runId: 0, type: 'credit', chunks, buffers: [] });
  }

  /** Lets it work until it rests, or for so many turns; returns the turns. */
  run(turns = Infinity): number {
    let n = 0;
    for (; n < turns; n++) {
      const next = this.waiting.shift();
      if (next === undefined) break;
      next();
    }
    return n;
  }

  of<T extends FromWorker['type']>(type: T): Extract<FromWorker, { type: T }>[] {
    return this.messages.filter((m) => m.type === type) as Extract<FromWorker, { type: T }>[];
  }

  response(id: number): ResponseMessage {
    const found = this.of('response').find((m) => m.id === id);
    if (found === undefined) throw new Error(`no response to ${id}`);
    return found;
  }

  private take(message: FromWorker): void {
    this.messages.push(message);
    if (message.type === 'chunk' && !this.hold) this.credit(1);
  }
}

function hashOf(chunks: ChunkMessage[], lanes: number): string[] {
  return Array.from({ length: lanes }, (_, lane) => {
    const hash = new TraceHash();
    let next = 0;
    for (const chunk of chunks.filter((c) => c.lane === lane && c.again < 0)) {
      expect(chunk.first).toBe(next);
      next += chunk.count;
      hash.chunk({ ...chunk, lane: 0, columns: viewColumns(chunk.buffer) });
    }
    return hash.laneDigest(0);
  });
}

/** The same scenario without a host. */
function plainHashes(input: unknown): string[] {
  const { scenario } = prepareTest(input);
  return scenario.lanes.map((lane) => {
    const hash = new TraceHash();
    const inputs = {
      scenario: { ...scenario, lanes: [lane] },
      warnings: [],
      laneWarnings: [],
      capture: null,
    };
    const simulation = createTestSimulation(inputs, (chunk) => {
      hash.chunk(chunk);
      return chunk.buffer;
    });
    simulation.advance(Infinity);
    simulation.flushTrace();
    return hash.laneDigest(0);
  });
}

function finished(input: unknown = TWO): { page: Page; done: DoneMessage } {
  const page = new Page();
  page.send('open', { input }, 1);
  page.run();
  return { page, done: page.of('done')[0] };
}

describe('a run', () => {
  test('answers, streams every record in order, reports progress and ends with the report', () => {
    const { page, done } = finished();
    expect(page.response(1)).toMatchObject({ ok: true, runId: 1, body: { keptLanes: [] } });
    const lanes = hashOf(page.of('chunk'), 2);
    expect(lanes).toEqual(plainHashes(TWO));
    expect(done).toMatchObject({ runId: 1, laneHashes: lanes, traceHash: combineHashes(lanes) });
    expect(done.windowOpenPs).toBe(12_000 * 67_200);
    expect(done.windowClosePs).toBe(60_000 * 67_200);
    expect(done.report.lanes.map((lane) => lane.name)).toEqual(['a', 'b']);
    expect(done.report.engine.events).toBe(120_000);
    const progress = page.of('progress').map((m) => m.simulatedPs);
    expect(progress.length).toBeGreaterThan(0);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(page.messages.at(-1)).toBe(done);
  });

  test('says what is complete: no record that ends before a chunk’s completePs comes after it', () => {
    const { page } = finished();
    for (const lane of [0, 1]) {
      let complete = -1;
      for (const chunk of page.of('chunk').filter((c) => c.lane === lane)) {
        const { t, dur } = viewColumns(chunk.buffer);
        const ends = t.subarray(0, chunk.count).map((start, i) => start + dur[i]);
        expect(Math.min(...ends)).toBeGreaterThan(complete);
        complete = chunk.completePs;
      }
    }
  });

  test('without credits it waits, and goes on where it was', () => {
    const page = new Page();
    page.hold = true;
    page.send('open', { input: TWO }, 1);
    page.run();
    expect(page.of('chunk')).toHaveLength(FIRST_CREDITS);
    expect(page.run()).toBe(0);
    page.credit(3);
    page.run();
    expect(page.of('chunk')).toHaveLength(FIRST_CREDITS + 3);
    page.hold = false;
    page.credit(1000);
    page.run();
    expect(hashOf(page.of('chunk'), 2)).toEqual(plainHashes(TWO));
    expect(page.of('done')).toHaveLength(1);
  });

  test('cancel gets through between two slices and nothing comes after it', () => {
    const page = new Page();
    page.send('open', { input: TWO }, 1);
    page.run(5);
    const id = page.send('cancel', {}, 1);
    const before = page.messages.length;
    expect(page.response(id).ok).toBe(true);
    page.run();
    expect(page.messages).toHaveLength(before);
    const report = page.send('report', { tPs: 0 }, 1);
    expect(page.response(report)).toMatchObject({ ok: false, refused: { reason: 'that run was stopped' } });
  });
});

describe('what cannot be', () => {
  test('a bad input is refused with its reason and the run before goes on', () => {
    const page = new Page();
    page.send('open', { input: TWO }, 1);
    page.run(5);
    const id = page.send('open', { input: 'bad' }, 2);
    expect(page.response(id)).toMatchObject({
      ok: false,
      refused: { reason: 'lanes: is bad; make it good' },
    });
    page.run();
    expect(page.of('fault')).toHaveLength(0);
    expect(page.of('done')[0].runId).toBe(1);
    expect(hashOf(page.of('chunk'), 2)).toEqual(plainHashes(TWO));
  });

  test('a fault in the making is told apart from bad input', () => {
    const page = new Page();
    const id = page.send('open', { input: 'broken' }, 1);
    expect(page.response(id).ok).toBe(false);
    expect(page.of('fault')[0].message).toBe('out of order');
  });

  test('a fault crosses as data, the run stands still, the host lives', () => {
    const page = new Page();
    page.send(
      'open',
      {
        input: {
          packets: 60_000,
          seed: 77,
          lanes: [
            ['a', 1],
            [FAULTY_LANE, 2],
          ],
        },
      },
      1,
    );
    page.run();
    const lastPs = Math.floor(FAULT_AFTER_EVENTS / SLICE_EVENTS) * SLICE_EVENTS * 67_200;
    expect(page.of('fault')).toMatchObject([
      { runId: 1, message: 'the lane has lost count', seed: 77, lane: FAULTY_LANE, lastPs },
    ]);
    expect(page.of('done')).toHaveLength(0);
    page.send('open', { input: TWO }, 2);
    page.run();
    expect(page.of('done')[0].runId).toBe(2);
  });

  test('a run whose window never opened says so, has sent its trace, and is no fault', () => {
    const page = new Page();
    const input = { ...TWO, warmup: TWO.packets + 1 };
    page.send('open', { input }, 1);
    page.run();
    expect(page.of('fault')).toEqual([]);
    expect(page.of('done')).toEqual([]);
    const [empty, ...more] = page.of('empty');
    expect(more).toEqual([]);
    expect(empty.reason).toMatch(/^warmup: no packet arrives after it/);
    expect(empty.simulatedPs).toBe(TWO.packets * 67_200);
    expect(hashOf(page.of('chunk'), 2)).toEqual(plainHashes(input));
    // and it can be looked at again
    const id = page.send('range', { parts: [] }, 1);
    page.run();
    expect(page.response(id)).toMatchObject({ ok: true });
  });

  test('another version and a run that is over are refused', () => {
    const { page } = finished();
    expect(page.response(page.send('report', { tPs: 0 }, 9))).toMatchObject({ ok: false });
    expect(page.response(page.send('open', { input: TWO }, 2, 99 as 1))).toMatchObject({ ok: false });
  });
});

describe('again', () => {
  test('a range comes back chunk for chunk, whether the run has ended or not', () => {
    for (const turns of [120, Infinity]) {
      const page = new Page();
      page.send('open', { input: TWO }, 1);
      page.run(turns);
      const first = page.of('chunk').filter((c) => c.lane === 1);
      const from = first[10].first + 7;
      const part = { lane: 1, fromRecord: from, toPs: first[25].completePs, chunks: 1000 };
      const id = page.send('range', { parts: [part] }, 1);
      page.run();
      expect(page.response(id).ok).toBe(true);
      const again = page.of('chunk').filter((c) => c.again === id);
      expect(again[0].first).toBe(first[10].first);
      expect(again.at(-1)!.completePs).toBeGreaterThanOrEqual(part.toPs);
      const whole = page.of('chunk').filter((c) => c.lane === 1 && c.again < 0);
      for (const chunk of again) {
        const twin = whole.find((c) => c.first === chunk.first)!;
        expect(chunk).toMatchObject({ lane: 1, count: twin.count, completePs: twin.completePs });
        expect(bytesOf(chunk)).toEqual(bytesOf(twin));
      }
      expect(hashOf(page.of('chunk'), 2)).toEqual(plainHashes(TWO));
      expect(page.of('done')[0].laneHashes).toEqual(plainHashes(TWO));
    }
  });

  test('a range sends no more chunks than asked for', () => {
    const { page } = finished();
    const sent = page.of('chunk').filter((c) => c.lane === 0);
    // what a page can begin with is handed out by itself, what follows in whole chunks
    expect(sent.slice(0, 3).map((c) => [c.first, c.count])).toEqual([
      [0, 1536],
      [1536, 4096],
      [5632, 4096],
    ]);
    expect(sent[0].completePs).toBeGreaterThan(1e6);
    const id = page.send('range', { parts: [{ lane: 0, fromRecord: 0, toPs: Infinity, chunks: 3 }] }, 1);
    page.run();
    expect(
      page
        .of('chunk')
        .filter((c) => c.again === id)
        .map((c) => c.first),
    ).toEqual([0, 1536, 5632]);
  });

  test('a report at a time is that of a run stopped there, before, during and after', () => {
    const tPs = 31_234 * 67_200 + 5;
    const plain = TWO.lanes.map((lane) => {
      const { scenario } = prepareTest({ ...TWO, lanes: [lane] });
      const simulation = createTestSimulation(
        { scenario, warnings: [], laneWarnings: [], capture: null },
        (chunk) => chunk.buffer,
      );
      simulation.runTo(tPs);
      return simulation.report().lanes[0];
    });
    for (const turns of [2, 12, Infinity]) {
      const page = new Page();
      page.send('open', { input: TWO }, 1);
      page.run(turns);
      const id = page.send('report', { tPs }, 1);
      page.run();
      const response = page.response(id);
      if (!response.ok || response.name !== 'report') throw new Error('refused');
      expect(response.body.report.lanes).toEqual(plain);
      expect(page.of('done')[0].laneHashes).toEqual(plainHashes(TWO));
    }
  });

  test('a report beyond the end is the final one', () => {
    const { page, done } = finished();
    const id = page.send('report', { tPs: 1e15 }, 1);
    page.run();
    expect(page.response(id)).toMatchObject({ ok: true, body: { report: done.report } });
  });
});

describe('an edit', () => {
  test('keeps the lanes that it does not concern and runs only the others', () => {
    const page = new Page();
    page.send('open', { input: TWO }, 1);
    page.run(9);
    const next = {
      ...TWO,
      lanes: [
        ['c', 3],
        ['a', 1],
      ],
    };
    const id = page.send('open', { input: next }, 2);
    expect(page.response(id)).toMatchObject({ body: { keptLanes: [{ lane: 1, previousLane: 0 }] } });
    const before = page.messages.length;
    page.run();
    const later = page.messages.slice(before);
    expect(later.every((m) => m.runId === 2)).toBe(true);
    expect(page.of('done')[0].laneHashes).toEqual(plainHashes(next));
    const lane0 = page.of('chunk').filter((c) => c.runId === 1 && c.lane === 0);
    const kept = later.filter((m): m is ChunkMessage => m.type === 'chunk' && m.lane === 1);
    expect(kept[0].first).toBe(lane0.at(-1)!.first + lane0.at(-1)!.count);
  });

  test('in the middle of a range leaves the kept lane where its run was', () => {
    const page = new Page();
    page.send('open', { input: TWO }, 1);
    page.run(70);
    const id = page.send('range', { parts: [{ lane: 0, fromRecord: 0, toPs: Infinity, chunks: 1000 }] }, 1);
    page.run(3);
    const next = {
      ...TWO,
      lanes: [
        ['a', 1],
        ['b', 5],
      ],
    };
    page.send('open', { input: next }, 2);
    expect(page.response(id)).toMatchObject({ ok: false });
    page.run();
    expect(page.of('done').at(-1)!.laneHashes).toEqual(plainHashes(next));
  });
});

function bytesOf(chunk: ChunkMessage): number[][] {
  const { t, dur, packet, arg, kind } = viewColumns(chunk.buffer);
  return [t, dur, packet, arg, kind].map((column) => [...column.subarray(0, chunk.count)]);
}
