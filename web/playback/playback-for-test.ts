// Playback over a trace made of times, for the tests of it.
import { FrameLoop } from './frame-loop.ts';
import { TestFrames } from './frames-for-test.ts';
import { Playback, type PlaybackState } from './playback.ts';
import type { Sought, Timeline } from './timeline.ts';

const GAP = { event: 100, packet: 700, interrupt: 30_000 };

/** Events at multiples of 100 ps, packets at those of 700, interrupts at those of 30 000; `from` … `until` is there, the run ends at `end`. */
class Times implements Timeline {
  from = 0;
  until = 100_000;
  end = 100_000;

  presentUntil(tPs: number): number {
    return tPs >= this.from ? this.until : -1;
  }

  presentFrom(tPs: number): number {
    return tPs <= this.until ? this.from : Infinity;
  }

  endPs(): number {
    return this.end;
  }

  nextPs(sought: Sought, tPs: number): number {
    const next = (Math.floor(tPs / GAP[sought]) + 1) * GAP[sought];
    return next <= this.until ? next : Infinity;
  }

  previousPs(sought: Sought, tPs: number): number {
    const previous = (Math.ceil(tPs / GAP[sought]) - 1) * GAP[sought];
    return previous >= this.from ? previous : -Infinity;
  }
}
/** A playback with its frames, its trace, and what it drew, told and asked for. */
export function setUp() {
  const frames = new TestFrames();
  const times = new Times();
  const loop = new FrameLoop(frames);
  const playback = new Playback(loop, times);
  const drawn: number[] = [];
  const changes: PlaybackState[] = [];
  const needs: number[] = [];
  playback.onNeed((t) => needs.push(t));
  playback.onFrame((t) => drawn.push(t));
  playback.onChange((state) => changes.push(state));
  return { frames, times, playback, drawn, changes, needs };
}
