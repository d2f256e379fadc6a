// What a lane hands to the report: running totals since its start, read at any moment. Plain numbers only.

/** Totals of one core. */
export interface CoreFigures {
  busyPs: number;
  /** By context number (CTX), index 0 unused. */
  contextPs: number[];
  /** Fixed cost of its bursts, their number and their packets; 0 where nothing polls. */
  burstPs: number;
  bursts: number;
  burstPackets: number;
}

/** Totals of one lane at one moment; the report is the difference of two. */
export interface LaneFigures {
  tPs: number;
  categoryPs: number[];
  cores: CoreFigures[];
  arrived: number;
  delivered: number;
  dropped: number;
  counts: Record<CountName, number>;
  stolenPs: number[];
}

export const COUNT_NAMES = [
  'interrupts',
  'vmExits',
  'contextSwitches',
  'copies',
  'guestCopies',
  'upcalls',
  'llcMisses',
  'doorbells',
  'ddioUpdates',
  'ddioAllocations',
  'readHits',
  'readMisses',
  'txLinesCached',
  'txLinesRead',
  'dramReads',
  'dramWrites',
  'tlbMisses',
  'walkReferences',
  'iotlbMisses',
  'pageFaults',
] as const;
export type CountName = (typeof COUNT_NAMES)[number];

/** Fates at this moment of the packets that arrived inside the window. */
export interface WindowFates {
  offered: number;
  delivered: number;
  dropped: number;
  replicated: number;
  /** By cause (DROP). */
  droppedBy: number[];
}

/** Totals at the start of the stretch that `recent` covers, and the deliveries in it. */
export interface RecentStart {
  deliveries: number;
  categoryPs: number[];
  coreBusyPs: number[];
}
