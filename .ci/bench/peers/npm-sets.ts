// Published priority queues in the hold pattern. Arguments: package, n, operations, folder where the package is installed.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fold, HASH_START, increments, type Row, TABLE } from '../increments.ts';

interface Entry {
  t: number;
  seq: number;
  payload: number;
}

interface EventSet {
  push(t: number, payload: number): void;
  /** Takes out the earliest entry; its time is `now`. */
  pop(): number;
  now: number;
}

const [name = 'flatqueue', nText = '256', countText = '1000000', folder = '.'] = process.argv.slice(2);
const n = Number(nText);
const count = Number(countText);
const steps = increments();
const require = createRequire(pathToFileURL(join(folder, 'package.json')));
const { version } = require(join(folder, 'node_modules', name, 'package.json')) as { version: string };
const module = (await import(pathToFileURL(require.resolve(name)).href)) as Record<string, never>;

function order(a: Entry, b: Entry): number {
  return a.t - b.t || a.seq - b.seq;
}

/** flatqueue knows no order among equal times: its hash differs from everybody else's. */
function flatQueue(): EventSet {
  const queue = new (
    module.default as new () => {
      push(p: number, t: number): void;
      pop(): number;
      peekValue(): number;
    }
  )();
  return {
    now: 0,
    push: (t, payload) => queue.push(payload, t),
    pop() {
      this.now = queue.peekValue();
      return queue.pop();
    },
  };
}

function objectHeap(queue: { push(e: Entry): unknown; pop(): Entry }): EventSet {
  let seq = 0;
  return {
    now: 0,
    push: (t, payload) => void queue.push({ t, seq: seq++, payload }),
    pop() {
      const entry = queue.pop();
      this.now = entry.t;
      return entry.payload;
    },
  };
}

function make(): EventSet {
  if (name === 'flatqueue') return flatQueue();
  if (name === 'tinyqueue') {
    const TinyQueue = module.default as new (
      items: Entry[],
      compare: typeof order,
    ) => { push(e: Entry): void; pop(): Entry };
    return objectHeap(new TinyQueue([], order));
  }
  const Heap = (module.Heap ?? (module.default as { Heap: never }).Heap) as new (
    compare: typeof order,
  ) => { push(e: Entry): unknown; pop(): Entry };
  return objectHeap(new Heap(order));
}

function hold(operations: number): number {
  const set = make();
  let next = 0;
  let hash = HASH_START;
  for (let i = 0; i < n; i++) set.push(steps[next++ & (TABLE - 1)], i);
  for (let i = 0; i < operations; i++) {
    const payload = set.pop();
    hash = fold(hash, payload);
    set.push(set.now + steps[next++ & (TABLE - 1)], payload);
  }
  return hash;
}

hold(Math.min(count, 200_000));
const started = process.hrtime.bigint();
const hash = hold(count);
const secs = Number(process.hrtime.bigint() - started) / 1e9;
const row: Row = {
  peer: `npm ${name} ${version}`,
  impl: name,
  model: 'hold',
  n,
  events: count,
  secs,
  hash: name === 'flatqueue' ? '-' : (hash >>> 0).toString(16),
};
console.log(JSON.stringify(row));
