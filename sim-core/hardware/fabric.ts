// What every part of one lane shares: its clock and events, its packets, its counters, its recorder.
import { type Actor, EventQueue } from '../engine/event-queue.ts';
import { CATEGORY_COUNT, DROP_CAUSES } from '../trace/kinds.ts';
import { PacketTable } from './packet-table.ts';

/** Where records of the trace go; columns as in the trace's chunk. */
export interface Recorder {
  record(
    kind: number,
    t: number,
    dur: number,
    packet: number,
    arg: number,
    core: number,
    vm: number,
    queue: number,
    context: number,
  ): void;
}

/** Counters of a lane since its start; all whole numbers. */
export class Tally {
  arrived = 0;
  delivered = 0;
  dropped = 0;
  replicated = 0;
  droppedBy = new Float64Array(DROP_CAUSES.length);
  interrupts = 0;
  vmExits = 0;
  contextSwitches = 0;
  copies = 0;
  guestCopies = 0;
  upcalls = 0;
  llcMisses = 0;
  doorbells = 0;
  /** Lines that DMA wrote and found in the cache, and that it allocated. */
  ddioUpdates = 0;
  ddioAllocations = 0;
  /** Packet and descriptor lines that cores read: found in a cache, or not. */
  readHits = 0;
  readMisses = 0;
  txLinesCached = 0;
  txLinesRead = 0;
  /** Lines read from and written to memory. */
  dramReads = 0;
  dramWrites = 0;
  tlbMisses = 0;
  walkReferences = 0;
  iotlbMisses = 0;
  pageFaults = 0;
  bursts = 0;
  burstPackets = 0;
  emptyPolls = 0;
  /** Host copies in bytes (mechanics H5). */
  copiedBytes = 0;
  /** CPU time by category, picoseconds; settled by the cores. */
  categoryPs = new Float64Array(CATEGORY_COUNT);
}

/** One lane's shared ground. */
export class Fabric {
  readonly queue = new EventQueue();
  readonly packets = new PacketTable();
  readonly tally = new Tally();
  trace: Recorder | null = null;
  private readonly actors: Actor[] = [];

  /** Present time, picoseconds. */
  get nowPs(): number {
    return this.queue.nowPs;
  }

  /** Registers a part that receives events; returns its number. */
  register(actor: Actor): number {
    this.actors.push(actor);
    return this.actors.length - 1;
  }

  /** Fires events up to `limitPs`, inclusive, at most `most` of them; returns how many. */
  run(limitPs: number, most: number): number {
    const queue = this.queue;
    const actors = this.actors;
    let n = 0;
    while (n < most && queue.pop(limitPs)) {
      actors[queue.actor].fire(queue.op, queue.arg);
      n++;
    }
    return n;
  }
}
