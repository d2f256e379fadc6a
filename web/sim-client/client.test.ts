// The client with the host in the same thread: runs, refusals, stale messages, a bounded window, and a new worker.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { TraceHash } from '../../sim-core/trace/hash.ts';
import { RecordStore } from '../../sim-core/trace/records.ts';
import { FAULTY_LANE, prepareTest } from '../../sim-core/worker/simulation-for-test.ts';
import { InputError } from '../../sim-core/index.ts';
import { type ClientEvents, SimClient } from './client.ts';
import { InlineWorkers } from './inline-for-test.ts';
import type { TraceWindow } from './trace-window.ts';

// a machine that is busy with other things may take longer than the five seconds of the default
vi.setConfig({ testTimeout: 60_000 });

const PACKET_PS = 67_200;
const TWO = {
  packets: 60_000,
  lanes: [
    ['a', 1],
    ['b', 2],
  ],
};
const LONG = {
  packets: 400_000,
  lanes: [
    ['a', 1],
    ['b', 2],
  ],
};

function events() {
  return {
    opened: vi.fn<ClientEvents['opened']>(),
    refused: vi.fn<ClientEvents['refused']>(),
    progress: vi.fn<ClientEvents['progress']>(),
    done: vi.fn<ClientEvents['done']>(),
    empty: vi.fn<ClientEvents['empty']>(),
    fault: vi.fn<ClientEvents['fault']>(),
    died: vi.fn<ClientEvents['died']>(),
    traceChanged: vi.fn<ClientEvents['traceChanged']>(),
  };
}

let workers: InlineWorkers;
let heard: ReturnType<typeof events>;

beforeEach(() => {
  workers = new InlineWorkers((input) => {
    if (input === 'bad') throw new InputError('lanes', 'is bad', 'make it good');
    return prepareTest(input);
  });
  heard = events();
});

function newClient(budgetBytes?: number): SimClient {
  const { connect } = workers;
  return new SimClient({ connect, events: heard, ...(budgetBytes === undefined ? {} : { budgetBytes }) });
}

/** Hash of the records `from` … `to` that a window holds of a lane. */
function heldHash(window: TraceWindow, lane: number, from: number, to: number): string {
  const { records } = window.lanes[lane].store;
  const hash = new TraceHash();
  for (let r = from; r < to; ) {
    const at = r & RecordStore.MASK;
    const count = Math.min(RecordStore.MASK + 1 - at, to - r);
    const { t, dur, packet, arg, kind, core, vm, queue, context } = records.block(r);
    const cut = <A extends Float64Array | Int32Array | Uint8Array>(column: A) =>
      column.subarray(at, at + count) as A;
    const numbers = { t: cut(t), dur: cut(dur), packet: cut(packet), arg: cut(arg) };
    const bytes = { kind: cut(kind), core: cut(core), vm: cut(vm), queue: cut(queue), context: cut(context) };
    hash.chunk({ lane: 0, first: r, count, columns: { ...numbers, ...bytes }, buffer: new ArrayBuffer(0) });
    r += count;
  }
  return hash.laneDigest(0);
}

describe('a run', () => {
  test('ends with the whole trace in the window and the report', () => {
    const client = newClient();
    client.open(TWO);
    workers.run();
    const window = client.trace!;
    const done = heard.done.mock.calls[0][0];
    expect(done.laneHashes).toEqual([0, 1].map((lane) => heldHash(window, lane, 0, 180_000)));
    expect(window.endPs()).toBe(60_000 * PACKET_PS);
    expect(window.presentUntil(0)).toBe(window.endPs());
    expect(window.presentFrom(window.endPs())).toBe(0);
    expect(heard.opened).toHaveBeenCalledTimes(1);
    expect(client.staleChunks).toBe(0);
  });

  test('a refusal keeps the run before', () => {
    const client = newClient();
    client.open(TWO);
    workers.run(40);
    client.open('bad');
    workers.run();
    expect(heard.refused).toHaveBeenCalledExactlyOnceWith('lanes: is bad; make it good', 'bad');
    expect(heard.done.mock.calls[0][0].runId).toBe(1);
    expect(client.trace!.presentUntil(0)).toBe(60_000 * PACKET_PS);
  });

  test('the worker gets what the check has let through; what it refuses never gets there', async () => {
    const check = vi.fn(async (input: unknown) => {
      if (input === 'bad') throw new InputError('lanes', 'is bad', 'make it good');
      return TWO;
    });
    const client = new SimClient({ connect: workers.connect, events: heard, check });
    client.open('raw');
    client.open('bad');
    await vi.waitFor(() => expect(workers.made).toBe(1));
    workers.run();
    await vi.waitFor(() => expect(heard.refused).toHaveBeenCalledTimes(1));
    workers.run();
    expect(heard.opened.mock.calls.map(([, runId, input]) => [runId, input])).toEqual([[1, 'raw']]);
    expect(heard.refused).toHaveBeenCalledWith('lanes: is bad; make it good', 'bad');
    expect(heard.done.mock.calls[0][0].report.scenario.stop).toEqual({ packets: TWO.packets });
    expect(workers.sent.filter(({ type }) => type === 'response')).toHaveLength(1);
  });

  test('what was still being checked when the simulator was given up is not opened', async () => {
    let done: (input: unknown) => void = () => {};
    const check = () => new Promise<unknown>((resolve) => (done = resolve));
    const client = new SimClient({ connect: workers.connect, events: heard, check });
    client.open('first');
    const first = done;
    client.restart('second');
    first(TWO);
    await Promise.resolve();
    expect(workers.made).toBe(0);
    done(TWO);
    await vi.waitFor(() => expect(workers.made).toBe(1));
    workers.run();
    expect(heard.opened.mock.calls.map(([, , input]) => input)).toEqual(['second']);
  });

  test('of many scenarios in a row only the latest runs to its end', () => {
    const client = newClient();
    for (let seed = 1; seed <= 9; seed++) client.open({ ...TWO, seed });
    workers.run();
    expect(heard.opened).toHaveBeenCalledTimes(2);
    expect(heard.done).toHaveBeenCalledTimes(1);
    expect(heard.done.mock.calls[0][0].report.scenario.seed).toBe(9);
  });

  test('chunks of a run that is over are dropped, their buffers are not', () => {
    const client = newClient();
    client.open(TWO);
    workers.run(30);
    client.open({ ...TWO, seed: 5 });
    workers.run();
    const stale = workers.sent.filter((m) => m.type === 'chunk' && m.runId === 1).length;
    expect(stale).toBeGreaterThan(0);
    const window = client.trace!;
    const done = heard.done.mock.calls[0][0];
    expect(done.laneHashes[0]).toBe(heldHash(window, 0, 0, 180_000));
  });

  test('an edit keeps the trace of lanes that it does not concern, and a ghost of the others', () => {
    const client = newClient();
    client.open(TWO);
    workers.run();
    const before = client.trace!;
    client.open({
      ...TWO,
      lanes: [
        ['a', 1],
        ['b', 7],
      ],
    });
    workers.run();
    const after = client.trace!;
    expect(after.lanes.map((lane, i) => lane === before.lanes[i])).toEqual([true, false]);
    expect(after.ghosts[0]).toBe(null);
    expect(after.ghosts[1]?.trace === before.lanes[1]).toBe(true);
    const done = heard.done.mock.calls[1][0];
    expect(done.laneHashes).toEqual([0, 1].map((lane) => heldHash(after, lane, 0, 180_000)));
  });

  test('reports at a time resolve, and reject when the run changes first', async () => {
    const client = newClient();
    client.open(TWO);
    workers.run();
    const report = client.report(30_000 * PACKET_PS);
    workers.run();
    expect((await report).engine.events).toBe(60_000);
    const late = client.report(1000);
    client.open({ ...TWO, seed: 3 });
    client.close();
    await expect(late).rejects.toThrow('closed');
  });
});

describe('with frames to draw', () => {
  test('a run that goes on far from the playhead is heard of as progress alone, until it ends', () => {
    const client = newClient();
    client.open({ ...TWO, packets: 80_000 });
    while (client.trace?.isSettled() !== true) workers.run(1);
    heard.traceChanged.mockClear();
    heard.progress.mockClear();
    workers.run();
    expect(heard.progress.mock.calls.length).toBeGreaterThan(5);
    expect(heard.traceChanged).toHaveBeenCalledTimes(1);
    expect(heard.done).toHaveBeenCalledTimes(1);
  });

  test('chunks far from the playhead wait for idle time, and the worker with them; near ones do not', () => {
    const idle: ((hasTime: () => boolean) => void)[] = [];
    const { connect } = workers;
    const client = new SimClient({ connect, events: heard, whenIdle: (work) => idle.push(work) });
    client.open(TWO);
    workers.run();
    const window = client.trace!;
    expect(window.presentUntil(0)).toBeGreaterThan(0);
    expect(window.presentUntil(0)).toBeLessThan(2e9);
    expect(heard.done).not.toHaveBeenCalled();
    expect(idle).toHaveLength(1);
    let pieces = 3;
    idle.shift()!(() => pieces-- > 0);
    expect(idle).toHaveLength(1);
    while (idle.length > 0) {
      idle.shift()!(() => true);
      workers.run();
    }
    const done = heard.done.mock.calls[0][0];
    expect(done.laneHashes).toEqual([0, 1].map((lane) => heldHash(window, lane, 0, 180_000)));
  });
});

describe('what goes wrong', () => {
  test('a fault is told with its place', () => {
    const client = newClient();
    client.open({ ...TWO, lanes: [[FAULTY_LANE, 1]] });
    workers.run();
    expect(heard.fault.mock.calls[0][0]).toMatchObject({
      message: 'the lane has lost count',
      lane: FAULTY_LANE,
    });
    client.open(TWO);
    workers.run();
    expect(heard.done).toHaveBeenCalledTimes(1);
  });

  test('a worker that dies is told, and a new one takes over', () => {
    const client = newClient();
    client.open(TWO);
    workers.run(40);
    const frozen = client.trace;
    workers.kill('out of memory');
    workers.run();
    expect(heard.died).toHaveBeenCalledExactlyOnceWith('out of memory');
    expect(workers.alive).toBe(0);
    expect(client.trace === frozen).toBe(true);
    client.restart(TWO);
    workers.run();
    expect([workers.made, workers.alive]).toEqual([2, 1]);
    expect(heard.done).toHaveBeenCalledTimes(1);
    expect(client.trace!.presentUntil(0)).toBe(60_000 * PACKET_PS);
  });
});

describe('dead in the middle of an opening', () => {
  test('it is a death, not a refusal; reports are rejected and wait for nobody', async () => {
    const client = newClient();
    client.open(TWO);
    workers.run(40);
    const report = client.report(1000);
    client.open({ ...TWO, seed: 2 });
    workers.kill('gone');
    expect(heard.died).toHaveBeenCalledTimes(1);
    expect(heard.refused).not.toHaveBeenCalled();
    await expect(report).rejects.toThrow('gone');
    await expect(client.report(1000)).rejects.toThrow('not running');
    expect(workers.made).toBe(1);
    client.open(TWO);
    workers.run();
    expect(heard.done).toHaveBeenCalledTimes(1);
  });
});

describe('the window', () => {
  const budget = 16 * 2 ** 20;

  test('stays within its budget and still has what the playhead needs, wherever that goes', () => {
    const client = newClient(budget);
    client.open(LONG);
    let peak = 0;
    while (workers.run(50) > 0) peak = Math.max(peak, client.trace?.bytes ?? 0);
    expect(heard.done).toHaveBeenCalledTimes(1);
    const whole = newHashes(LONG);
    expect(heard.done.mock.calls[0][0].laneHashes).toEqual(whole.all);
    const end = 250_000 * PACKET_PS;
    for (const share of [0, 0.5, 0.1, 0.9, 0.89, 1, 0.3, 0]) {
      const t = Math.round(share * end);
      client.setPlayhead(t);
      while (workers.run(50) > 0) peak = Math.max(peak, client.trace?.bytes ?? 0);
      const window = client.trace!;
      expect(window.presentUntil(t)).toBeGreaterThanOrEqual(Math.min(end, t + 1e8));
      for (const lane of [0, 1]) {
        const { records } = window.lanes[lane].store;
        const from = Math.ceil(records.first / 4096) * 4096;
        const to = Math.floor(records.end / 4096) * 4096;
        expect(heldHash(window, lane, from, to)).toBe(whole.part(lane, from, to));
      }
    }
    expect(peak).toBeGreaterThan(budget / 2);
    expect(peak).toBeLessThan(budget);
  });

  test('a small run is held whole: nothing is asked for twice', () => {
    const client = newClient();
    client.open(TWO);
    workers.run();
    for (const t of [0, 4e9, 1e9]) client.setPlayhead(t);
    workers.run();
    expect(workers.sent.some((m) => m.type === 'response' && m.ok && m.name === 'range')).toBe(false);
  });
});

/** Hashes of a scenario run without host or client. */
function newHashes(input: unknown) {
  const { scenario } = prepareTest(input);
  const simulate = (lane: number, from: number, to: number) => {
    const hash = new TraceHash();
    const inputs = {
      scenario: { ...scenario, lanes: [scenario.lanes[lane]] },
      warnings: [],
      laneWarnings: [],
      capture: null,
    };
    const simulation = workers.create(inputs, (chunk) => {
      if (chunk.first >= from && chunk.first < to) hash.chunk(chunk);
      return chunk.buffer;
    });
    simulation.advance(Infinity);
    simulation.flushTrace();
    return hash.laneDigest(0);
  };
  return { all: scenario.lanes.map((_, lane) => simulate(lane, 0, Infinity)), part: simulate };
}
