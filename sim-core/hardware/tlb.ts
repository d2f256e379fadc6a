// Translation caches of a core: a TLB with real reach, and the walk caches that spare a walk its upper levels.
import { mixBelow } from '../engine/random.ts';

/** A set-associative cache of numbers, least recently used out within a set. */
class LruSets {
  private readonly ways: number;
  private readonly sets: number;
  private readonly keys: Int32Array;
  /** The key looked up last: it is in, and the most recent of its set. */
  private latest = -1;

  constructor(entries: number, ways: number) {
    this.ways = Math.max(1, Math.min(ways, entries));
    this.sets = Math.max(1, Math.floor(entries / this.ways));
    this.keys = new Int32Array(this.sets * this.ways).fill(-1);
  }

  /** True if the key was in; it is the most recent of its set afterwards. */
  access(key: number): boolean {
    if (key === this.latest) return true;
    this.latest = key;
    const { keys, ways } = this;
    const base = mixBelow(key, this.sets) * ways;
    let i = 0;
    while (i < ways - 1 && keys[base + i] !== key) i++;
    const hit = keys[base + i] === key;
    for (; i > 0; i--) keys[base + i] = keys[base + i - 1];
    keys[base] = key;
    return hit;
  }
}

/** Ways of the second-level TLB of the cores that the constants are from. */
const TLB_WAYS = 12;
/** Regions whose upper levels the walk caches remember. */
const WALK_CACHE_ENTRIES = 32;

export class Tlb {
  private readonly pages: LruSets;
  private readonly upper: LruSets;

  /** `entries`: pages of the size in use that it holds. */
  constructor(entries: number) {
    this.pages = new LruSets(entries, TLB_WAYS);
    this.upper = new LruSets(WALK_CACHE_ENTRIES, WALK_CACHE_ENTRIES);
  }

  /** Looks a page of an address space up; a miss brings it in. `space` from 0 to 255. */
  hit(space: number, page: number): boolean {
    return this.pages.access(space * 0x400000 + page);
  }

  /** The walk caches know the upper levels of a page's region; they do afterwards. */
  knowsUpper(space: number, region: number): boolean {
    return this.upper.access(space * 0x400000 + region);
  }
}

/** Levels of tables a walk passes for a page size. */
export const LEVELS = { '4k': 4, '2m': 3, '1g': 2 } as const;

/**
 * References of a walk through tables of `guestLevels` with nothing cached: nested walks translate every guest table
 * and the page itself through `hostLevels` more, (g+1)(h+1) − 1 in all (mechanics §5.3); without a second dimension g.
 */
export function coldReferences(guestLevels: number, hostLevels: number): number {
  return hostLevels === 0 ? guestLevels : (guestLevels + 1) * (hostLevels + 1) - 1;
}

/** References left when the walk caches know the upper levels: the last entry of each dimension. */
export function warmReferences(hostLevels: number): number {
  return hostLevels === 0 ? 1 : 2;
}
