// The masks (subtables) that rules of a table have, in the order in which a lookup tries them.

export class MaskOrder {
  /** Masks that have rules. */
  count = 0;
  private readonly order: Int32Array;
  /** Place of each mask in the order; −1 while it has no rule. */
  private readonly places: Int32Array;
  private readonly rules: Int32Array;
  private readonly hits: Float64Array;

  /** At most `masks` distinct masks, numbered from 0. */
  constructor(masks: number) {
    this.order = new Int32Array(masks);
    this.places = new Int32Array(masks).fill(-1);
    this.rules = new Int32Array(masks);
    this.hits = new Float64Array(masks);
  }

  /** Number of the try in which a lookup comes to this mask, from 1; 0 if it has no rule. */
  tryOf(mask: number): number {
    return this.places[mask] + 1;
  }

  hit(mask: number): void {
    this.hits[mask]++;
  }

  /** A rule with this mask is there; a mask's first rule puts it behind all others. */
  add(mask: number): void {
    if (this.rules[mask]++ > 0) return;
    this.places[mask] = this.count;
    this.order[this.count++] = mask;
    this.hits[mask] = 0;
  }

  /** A rule with this mask is gone; with its last one the mask goes, and the last in order takes its place. */
  remove(mask: number): void {
    if (--this.rules[mask] > 0) return;
    const place = this.places[mask];
    const last = this.order[--this.count];
    this.order[place] = last;
    this.places[last] = place;
    this.places[mask] = -1;
  }

  clear(): void {
    this.count = 0;
    this.places.fill(-1);
    this.rules.fill(0);
    this.hits.fill(0);
  }

  /** Puts masks with more hits since the last sort first, equal ones as they were, and counts anew. */
  sort(): void {
    const { order, hits, places } = this;
    for (let i = 1; i < this.count; i++) {
      const mask = order[i];
      let k = i;
      for (; k > 0 && hits[order[k - 1]] < hits[mask]; k--) order[k] = order[k - 1];
      order[k] = mask;
    }
    for (let i = 0; i < this.count; i++) places[order[i]] = i;
    hits.fill(0);
  }
}
