// One chunk of trace: fixed-width columns in one transferable buffer, all records of one lane.

/** Bytes a record takes over all columns. */
export const RECORD_BYTES = 29;
/** Records a chunk holds. */
export const CHUNK_RECORDS = 4096;
/** Bytes of a chunk's buffer; columns lie one behind the other, widest first. */
export const CHUNK_BYTES = RECORD_BYTES * CHUNK_RECORDS;
/** `core`, `vm` and `queue` of a record that has none (`vm` is counted from 1). */
export const NONE = 255;
/** `packet` of a record that has none. */
export const NO_PACKET = -1;

/**
 * Columns over one buffer. Instants have `dur` 0. A record is written once it has ended, so records come in the order
 * in which they were written, never earlier than `t + dur`; the records of one core's work are in time order and
 * disjoint, and so are the records of one packet's terminal events. Readers that need start order sort by `t`.
 */
export interface TraceColumns {
  /** Start, picoseconds. */
  t: Float64Array;
  /** Duration, picoseconds. */
  dur: Float64Array;
  /** Packet number, or NO_PACKET. The n-th arrival has number n, from 0; replicas are numbered from 2^30. */
  packet: Int32Array;
  /** Meaning by kind, see KINDS. */
  arg: Int32Array;
  kind: Uint8Array;
  core: Uint8Array;
  vm: Uint8Array;
  queue: Uint8Array;
  /** Who the core works for (CTX), plus CONTINUED after an interruption; 0 when it is not CPU work. */
  context: Uint8Array;
}

/** Views of a chunk's columns over its buffer (CHUNK_BYTES long). */
export function viewColumns(buffer: ArrayBuffer): TraceColumns {
  const n = CHUNK_RECORDS;
  return {
    t: new Float64Array(buffer, 0, n),
    dur: new Float64Array(buffer, 8 * n, n),
    packet: new Int32Array(buffer, 16 * n, n),
    arg: new Int32Array(buffer, 20 * n, n),
    kind: new Uint8Array(buffer, 24 * n, n),
    core: new Uint8Array(buffer, 25 * n, n),
    vm: new Uint8Array(buffer, 26 * n, n),
    queue: new Uint8Array(buffer, 27 * n, n),
    context: new Uint8Array(buffer, 28 * n, n),
  };
}

/** A full or last chunk of a lane. `first` numbers its first record within the lane. */
export interface TraceChunk {
  lane: number;
  first: number;
  count: number;
  columns: TraceColumns;
  buffer: ArrayBuffer;
}
