// Totals at the last 257 deliveries, so that figures of the recent past can be had at any moment.
import type { Core } from '../hardware/core.ts';
import type { LaneFigures, RecentStart } from '../report/lane-figures.ts';
import { CATEGORY_COUNT } from '../trace/kinds.ts';

/** Deliveries looked back on: the stretch begins at the one before them. */
const ROWS = 257;

export class RecentRing {
  private readonly cores: number;
  private readonly width: number;
  private readonly rows: Float64Array;
  private written = 0;
  private readonly opening: Float64Array;
  private openedAt = 0;

  constructor(cores: number) {
    this.cores = cores;
    this.width = CATEGORY_COUNT + cores;
    this.rows = new Float64Array(ROWS * this.width);
    this.opening = new Float64Array(this.width);
  }

  /** A packet was delivered; the cores are settled. */
  push(categoryPs: Float64Array, cores: readonly Core[]): void {
    const at = (this.written % ROWS) * this.width;
    for (let i = 0; i < CATEGORY_COUNT; i++) this.rows[at + i] = categoryPs[i];
    for (let i = 0; i < this.cores; i++) this.rows[at + CATEGORY_COUNT + i] = cores[i].busyPs;
    this.written++;
  }

  /** The window opens: nothing before counts. */
  open(figures: LaneFigures): void {
    this.openedAt = this.written;
    this.opening.set(figures.categoryPs, 0);
    figures.cores.forEach((core, i) => {
      this.opening[CATEGORY_COUNT + i] = core.busyPs;
    });
  }

  /** Totals where the stretch begins, and the deliveries since. */
  start(): RecentStart {
    const since = this.written - this.openedAt;
    let row = this.opening;
    let deliveries = since;
    if (since >= ROWS) {
      const at = (this.written % ROWS) * this.width;
      row = this.rows.subarray(at, at + this.width);
      deliveries = ROWS - 1;
    }
    return {
      deliveries,
      categoryPs: Array.from(row.subarray(0, CATEGORY_COUNT)),
      coreBusyPs: Array.from(row.subarray(CATEGORY_COUNT)),
    };
  }
}
