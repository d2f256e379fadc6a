// The last-level cache: slices of sets × ways, DMA confined to a few ways when it allocates, victims drawn at random.
import { mix32, mixBelow, RandomStream } from '../engine/random.ts';

/** Result bits of an access. */
export const LLC_HIT = 1;
/** The access pushed out a dirty line, which memory now takes. */
export const LLC_WROTE_BACK = 2;

/** Sets of a slice: address bits 6 to 16 choose among them. */
const SETS_OF_SLICE = 2048;
/** Rows (lines that go once through a slice's sets) whose equal lines the slice hash keeps in different slices: 2³. */
const ROW_BITS = 3;
const ROWS_APART = 2 ** ROW_BITS;

/** Hints of where a line is. */
const PLACES = 8192;

/** Flags of an entry. */
const DIRTY = 1;
const BY_DMA = 2;

export class LastLevelCache {
  readonly sets: number;
  readonly ways: number;
  readonly dmaWays: number;
  /** Lines that DMA wrote and that are still in. */
  dmaResident = 0;
  /** Evictions of lines that DMA wrote last, by anyone. */
  dmaEvictions = 0;
  /**
   * By set, then way: four times (line + 1), plus 1 if dirty, plus 2 if DMA wrote it last; 0 is empty. One word a line,
   * so that an access touches one stretch of memory; lines stay below 2²⁹.
   */
  private readonly entries: Int32Array;
  /** Where lines were found last, by some of their bits: a hint, good if the entry there holds the line. */
  private readonly places = new Int32Array(PLACES);
  private readonly random: RandomStream;
  private readonly slices: number;
  private readonly row: number;
  /** The block of rows asked for last, and how far its lines are shifted. */
  private shiftedBlock = -1;
  private shift = 0;

  /** `bytes` of cache in `ways`; DMA may allocate into the first `dmaWays` of each set. */
  constructor(bytes: number, ways: number, dmaWays: number, seed: number) {
    this.sets = Math.max(1, Math.floor(bytes / 64 / ways));
    this.slices = Math.max(Math.min(ROWS_APART, this.sets), Math.round(this.sets / SETS_OF_SLICE));
    this.row = Math.ceil(this.sets / this.slices);
    this.ways = ways;
    this.dmaWays = Math.min(dmaWays, ways);
    this.entries = new Int32Array(this.sets * ways);
    this.random = new RandomStream(seed, 'llc');
  }

  /** DMA writes a whole line: in place if it is in any way, else into one of DMA's ways. */
  dmaWrite(line: number): number {
    const at = this.find(line);
    if (at < 0) return this.insert(line, this.dmaWays, DIRTY | BY_DMA);
    if ((this.entries[at] & BY_DMA) === 0) this.dmaResident++;
    this.entries[at] |= DIRTY | BY_DMA;
    return LLC_HIT;
  }

  /** DMA writes a line to memory: a copy in the cache is stale and goes. */
  dmaInvalidate(line: number): void {
    const at = this.find(line);
    if (at < 0) return;
    if ((this.entries[at] & BY_DMA) !== 0) this.dmaResident--;
    this.entries[at] = 0;
  }

  /** The device reads a line; nothing is allocated. */
  dmaRead(line: number): boolean {
    return this.find(line) >= 0;
  }

  /** A core reads a line; a miss brings it in. */
  cpuRead(line: number): number {
    if (this.find(line) >= 0) return LLC_HIT;
    return this.insert(line, this.ways, 0);
  }

  /** A core writes a line: it is in afterwards, and dirty. */
  cpuWrite(line: number): number {
    const at = this.find(line);
    if (at < 0) return this.insert(line, this.ways, DIRTY);
    if ((this.entries[at] & BY_DMA) !== 0) this.dmaResident--;
    this.entries[at] = (line + 1) * 4 + DIRTY;
    return LLC_HIT;
  }

  /**
   * First entry of a line's set. Low address bits choose the set within a slice, a hash the slice, so that lines a few
   * rows apart never meet and lines far apart meet by chance (Maurice et al., RAID 2015). The ways of a buffer ring
   * therefore fill more evenly than by chance alone, and unlike a plain modulus a stride of 2 KiB finds all sets.
   */
  private setOf(line: number): number {
    const { row, sets } = this;
    const rowIndex = (line / row) | 0;
    let at = line - rowIndex * row;
    const block = rowIndex >>> ROW_BITS;
    const turn = mixBelow((block << 11) ^ at, this.slices);
    if (block !== this.shiftedBlock) {
      this.shiftedBlock = block;
      this.shift = (mix32(~block) >>> 1) % row;
    }
    at += this.shift;
    if (at >= row) at -= row;
    let slice = turn + (rowIndex & (ROWS_APART - 1));
    while (slice >= this.slices) slice -= this.slices;
    // slices × row is below twice the sets
    const set = slice * row + at;
    return (set >= sets ? set - sets : set) * this.ways;
  }

  /** Index of a line's entry, or −1. */
  private find(line: number): number {
    const { entries, places } = this;
    const tag = line + 1;
    const place = (line ^ (line >>> 5)) & (PLACES - 1);
    const hint = places[place];
    if (entries[hint] >>> 2 === tag) return hint;
    const base = this.setOf(line);
    const end = base + this.ways;
    for (let at = base; at < end; at++) {
      if (entries[at] >>> 2 === tag) {
        places[place] = at;
        return at;
      }
    }
    return -1;
  }

  /** Puts a line into one of the first `ways`: an empty one first, else in place of one drawn at random. */
  private insert(line: number, ways: number, flags: number): number {
    const { entries } = this;
    const base = this.setOf(line);
    let at = base;
    const end = base + ways;
    while (at < end && entries[at] !== 0) at++;
    let result = 0;
    if (at === end) {
      at = base + this.random.below(ways);
      const old = entries[at];
      if ((old & DIRTY) !== 0) result = LLC_WROTE_BACK;
      if ((old & BY_DMA) !== 0) {
        this.dmaEvictions++;
        this.dmaResident--;
      }
    }
    entries[at] = (line + 1) * 4 + flags;
    this.places[(line ^ (line >>> 5)) & (PLACES - 1)] = at;
    if ((flags & BY_DMA) !== 0) this.dmaResident++;
    return result;
  }
}
