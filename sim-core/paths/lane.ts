// One assembled lane: takes arrivals in, gives packets their fates, and reads its totals at any moment.
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import type { Core } from '../hardware/core.ts';
import type { Fabric } from '../hardware/fabric.ts';
import type { Memory } from '../hardware/memory.ts';
import type { NicReceive } from '../hardware/nic-receive.ts';
import { FIRST_REPLICA } from '../hardware/packet-table.ts';
import { Histogram } from '../report/histogram.ts';
import {
  COUNT_NAMES,
  type CountName,
  type LaneFigures,
  type RecentStart,
  type WindowFates,
} from '../report/lane-figures.ts';
import { DESTINATION } from '../software/host-kernel.ts';
import type { PollDriver } from '../software/poll-driver.ts';
import type { Scheduler } from '../software/scheduler.ts';
import { type ArrivalBlock, VM_EVERYBODY, VM_NOT_FOR_US } from '../traffic/arrivals.ts';
import { DROP, DROP_CAUSES, K } from '../trace/kinds.ts';
import { RecentRing } from './recent-ring.ts';
import type { SetUpStep } from './set-up.ts';
import type { Sorter } from './sorter.ts';

/** The parts that `assemble` wired together. */
export interface LaneParts {
  fabric: Fabric;
  cores: Core[];
  schedulers: Scheduler[];
  pollers: PollDriver[];
  memory: Memory;
  nic: NicReceive;
  sorter: Sorter;
  roles: string[];
  /** Cores that poll for ever. */
  polling: boolean[];
  vms: number;
  /** What was done before time zero. */
  setUp: readonly SetUpStep[];
}

export class Lane implements Actor {
  readonly parts: LaneParts;
  readonly latency = new Histogram();
  readonly recent: RecentRing;
  /** Totals when the window opened. */
  openFigures: LaneFigures;
  opened = false;
  private readonly fabric: Fabric;
  private readonly actor: number;
  private block: ArrivalBlock | null = null;
  private nextReplica = FIRST_REPLICA;
  /** First packet inside the window. */
  private firstInside = 0;
  private readonly insideDropped = new Float64Array(DROP_CAUSES.length);
  private insideDelivered = 0;
  private insideReplicated = 0;

  constructor(parts: LaneParts) {
    this.parts = parts;
    this.fabric = parts.fabric;
    this.actor = parts.fabric.register(this);
    this.recent = new RecentRing(parts.cores.length);
    this.openFigures = this.figures();
  }

  /** Hands over a block of arrivals; the one before must have been used up. */
  load(block: ArrivalBlock): void {
    this.block = block;
    this.arriveAt(0);
  }

  /** The index-th packet of the block arrives in its time, if there is one. */
  private arriveAt(index: number): void {
    const { block, fabric } = this;
    if (block === null || index >= block.count) return;
    fabric.queue.at(block.lastBitPs[index], PRIORITY.wire, this.actor, 0, index);
  }

  /** The last bit of the index-th packet of the block is in. */
  fire(_op: number, index: number): void {
    const { block, fabric } = this;
    if (block === null) return;
    this.arriveAt(index + 1);
    const { packets } = fabric;
    const slot = packets.allocate();
    const vm = block.vm[index];
    packets.id[slot] = block.first + index;
    packets.vm[slot] =
      vm === VM_EVERYBODY ? DESTINATION.everybody : vm === VM_NOT_FOR_US ? DESTINATION.nobody : vm + 1;
    packets.flow[slot] = block.flow[index];
    packets.bytes[slot] = block.bytes[index];
    packets.priority[slot] = block.priority[index];
    packets.arrivedPs[slot] = fabric.nowPs;
    packets.parent[slot] = -1;
    packets.replicas[slot] = 0;
    packets.fate[slot] = 0;
    packets.hop[slot] = 0;
    packets.cached[slot] = 0;
    fabric.tally.arrived++;
    if (fabric.trace !== null) {
      fabric.trace.record(
        K.packetArrived,
        fabric.nowPs,
        0,
        packets.id[slot],
        packets.bytes[slot],
        255,
        packets.vm[slot],
        255,
        0,
      );
    }
    this.admit(slot);
  }

  /** Runs to `limitPs`, inclusive, or for `most` events; returns how many it ran. */
  runTo(limitPs: number, most: number): number {
    const { fabric } = this;
    const n = fabric.run(limitPs, most);
    if (n < most && limitPs > fabric.queue.nowPs && limitPs < Infinity) fabric.queue.nowPs = limitPs;
    return n;
  }

  /** The packet has reached its end. */
  delivered(slot: number): void {
    const { fabric } = this;
    const { packets } = fabric;
    const parent = packets.parent[slot];
    if (parent >= 0) {
      if (fabric.trace !== null) this.recordEnd(K.packetDelivered, slot, packets.bytes[slot]);
      packets.release(slot);
      packets.fate[parent] = 1;
      packets.readyPs[parent] = fabric.nowPs;
      this.replicaEnded(parent);
      return;
    }
    const { tally } = fabric;
    tally.delivered++;
    if (packets.id[slot] >= this.firstInside) this.insideDelivered++;
    // a frame for everybody ends with the last replica that arrived, though a later one may have been dropped
    const endPs = packets.fate[slot] === 1 ? packets.readyPs[slot] : fabric.nowPs;
    this.latency.add(endPs - packets.arrivedPs[slot]);
    const { cores } = this.parts;
    for (let i = 0; i < cores.length; i++) if (cores[i].current !== null) cores[i].settle();
    this.recent.push(tally.categoryPs, cores);
    if (fabric.trace !== null) this.recordEnd(K.packetDelivered, slot, packets.bytes[slot]);
    packets.release(slot);
  }

  /** The packet is lost, for a cause (DROP). */
  dropped(slot: number, cause: number): void {
    const { fabric } = this;
    const { packets } = fabric;
    const parent = packets.parent[slot];
    if (fabric.trace !== null) this.recordEnd(K.packetDropped, slot, cause);
    packets.release(slot);
    if (parent >= 0) {
      if (packets.fate[parent] === 0) packets.fate[parent] = 2 + cause;
      this.replicaEnded(parent);
      return;
    }
    fabric.tally.dropped++;
    fabric.tally.droppedBy[cause]++;
    if (packets.id[slot] >= this.firstInside) this.insideDropped[cause]++;
  }

  /** A replica of a broadcast frame for one VM, with the frame's columns; its buffer is still to be set. */
  replicate(slot: number, vm: number): number {
    const { fabric } = this;
    const { packets } = fabric;
    const replica = packets.allocate();
    packets.id[replica] = this.nextReplica++;
    packets.vm[replica] = vm;
    packets.flow[replica] = packets.flow[slot];
    packets.bytes[replica] = packets.bytes[slot];
    packets.priority[replica] = packets.priority[slot];
    packets.arrivedPs[replica] = packets.arrivedPs[slot];
    packets.queue[replica] = packets.queue[slot];
    packets.cached[replica] = packets.cached[slot];
    packets.parent[replica] = slot;
    packets.replicas[replica] = 0;
    packets.fate[replica] = 0;
    packets.hop[replica] = 0;
    packets.replicas[slot]++;
    fabric.tally.replicated++;
    if (packets.id[slot] >= this.firstInside) this.insideReplicated++;
    if (fabric.trace !== null) {
      fabric.trace.record(
        K.packetReplicated,
        fabric.nowPs,
        0,
        packets.id[replica],
        packets.id[slot],
        255,
        vm,
        255,
        0,
      );
    }
    return replica;
  }

  /** The window opens now, after all that happens at this instant; packets up to `lastWarm` stay outside. */
  open(firstInside: number): void {
    this.opened = true;
    this.checkpoint();
    this.openFigures = this.figures();
    this.latency.clear();
    this.recent.open(this.openFigures);
    this.firstInside = firstInside;
    this.insideDelivered = 0;
    this.insideReplicated = 0;
    this.insideDropped.fill(0);
  }

  /** Accounts for everything up to now. */
  checkpoint(): void {
    for (const core of this.parts.cores) core.checkpoint();
    for (const poller of this.parts.pollers) poller.settle();
  }

  /** Totals at this moment; call `checkpoint` first. */
  figures(): LaneFigures {
    const { fabric, parts } = this;
    const { tally } = fabric;
    const counts = {} as Record<CountName, number>;
    for (const name of COUNT_NAMES) counts[name] = tally[name];
    const stolenPs = new Array<number>(parts.vms + 1).fill(0);
    for (const { displacement } of parts.schedulers) {
      for (let vm = 1; vm <= parts.vms; vm++) stolenPs[vm] += displacement.stolenFrom(vm);
    }
    return Object.freeze({
      tPs: fabric.nowPs,
      categoryPs: Array.from(tally.categoryPs),
      cores: parts.cores.map((core, i) => this.coreFigures(core, i)),
      arrived: tally.arrived,
      delivered: tally.delivered,
      dropped: tally.dropped,
      counts,
      stolenPs,
    });
  }

  /** Fates now of the packets that arrived inside the window. */
  fates(): WindowFates {
    const droppedBy = Array.from(this.insideDropped);
    return {
      offered: this.fabric.tally.arrived - Math.min(this.firstInside, this.fabric.tally.arrived),
      delivered: this.insideDelivered,
      dropped: droppedBy.reduce((a, b) => a + b, 0),
      replicated: this.insideReplicated,
      droppedBy,
    };
  }

  /** Where `recent` begins: at the 257th-last delivery, or at the window's opening. */
  recentStart(): RecentStart {
    return this.recent.start();
  }

  private coreFigures(core: Core, index: number): LaneFigures['cores'][number] {
    let burstPs = 0;
    let bursts = 0;
    let burstPackets = 0;
    for (const poller of this.parts.pollers) {
      if (poller.coreId !== index) continue;
      burstPs += poller.burstPs;
      bursts += poller.bursts;
      burstPackets += poller.burstPackets;
    }
    return { busyPs: core.busyPs, contextPs: Array.from(core.contextPs), burstPs, bursts, burstPackets };
  }

  /** Sorts the packet into a queue; replicates it first where the NIC does that. */
  private admit(slot: number): void {
    const { packets } = this.fabric;
    const { sorter, nic } = this.parts;
    const vm = packets.vm[slot];
    if (sorter.knowsDestinations && vm === DESTINATION.nobody) {
      this.dropped(slot, DROP.notForUs);
    } else if (sorter.replicates && vm === DESTINATION.everybody) {
      // one more than the VMs holds the frame until all replicas are in
      packets.replicas[slot]++;
      for (let v = 1; v <= sorter.queues; v++) {
        const replica = this.replicate(slot, v);
        nic.arrive(replica, sorter.queueOf(v, packets.flow[slot]));
      }
      this.replicaEnded(slot);
    } else nic.arrive(slot, sorter.queueOf(vm, packets.flow[slot]));
  }

  /** A frame for everybody ends with its last replica: delivered if any was, else dropped for the first one's cause. */
  private replicaEnded(parent: number): void {
    const { packets } = this.fabric;
    if (--packets.replicas[parent] > 0) return;
    if (packets.fate[parent] === 1) this.delivered(parent);
    else this.dropped(parent, packets.fate[parent] - 2);
  }

  private recordEnd(kind: number, slot: number, arg: number): void {
    const { fabric } = this;
    const { packets } = fabric;
    fabric.trace?.record(kind, fabric.nowPs, 0, packets.id[slot], arg, 255, packets.vm[slot], 255, 0);
  }
}
