// Reads every lane's trace at a time: frames for the canvas, bills and counters for the text. Keeps cursors between frames.
import {
  type BudgetOptions,
  counterIndex,
  DROP_CAUSES,
  type FrameOptions,
  frameAt,
  K,
  LaneCursor,
  LaneFrame,
  type LaneStore,
  lastPacketCosts,
  PHASE,
  RECENT_PACKETS,
  type RecentFigures,
  recentFigures,
  recentWindow,
} from '../../sim-core/index.ts';
import { quantileIndex, recentDelays } from './delays.ts';

const C_ARRIVED = counterIndex('arrived');
const C_DELIVERED = counterIndex('delivered');
const C_DROPPED = counterIndex('dropped');
const C_EXITS = counterIndex('exits');
const C_INTERRUPTS = counterIndex('interrupts');

const CAUSES = DROP_CAUSES.map(counterIndex);

/** Causes of drops that are not the NIC's, and where those packets fall from. */
const LATER_DROPS = [
  [counterIndex('backlog_full'), 'llc'],
  [counterIndex('vm_queue_full'), 'copy'],
  [counterIndex('socket_full'), 'kern'],
  [counterIndex('tx_full'), 'nic'],
  [counterIndex('upcall_full'), 'nic'],
] as const;

/** Packets whose own work is shown each by itself. */
const OWN_PACKETS = 64;
const ownCycles = new Float64Array(OWN_PACKETS);

const lastDelays = new Float64Array(RECENT_PACKETS);

/** Counts since the window's opening, or since time 0 before it. */
export interface Counts {
  spanPs: number;
  offered: number;
  delivered: number;
  dropped: number;
  exits: number;
  interrupts: number;
  /** Drops by the number of their cause, the most frequent first. */
  causes: readonly (readonly [number, number])[];
}

/** Cycles that full bursts would have saved, as the contract's `at_full_bursts` has them. */
export interface Bursts {
  fixedCycles: number;
  meanBurst: number;
}

function causesOf(since: (index: number) => number): [number, number][] {
  const counted = CAUSES.map((index, cause): [number, number] => [cause, since(index)]);
  return counted.filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]);
}

/** One lane's trace with what has been worked out of it. */
export class LaneReader {
  readonly store: LaneStore;
  readonly cursor: LaneCursor;
  readonly frame = new LaneFrame();
  private readonly counting: LaneCursor;
  private openPs = -1;
  private atOpen: Float64Array | null = null;

  constructor(store: LaneStore) {
    this.store = store;
    this.cursor = new LaneCursor(store);
    this.counting = new LaneCursor(store);
  }

  frameAt(tPs: number, options: FrameOptions): LaneFrame {
    return frameAt(this.cursor, tPs, options, this.frame);
  }

  /** True if this time can be read. */
  holds(tPs: number): boolean {
    return tPs >= this.store.firstPs;
  }

  /** Counts from `fromPs` (0 or the opening) to `tPs`. */
  counts(tPs: number, fromPs: number): Counts {
    const before = fromPs > 0 ? this.countersAtOpen(fromPs) : null;
    const now = this.counting.seek(tPs).counters;
    const since = (index: number) => now[index] - (before === null ? 0 : before[index]);
    return {
      spanPs: tPs - (before === null ? 0 : fromPs),
      offered: since(C_ARRIVED),
      delivered: since(C_DELIVERED),
      dropped: since(C_DROPPED),
      exits: since(C_EXITS),
      interrupts: since(C_INTERRUPTS),
      causes: since(C_DROPPED) === 0 ? [] : causesOf(since),
    };
  }

  private countersAtOpen(openPs: number): Float64Array | null {
    if (this.atOpen !== null && this.openPs === openPs) return this.atOpen;
    if (!this.holds(openPs)) return this.store.openCounters;
    this.openPs = openPs;
    this.atOpen = this.counting.seek(openPs).counters.slice();
    return this.atOpen;
  }

  /** Keeps what a lane's reader before knew of the same run, where the new store no longer holds it. */
  inherit(before: LaneReader): void {
    this.openPs = before.openPs;
    this.atOpen = before.atOpen;
  }

  /** The bill of the recent past; in the window's first moments it looks back through the warm-up. */
  recent(tPs: number, options: BudgetOptions): RecentFigures | null {
    return (
      recentFigures(this.store, tPs, options) ?? recentFigures(this.store, tPs, { ...options, openPs: -1 })
    );
  }

  /** Share `q` (0…1) of the delays of the last 256 deliveries, ps; null without deliveries. */
  delay(tPs: number, q: number): number | null {
    const count = recentDelays(this.store, tPs, lastDelays);
    return count === 0 ? null : lastDelays.subarray(0, count).sort()[quantileIndex(count, q)];
  }

  /** Share of the last 256 deliveries by VM, for `vms` VMs. */
  vmShares(tPs: number, vms: number): number[] {
    const { store } = this;
    const list = store.kindList(K.packetDelivered);
    const shares = new Array<number>(vms).fill(0);
    const end = store.kindAfter(list, tPs);
    const begin = Math.max(list.base, end - RECENT_PACKETS);
    for (let p = begin; p < end; p++) {
      const vm = store.records.vm(list.at(p));
      if (vm >= 1 && vm <= vms) shares[vm - 1] += 1 / (end - begin);
    }
    return shares;
  }

  /** Share of the drops so far that happened beyond the NIC, and the row where most of them did. */
  laterDrops(tPs: number): { share: number; row: 'llc' | 'copy' | 'kern' | 'nic' } {
    const { counters } = this.counting.seek(tPs);
    const total = counters[C_DROPPED];
    if (total === 0) return { share: 0, row: 'nic' };
    let later = 0;
    let row: (typeof LATER_DROPS)[number][1] = 'nic';
    let most = 0;
    for (const [index, place] of LATER_DROPS) {
      later += counters[index];
      if (counters[index] > most) [most, row] = [counters[index], place];
    }
    return { share: later / total, row };
  }

  /** How full the rings are in the last frame, 0…1, in order of their queues. */
  ringFill(rings: number, size: number): number[] {
    return Array.from({ length: rings }, (_, queue) => this.frame.depth(PHASE.ring, queue) / size);
  }

  /** Own work of each of the last 64 packets delivered, cycles, the latest first. */
  own(tPs: number, ghz: number): number[] {
    return [...ownCycles.subarray(0, lastPacketCosts(this.store, tPs, ghz, ownCycles))];
  }

  /** Fixed work and mean length of the receive bursts behind the recent bill; null without bursts. */
  bursts(tPs: number, ghz: number, openPs: number): Bursts | null {
    const { store } = this;
    const window = recentWindow(store, tPs, openPs) ?? recentWindow(store, tPs, -1);
    if (window === null) return null;
    const list = store.kindList(K.burstReceived);
    let ps = 0;
    let packets = 0;
    let bursts = 0;
    for (let p = store.kindAfter(list, tPs) - 1; p >= list.base; p--) {
      const r = list.at(p);
      if (store.records.t(r) < window.fromPs) break;
      ps += store.records.dur(r);
      packets += store.records.arg(r);
      bursts++;
    }
    if (bursts === 0) return null;
    return { fixedCycles: (ps * ghz) / 1000 / window.packets, meanBurst: packets / bursts };
  }
}

/** Readers of all lanes, renewed where the page has replaced a lane's store. */
export class Readers {
  private readers: LaneReader[] = [];
  private run = -1;
  private readonly known = new WeakMap<LaneStore, LaneReader>();

  /** The reader of a store that may be of a run before: what it knew then it still knows. */
  reader(store: LaneStore): LaneReader {
    const reader = this.known.get(store) ?? new LaneReader(store);
    this.known.set(store, reader);
    return reader;
  }

  /** One reader a store; `run` numbers the run, so that nothing is carried over from another. */
  of(stores: readonly LaneStore[], run: number): readonly LaneReader[] {
    const sameRun = run === this.run;
    this.readers = stores.map((store, lane) => {
      const before = this.readers[lane];
      if (before?.store === store) return before;
      const reader = this.reader(store);
      if (sameRun && before !== undefined) reader.inherit(before);
      return reader;
    });
    this.run = run;
    return this.readers;
  }
}
