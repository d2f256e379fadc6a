// The packets in flight: one slot each, struct of arrays, recycled when a packet has its fate.

/** Numbers of replicas of broadcast frames start here, so that they never meet a packet's own. */
export const FIRST_REPLICA = 2 ** 30;

type Column = Int32Array | Float64Array | Uint8Array;

function grown<T extends Column>(column: T, size: number): T {
  const bigger = new (column.constructor as new (n: number) => T)(size);
  bigger.set(column as never);
  return bigger;
}

export class PacketTable {
  /** Number of the packet: the n-th arrival has n, from 0. */
  id = new Int32Array(1024);
  /** Destination, from 1; 0 where no VM is on the path or the frame is for everybody. */
  vm = new Uint8Array(1024);
  flow = new Int32Array(1024);
  /** Frame with FCS, bytes. */
  bytes = new Int32Array(1024);
  arrivedPs = new Float64Array(1024);
  /** When the NIC may start to move it. */
  readyPs = new Float64Array(1024);
  dmaPs = new Float64Array(1024);
  dmaLines = new Int32Array(1024);
  /** 1 if DMA wrote it into the cache. */
  cached = new Uint8Array(1024);
  /** Receive queue it was sorted into. */
  queue = new Uint8Array(1024);
  /** Pool and first buffer that hold its bytes now; longer frames chain several buffers. */
  pool = new Uint8Array(1024);
  buffer = new Int32Array(1024);
  /** Slot of the frame this is a replica of, or −1. */
  parent = new Int32Array(1024);
  /** Replicas without a fate yet. */
  replicas = new Int32Array(1024);
  /** 0 no fate; 1 a replica was delivered; 2 + cause: so far only drops, the first one's cause. */
  fate = new Uint8Array(1024);
  priority = new Uint8Array(1024);
  /** Guests that have sent it on to another guest. */
  hop = new Uint8Array(1024);
  /** Port of a poll-mode switch that it is for: 0 the wire, k the guest vmk, behind them everybody and nobody. */
  port = new Uint8Array(1024);
  /** Slots in use. */
  inFlight = 0;
  private freeSlots = new Int32Array(1024);
  private freeCount = 0;
  private used = 0;

  /** A fresh slot; its columns hold the last user's values until set. */
  allocate(): number {
    this.inFlight++;
    if (this.freeCount > 0) return this.freeSlots[--this.freeCount];
    if (this.used === this.id.length) this.grow();
    return this.used++;
  }

  release(slot: number): void {
    this.inFlight--;
    if (this.freeCount === this.freeSlots.length) this.freeSlots = grown(this.freeSlots, this.freeCount * 2);
    this.freeSlots[this.freeCount++] = slot;
  }

  private grow(): void {
    const n = this.id.length * 2;
    this.id = grown(this.id, n);
    this.vm = grown(this.vm, n);
    this.flow = grown(this.flow, n);
    this.bytes = grown(this.bytes, n);
    this.arrivedPs = grown(this.arrivedPs, n);
    this.readyPs = grown(this.readyPs, n);
    this.dmaPs = grown(this.dmaPs, n);
    this.dmaLines = grown(this.dmaLines, n);
    this.cached = grown(this.cached, n);
    this.queue = grown(this.queue, n);
    this.pool = grown(this.pool, n);
    this.buffer = grown(this.buffer, n);
    this.parent = grown(this.parent, n);
    this.replicas = grown(this.replicas, n);
    this.fate = grown(this.fate, n);
    this.priority = grown(this.priority, n);
    this.hop = grown(this.hop, n);
    this.port = grown(this.port, n);
  }
}
