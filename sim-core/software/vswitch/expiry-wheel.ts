// When rules are looked at again for idleness: buckets of time, so that a rule is visited about once an idle period.

const BUCKETS = 64;

export class ExpiryWheel {
  /** Distance of two sweeps: the revalidator's period, or a multiple of it where idle times are long. */
  readonly widthPs: number;
  private readonly heads = new Int32Array(BUCKETS).fill(-1);
  private next: Int32Array;

  /** No rule is due later than `idlePs` after it is added; `capacity` rules to begin with. */
  constructor(idlePs: number, revalidatePs: number, capacity: number) {
    this.widthPs = revalidatePs * Math.ceil((idlePs / revalidatePs + 2) / (BUCKETS - 2));
    this.next = new Int32Array(capacity);
  }

  /** Makes room for rules up to `capacity`. */
  grow(capacity: number): void {
    const next = new Int32Array(capacity);
    next.set(this.next);
    this.next = next;
  }

  /** The rule is to be looked at in the first sweep at or after `duePs`. */
  add(rule: number, duePs: number): void {
    const bucket = Math.ceil(duePs / this.widthPs) % BUCKETS;
    this.next[rule] = this.heads[bucket];
    this.heads[bucket] = rule;
  }

  /** Takes out the rules of the sweep at `nowPs`: the first of them (−1 none); go on with `after`. */
  take(nowPs: number): number {
    const bucket = Math.round(nowPs / this.widthPs) % BUCKETS;
    const first = this.heads[bucket];
    this.heads[bucket] = -1;
    return first;
  }

  /** The rule behind this one among those taken, −1 at the end. Ask before the rule is added again. */
  after(rule: number): number {
    return this.next[rule];
  }

  clear(): void {
    this.heads.fill(-1);
  }
}
