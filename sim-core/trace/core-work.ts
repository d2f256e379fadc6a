// Work intervals of every core in time order with running sums by category: any window's cycles in a few hundred steps.
import { Float64List, Int32List } from './growable.ts';
import { CATEGORY_COUNT, KINDS, NO_CATEGORY } from './kinds.ts';
import type { RecordStore } from './records.ts';

const STRIDE = 256;
const CATEGORY_OF = Uint8Array.from(KINDS, (k) => k.category);

interface CoreList {
  /** Record numbers of the core's work, disjoint and ascending in time. */
  work: Int32List;
  /** At every STRIDE-th interval the picoseconds of all before it, by category. */
  sums: Float64List;
  running: Float64Array;
  /** Number of sums that were dropped at the front. */
  dropped: number;
}

/** Index of one lane's CPU work. */
export class CoreWork {
  private readonly cores: CoreList[] = [];
  private readonly records: RecordStore;

  constructor(records: RecordStore) {
    this.records = records;
  }

  /** One more than the highest core number that has worked. */
  get count(): number {
    return this.cores.length;
  }

  get bytes(): number {
    let n = 0;
    for (const c of this.cores) n += c.work.bytes + c.sums.bytes;
    return n;
  }

  private core(core: number): CoreList {
    while (this.cores.length <= core) {
      this.cores.push({
        work: new Int32List(),
        sums: new Float64List(),
        running: new Float64Array(CATEGORY_COUNT),
        dropped: 0,
      });
    }
    return this.cores[core];
  }

  /** Appends work record `r` of `core`; records of one core must come in time order. */
  append(core: number, r: number, kind: number, durPs: number): void {
    const list = this.core(core);
    if (list.work.end % STRIDE === 0) {
      for (let k = 0; k < CATEGORY_COUNT; k++) list.sums.push(list.running[k]);
    }
    list.work.push(r);
    const category = CATEGORY_OF[kind];
    if (category !== NO_CATEGORY) list.running[category] += durPs;
  }

  /** Position of the first interval of `core` that ends after `tPs`. */
  private positionAfter(list: CoreList, tPs: number): number {
    let lo = list.work.base;
    let hi = list.work.end;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (this.records.endPs(list.work.at(mid)) > tPs) hi = mid;
      else lo = mid + 1;
    }
    return lo;
  }

  /** Number of the record that `core` is working on at `tPs` (start ≤ t < end); −1 if none. */
  at(core: number, tPs: number): number {
    const list = this.cores[core];
    if (list === undefined) return -1;
    const p = this.positionAfter(list, tPs);
    if (p === list.work.end) return -1;
    const r = list.work.at(p);
    return this.records.t(r) <= tPs ? r : -1;
  }

  /** Work records of `core` that intersect [fromPs, toPs), in time order, appended to `out`. */
  between(core: number, fromPs: number, toPs: number, out: number[]): void {
    const list = this.cores[core];
    if (list === undefined) return;
    for (let p = this.positionAfter(list, fromPs); p < list.work.end; p++) {
      const r = list.work.at(p);
      if (this.records.t(r) >= toPs) return;
      out.push(r);
    }
  }

  /**
   * Picoseconds of `core`'s work before `tPs` by category, written into `out`: whole records, and of one under way the
   * part before `tPs`. Counted from an arbitrary origin: only differences mean something.
   */
  before(core: number, tPs: number, out: Float64Array): void {
    out.fill(0);
    const list = this.cores[core];
    if (list === undefined || list.work.end === list.work.base) return;
    const p = this.positionAfter(list, tPs);
    const stride = Math.min(Math.floor(p / STRIDE), Math.floor((list.work.end - 1) / STRIDE));
    const from = (stride - list.dropped) * CATEGORY_COUNT;
    for (let k = 0; k < CATEGORY_COUNT; k++) out[k] = list.sums.at(from + k);
    for (let i = stride * STRIDE; i < p; i++) {
      const r = list.work.at(i);
      const category = CATEGORY_OF[this.records.kind(r)];
      if (category !== NO_CATEGORY) out[category] += this.records.dur(r);
    }
    if (p === list.work.end) return;
    const r = list.work.at(p);
    const start = this.records.t(r);
    const category = CATEGORY_OF[this.records.kind(r)];
    if (start < tPs && category !== NO_CATEGORY) out[category] += tPs - start;
  }

  /** Forgets intervals of records before `r`, in whole strides. */
  dropBefore(r: number): void {
    for (const list of this.cores) {
      let p = list.work.base;
      while (p < list.work.end && list.work.at(p) < r) p++;
      const stride = Math.floor(p / STRIDE);
      list.work.dropBefore(stride * STRIDE);
      list.sums.dropFirst((stride - list.dropped) * CATEGORY_COUNT);
      list.dropped = stride;
    }
  }
}
