// Our event queue in the two patterns that peers are compared in. Arguments: hold|tandem, n, operations or packets.
import { EventQueue } from '../../sim-core/engine/event-queue.ts';
import { fold, HASH_START, increments, type Row, TABLE } from './increments.ts';

const [model = 'hold', nText = '256', countText = '1000000'] = process.argv.slice(2);
const n = Number(nText);
const count = Number(countText);
const steps = increments();
const WARM_UP = 400_000;

/** `n` events wait; each step takes the earliest out and schedules it again. */
function hold(operations: number): { events: number; hash: number } {
  const queue = new EventQueue();
  let next = 0;
  let hash = HASH_START;
  for (let i = 0; i < n; i++) queue.at(steps[next++ & (TABLE - 1)], 0, 0, 0, i);
  for (let i = 0; i < operations; i++) {
    queue.pop(Infinity);
    hash = fold(hash, queue.arg);
    queue.at(queue.nowPs + steps[next++ & (TABLE - 1)], 0, 0, 0, queue.arg);
  }
  return { events: operations, hash };
}

/** A ring of packet numbers that grows in powers of two. */
class Fifo {
  length = 0;
  private items = new Int32Array(64);
  private head = 0;

  push(x: number): void {
    const size = this.items.length;
    if (this.length === size) {
      const larger = new Int32Array(2 * size);
      for (let i = 0; i < size; i++) larger[i] = this.items[(this.head + i) & (size - 1)];
      this.items = larger;
      this.head = 0;
    }
    this.items[(this.head + this.length++) & (this.items.length - 1)] = x;
  }

  shift(): number {
    const x = this.items[this.head];
    this.head = (this.head + 1) & (this.items.length - 1);
    this.length--;
    return x;
  }
}

/** `n` servers in a row, load 0.75, endless queues: one arrival and `n` departures a packet. */
function tandem(packets: number): { events: number; hash: number } {
  const queue = new EventQueue();
  const waiting = Array.from({ length: n }, () => new Fifo());
  const busy = new Uint8Array(n);
  const drawn = Int32Array.from({ length: n + 1 }, (_, k) => k * 2503);
  const draw = (k: number): number => steps[drawn[k]++ & (TABLE - 1)];
  const service = (k: number): number => Math.trunc(draw(k + 1) * 0.75);
  let hash = HASH_START;
  let arrived = 0;
  queue.at(draw(0), 0, 0, 0, 0);
  while (queue.pop(Infinity)) {
    const now = queue.nowPs;
    const to = queue.op;
    const id = queue.arg;
    if (to === 0) {
      if (++arrived < packets) queue.at(now + draw(0), 0, 0, 0, id + 1);
    } else {
      const server = to - 1;
      if (waiting[server].length === 0) busy[server] = 0;
      else queue.at(now + service(server), 0, 0, to, waiting[server].shift());
      if (to === n) {
        hash = fold(hash, (now % 4294967296) | 0);
        continue;
      }
    }
    if (busy[to]) {
      waiting[to].push(id);
    } else {
      busy[to] = 1;
      queue.at(now + service(to), 0, 0, to + 1, id);
    }
  }
  return { events: queue.popped, hash };
}

const run = model === 'hold' ? hold : tandem;
run(Math.min(count, WARM_UP));
(globalThis as { gc?: () => void }).gc?.();
const heapBefore = process.memoryUsage().heapUsed;
const started = process.hrtime.bigint();
const { events, hash } = run(count);
const secs = Number(process.hrtime.bigint() - started) / 1e9;
const grown = Math.max(0, process.memoryUsage().heapUsed - heapBefore);
const row: Row = {
  peer: '67 ns',
  impl: 'EventQueue',
  model: model === 'hold' ? 'hold' : 'tandem',
  n,
  events,
  secs,
  hash: (hash >>> 0).toString(16),
  bytesPerEvent: grown / events,
};
console.log(JSON.stringify(row));
