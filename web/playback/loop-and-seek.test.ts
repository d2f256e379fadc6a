// Loops and jumps of playback: where they hold the playhead, and what happens at the run's ends.
import { describe, expect, test } from 'vitest';
import { setUp } from './playback-for-test.ts';

describe('a loop', () => {
  test('keeps play inside, to the picosecond', () => {
    const { frames, playback, drawn } = setUp();
    playback.setScale(1000);
    playback.setLoop({ fromPs: 20_000, toPs: 30_000 });
    playback.seek(50_000);
    frames.at(0);
    drawn.length = 0;
    playback.play();
    expect(playback.tPs).toBe(20_000);
    frames.at(0);
    for (let ms = 7; ms <= 700; ms += 7) frames.at(ms);
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...drawn)).toBeLessThan(30_000);
    expect(playback.tPs).toBe(20_000 + ((700 * 1000) % 10_000));
    playback.setLoop(null);
    frames.at(714);
    frames.at(1714);
    expect(playback.tPs).toBe(100_000);
  });

  test('event by event it goes round too', () => {
    const { frames, playback } = setUp();
    playback.setPaced(true);
    playback.setEventScale(10);
    playback.setLoop({ fromPs: 20_000, toPs: 20_250 });
    playback.play();
    frames.at(0);
    const met: number[] = [];
    for (let ms = 100; ms <= 500; ms += 100) {
      frames.at(ms);
      met.push(playback.tPs);
    }
    expect(met).toEqual([20_100, 20_200, 20_000, 20_100, 20_200]);
  });

  test('round the end of the run', () => {
    const { frames, playback } = setUp();
    playback.setScale(1000);
    playback.setLoop({ fromPs: 95_000, toPs: 120_000 });
    playback.play();
    frames.at(0);
    frames.at(6);
    expect(playback.state).toMatchObject({ tPs: 96_000, playing: true });
  });
});

describe('seek', () => {
  test('holds to the run and says when the trace is not there', () => {
    const { times, playback } = setUp();
    playback.seek(-5);
    expect(playback.tPs).toBe(0);
    playback.seek(1e9);
    expect(playback.tPs).toBe(100_000);
    times.until = 1000;
    times.end = -1;
    playback.seek(5000);
    expect(playback.state).toMatchObject({ tPs: 5000, loading: true });
    times.until = 6000;
    playback.traceChanged();
    expect(playback.state).toMatchObject({ tPs: 5000, loading: false });
  });

  test('while playing it plays on from there', () => {
    const { frames, playback } = setUp();
    playback.setScale(1000);
    playback.play();
    frames.at(0);
    frames.at(10);
    playback.seek(50_000);
    frames.at(20);
    frames.at(30);
    expect(playback.tPs).toBe(60_000);
  });

  test('a run that turns out shorter takes the playhead along', () => {
    const { times, playback } = setUp();
    times.end = -1;
    playback.seek(90_000);
    times.end = 70_000;
    times.until = 70_000;
    playback.traceChanged();
    expect(playback.tPs).toBe(70_000);
  });
});
