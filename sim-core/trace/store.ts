// One lane's trace in memory: records, events in time order, indexes by packet, core and kind, and keyframes to start from.
import { NO_PACKET, NONE } from './chunk.ts';
import { CoreWork } from './core-work.ts';
import { EventLine, type Keyframe } from './event-line.ts';
import { Int32List } from './growable.ts';
import { K, KINDS } from './kinds.ts';
import { ENDS_ONLY, IS_WORK } from './phases.ts';
import { PacketIndex, type RecordBlock } from './records.ts';

export type { Keyframe } from './event-line.ts';

/** Keyframes of parts no longer held may take this much before they are thinned out. */
const ARCHIVE_BYTES = 16 * 1024 * 1024;

/** Kinds that can be listed and stepped through by `kindList`. */
const LISTED: readonly number[] = [
  K.packetArrived,
  K.packetDelivered,
  K.packetDropped,
  K.interruptRaised,
  K.vmExited,
  K.vmScheduled,
  K.burstReceived,
  K.vmDisplaced,
  K.upcallHandled,
];

/** See file header. */
export class LaneStore extends EventLine {
  readonly packets = new PacketIndex();
  readonly work: CoreWork;
  /** Sleeps of a polling core, by core, and throttled vectors, in order of their ends. */
  readonly sleeps: Int32List[] = [];
  readonly throttles = new Int32List();
  /** Counters when the window opened, where that is not held; null while they are not known. */
  openCounters: Float64Array | null = null;
  private readonly lists: (Int32List | null)[] = KINDS.map(() => null);

  /** An empty store; with `base` one that goes on from a keyframe and takes chunks that hold its `needFrom`. */
  constructor(lane: number, base: Keyframe | null = null) {
    super(lane, base);
    this.work = new CoreWork(this.records);
    for (const k of LISTED) this.lists[k] = new Int32List();
  }

  /** Bytes held, about. */
  get bytes(): number {
    let n = this.records.bytes + this.packets.bytes + this.events.bytes + this.work.bytes;
    for (const k of this.keyframes) n += k.state.bytes;
    for (const list of this.lists) n += list === null ? 0 : list.bytes;
    return n;
  }

  /** Records of a listed kind in order of their beginning. */
  kindList(kind: number): Int32List {
    const list = this.lists[kind];
    if (list === null) throw new Error(`records of kind ${KINDS[kind].name} are not listed`);
    return list;
  }

  /** Position in a kind's list of the first record that begins after `tPs`. */
  kindAfter(list: Int32List, tPs: number): number {
    let lo = list.base;
    let hi = list.end;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (this.records.t(list.at(mid)) > tPs) hi = mid;
      else lo = mid + 1;
    }
    return lo;
  }

  /** Enters a record into the indexes. */
  protected override note(b: RecordBlock, i: number, r: number): void {
    const { packets, work, lists } = this;
    const kind = b.kind[i];
    const packet = b.packet[i];
    b.previous[i] = packet === NO_PACKET ? -1 : packets.link(packet, r);
    const list = lists[kind];
    if (list !== null) this.list(list, r, b.t[i]);
    const core = b.core[i];
    if (IS_WORK[kind] === 1) {
      if (core !== NONE) work.append(core, r, kind, b.dur[i]);
    } else if (ENDS_ONLY[kind] === 1) this.listSpan(kind, core, r);
  }

  private listSpan(kind: number, core: number, r: number): void {
    if (kind === K.interruptThrottled) this.throttles.push(r);
    else if (kind === K.pollSlept) {
      while (this.sleeps.length <= core) this.sleeps.push(new Int32List());
      this.sleeps[core].push(r);
    }
  }

  private list(list: Int32List, r: number, t: number): void {
    if (list.end === list.base || this.records.t(list.at(list.end - 1)) <= t) list.push(r);
    else list.insert(this.kindAfter(list, t), r);
  }

  /**
   * Frees memory before the last keyframe at or before `tPs`. Keyframes stay, so that `new LaneStore(lane, keyframe)`
   * can take the dropped part again when it has been simulated again.
   */
  dropBefore(tPs: number): void {
    const keyframe = this.dropEvents(tPs);
    if (keyframe === null) return;
    for (const list of [...this.lists, ...this.sleeps, this.throttles]) {
      if (list === null) continue;
      let p = list.base;
      while (p < list.end && list.at(p) < keyframe.needFrom) p++;
      list.dropBefore(p);
    }
    this.work.dropBefore(keyframe.needFrom);
    this.thinArchive();
  }

  private thinArchive(): void {
    let bytes = 0;
    let archived = 0;
    for (const k of this.keyframes) {
      if (k.events >= this.events.base) break;
      bytes += k.state.bytes;
      archived++;
    }
    if (bytes < ARCHIVE_BYTES) return;
    const kept = this.keyframes.filter((_, i) => i >= archived || i % 2 === 0);
    this.keyframes.splice(0, this.keyframes.length, ...kept);
  }
}
