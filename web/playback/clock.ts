// Simulated time as a function of wall time and scale: one line through one anchor, no sum over frames.

/** t = anchor + (wall − anchor's wall) · scale; whatever changes the course sets a new anchor. */
export class PlaybackClock {
  private anchorPs = 0;
  private anchorMs = 0;
  private nsPerS = 0;

  /** Simulated picoseconds, whole, at a wall time in milliseconds. 1 ms at 1 ns per s is 1 ps. */
  at(wallMs: number): number {
    return this.anchorPs + Math.max(0, Math.floor((wallMs - this.anchorMs) * this.nsPerS));
  }

  /** From here on simulated time goes through `tPs` at `wallMs`, so many nanoseconds per second. */
  anchor(tPs: number, wallMs: number, nsPerS: number): void {
    this.anchorPs = tPs;
    this.anchorMs = wallMs;
    this.nsPerS = nsPerS;
  }
}
