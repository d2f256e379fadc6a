// What a lane looks like after a number of events: packets under way, queues, cores, counters. Moves forward only.
import { NO_PACKET, NONE } from './chunk.ts';
import { K } from './kinds.ts';
import {
  C_CAUSES,
  C_DROPPED,
  C_EMPTY,
  COUNTED,
  COUNTERS,
  ENDS_KEPT,
  ENTERS,
  FIRST_REPLICA,
  IS_WORK,
  MAX_CORES,
  NOTED,
  NOTES_KEPT,
  PHASE,
  QUEUE_KEYS,
  queueKey,
} from './phases.ts';
import { RecordStore } from './records.ts';

export { type CounterName, counterIndex, FIRST_REPLICA, PHASE, PHASES } from './phases.ts';

const TABLE_MASK = 0xffff;

/** See file header. Arrays of packets are indexed by slot, in no meaningful order; slots 0 to count−1 are used. */
export class LaneState {
  count = 0;
  packet: Int32Array;
  phase: Uint8Array;
  /** Kind of the work under way, or of the last one; NONE if nobody has worked on it. */
  stage: Uint8Array;
  vm: Uint8Array;
  queue: Uint8Array;
  core: Uint8Array;
  /** Number of the record under way (work or DMA), −1 if none. */
  record: Int32Array;
  /** Row of the queue it stands in (−1 none), and its number there. */
  key: Int32Array;
  ticket: Int32Array;
  /** Since when it has been in its phase, ps. */
  since: Float64Array;
  readonly entered = new Int32Array(QUEUE_KEYS);
  readonly left = new Int32Array(QUEUE_KEYS);
  readonly coreRecord = new Int32Array(MAX_CORES).fill(-1);
  /** VM scheduled on a core, VM whose turn it is; NONE for nobody (host). */
  readonly scheduled = new Uint8Array(MAX_CORES).fill(NONE);
  readonly turn = new Uint8Array(MAX_CORES).fill(NONE);
  readonly masked = new Uint8Array(256);
  readonly counters = new Float64Array(COUNTERS.length);
  readonly ends = new Int32Array(ENDS_KEPT);
  readonly notes = new Int32Array(NOTES_KEPT);
  endCount = 0;
  noteCount = 0;
  /** Slot of the packet that came last with these low bits; packets it does not lead to are in `others`. */
  private slots: Int32Array | null = null;
  private readonly others = new Map<number, number>();

  constructor(capacity = 512) {
    this.packet = new Int32Array(capacity);
    this.phase = new Uint8Array(capacity);
    this.stage = new Uint8Array(capacity);
    this.vm = new Uint8Array(capacity);
    this.queue = new Uint8Array(capacity);
    this.core = new Uint8Array(capacity);
    this.record = new Int32Array(capacity);
    this.key = new Int32Array(capacity);
    this.ticket = new Int32Array(capacity);
    this.since = new Float64Array(capacity);
  }

  /** Slot of a packet under way; −1 if it is not. */
  slotOf(packet: number): number {
    if (this.slots === null) return -1;
    const s = this.slots[packet & TABLE_MASK];
    if (s < this.count && this.packet[s] === packet) return s;
    return this.others.size === 0 ? -1 : (this.others.get(packet) ?? -1);
  }

  private setSlot(packet: number, s: number): void {
    if (this.slots === null) this.slots = new Int32Array(TABLE_MASK + 1);
    const at = packet & TABLE_MASK;
    const there = this.slots[at];
    const other = there < this.count && there !== s ? this.packet[there] : packet;
    // two packets under way with the same low bits: the later one stands aside
    if (other !== packet && (other & TABLE_MASK) === at) this.others.set(packet, s);
    else {
      this.slots[at] = s;
      if (this.others.size > 0) this.others.delete(packet);
    }
  }

  /** Applies an event: the beginning (or the instant) of record `r`, or, with `isEnd`, its end. */
  apply(records: RecordStore, r: number, isEnd: boolean): void {
    const b = records.block(r);
    const i = r & RecordStore.MASK;
    const kind = b.kind[i];
    const packet = b.packet[i];
    if (isEnd) {
      if (IS_WORK[kind] === 1) {
        const core = b.core[i];
        if (core !== NONE && this.coreRecord[core] === r) this.coreRecord[core] = -1;
      } else if (kind === K.pollSlept) this.counters[C_EMPTY] += b.arg[i];
      if (packet !== NO_PACKET) this.endOnPacket(packet, kind, r, b.t[i] + b.dur[i], b.arg[i], b.queue[i]);
      return;
    }
    const t = b.t[i];
    const dur = b.dur[i];
    const core = b.core[i];
    if (COUNTED[kind] >= 0 && counts(records, r, kind, packet)) this.counters[COUNTED[kind]]++;
    if (NOTED[kind] === 1) this.notes[this.noteCount++ % NOTES_KEPT] = r;
    if (dur > 0) {
      if (IS_WORK[kind] === 1 && core !== NONE) this.coreRecord[core] = r;
      if (packet !== NO_PACKET) this.beginOnPacket(packet, kind, r, t, core, b.vm[i]);
      return;
    }
    if (packet !== NO_PACKET) this.instantOnPacket(packet, kind, r, t, b.arg[i], core, b.vm[i], b.queue[i]);
    if (kind === K.vmScheduled) this.scheduled[core] = b.vm[i];
    else if (kind === K.vmPreempted) {
      if (this.scheduled[core] === b.vm[i]) this.scheduled[core] = NONE;
    } else if (kind === K.turnStarted) this.turn[core] = b.vm[i];
    else if (kind === K.interruptMasked) this.masked[b.queue[i]] = 1;
    else if (kind === K.interruptUnmasked) this.masked[b.queue[i]] = 0;
  }

  private beginOnPacket(packet: number, kind: number, r: number, t: number, core: number, vm: number): void {
    const s = this.slotOf(packet);
    if (s < 0) return;
    if (vm !== NONE) this.vm[s] = vm;
    if (IS_WORK[kind] === 1) {
      this.move(s, PHASE.work, t, 0);
      this.stage[s] = kind;
      this.core[s] = core;
      this.record[s] = r;
    } else if (kind === K.dmaWrittenDram || kind === K.dmaWrittenCache) {
      this.move(s, PHASE.dma, t, 0);
      this.record[s] = r;
    }
  }

  private endOnPacket(
    packet: number,
    kind: number,
    r: number,
    end: number,
    arg: number,
    queue: number,
  ): void {
    const s = this.slotOf(packet);
    if (s < 0 || this.record[s] !== r) return;
    this.record[s] = -1;
    if (IS_WORK[kind] === 0) this.move(s, PHASE.landed, end, 0);
    else if (ENTERS[kind] >= 0) {
      if (queue !== NONE) this.queue[s] = queue;
      this.move(s, ENTERS[kind], end, kind === K.mbufHandedOn ? arg : this.queue[s]);
    } else this.move(s, PHASE.held, end, 0);
  }

  private instantOnPacket(
    packet: number,
    kind: number,
    r: number,
    t: number,
    arg: number,
    core: number,
    vm: number,
    queue: number,
  ): void {
    if (kind === K.packetArrived || kind === K.packetReplicated) {
      const at = this.slotOf(packet);
      this.move(at < 0 ? this.enter(packet) : at, PHASE.nic, t, 0);
    }
    const s = this.slotOf(packet);
    if (kind === K.packetDelivered || kind === K.packetDropped) {
      this.ends[this.endCount++ % ENDS_KEPT] = r;
      if (kind === K.packetDropped && packet < FIRST_REPLICA) {
        this.counters[C_DROPPED]++;
        this.counters[C_CAUSES + arg]++;
      }
      // what finds a full ring between cores was its last, and never in its way
      if (s >= 0) this.remove(s, kind === K.packetDropped && this.phase[s] === PHASE.handed);
      return;
    }
    if (s < 0) return;
    if (vm !== NONE) this.vm[s] = vm;
    if (queue !== NONE) this.queue[s] = queue;
    const to = ENTERS[kind];
    if (to >= 0) {
      if (to === PHASE.ring || to === PHASE.transmit) this.move(s, to, t, this.queue[s]);
      else if (to === PHASE.backlog) this.move(s, to, t, core);
      else if (to === PHASE.handed) this.move(s, to, t, arg);
      else this.move(s, to, t, this.vm[s]);
      this.core[s] = NONE;
    } else if (IS_WORK[kind] === 1) {
      // work too short to last a picosecond still takes the packet out of its queue
      this.move(s, PHASE.held, t, 0);
      this.stage[s] = kind;
      this.core[s] = core;
    }
  }

  private enter(packet: number): number {
    const s = this.count++;
    if (s === this.packet.length) this.grow(2 * s + 64);
    this.setSlot(packet, s);
    this.packet[s] = packet;
    this.stage[s] = NONE;
    this.vm[s] = NONE;
    this.queue[s] = NONE;
    this.core[s] = NONE;
    this.record[s] = -1;
    this.key[s] = -1;
    return s;
  }

  private move(s: number, phase: number, t: number, id: number): void {
    const before = this.key[s];
    if (before >= 0) this.left[before]++;
    const key = queueKey(phase, id);
    this.key[s] = key;
    if (key >= 0) this.ticket[s] = this.entered[key]++;
    this.phase[s] = phase;
    this.since[s] = t;
  }

  private remove(s: number, turnedAway: boolean): void {
    if (this.key[s] >= 0) {
      if (turnedAway) this.entered[this.key[s]]--;
      else this.left[this.key[s]]++;
    }
    if (this.others.size > 0) this.others.delete(this.packet[s]);
    const last = --this.count;
    if (s === last) return;
    this.packet[s] = this.packet[last];
    this.phase[s] = this.phase[last];
    this.stage[s] = this.stage[last];
    this.vm[s] = this.vm[last];
    this.queue[s] = this.queue[last];
    this.core[s] = this.core[last];
    this.record[s] = this.record[last];
    this.key[s] = this.key[last];
    this.ticket[s] = this.ticket[last];
    this.since[s] = this.since[last];
    this.setSlot(this.packet[s], s);
  }

  private grow(n: number): void {
    this.packet = widened(this.packet, new Int32Array(n));
    this.phase = widened(this.phase, new Uint8Array(n));
    this.stage = widened(this.stage, new Uint8Array(n));
    this.vm = widened(this.vm, new Uint8Array(n));
    this.queue = widened(this.queue, new Uint8Array(n));
    this.core = widened(this.core, new Uint8Array(n));
    this.record = widened(this.record, new Int32Array(n));
    this.key = widened(this.key, new Int32Array(n));
    this.ticket = widened(this.ticket, new Int32Array(n));
    this.since = widened(this.since, new Float64Array(n));
  }

  private copyColumns(other: LaneState): void {
    const n = other.count;
    if (this.packet.length < n) this.grow(n);
    this.count = n;
    this.packet.set(other.packet.subarray(0, n));
    this.phase.set(other.phase.subarray(0, n));
    this.stage.set(other.stage.subarray(0, n));
    this.vm.set(other.vm.subarray(0, n));
    this.queue.set(other.queue.subarray(0, n));
    this.core.set(other.core.subarray(0, n));
    this.record.set(other.record.subarray(0, n));
    this.key.set(other.key.subarray(0, n));
    this.ticket.set(other.ticket.subarray(0, n));
    this.since.set(other.since.subarray(0, n));
    this.entered.set(other.entered);
    this.left.set(other.left);
    this.coreRecord.set(other.coreRecord);
    this.scheduled.set(other.scheduled);
    this.turn.set(other.turn);
    this.masked.set(other.masked);
    this.counters.set(other.counters);
    this.ends.set(other.ends);
    this.notes.set(other.notes);
    this.endCount = other.endCount;
    this.noteCount = other.noteCount;
  }

  /** Becomes equal to `other`, a copy made by `frozen`, and ready to go on. */
  copyFrom(other: LaneState): void {
    this.copyColumns(other);
    this.others.clear();
    for (let s = 0; s < this.count; s++) this.setSlot(this.packet[s], s);
  }

  /** A copy for a keyframe: columns just long enough and no map of packets; only `copyFrom` may use it. */
  frozen(): LaneState {
    const copy = new LaneState(this.count);
    copy.copyColumns(this);
    return copy;
  }

  /** A frozen state that has crossed to another thread, a state again. */
  static revived(crossed: LaneState): LaneState {
    // copied field by field: to put other arrays into them would throw away what is compiled for those that never change
    const copy = new LaneState(crossed.count);
    copy.copyColumns(crossed);
    return copy;
  }

  get bytes(): number {
    return 30 * this.packet.length + 8 * this.entered.length + 4 * MAX_CORES + 8 * COUNTERS.length + 2000;
  }
}

/** Whether a record counts: not for replicas' arrivals and ends, nor for work that goes on after an interruption. */
function counts(records: RecordStore, r: number, kind: number, packet: number): boolean {
  if (kind === K.packetArrived || kind === K.packetDelivered) return packet < FIRST_REPLICA;
  return IS_WORK[kind] === 0 || !records.continued(r);
}

function widened<A extends Int32Array | Uint8Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
