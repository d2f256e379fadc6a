// A block of arrivals in columns, the unit in which traffic is made once and handed to every lane.

export const BLOCK_ARRIVALS = 4096;
/** In the column `vm`: no VM owns the destination. */
export const VM_NOT_FOR_US = 255;
/** In the column `vm`: broadcast or multicast. */
export const VM_EVERYBODY = 254;

export interface ArrivalBlock {
  /** Number of the block's first packet, from 0. */
  first: number;
  /** Packets in the block; 0 = the traffic has ended. */
  count: number;
  /** When the packet's last bit is in, picoseconds. */
  lastBitPs: Float64Array;
  /** Frame length with FCS. */
  bytes: Int32Array;
  /** 0-based VM, or one of the marks above. */
  vm: Uint8Array;
  flow: Int32Array;
  /** 1 if a low-latency-interrupt filter matches. */
  priority: Uint8Array;
}

export interface ArrivalSource {
  /** Fills the block with the next arrivals; allocates nothing. */
  next(block: ArrivalBlock): void;
}

/** An empty block with room for BLOCK_ARRIVALS packets. */
export function createArrivalBlock(): ArrivalBlock {
  return {
    first: 0,
    count: 0,
    lastBitPs: new Float64Array(BLOCK_ARRIVALS),
    bytes: new Int32Array(BLOCK_ARRIVALS),
    vm: new Uint8Array(BLOCK_ARRIVALS),
    flow: new Int32Array(BLOCK_ARRIVALS),
    priority: new Uint8Array(BLOCK_ARRIVALS),
  };
}
