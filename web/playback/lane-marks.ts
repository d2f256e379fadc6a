// What of a lane's whole run stays known however little of its trace is held: counts by time, delays, the extremes.
import { CONTINUED, type Features, K, KINDS, NONE, viewColumns } from '../../sim-core/index.ts';
import type { ChunkMessage } from '../../sim-core/protocol/index.ts';

/** Rows of marks over the ruler. `late`: a core has worked on the packet for more than a packet time. */
export const MARK_ROWS = ['exits', 'interrupts', 'drops', 'late', 'upcalls'] as const;
export type MarkRow = (typeof MARK_ROWS)[number];

/** Rows that a lane can have marks in: only a switch with a daemon hands packets up to it. */
export function markRowsOf({ vswitch }: Pick<Features, 'vswitch'>): readonly MarkRow[] {
  const daemon = vswitch === 'ovs-kernel' || vswitch === 'ovs-dpdk';
  return MARK_ROWS.filter((row) => daemon || row !== 'upcalls');
}

/** Stretches of time that are counted apart; when they are used up two become one. */
export const MARK_BINS = 8192;
const FIRST_BIN_PS = 65_536;
/** Packets followed at once, by the low bits of their numbers. */
const TRACKED = 65_536;
/** Deliveries whose delay is remembered; beyond, percentiles are of the first so many. */
const MOST_DELAYS = 1 << 22;
/** Replicas are numbered from here; they are no packets of their own. */
const FIRST_REPLICA = 2 ** 30;

const IS_WORK = Uint8Array.from(KINDS, (kind) => (kind.shape === 'work' ? 1 : 0));

/** A packet and when something happened to it, ps. */
export interface MarkedPacket {
  packet: number;
  tPs: number;
}

/** Deliveries in the order in which they came: packet, when, and its delay, ps. */
export interface Delays {
  count: number;
  packets: Int32Array;
  tPs: Float64Array;
  delayPs: Float64Array;
}

export class LaneMarks {
  binPs = FIRST_BIN_PS;
  firstDrop: MarkedPacket | null = null;
  /** The longest time for which a core that works had nothing to do. */
  longestIdle: { core: number; fromPs: number; toPs: number } | null = null;
  /** Rises with everything taken. */
  revision = 0;
  readonly delays: Delays = {
    count: 0,
    packets: new Int32Array(1024),
    tPs: new Float64Array(1024),
    delayPs: new Float64Array(1024),
  };
  private readonly bins = MARK_ROWS.map(() => new Uint32Array(MARK_BINS));
  private readonly packetPs: number;
  private readonly arrivedPs = new Float64Array(TRACKED);
  private readonly workPs = new Float64Array(TRACKED);
  private readonly tracked = new Int32Array(TRACKED).fill(-1);
  private readonly coreUntil = new Float64Array(256).fill(-1);

  /** `packetPs`: one packet time; work on a packet beyond it makes it late. */
  constructor(packetPs: number) {
    this.packetPs = packetPs;
  }

  /** Takes a chunk of the run itself; each comes once, in order. */
  take({ buffer, count }: Pick<ChunkMessage, 'buffer' | 'count'>): void {
    const columns = viewColumns(buffer);
    for (let i = 0; i < count; i++) {
      const kind = columns.kind[i];
      const t = columns.t[i];
      const packet = columns.packet[i];
      if (IS_WORK[kind] === 1 || kind === K.pollSlept) {
        const dur = columns.dur[i];
        this.occupy(columns.core[i], t, t + dur);
        if (packet >= 0 && this.tracked[packet % TRACKED] === packet) this.workPs[packet % TRACKED] += dur;
        if (kind === K.vmExited) this.mark(0, t);
        else if (kind === K.upcallHandled && (columns.context[i] & CONTINUED) === 0) this.mark(4, t);
      } else if (kind === K.interruptRaised) this.mark(1, t);
      else if (packet >= 0 && packet < FIRST_REPLICA) this.follow(kind, packet, t);
    }
    this.revision++;
  }

  /** Marks of a row in every bin, from time 0; ask again after `revision` has risen. */
  counts(row: MarkRow): Uint32Array {
    return this.bins[MARK_ROWS.indexOf(row)];
  }

  /** Beginning of the first bin at or after `tPs` that holds marks of a row; −1 if none does. */
  nextBinPs(row: MarkRow, tPs: number): number {
    const counts = this.counts(row);
    for (let bin = Math.max(0, Math.floor(tPs / this.binPs)); bin < MARK_BINS; bin++)
      if (counts[bin] > 0) return bin * this.binPs;
    return -1;
  }

  private follow(kind: number, packet: number, t: number): void {
    const at = packet % TRACKED;
    if (kind === K.packetArrived) {
      this.tracked[at] = packet;
      this.arrivedPs[at] = t;
      this.workPs[at] = 0;
    } else if (kind === K.packetDropped) {
      this.mark(2, t);
      if (this.firstDrop === null || t < this.firstDrop.tPs) this.firstDrop = { packet, tPs: t };
    } else if (kind === K.packetDelivered && this.tracked[at] === packet) {
      if (this.workPs[at] > this.packetPs) this.mark(3, t);
      this.delay(packet, t, t - this.arrivedPs[at]);
    }
  }

  private mark(row: number, t: number): void {
    while (t >= MARK_BINS * this.binPs) this.widen();
    this.bins[row][Math.floor(t / this.binPs)]++;
  }

  /** Two bins become one. */
  private widen(): void {
    this.binPs *= 2;
    for (const row of this.bins) {
      for (let i = 0; i < MARK_BINS / 2; i++) row[i] = row[2 * i] + row[2 * i + 1];
      row.fill(0, MARK_BINS / 2);
    }
  }

  private occupy(core: number, from: number, to: number): void {
    if (core === NONE) return;
    const until = this.coreUntil[core];
    const longest = this.longestIdle;
    if (until >= 0 && from - until > (longest === null ? 0 : longest.toPs - longest.fromPs))
      this.longestIdle = { core, fromPs: until, toPs: from };
    if (to > until) this.coreUntil[core] = to;
  }

  private delay(packet: number, t: number, delay: number): void {
    const { delays } = this;
    const n = delays.count;
    if (n === MOST_DELAYS) return;
    if (n === delays.packets.length) {
      const size = Math.min(MOST_DELAYS, 2 * n);
      delays.packets = widened(delays.packets, new Int32Array(size));
      delays.tPs = widened(delays.tPs, new Float64Array(size));
      delays.delayPs = widened(delays.delayPs, new Float64Array(size));
    }
    delays.packets[n] = packet;
    delays.tPs[n] = t;
    delays.delayPs[n] = delay;
    delays.count++;
  }
}

function widened<A extends Int32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** The packet with the longest delay among those delivered from `fromPs` on; null without any. */
export function slowestPacket(delays: Delays, fromPs: number): (MarkedPacket & { delayPs: number }) | null {
  let best = -1;
  for (let i = 0; i < delays.count; i++) {
    if (delays.tPs[i] >= fromPs && (best < 0 || delays.delayPs[i] > delays.delayPs[best])) best = i;
  }
  return best < 0 ? null : entry(delays, best);
}

/** The first packet whose delay is the share `q` (0…1) of those delivered from `fromPs` on, by nearest rank; null without any. */
export function percentilePacket(
  delays: Delays,
  q: number,
  fromPs: number,
): (MarkedPacket & { delayPs: number }) | null {
  let first = 0;
  while (first < delays.count && delays.tPs[first] < fromPs) first++;
  if (first === delays.count) return null;
  const sorted = delays.delayPs.slice(first, delays.count).sort();
  const wanted = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)];
  for (let i = first; i < delays.count; i++) if (delays.delayPs[i] === wanted) return entry(delays, i);
  return null;
}

function entry(delays: Delays, i: number): MarkedPacket & { delayPs: number } {
  return { packet: delays.packets[i], tPs: delays.tPs[i], delayPs: delays.delayPs[i] };
}
