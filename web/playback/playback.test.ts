// Playback over a trace made of times: what moves the playhead, what stops it, and that it asks for no frame in vain.
import { describe, expect, test } from 'vitest';
import { setUp } from './playback-for-test.ts';
import {
  eventsToPosition,
  fasterScale,
  positionToEvents,
  positionToScale,
  scaleToPosition,
  slowerScale,
} from './time-scale.ts';

describe('playing', () => {
  test('t follows wall time and scale, whatever the frames', () => {
    for (const step of [1, 7, 33]) {
      const { frames, playback } = setUp();
      playback.setScale(50);
      playback.play();
      frames.at(1000);
      for (let ms = step; ms <= 231; ms += step) frames.at(1000 + ms);
      expect(playback.tPs).toBe(231 * 50);
    }
  });

  test('time stands still while somebody holds it, and goes on from there', () => {
    const { frames, playback } = setUp();
    playback.setScale(50);
    playback.play();
    frames.at(0);
    frames.at(100);
    const release = playback.hold();
    const other = playback.hold();
    frames.at(200);
    release();
    release();
    frames.at(300);
    expect(playback.tPs).toBe(5000);
    expect(playback.state.playing).toBe(true);
    other();
    frames.at(400);
    frames.at(410);
    expect(playback.tPs).toBe(5500);
  });

  test('a new scale goes on from where it was', () => {
    const { frames, playback } = setUp();
    playback.setScale(50);
    playback.play();
    frames.at(0);
    frames.at(100);
    playback.setScale(500);
    frames.at(120);
    expect(playback.tPs).toBe(5000);
    frames.at(130);
    expect(playback.tPs).toBe(10_000);
  });

  test('stops at the end, and plays from the start after it', () => {
    const { frames, playback, changes } = setUp();
    playback.setScale(1_000_000);
    playback.play();
    frames.run(1000);
    expect(playback.tPs).toBe(100_000);
    expect(changes.at(-1)).toMatchObject({ playing: false, loading: false, tPs: 100_000 });
    expect(frames.due).toBe(false);
    playback.play(2000);
    expect(playback.tPs).toBe(2000);
    expect(playback.state.playing).toBe(true);
  });

  test('paused it asks for no frame', () => {
    const { frames, playback, drawn } = setUp();
    playback.play();
    frames.run(100);
    playback.pause();
    frames.run(100);
    const { requested } = frames;
    const t = playback.tPs;
    frames.run(10_000);
    expect(frames.requested).toBe(requested);
    expect(frames.due).toBe(false);
    playback.redraw();
    frames.run(1000);
    expect(frames.requested).toBe(requested + 1);
    expect(drawn.at(-1)).toBe(t);
  });

  test('waits where the trace ends without asking for frames, and goes on when there is more', () => {
    const { frames, times, playback } = setUp();
    times.until = 40_000;
    times.end = -1;
    playback.setScale(1000);
    playback.play();
    frames.run(1000);
    expect(playback.state).toMatchObject({ tPs: 40_000, playing: true, loading: true });
    expect(frames.due).toBe(false);
    playback.traceChanged();
    expect(playback.state.loading).toBe(true);
    times.until = 60_000;
    playback.traceChanged();
    expect(playback.state.loading).toBe(false);
    frames.at(5000);
    frames.at(5010);
    expect(playback.tPs).toBe(50_000);
  });
});

describe('steps', () => {
  test('forward and back meet the same times', () => {
    const { playback } = setUp();
    playback.seek(250);
    const there: number[] = [];
    for (let i = 0; i < 5; i++) {
      playback.step();
      there.push(playback.tPs);
    }
    expect(there).toEqual([300, 400, 500, 600, 700]);
    for (const t of [600, 500, 400, 300, 200]) {
      playback.stepBack();
      expect(playback.tPs).toBe(t);
    }
  });

  test('end at the beginning and at the end', () => {
    const { playback } = setUp();
    playback.seek(50);
    playback.stepBack();
    playback.stepBack();
    playback.stepBack();
    expect(playback.state).toMatchObject({ tPs: 0, loading: false });
    playback.seek(99_950);
    for (let i = 0; i < 3; i++) playback.step();
    expect(playback.state).toMatchObject({ tPs: 100_000, loading: false });
  });

  test('wait for the trace in both directions', () => {
    const { times, playback } = setUp();
    times.from = 50_000;
    playback.seek(50_000);
    playback.stepBack();
    expect(playback.state).toMatchObject({ tPs: 50_000, loading: true });
    times.from = 0;
    playback.traceChanged();
    expect(playback.state).toMatchObject({ tPs: 49_900, loading: false });
    times.until = 49_950;
    times.end = -1;
    playback.step();
    expect(playback.state.loading).toBe(true);
    times.until = 60_000;
    playback.traceChanged();
    expect(playback.state).toMatchObject({ tPs: 50_000, loading: false, playing: false });
  });

  test('pause what plays', () => {
    const { frames, playback } = setUp();
    playback.play();
    frames.at(0);
    playback.step();
    expect(playback.state.playing).toBe(false);
    frames.at(10);
    expect(frames.due).toBe(false);
  });
});

describe('steps of every size', () => {
  test.each([
    ['event', 12_345, [12_400, 12_500, 12_600]],
    ['packet', 12_345, [12_600, 13_300, 14_000]],
    ['packet time', 12_345, [12_412, 12_479, 12_546]],
    ['interrupt', 12_345, [30_000, 60_000, 90_000]],
  ] as const)('by %s: on and back through the same times', (size, from, there) => {
    const { playback } = setUp();
    playback.setPacketTime(67);
    playback.setStepSize(size);
    playback.seek(from);
    const met: number[] = [];
    for (let i = 0; i < 3; i++) {
      playback.step();
      met.push(playback.tPs);
    }
    expect(met).toEqual(there);
    expect(playback.state.cameFromPs).toBe(there[1]);
    playback.stepBack();
    playback.stepBack();
    expect(playback.tPs).toBe(there[0]);
  });

  test('what is rare is looked for beyond what is there, and the playhead stays until it is found', () => {
    const { times, playback, needs } = setUp();
    times.until = 20_000;
    times.end = -1;
    playback.seek(1000);
    playback.step('interrupt');
    expect(playback.state).toMatchObject({ tPs: 1000, loading: true });
    expect(needs.at(-1)).toBe(20_000);
    times.from = 19_000;
    times.until = 29_000;
    playback.traceChanged();
    expect(playback.state).toMatchObject({ tPs: 1000, loading: true });
    times.until = 40_000;
    playback.traceChanged();
    expect(playback.state).toMatchObject({ tPs: 30_000, loading: false, cameFromPs: 1000 });
    times.from = 29_900;
    playback.stepBack('interrupt');
    expect(playback.state).toMatchObject({ tPs: 30_000, loading: true });
    expect(needs.at(-1)).toBeLessThan(29_900);
    playback.pause();
    expect(needs.at(-1)).toBe(30_000);
    expect(playback.state.loading).toBe(false);
  });

  test('past the last of its kind a step ends at the end, and comes back to it', () => {
    const { playback } = setUp();
    playback.seek(90_000);
    playback.step('interrupt');
    expect(playback.tPs).toBe(100_000);
    playback.stepBack('interrupt');
    expect(playback.tPs).toBe(90_000);
  });
});

describe('event by event', () => {
  test('jumps so many times a second, whatever the frames, and draws nothing in between', () => {
    for (const step of [3, 16, 40]) {
      const { frames, playback, drawn } = setUp();
      playback.setPaced(true);
      playback.setEventScale(10);
      playback.seek(50);
      frames.at(0);
      drawn.length = 0;
      playback.play();
      for (let ms = 0; ms <= 1050; ms += step) frames.at(1000 + ms);
      expect(playback.state).toMatchObject({ tPs: 1000, cameFromPs: 900, playing: true });
      expect(new Set(drawn)).toEqual(new Set([50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]));
      expect(drawn.length).toBeLessThanOrEqual(12);
    }
  });

  test('ends with the run, waits for the trace', () => {
    const { frames, times, playback } = setUp();
    playback.setPaced(true);
    playback.setEventScale(60);
    times.until = 99_850;
    times.end = -1;
    playback.seek(99_750);
    playback.play();
    frames.run(500);
    expect(playback.state).toMatchObject({ tPs: 99_800, playing: true, loading: true });
    expect(frames.due).toBe(false);
    times.until = 100_000;
    times.end = 100_000;
    playback.traceChanged();
    frames.run(1000);
    expect(playback.state).toMatchObject({ tPs: 100_000, playing: false });
    expect(frames.due).toBe(false);
  });
});

test('a time behind the end is waited for only until the run has ended, sooner than expected', () => {
  const { times, playback } = setUp();
  times.until = 40_000;
  times.end = -1;
  playback.seek(90_000);
  expect(playback.state).toMatchObject({ tPs: 90_000, loading: true });
  times.until = 60_000;
  times.end = 60_000;
  playback.traceChanged();
  expect(playback.state).toMatchObject({ tPs: 60_000, loading: false });
});
test('the scale’s slider is logarithmic, with detents', () => {
  expect(scaleToPosition(50)).toBe(0);
  expect(scaleToPosition(1_000_000)).toBe(1);
  expect(positionToScale(0.5)).toBe(7071);
  expect(positionToScale(scaleToPosition(2010))).toBe(2000);
  expect(fasterScale(500)).toBe(2000);
  expect(slowerScale(500)).toBe(200);
  expect([fasterScale(1e6), slowerScale(50)]).toEqual([1e6, 50]);
  expect([0, 1].map(positionToEvents)).toEqual([1, 60]);
  expect(positionToEvents(eventsToPosition(4))).toBe(4);
});
