// Memory as the parts of a lane see it: who reads or writes which lines, what a core pays, what DRAM moves.
import type { Cost } from '../costs/resolve.ts';
import type { Tally } from './fabric.ts';
import { LLC_HIT, LLC_WROTE_BACK, type LastLevelCache } from './llc.ts';

/** Lines a frame takes in memory; the FCS stays behind. */
export function linesOf(frameBytes: number): number {
  return (frameBytes - 4 + 63) >> 6;
}

export class Memory {
  readonly llc: LastLevelCache;
  /** DMA writes land in the cache (DDIO), else in memory. */
  readonly ddio: boolean;
  /** Writes to memory carry a hint, and the target core fetches headers and descriptors ahead (DCA). */
  readonly dca: boolean;
  readonly hit: Cost;
  readonly miss: Cost;
  private readonly tally: Tally;
  private nextLine = 1;

  constructor(llc: LastLevelCache, placement: 'dram' | 'dca' | 'ddio', hit: Cost, miss: Cost, tally: Tally) {
    this.llc = llc;
    this.ddio = placement === 'ddio';
    this.dca = placement === 'dca';
    this.hit = hit;
    this.miss = miss;
    this.tally = tally;
  }

  /** Reserves `lines` of address space at a 2 MiB boundary; returns the first. */
  reserve(lines: number): number {
    const first = this.nextLine;
    this.nextLine = Math.ceil((first + lines) / 32768) * 32768;
    return first;
  }

  /** DMA writes `lines` from `line` on; returns how many were updated in place in the cache. */
  dmaWrite(line: number, lines: number): number {
    const tally = this.tally;
    if (!this.ddio) {
      for (let i = 0; i < lines; i++) this.llc.dmaInvalidate(line + i);
      tally.dramWrites += lines;
      return 0;
    }
    let updated = 0;
    for (let i = 0; i < lines; i++) {
      const r = this.llc.dmaWrite(line + i);
      if ((r & LLC_HIT) !== 0) updated++;
      else if ((r & LLC_WROTE_BACK) !== 0) tally.dramWrites++;
    }
    tally.ddioUpdates += updated;
    tally.ddioAllocations += lines - updated;
    return updated;
  }

  /** A hinted line: memory has it, and the target core's prefetch brings it into the cache too. */
  prefetchHinted(line: number): void {
    if (!this.dca) return;
    this.tally.dramReads++;
    if ((this.llc.cpuRead(line) & LLC_WROTE_BACK) !== 0) this.tally.dramWrites++;
  }

  /** The device reads `lines` to send them; returns how many came from the cache. */
  dmaRead(line: number, lines: number): number {
    let cached = 0;
    for (let i = 0; i < lines; i++) if (this.llc.dmaRead(line + i)) cached++;
    this.tally.txLinesCached += cached;
    this.tally.txLinesRead += lines;
    this.tally.dramReads += lines - cached;
    return cached;
  }

  /** A core reads packet or descriptor lines; returns how many the cache did not have. */
  read(line: number, lines: number): number {
    const tally = this.tally;
    let missed = 0;
    for (let i = 0; i < lines; i++) {
      const r = this.llc.cpuRead(line + i);
      if ((r & LLC_HIT) === 0) {
        missed++;
        if ((r & LLC_WROTE_BACK) !== 0) tally.dramWrites++;
      }
    }
    tally.readHits += lines - missed;
    tally.readMisses += missed;
    tally.llcMisses += missed;
    tally.dramReads += missed;
    return missed;
  }

  /** A core writes `lines` whole. */
  write(line: number, lines: number): void {
    for (let i = 0; i < lines; i++) {
      if ((this.llc.cpuWrite(line + i) & LLC_WROTE_BACK) !== 0) this.tally.dramWrites++;
    }
  }
}
