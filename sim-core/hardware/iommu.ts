// DMA remapping: an IOTLB of a few entries, least recently used out; a miss costs the walk's latency.
import { START_PS } from '../engine/time.ts';
import type { Costs } from '../costs/resolve.ts';
import type { Clock } from '../engine/event-queue.ts';
import type { Tally } from './fabric.ts';

export class Iommu {
  private readonly pages: Int32Array;
  private readonly linesPerPage: number;
  private readonly missPs: number;
  private readonly walkers: number;
  private readonly tally: Tally;
  private readonly clock: Clock;
  /** When a walker is free for the next miss, picoseconds: DMA that misses goes no faster. */
  freePs = START_PS;
  private used = 0;

  /** `pageBytes`: the size of the host's pages. */
  constructor(clock: Clock, pageBytes: number, costs: Costs, tally: Tally) {
    this.clock = clock;
    this.pages = new Int32Array(Math.max(1, costs.value('pcie.iotlbEntries')));
    this.linesPerPage = pageBytes / 64;
    this.missPs = costs.timePs('pcie.iotlbMiss');
    this.walkers = costs.value('pcie.iotlbWalkers');
    this.tally = tally;
  }

  /** Picoseconds the translation of a buffer at `line` adds now: 0 on a hit. */
  translate(line: number): number {
    const page = Math.floor(line / this.linesPerPage) + 1;
    const pages = this.pages;
    let i = 0;
    while (i < this.used && pages[i] !== page) i++;
    const hit = i < this.used;
    if (!hit) {
      if (this.used < pages.length) this.used++;
      i = this.used - 1;
      this.tally.iotlbMisses++;
    }
    // move to front: position is recency
    for (; i > 0; i--) pages[i] = pages[i - 1];
    pages[0] = page;
    if (hit) return 0;
    const { nowPs } = this.clock;
    const start = Math.max(nowPs, this.freePs);
    this.freePs = start + Math.round(this.missPs / this.walkers);
    return start + this.missPs - nowPs;
  }
}
