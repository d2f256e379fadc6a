// Writes the trace of one lane into chunks; called for every record of a run, so it allocates nothing per record.
import { UNCHANGING } from '../engine/snapshot.ts';
import type { TraceChunk, TraceColumns } from './chunk.ts';
import { CHUNK_BYTES, CHUNK_RECORDS, NO_PACKET, viewColumns } from './chunk.ts';
import { K } from './kinds.ts';

/** Takes a chunk and returns a buffer of CHUNK_BYTES to go on with (the same or another). */
export type ChunkSink = (chunk: TraceChunk) => ArrayBuffer;

/** Records of one lane. Snapshots pass it by: whoever restores one keeps `recordCount` with it and calls `position`. */
export class TraceWriter {
  readonly [UNCHANGING] = true;
  readonly lane: number;
  private readonly onChunk: ChunkSink;
  private buffer: ArrayBuffer;
  private columns: TraceColumns;
  private first = 0;
  private n = 0;
  private limit: PacketLimit | null = null;

  constructor(lane: number, onChunk: ChunkSink, buffer: ArrayBuffer = new ArrayBuffer(CHUNK_BYTES)) {
    this.lane = lane;
    this.onChunk = onChunk;
    this.buffer = buffer;
    this.columns = viewColumns(buffer);
  }

  /** Records written since the run began: the number that the next record gets. */
  get recordCount(): number {
    return this.first + this.n;
  }

  /** Appends one record; `tPs` is its start, `durPs` its length (0 for an instant), the rest as in TraceColumns. */
  record(
    kind: number,
    tPs: number,
    durPs: number,
    packet: number,
    arg: number,
    core: number,
    vm: number,
    queue: number,
    context: number,
  ): void {
    if (this.limit !== null && !this.limit.keeps(kind, packet, arg)) return;
    const i = this.n;
    const c = this.columns;
    c.t[i] = tPs;
    c.dur[i] = durPs;
    c.packet[i] = packet;
    c.arg[i] = arg;
    c.kind[i] = kind;
    c.core[i] = core;
    c.vm[i] = vm;
    c.queue[i] = queue;
    c.context[i] = context;
    this.n = i + 1;
    if (i + 1 === CHUNK_RECORDS) this.flush();
  }

  /** Hands out what is written so far, if anything, and goes on in a fresh buffer. */
  flush(): void {
    if (this.n === 0) return;
    const { lane, first, n: count, columns, buffer } = this;
    this.first = first + count;
    this.n = 0;
    const next = this.onChunk({ lane, first, count, columns, buffer });
    if (next.byteLength !== CHUNK_BYTES) throw new Error(`a trace buffer has ${next.byteLength} bytes`);
    if (next !== buffer) {
      this.buffer = next;
      this.columns = viewColumns(next);
    }
  }

  /** Forgets what is not handed out yet and numbers the next record `firstRecord`: the simulation went back to a snapshot. */
  position(firstRecord: number): void {
    this.first = firstRecord;
    this.n = 0;
  }

  /** From here on only records of packets `from` to `to` (inclusive), and those without packet while one of these is under way. */
  limitPackets(from: number, to: number): void {
    this.limit = new PacketLimit(from, to);
  }
}

/** Decides which records belong to a range of packets. Replicas follow the packet they copy. */
class PacketLimit {
  private readonly from: number;
  private readonly to: number;
  private readonly replicas = new Set<number>();
  private open = 0;

  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  keeps(kind: number, packet: number, arg: number): boolean {
    if (packet === NO_PACKET) return this.open > 0;
    if (kind === K.packetReplicated && arg >= this.from && arg <= this.to) {
      this.replicas.add(packet);
      this.open++;
      return true;
    }
    if ((packet < this.from || packet > this.to) && !this.replicas.has(packet)) return false;
    if (kind === K.packetArrived) this.open++;
    else if (kind === K.packetDelivered || kind === K.packetDropped) this.open--;
    return true;
  }
}
