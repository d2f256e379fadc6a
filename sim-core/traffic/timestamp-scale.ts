// A pcapng interface's timestamps: 64-bit counts of any decimal or binary fraction of a second, made exact picoseconds.

const PS_PER_S = 1_000_000_000_000n;
const MOST_EXACT_DIGITS = 9;

/** Converts counts to whole seconds and a fraction in picoseconds, rounded down where units are finer. */
export class TimestampScale {
  /** Of the count converted last. */
  seconds = 0;
  fractionPs = 0;

  private readonly offsetSeconds: number;
  /** Units a second if they are few enough for exact division in plain numbers, else 0. */
  private readonly perSecond: number;
  private readonly unitPs: number;
  private readonly divisor: bigint;

  /** `resolution` is if_tsresol: 10^−n, or 2^−n with the highest bit set; `offsetSeconds` is if_tsoffset. */
  constructor(resolution: number, offsetSeconds: number) {
    const exponent = resolution & 0x7f;
    const binary = (resolution & 0x80) !== 0;
    this.offsetSeconds = offsetSeconds;
    const exact = !binary && exponent <= MOST_EXACT_DIGITS;
    this.perSecond = exact ? Number(10n ** BigInt(exponent)) : 0;
    this.unitPs = exact ? 1e12 / this.perSecond : 0;
    this.divisor = binary ? 2n ** BigInt(exponent) : 10n ** BigInt(exponent);
  }

  /** Converts the count high·2³² + low into `seconds` and `fractionPs`. */
  convert(high: number, low: number): void {
    if (this.perSecond > 0) this.divide(high, low);
    else this.divideLarge(high, low);
    this.seconds += this.offsetSeconds;
  }

  /** Long division in steps of 16 bits, each below 2⁵³. */
  private divide(high: number, low: number): void {
    const d = this.perSecond;
    let quotient = Math.floor(high / d);
    let rest = high - quotient * d;
    for (let shift = 16; shift >= 0; shift -= 16) {
      const part = rest * 65_536 + ((low >>> shift) & 0xffff);
      const q = Math.floor(part / d);
      quotient = quotient * 65_536 + q;
      rest = part - q * d;
    }
    this.seconds = quotient;
    this.fractionPs = rest * this.unitPs;
  }

  private divideLarge(high: number, low: number): void {
    const count = (BigInt(high) << 32n) | BigInt(low);
    const ps = (count * PS_PER_S) / this.divisor;
    this.seconds = Number(ps / PS_PER_S);
    this.fractionPs = Number(ps % PS_PER_S);
  }
}
