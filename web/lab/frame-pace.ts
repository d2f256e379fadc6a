// Notices a machine that cannot keep up with drawing every packet, and one that can again.

/** Below about 24 frames a second half of the packets on their way are drawn; above 40 all are, ms a frame. */
const SLOW_MS = 42;
const QUICK_MS = 25;
/** Longer pauses between frames are no sign of slowness: nothing was drawn meanwhile, ms. */
const PAUSE_MS = 500;

export class FramePace {
  private last = 0;
  private mean = 16;
  private slow = false;

  /** Takes a frame's wall time, ms; true while only half of the packets on their way are to be drawn. */
  frame(nowMs: number): boolean {
    const took = nowMs - this.last;
    this.last = nowMs;
    if (took > PAUSE_MS) return this.slow;
    this.mean += (took - this.mean) * 0.05;
    if (this.mean > SLOW_MS) this.slow = true;
    else if (this.mean < QUICK_MS) this.slow = false;
    return this.slow;
  }
}
