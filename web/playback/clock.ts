// Simulated time as a function of wall time and scale: one line through one anchor, no sum over frames.

/** While it runs, t = anchor + (wall − anchor wall) · scale; changing anything sets a new anchor. */
export class PlaybackClock {
  private anchorPs = 0;
  private anchorMs = 0;
  private nsPerS: number;

  constructor(nsPerS: number) {
    this.nsPerS = nsPerS;
  }

  get scaleNsPerS(): number {
    return this.nsPerS;
  }

  /** Simulated picoseconds, whole, at a wall time in milliseconds. 1 ms at 1 ns per s is 1 ps. */
  at(wallMs: number): number {
    return this.anchorPs + Math.max(0, Math.floor((wallMs - this.anchorMs) * this.nsPerS));
  }

  /** From here on simulated time goes through `tPs` at `wallMs`. */
  anchor(tPs: number, wallMs: number): void {
    this.anchorPs = tPs;
    this.anchorMs = wallMs;
  }

  /** Changes the scale without a jump at `wallMs`. */
  rescale(nsPerS: number, wallMs: number): void {
    this.anchor(this.at(wallMs), wallMs);
    this.nsPerS = nsPerS;
  }
}
