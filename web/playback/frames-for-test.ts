// Frames that come when a test says so, at wall times of its choice.
import type { FrameSource } from './frame-loop.ts';

export class TestFrames implements FrameSource {
  /** Frames asked for so far. */
  requested = 0;
  private callback: ((wallMs: number) => void) | null = null;
  private last = 0;

  request(callback: (wallMs: number) => void): number {
    this.callback = callback;
    return ++this.requested;
  }

  cancel(): void {
    this.callback = null;
  }

  /** Whether a frame is due. */
  get due(): boolean {
    return this.callback !== null;
  }

  /** One frame at a wall time; false if none was asked for. */
  at(wallMs: number): boolean {
    const { callback } = this;
    this.callback = null;
    this.last = wallMs;
    callback?.(wallMs);
    return callback !== null;
  }

  /** Frames at 60 a second until none is asked for, or for so many milliseconds. */
  run(ms: number): void {
    const end = this.last + ms;
    while (this.callback !== null && this.last < end) this.at(this.last + 1000 / 60);
  }
}
