// Lists of numbers over typed arrays that grow at the end and can be shortened at the front; no object per element.

/** Int32 elements with absolute positions: dropping the front does not renumber the rest. */
export class Int32List {
  /** Position of the first element still held. Changed at once: else it is compiled as a constant until a list is first shortened. */
  base = -1;
  /** Position behind the last element. */
  end = 0;
  private data: Int32Array;

  constructor(capacity = 1024) {
    this.base = 0;
    this.data = new Int32Array(capacity);
  }

  get bytes(): number {
    return this.data.byteLength;
  }

  at(position: number): number {
    return this.data[position - this.base];
  }

  push(value: number): void {
    this.reserve(1);
    this.data[this.end - this.base] = value;
    this.end++;
  }

  /** Replaces the element at a position that is held. */
  set(position: number, value: number): void {
    this.data[position - this.base] = value;
  }

  /** Makes room for `more` elements without adding any. */
  reserve(more: number): void {
    const need = this.end - this.base + more;
    if (need <= this.data.length) return;
    const next = new Int32Array(Math.max(need, 2 * this.data.length));
    next.set(this.data.subarray(0, this.end - this.base));
    this.data = next;
  }

  /** Opens a gap of one at `position` by moving what follows, and puts `value` there. */
  insert(position: number, value: number): void {
    this.reserve(1);
    const i = position - this.base;
    this.data.copyWithin(i + 1, i, this.end - this.base);
    this.data[i] = value;
    this.end++;
  }

  /** Copies the elements from `from` on into `target` and returns how many. */
  copyTail(from: number, target: Int32Array): number {
    target.set(this.data.subarray(from - this.base, this.end - this.base));
    return this.end - from;
  }

  /** Forgets elements before `position`. */
  dropBefore(position: number): void {
    const cut = Math.min(Math.max(position, this.base), this.end);
    const kept = this.data.subarray(cut - this.base, this.end - this.base);
    this.data = new Int32Array(Math.max(1024, Math.ceil(kept.length * 1.25)));
    this.data.set(kept);
    this.base = cut;
  }
}

/** Float64 elements, growing at the end only. */
export class Float64List {
  length = 0;
  private data: Float64Array;

  constructor(capacity = 1024) {
    this.data = new Float64Array(capacity);
  }

  get bytes(): number {
    return this.data.byteLength;
  }

  at(i: number): number {
    return this.data[i];
  }

  push(value: number): void {
    if (this.length === this.data.length) {
      const next = new Float64Array(2 * this.data.length);
      next.set(this.data);
      this.data = next;
    }
    this.data[this.length++] = value;
  }

  /** Drops the first `n` elements. */
  dropFirst(n: number): void {
    const kept = this.data.subarray(n, this.length);
    this.data = new Float64Array(Math.max(1024, Math.ceil(kept.length * 1.25)));
    this.data.set(kept);
    this.length = kept.length;
  }
}
