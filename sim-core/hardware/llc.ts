// The last-level cache: sets × ways, DMA confined to a few ways when it allocates, victims drawn at random (mechanics §2.5).
import { mix32, RandomStream } from '../engine/random.ts';

/** Result bits of an access. */
export const LLC_HIT = 1;
/** The access pushed out a dirty line, which memory now takes. */
export const LLC_WROTE_BACK = 2;

export class LastLevelCache {
  readonly sets: number;
  readonly ways: number;
  readonly dmaWays: number;
  /** Lines that DMA wrote and that are still in. */
  dmaResident = 0;
  /** Evictions of lines that DMA wrote last, by anyone. */
  dmaEvictions = 0;
  private readonly tags: Int32Array;
  /** 1 dirty, 2 written by DMA last. */
  private readonly flags: Uint8Array;
  private readonly random: RandomStream;

  /** `bytes` of cache in `ways`; DMA may allocate into the first `dmaWays` of each set. */
  constructor(bytes: number, ways: number, dmaWays: number, seed: number) {
    this.sets = Math.max(1, Math.floor(bytes / 64 / ways));
    this.ways = ways;
    this.dmaWays = Math.min(dmaWays, ways);
    this.tags = new Int32Array(this.sets * ways);
    this.flags = new Uint8Array(this.sets * ways);
    this.random = new RandomStream(seed, 'llc');
  }

  /** DMA writes a whole line: in place if it is in any way, else into one of DMA's ways. */
  dmaWrite(line: number): number {
    const base = this.setOf(line);
    const way = this.find(base, line);
    if (way >= 0) {
      const at = base + way;
      if ((this.flags[at] & 2) === 0) this.dmaResident++;
      this.flags[at] = 3;
      return LLC_HIT;
    }
    return this.insert(base, line, this.dmaWays, 3);
  }

  /** DMA writes a line to memory: a copy in the cache is stale and goes. */
  dmaInvalidate(line: number): void {
    const base = this.setOf(line);
    const way = this.find(base, line);
    if (way < 0) return;
    this.forget(base + way);
    this.tags[base + way] = 0;
    this.flags[base + way] = 0;
  }

  /** The device reads a line; nothing is allocated. */
  dmaRead(line: number): boolean {
    const base = this.setOf(line);
    return this.find(base, line) >= 0;
  }

  /** A core reads a line; a miss brings it in. */
  cpuRead(line: number): number {
    const base = this.setOf(line);
    if (this.find(base, line) >= 0) return LLC_HIT;
    return this.insert(base, line, this.ways, 0);
  }

  /** A core writes a line: it is in afterwards, and dirty. */
  cpuWrite(line: number): number {
    const base = this.setOf(line);
    const way = this.find(base, line);
    if (way >= 0) {
      const at = base + way;
      if ((this.flags[at] & 2) !== 0) this.dmaResident--;
      this.flags[at] = 1;
      return LLC_HIT;
    }
    return this.insert(base, line, this.ways, 1);
  }

  private setOf(line: number): number {
    return ((mix32(line | 0) >>> 0) % this.sets) * this.ways;
  }

  private find(base: number, line: number): number {
    const tags = this.tags;
    const tag = line + 1;
    const end = base + this.ways;
    for (let at = base; at < end; at++) if (tags[at] === tag) return at - base;
    return -1;
  }

  private insert(base: number, line: number, ways: number, flag: number): number {
    const tags = this.tags;
    let way = -1;
    for (let w = 0; w < ways; w++) {
      if (tags[base + w] === 0) {
        way = w;
        break;
      }
    }
    let result = 0;
    if (way < 0) {
      way = this.random.below(ways);
      if ((this.flags[base + way] & 1) !== 0) result = LLC_WROTE_BACK;
      if ((this.flags[base + way] & 2) !== 0) this.dmaEvictions++;
      this.forget(base + way);
    }
    tags[base + way] = line + 1;
    this.flags[base + way] = flag;
    if ((flag & 2) !== 0) this.dmaResident++;
    return result;
  }

  private forget(at: number): void {
    if ((this.flags[at] & 2) !== 0) this.dmaResident--;
  }
}
