// The Lab without a page: edits, undo, refusals, the playhead's place, and how often React hears of the stream.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { completeScenario, InputError } from '../../sim-core/index.ts';
import { prepareTest } from '../../sim-core/worker/simulation-for-test.ts';
import { TestFrames } from '../playback/frames-for-test.ts';
import { InlineWorkers } from '../sim-client/inline-for-test.ts';
import { createLab, type Lab } from './lab.ts';
import type { ScenarioInput } from './scenario-input.ts';

// a machine that is busy with other things may take longer than the five seconds of the default
vi.setConfig({ testTimeout: 60_000 });

const PACKETS = 20_000;
const OPEN_PS = 4000 * 67_200;

let workers: InlineWorkers;
let frames: TestFrames;
let lab: Lab;

/** Completes like the real one, and runs the test lanes. */
function prepare(input: unknown, capture: Uint8Array | null) {
  const { traffic, ...rest } = input as ScenarioInput;
  if (traffic?.capture != null && capture === null)
    throw new InputError('traffic.capture.file', 'not there', 'open it');
  if (capture?.length === 3) throw new InputError('capture', 'byte 0', 'choose a capture');
  const { capture: _capture, kind: _kind, ...fields } = traffic ?? {};
  const { scenario, warnings, laneWarnings } = completeScenario({ ...rest, traffic: fields });
  const { scenario: small } = prepareTest({ packets: PACKETS, lanes: [] });
  const stop = { stop: small.stop, warmup: rest.warmup ?? small.warmup };
  return {
    scenario: { ...scenario, ...stop },
    warnings,
    laneWarnings,
    capture: null,
    expectedEndPs: PACKETS * 67_200,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = new InlineWorkers(prepare);
  frames = new TestFrames();
  lab = createLab({ connect: workers.connect, frames });
});

afterEach(() => {
  lab.dispose();
  expect(workers.alive).toBe(0);
  vi.useRealTimers();
});

function state() {
  return lab.store.getState();
}

function start(input: ScenarioInput = {}): void {
  lab.start(input);
  workers.run();
}

describe('a run', () => {
  test('puts the playhead where the window opens, and says when it can be drawn and when it is done', () => {
    lab.start();
    expect(state()).toMatchObject({ status: 'starting', drawable: false });
    let drawable = 0;
    lab.store.subscribe((now, before) => {
      if (now.drawable && !before.drawable) drawable = now.status === 'running' ? 1 : 2;
    });
    workers.run();
    expect(drawable).toBe(1);
    expect(state()).toMatchObject({ status: 'done', runId: 1, windowOpenPs: OPEN_PS, drawable: true });
    expect(state().tPs).toBe(OPEN_PS);
    expect(state().report?.lanes).toHaveLength(5);
    expect(state().traceHash).toMatch(/^[0-9a-f]{16}$/);
    expect(lab.trace()?.lanes).toHaveLength(5);
  });

  test('one whose window had no packet ends without a report: it can be looked at, and an edit runs on', () => {
    start({ warmup: { packets: PACKETS + 1 } });
    expect(state()).toMatchObject({ status: 'empty', report: null, fault: null, drawable: true, tPs: 0 });
    expect(state().emptyReason).toMatch(/^warmup: no packet arrives after it/);
    lab.playback.seek(PACKETS * 67_200 * 2);
    expect(state().tPs).toBe(PACKETS * 67_200);
    lab.actions.setTop({ warmup: undefined });
    workers.run();
    expect(state()).toMatchObject({ status: 'done', emptyReason: '' });
  });

  test('a playhead from the address stays where it is', () => {
    lab.dispose();
    lab = createLab({ connect: workers.connect, frames, startPs: 12_345_678 });
    start();
    expect(state().tPs).toBe(12_345_678);
    expect(state().drawable).toBe(true);
  });

  test('React hears of the stream at most ten times a second', () => {
    lab.start();
    let changes = 0;
    lab.store.subscribe((now, before) => {
      if (now.events !== before.events || now.traceRevision !== before.traceRevision) changes++;
    });
    let turns = 0;
    while (state().status !== 'done') turns += workers.run(10);
    expect(turns).toBeGreaterThan(100);
    // no time has passed: the first of each kind, the opening and the end
    expect(changes).toBeLessThanOrEqual(6);
  });

  test('while playing the playhead reaches React five times a second, a listener in each frame', () => {
    start();
    let published = 0;
    let drawn = 0;
    lab.store.subscribe((now, before) => {
      if (now.tPs !== before.tPs) published++;
    });
    lab.playback.onFrame(() => drawn++);
    lab.playback.play();
    for (let i = 1; i <= 60; i++) {
      frames.at(i * 16);
      vi.advanceTimersByTime(16);
    }
    expect(drawn).toBe(60);
    expect(published).toBeGreaterThan(3);
    expect(published).toBeLessThan(7);
    lab.playback.pause();
    expect(state().tPs).toBe(lab.playback.tPs);
  });
});

describe('edits', () => {
  test('make a new run at the same moment and run only the lanes concerned', () => {
    start();
    lab.playback.seek(OPEN_PS + 5_000_000);
    const before = lab.trace()!.lanes;
    lab.actions.setFeatures(3, { placement: 'dram' });
    workers.run();
    expect(state()).toMatchObject({ runId: 2, status: 'done', tPs: OPEN_PS + 5_000_000 });
    expect(state().scenario?.lanes[3].features.placement).toBe('dram');
    const after = lab.trace()!;
    expect(after.lanes.map((lane, i) => lane === before[i])).toEqual([true, true, true, false, true]);
    expect(after.ghosts[3]?.trace === before[3]).toBe(true);
  });

  test('undo and redo walk through them', () => {
    start();
    const { setFeature, setTraffic, undo, redo } = lab.actions;
    setFeature(0, 'itr_us', 20);
    workers.run();
    setTraffic({ load: 0.5 });
    workers.run();
    undo();
    workers.run();
    expect(state().scenario?.traffic.load).toBe(1);
    expect(state().scenario?.lanes[0].features.itr_us).toBe(20);
    undo();
    workers.run();
    expect(state().input).toEqual({});
    undo();
    expect(state().history.past).toEqual([]);
    redo();
    redo();
    redo();
    workers.run();
    expect(state().scenario?.traffic.load).toBe(0.5);
    setTraffic({ load: undefined });
    expect(state().input.traffic).toBeUndefined();
    expect(state().history.future).toEqual([]);
  });

  test('are of the lane on the screen, whatever comes or goes before they run', () => {
    start();
    const { removeLane, moveLane, setFeature, renameLane } = lab.actions;
    removeLane(0);
    setFeature(4, 'placement', 'dram');
    // gone: nothing to set or to remove
    removeLane(0);
    setFeature(0, 'itr_us', 20);
    workers.run();
    const features = () => state().scenario?.lanes.map((lane) => [lane.name, lane.features.placement]);
    const after = ['vmdq', 'dram'];
    expect(features()).toEqual([after, ['sriov', 'dram'], ['ddio', 'ddio'], ['dpdk', 'dram']]);
    moveLane(3, 0);
    renameLane(3, 'mine');
    setFeature(2, 'placement', 'dram');
    workers.run();
    expect(features()).toEqual([['mine', 'dram'], after, ['sriov', 'dram'], ['ddio', 'dram']]);
  });

  test('a drag is one step', () => {
    start();
    const { setFeature, endGesture, undo } = lab.actions;
    for (const itr of [49, 40, 30]) setFeature(0, 'itr_us', itr, 'itr');
    endGesture();
    setFeature(0, 'itr_us', 10, 'itr');
    workers.run();
    expect(state().scenario?.lanes[0].features.itr_us).toBe(10);
    undo();
    expect(state().input.lanes?.[0].features).toEqual({ itr_us: 30 });
    undo();
    expect(state().input).toEqual({});
  });

  test('resetLane and reset go back to presets and to the lecture’s case', () => {
    start();
    lab.actions.setFeature(1, 'itr_us', 20);
    lab.actions.setFeature(2, 'itr_us', 20);
    lab.actions.resetLane(1);
    workers.run();
    expect(state().scenario?.lanes.map((lane) => lane.features.itr_us)).toEqual([50, 50, 20, 50, 0]);
    lab.actions.reset();
    expect(state().input).toEqual({});
  });

  test('what is refused is taken back, with the reason, and the run before stays', () => {
    start();
    lab.actions.setFeature(1, 'itr_us', 20);
    workers.run();
    lab.actions.setFeature(0, 'notify', 'poll');
    workers.run();
    expect(state().refusal?.reason).toContain('poll');
    expect(state()).toMatchObject({ runId: 2, status: 'done' });
    expect(state().input.lanes?.[0].features).toBeUndefined();
    expect(state().history.past).toHaveLength(1);
    lab.actions.dismissRefusal();
    expect(state().refusal).toBeNull();
  });

  test('a first scenario that is refused leaves its reason and the lecture’s case', () => {
    start({ traffic: { load: 7 } });
    expect(state().refusal?.reason).toContain('load');
    expect(state()).toMatchObject({ status: 'done', input: {}, drawable: true, tPs: OPEN_PS });
    expect(state().ran).toBe(state().input);
  });
});

describe('captures', () => {
  test('are opened, refused, undone and found again', () => {
    start();
    lab.actions.openCapture('a.pcap', new Uint8Array([1, 2, 3, 4]));
    workers.run();
    expect(state()).toMatchObject({ status: 'done', runId: 2, capture: { name: 'a.pcap', bytes: 4 } });
    lab.actions.openCapture('bad.pcap', new Uint8Array(3));
    workers.run();
    expect(state().refusal?.reason).toContain('byte 0');
    expect(state().capture?.name).toBe('a.pcap');
    lab.actions.undo();
    workers.run();
    expect(state().capture).toBeNull();
    lab.actions.redo();
    workers.run();
    expect(state()).toMatchObject({ refusal: null, capture: { name: 'a.pcap' } });
    lab.actions.closeCapture();
    expect(state().input).toEqual({});
  });
});

describe('when the worker dies', () => {
  test('the last frame stays, playback pauses, restart brings the run back', () => {
    start();
    lab.playback.play();
    workers.kill('out of memory');
    expect(state()).toMatchObject({ status: 'dead', playing: false, fault: { message: 'out of memory' } });
    expect(lab.trace()).not.toBeNull();
    lab.actions.restart();
    workers.run();
    expect(state()).toMatchObject({ status: 'done', fault: null });
    expect(workers.made).toBe(2);
  });

  test('an edit of a dead Lab starts a new worker', () => {
    start();
    workers.kill('gone');
    lab.actions.setFeature(0, 'itr_us', 20);
    workers.run();
    expect(state().status).toBe('done');
    expect(state().scenario?.lanes[0].features.itr_us).toBe(20);
  });
});
