// A first-in first-out queue of 32-bit integers in a ring that grows; no allocation once it has its size.

export class IntQueue {
  length = 0;
  private head = 0;
  private items: Int32Array;

  constructor(capacity = 64) {
    this.items = new Int32Array(capacity);
  }

  push(item: number): void {
    if (this.length === this.items.length) this.grow();
    let i = this.head + this.length;
    if (i >= this.items.length) i -= this.items.length;
    this.items[i] = item;
    this.length++;
  }

  /** Takes the oldest item out; the queue must not be empty. */
  shift(): number {
    const item = this.items[this.head];
    this.head = this.head + 1 === this.items.length ? 0 : this.head + 1;
    this.length--;
    return item;
  }

  /** The i-th oldest item, 0 being the next to leave. */
  peek(i = 0): number {
    let k = this.head + i;
    if (k >= this.items.length) k -= this.items.length;
    return this.items[k];
  }

  private grow(): void {
    const bigger = new Int32Array(this.items.length * 2);
    for (let i = 0; i < this.length; i++) bigger[i] = this.peek(i);
    this.items = bigger;
    this.head = 0;
  }
}
