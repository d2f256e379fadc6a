// Draws an index by weight: a table of cumulative sums, searched in halves between two marks of a small guide.
import { pow } from '../engine/math.ts';
import type { RandomStream } from '../engine/random.ts';
import { UNCHANGING } from '../engine/snapshot.ts';

const RANGE = 2 ** 32;

/** One draw of a stream an index; weights never change after construction. */
export class Chooser {
  readonly [UNCHANGING] = true;
  readonly size: number;
  /** Upper end of each index's share of 0…2³²; empty when all weights are equal. */
  private readonly upTo: Float64Array;
  /** First index that a draw with these leading bits can mean. */
  private readonly guide: Int32Array;
  private readonly shift: number;

  /** `weights` are not negative and not all zero; null makes all of them equal. */
  constructor(size: number, weights: ArrayLike<number> | null) {
    this.size = size;
    this.upTo = new Float64Array(weights === null || size === 1 ? 0 : size);
    let bits = 0;
    if (this.upTo.length > 0) while (bits < 16 && 2 ** bits < size) bits++;
    this.shift = 32 - bits;
    this.guide = new Int32Array(2 ** bits + 1);
    if (weights !== null && size > 1) this.fill(weights);
  }

  private fill(weights: ArrayLike<number>): void {
    let total = 0;
    for (let i = 0; i < this.size; i++) total += weights[i];
    let sum = 0;
    for (let i = 0; i < this.size; i++) {
      sum += weights[i];
      this.upTo[i] = i === this.size - 1 ? RANGE : (sum / total) * RANGE;
    }
    let i = 0;
    const marks = this.guide.length - 1;
    for (let mark = 0; mark < marks; mark++) {
      while (this.upTo[i] <= mark * (RANGE / marks)) i++;
      this.guide[mark] = i;
    }
    this.guide[marks] = this.size - 1;
  }

  /** An index from 0 to size − 1; takes exactly one number from the stream. */
  draw(random: RandomStream): number {
    const x = random.uint32();
    if (this.upTo.length === 0) return Math.floor((x / RANGE) * this.size);
    const mark = this.shift === 32 ? 0 : x >>> this.shift;
    let low = this.guide[mark];
    let high = this.guide[mark + 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.upTo[middle] > x) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** Index i has weight (i + 1)^−skew: the first is the most popular; skew 0 is uniform. */
export function zipfChooser(size: number, skew: number): Chooser {
  if (skew === 0 || size === 1) return new Chooser(size, null);
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) weights[i] = 1 / pow(i + 1, skew);
  return new Chooser(size, weights);
}
