// Checks that only a lasting lack of frames thins the packets out, and that it ends.
import { describe, expect, it } from 'vitest';
import { FramePace } from './frame-pace.ts';

function run(pace: FramePace, fromMs: number, frames: number, ms: number): [number, boolean] {
  let now = fromMs;
  let slow = false;
  for (let i = 0; i < frames; i++) {
    now += ms;
    slow = pace.frame(now);
  }
  return [now, slow];
}

describe('frame pace', () => {
  it('stays quick at 60 frames a second, with a stumble or a pause', () => {
    const pace = new FramePace();
    let [now, slow] = run(pace, 1000, 100, 16.7);
    [now, slow] = run(pace, now, 1, 120);
    [now, slow] = run(pace, now + 5000, 100, 16.7);
    expect(slow).toBe(false);
  });
  it('thins out after a while of slow frames, and stops when they are quick again', () => {
    const pace = new FramePace();
    let [now, slow] = run(pace, 1000, 200, 60);
    expect(slow).toBe(true);
    [now, slow] = run(pace, now, 200, 16.7);
    expect(slow).toBe(false);
  });
});
