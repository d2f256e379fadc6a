// A bench for parts of the hardware: a fabric with memory, a link with round figures, packets made by hand, calls at given times.
import { Costs } from '../costs/resolve.ts';
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { Fabric, type Recorder } from './fabric.ts';
import { LastLevelCache } from './llc.ts';
import { Memory } from './memory.ts';
import { PacketMemory } from './packet-memory.ts';
import { Pcie } from './pcie.ts';

/** One record as it was written. */
export interface BenchRecord {
  kind: number;
  t: number;
  dur: number;
  packet: number;
  arg: number;
  core: number;
  vm: number;
  queue: number;
  context: number;
}

/** Keeps records in a list. */
export class ListRecorder implements Recorder {
  readonly list: BenchRecord[] = [];

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
  ): void {
    this.list.push({ kind, t, dur, packet, arg, core, vm, queue, context });
  }

  of(kind: number): BenchRecord[] {
    return this.list.filter((record) => record.kind === kind);
  }
}

/** 64 Gb/s without a data-link share: 125 ps a byte. */
export const BENCH_GBPS = 64;
export const BENCH_BYTE_PS = 125;

export class Bench implements Actor {
  readonly fabric = new Fabric();
  readonly costs: Costs;
  readonly memory: Memory;
  readonly data: PacketMemory;
  readonly pcie: Pcie;
  readonly recorder = new ListRecorder();
  private readonly actor: number;
  private readonly calls: (() => void)[] = [];
  private nextId = 0;

  constructor({ ddio = false, costs = {} as Record<string, number>, llcBytes = 2 ** 20 } = {}) {
    const { fabric } = this;
    this.costs = new Costs('server', { 'pcie.dllShare': 0, ...costs });
    this.memory = new Memory(
      new LastLevelCache(llcBytes, 16, 2, 1),
      ddio ? 'ddio' : 'dram',
      this.costs.cost('mem.l3'),
      this.costs.cost('mem.dram'),
      fabric.tally,
    );
    this.data = new PacketMemory(this.memory, fabric);
    this.pcie = new Pcie(fabric.queue, BENCH_GBPS, this.costs);
    fabric.trace = this.recorder;
    this.actor = fabric.register(this);
  }

  /** Calls `action` at `tPs`, before or after all that happens then. */
  at(tPs: number, action: () => void, priority: number = PRIORITY.wire): void {
    this.calls.push(action);
    this.fabric.queue.at(tPs, priority, this.actor, 0, this.calls.length - 1);
  }

  fire(_op: number, index: number): void {
    this.calls[index]();
  }

  /** Runs everything up to `tPs`, inclusive. */
  run(tPs = Infinity): void {
    this.fabric.run(tPs, 10_000_000);
    if (tPs < Infinity && tPs > this.fabric.nowPs) this.fabric.queue.nowPs = tPs;
  }

  /** A packet in flight for `vm` (0 the host); returns its slot. */
  packet(bytes = 64, vm = 1): number {
    const { packets } = this.fabric;
    const slot = packets.allocate();
    packets.id[slot] = this.nextId++;
    packets.vm[slot] = vm;
    packets.bytes[slot] = bytes;
    packets.parent[slot] = -1;
    packets.cached[slot] = 0;
    packets.arrivedPs[slot] = this.fabric.nowPs;
    return slot;
  }
}
