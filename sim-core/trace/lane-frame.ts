// What a drawing of one lane needs at one time, in arrays that are used again for the next frame.
import { NONE } from './chunk.ts';
import { HASH_START, hashTime, hashWord } from './hash.ts';
import type { LaneState } from './lane-state.ts';
import { COUNTERS, MAX_CORES, NOTES_KEPT, QUEUE_KEYS, queueKey } from './phases.ts';

/** See file header. Only the first `count` elements of packet columns mean anything, likewise the others. */
export class LaneFrame {
  tPs = -1;
  /** False if the store does not hold this time (dropped, or before the run). */
  held = false;
  count = 0;
  packet = new Int32Array(256);
  /** PHASE number. */
  phase = new Uint8Array(256);
  /** Kind of the work under way or last done on it; NONE before any. */
  stage = new Uint8Array(256);
  /** 1-based VM, NONE if unknown; queue and core, NONE if none. */
  vm = new Uint8Array(256);
  queue = new Uint8Array(256);
  core = new Uint8Array(256);
  /** Place in its queue, 0 is next; −1 outside queues. */
  place = new Int32Array(256);
  /** Cause of a drop (DROP); NONE otherwise. */
  cause = new Uint8Array(256);
  /** Beginning of the phase, and its end where it is known (wire, dma, work), else −1; ps. */
  sincePs = new Float64Array(256);
  untilPs = new Float64Array(256);

  coreCount = 0;
  /** Number of the work record under way on each core, −1 idle; kind, context, packet and times of it. */
  readonly coreRecord = new Int32Array(MAX_CORES);
  readonly coreKind = new Uint8Array(MAX_CORES);
  readonly coreCategory = new Uint8Array(MAX_CORES);
  readonly coreContext = new Uint8Array(MAX_CORES);
  readonly corePacket = new Int32Array(MAX_CORES);
  readonly coreSincePs = new Float64Array(MAX_CORES);
  readonly coreUntilPs = new Float64Array(MAX_CORES);
  /** VM that runs on the core, VM whose turn it is (1-based, NONE for nobody), 1 if it polls and finds nothing. */
  readonly scheduled = new Uint8Array(MAX_CORES);
  readonly turn = new Uint8Array(MAX_CORES);
  readonly emptyPolling = new Uint8Array(MAX_CORES);

  /** Numbers of the records that have just begun and are worth a mark (NOTED_KINDS), newest first. */
  noteCount = 0;
  readonly notes = new Int32Array(NOTES_KEPT);
  /** Vectors waiting for their throttle, and until when. */
  throttleCount = 0;
  readonly throttledVector = new Uint8Array(256);
  readonly throttledUntilPs = new Float64Array(256);
  /** COUNTERS since the trace's beginning. */
  readonly counters = new Float64Array(COUNTERS.length);
  /** 1 for vectors that are masked. */
  readonly masked = new Uint8Array(256);
  private readonly entered = new Int32Array(QUEUE_KEYS);
  private readonly left = new Int32Array(QUEUE_KEYS);

  /** Packets in a queue: `phase` nic (id 0), ring, transmit (id queue), backlog (core), tap, vring, socket (VM). */
  depth(phase: number, id: number): number {
    const key = queueKey(phase, id);
    return key < 0 ? 0 : this.entered[key] - this.left[key];
  }

  /** How far through its phase a packet is, 0 to 1; 0 where the end is not known. */
  progress(i: number): number {
    return progressOf(this.tPs, this.sincePs[i], this.untilPs[i]);
  }

  /** How far through its work a core is, 0 to 1. */
  coreProgress(core: number): number {
    return progressOf(this.tPs, this.coreSincePs[core], this.coreUntilPs[core]);
  }

  /** Copies queues from the state. */
  takeQueues(state: LaneState): void {
    this.entered.set(state.entered);
    this.left.set(state.left);
  }

  /** Begins with the packets under way, column by column; `place` and `untilPs` are still to be filled in. */
  takePackets(state: LaneState): void {
    const { count } = state;
    if (count > this.packet.length) this.grow(2 * count);
    this.count = count;
    this.packet.set(state.packet.subarray(0, count));
    this.phase.set(state.phase.subarray(0, count));
    this.stage.set(state.stage.subarray(0, count));
    this.vm.set(state.vm.subarray(0, count));
    this.queue.set(state.queue.subarray(0, count));
    this.core.set(state.core.subarray(0, count));
    this.sincePs.set(state.since.subarray(0, count));
    this.cause.fill(NONE, 0, count);
  }

  /** Index of a new packet entry, growing the columns if need be. */
  add(packet: number): number {
    const i = this.count++;
    if (i === this.packet.length) this.grow(2 * i);
    this.packet[i] = packet;
    return i;
  }

  private grow(n: number): void {
    const wider = <A extends Int32Array | Uint8Array | Float64Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    this.packet = wider(this.packet, new Int32Array(n));
    this.phase = wider(this.phase, new Uint8Array(n));
    this.stage = wider(this.stage, new Uint8Array(n));
    this.vm = wider(this.vm, new Uint8Array(n));
    this.queue = wider(this.queue, new Uint8Array(n));
    this.core = wider(this.core, new Uint8Array(n));
    this.place = wider(this.place, new Int32Array(n));
    this.cause = wider(this.cause, new Uint8Array(n));
    this.sincePs = wider(this.sincePs, new Float64Array(n));
    this.untilPs = wider(this.untilPs, new Float64Array(n));
  }

  /** 32-bit hash of what the frame shows; the same however the time was reached. */
  hash(): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) {
      let h = hashWord(HASH_START, this.packet[i]);
      h = hashWord(h, this.phase[i] | (this.stage[i] << 8) | (this.vm[i] << 16) | (this.queue[i] << 24));
      h = hashWord(h, this.core[i] | (this.cause[i] << 8));
      h = hashWord(h, this.place[i]);
      h = hashTime(hashTime(h, this.sincePs[i]), this.untilPs[i]);
      sum = (sum + h) | 0;
    }
    let h = hashWord(hashTime(HASH_START, this.tPs), sum);
    for (let c = 0; c < this.coreCount; c++) {
      h = hashWord(
        hashWord(h, this.coreRecord[c]),
        this.scheduled[c] | (this.turn[c] << 8) | (this.emptyPolling[c] << 16),
      );
    }
    for (let i = 0; i < this.noteCount; i++) h = hashWord(h, this.notes[i]);
    for (let i = 0; i < this.throttleCount; i++) h = hashTime(h, this.throttledUntilPs[i]);
    for (let i = 0; i < this.counters.length; i++) h = hashTime(h, this.counters[i]);
    for (let k = 0; k < this.entered.length; k++) {
      if (this.entered[k] !== 0) h = hashWord(hashWord(h, k), this.entered[k] - this.left[k]);
    }
    return h >>> 0;
  }
}

function progressOf(tPs: number, sincePs: number, untilPs: number): number {
  if (untilPs <= sincePs) return 0;
  return Math.min(1, Math.max(0, (tPs - sincePs) / (untilPs - sincePs)));
}
