// Latencies in bins of constant relative width: percentiles to 1 part in 2048 in constant memory, whatever the run's length.

/** Bins a power of two; values below are exact. */
const SUB = 2048;
const SUB_BITS = 11;
const WORD = 2 ** 32;

/** A histogram of whole picoseconds. Bins from SUB on are 1/SUB to 2/SUB of their value wide. */
export class Histogram {
  count = 0;
  min = 0;
  max = 0;
  /** Sum of all values; exact below 2⁵³. */
  sum = 0;
  private bins = new Float64Array(SUB * 8);

  add(ps: number): void {
    if (this.count === 0 || ps < this.min) this.min = ps;
    if (ps > this.max) this.max = ps;
    this.count++;
    this.sum += ps;
    const i = binOf(ps);
    if (i >= this.bins.length) {
      const bigger = new Float64Array(Math.max(this.bins.length * 2, i + 1));
      bigger.set(this.bins);
      this.bins = bigger;
    }
    this.bins[i]++;
  }

  clear(): void {
    this.count = 0;
    this.min = 0;
    this.max = 0;
    this.sum = 0;
    this.bins.fill(0);
  }

  /** The value below or at which a share of all values lies; null when empty. Between min and max. */
  quantile(share: number): number | null {
    if (this.count === 0) return null;
    const rank = Math.max(1, Math.ceil(share * this.count));
    let seen = 0;
    for (let i = 0; i < this.bins.length; i++) {
      seen += this.bins[i];
      if (seen >= rank) return Math.min(this.max, Math.max(this.min, middleOf(i)));
    }
    return this.max;
  }
}

function binOf(ps: number): number {
  if (ps < SUB) return ps;
  // values from 2³² on lose 21 bits first, so that the rest is work on 32-bit integers
  const high = ps >= WORD;
  const v = (high ? Math.floor(ps / 2 ** 21) : ps) >>> 0;
  const shift = 31 - Math.clz32(v) - SUB_BITS;
  return SUB + (shift + (high ? 21 : 0)) * SUB + ((v >>> shift) - SUB);
}

function middleOf(bin: number): number {
  if (bin < SUB) return bin;
  const shift = Math.floor((bin - SUB) / SUB);
  const v = SUB + ((bin - SUB) % SUB);
  const scale = 2 ** shift;
  return v * scale + Math.floor((scale - 1) / 2);
}
