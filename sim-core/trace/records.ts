// The records of one lane in memory: blocks of columns, each record found by its number; front blocks can be dropped.
import { CONTINUED } from './kinds.ts';
import type { TraceChunk } from './chunk.ts';
import { NO_PACKET } from './chunk.ts';

const SHIFT = 14;
const BLOCK = 1 << SHIFT;
const MASK = BLOCK - 1;
/** Bytes a record takes here: the chunk's columns and a link to the packet's previous record. */
export const STORED_RECORD_BYTES = 33;

/** Columns as in TraceColumns, with the number of the packet's previous record (−1: none). */
export interface RecordBlock {
  t: Float64Array;
  dur: Float64Array;
  packet: Int32Array;
  arg: Int32Array;
  previous: Int32Array;
  kind: Uint8Array;
  core: Uint8Array;
  vm: Uint8Array;
  queue: Uint8Array;
  context: Uint8Array;
}

function newBlock(): RecordBlock {
  const buffer = new ArrayBuffer(STORED_RECORD_BYTES * BLOCK);
  return {
    t: new Float64Array(buffer, 0, BLOCK),
    dur: new Float64Array(buffer, 8 * BLOCK, BLOCK),
    packet: new Int32Array(buffer, 16 * BLOCK, BLOCK),
    arg: new Int32Array(buffer, 20 * BLOCK, BLOCK),
    previous: new Int32Array(buffer, 24 * BLOCK, BLOCK),
    kind: new Uint8Array(buffer, 28 * BLOCK, BLOCK),
    core: new Uint8Array(buffer, 29 * BLOCK, BLOCK),
    vm: new Uint8Array(buffer, 30 * BLOCK, BLOCK),
    queue: new Uint8Array(buffer, 31 * BLOCK, BLOCK),
    context: new Uint8Array(buffer, 32 * BLOCK, BLOCK),
  };
}

/** Random access to records by number. Numbers held: `first` up to, not including, `end`. */
export class RecordStore {
  first: number;
  end: number;
  private blocks: RecordBlock[] = [];
  private firstBlock: number;

  constructor(first = 0) {
    this.first = first;
    this.end = first;
    this.firstBlock = first >> SHIFT;
  }

  get bytes(): number {
    return this.blocks.length * BLOCK * STORED_RECORD_BYTES;
  }

  /** The block that holds record `r`, for reading several columns; its index there is `r & RecordStore.MASK`. */
  block(r: number): RecordBlock {
    return this.blocks[(r >> SHIFT) - this.firstBlock];
  }

  static readonly MASK = MASK;

  /** Copies the chunk's records from its `skip`-th on; they must follow what is held. */
  append(chunk: TraceChunk, skip: number): void {
    let done = skip;
    while (done < chunk.count) {
      const at = this.end & MASK;
      const b = this.end >> SHIFT;
      while (b - this.firstBlock >= this.blocks.length) this.blocks.push(newBlock());
      const block = this.blocks[b - this.firstBlock];
      const n = Math.min(BLOCK - at, chunk.count - done);
      const c = chunk.columns;
      block.t.set(c.t.subarray(done, done + n), at);
      block.dur.set(c.dur.subarray(done, done + n), at);
      block.packet.set(c.packet.subarray(done, done + n), at);
      block.arg.set(c.arg.subarray(done, done + n), at);
      block.kind.set(c.kind.subarray(done, done + n), at);
      block.core.set(c.core.subarray(done, done + n), at);
      block.vm.set(c.vm.subarray(done, done + n), at);
      block.queue.set(c.queue.subarray(done, done + n), at);
      block.context.set(c.context.subarray(done, done + n), at);
      this.end += n;
      done += n;
    }
  }

  /** Frees whole blocks before record `r`. */
  dropBefore(r: number): void {
    const keep = Math.min(r, this.end) >> SHIFT;
    if (keep <= this.firstBlock) return;
    this.blocks.splice(0, keep - this.firstBlock);
    this.firstBlock = keep;
    this.first = Math.max(this.first, keep << SHIFT);
  }

  t(r: number): number {
    return this.block(r).t[r & MASK];
  }
  dur(r: number): number {
    return this.block(r).dur[r & MASK];
  }
  endPs(r: number): number {
    const b = this.block(r);
    return b.t[r & MASK] + b.dur[r & MASK];
  }
  packet(r: number): number {
    return this.block(r).packet[r & MASK];
  }
  arg(r: number): number {
    return this.block(r).arg[r & MASK];
  }
  kind(r: number): number {
    return this.block(r).kind[r & MASK];
  }
  core(r: number): number {
    return this.block(r).core[r & MASK];
  }
  vm(r: number): number {
    return this.block(r).vm[r & MASK];
  }
  queue(r: number): number {
    return this.block(r).queue[r & MASK];
  }
  context(r: number): number {
    return this.block(r).context[r & MASK] & ~CONTINUED;
  }
  /** It goes on with work that an interrupt had cut off. */
  continued(r: number): boolean {
    return (this.block(r).context[r & MASK] & CONTINUED) !== 0;
  }
  /** Number of the same packet's record before `r`; −1 if there is none or it is no longer held. */
  previous(r: number): number {
    const p = this.block(r).previous[r & MASK];
    return p >= this.first ? p : -1;
  }
}

/** One record as an object: for words, inspectors and tests, never for hot paths. */
export interface TraceRecord {
  number: number;
  tPs: number;
  durPs: number;
  packet: number;
  arg: number;
  kind: number;
  core: number;
  vm: number;
  queue: number;
  context: number;
}

/** Record `r` as an object. */
export function readRecord(store: RecordStore, r: number): TraceRecord {
  const b = store.block(r);
  const i = r & MASK;
  return {
    number: r,
    tPs: b.t[i],
    durPs: b.dur[i],
    packet: b.packet[i],
    arg: b.arg[i],
    kind: b.kind[i],
    core: b.core[i],
    vm: b.vm[i],
    queue: b.queue[i],
    context: b.context[i],
  };
}

/** Last record of each packet, to begin a packet's chain with: an array for arrivals, a map for replicas. */
export class PacketIndex {
  private last = new Int32Array(4096).fill(-1);
  private readonly replicas = new Map<number, number>();
  /** One more than the largest arrival number seen. */
  packets = 0;

  get bytes(): number {
    return this.last.byteLength + this.replicas.size * 32;
  }

  /** Notes that record `r` belongs to `packet` and returns the packet's record before it (−1: none). */
  link(packet: number, r: number): number {
    if (packet >= 1 << 30) {
      const before = this.replicas.get(packet) ?? -1;
      this.replicas.set(packet, r);
      return before;
    }
    if (packet >= this.last.length) {
      const next = new Int32Array(Math.max(packet + 1, this.last.length * 2)).fill(-1);
      next.set(this.last);
      this.last = next;
    }
    if (packet >= this.packets) this.packets = packet + 1;
    const before = this.last[packet];
    this.last[packet] = r;
    return before;
  }

  lastRecord(packet: number): number {
    if (packet === NO_PACKET) return -1;
    if (packet >= 1 << 30) return this.replicas.get(packet) ?? -1;
    return packet < this.last.length ? this.last[packet] : -1;
  }
}
