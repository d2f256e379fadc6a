// The kernel datapath's mask cache of one core: remembers under which mask packets of a hash were found (mechanics §4.2).
import type { FlowTable } from './flow-table.ts';
import { LOOKUP } from '../../trace/kinds.ts';

const ENTRIES = 256;
const SLICES = 4;

export class MaskCache {
  /** Of the last lookup: masks tried, and how it went (LOOKUP). */
  tried = 0;
  level: number = LOOKUP.none;
  private readonly table: FlowTable;
  private readonly hashes = new Uint32Array(ENTRIES);
  private readonly masks = new Int32Array(ENTRIES).fill(-1);

  constructor(table: FlowTable) {
    this.table = table;
  }

  /** The installed rule for a packet whose flow hashes to `hash`, or −1; counts the masks that were tried. */
  lookup(who: number, flow: number, hash: number): number {
    const { table, hashes, masks } = this;
    const rule = table.lookup(who, flow);
    const found = rule < 0 ? -1 : table.maskOf(rule);
    let coldest = hash & (ENTRIES - 1);
    let rest = hash;
    for (let slice = 0; slice < SLICES; slice++) {
      const entry = rest & (ENTRIES - 1);
      if (masks[entry] >= 0 && hashes[entry] === hash >>> 0) return this.remembered(entry, rule, found);
      if (hashes[entry] < hashes[coldest]) coldest = entry;
      rest >>>= 8;
    }
    this.walk(found, -1);
    if (rule >= 0) {
      hashes[coldest] = hash >>> 0;
      masks[coldest] = found;
    }
    return rule;
  }

  /** The cache names a mask for this hash: it is tried first, the others only if it fails. */
  private remembered(entry: number, rule: number, found: number): number {
    const mask = this.masks[entry];
    if (found === mask) {
      this.level = LOOKUP.maskCache;
      this.tried = 1;
      return rule;
    }
    this.walk(found, mask);
    this.masks[entry] = found;
    if (found < 0) this.hashes[entry] = 0;
    return rule;
  }

  /** Masks in order until the rule's; `first` has been tried before, if it still has rules. */
  private walk(found: number, first: number): void {
    const { masks } = this.table;
    const firstTry = first < 0 ? 0 : masks.tryOf(first);
    this.level = found < 0 ? LOOKUP.none : LOOKUP.mask;
    this.tried = found < 0 ? masks.count : masks.tryOf(found);
    if (found >= 0 && firstTry > this.tried) this.tried++;
  }
}
