// The daemon's handler thread: takes misses in batches, makes rules, installs them, and sends the packets on.
import { Step } from '../../hardware/step.ts';
import { K } from '../../trace/kinds.ts';
import type { Scheduler } from '../scheduler.ts';
import { Thread } from '../thread.ts';
import type { World } from '../world.ts';
import type { KernelDatapath, KernelPort, MissHandler } from './kernel-datapath.ts';

/** After a core's soft-interrupt thread, before vhost threads and guests. */
const RANK = 0.5;

/**
 * A rule and its packet are in the datapath when the whole batch has been translated. Misses for which a rule is there
 * or is being made by then are grouped with it: they are received and sent on, and not translated again.
 */
export class UpcallHandler extends Thread implements MissHandler {
  private readonly world: World;
  private readonly scheduler: Scheduler;
  private readonly datapath: KernelDatapath;
  private readonly step: Step;
  private readonly slots: Int32Array;
  /** Rule made for each miss of the batch, −1 where none was. */
  private readonly rules: Int32Array;
  private readonly ports: KernelPort[] = [];
  private size = 0;
  private done = 0;
  /** The batch in hand was lost with the process that had taken it. */
  private abandoned = false;
  private turnOver = false;

  constructor(world: World, scheduler: Scheduler, datapath: KernelDatapath) {
    super(0, RANK);
    this.world = world;
    this.scheduler = scheduler;
    this.datapath = datapath;
    this.step = new Step(this, 0);
    this.slots = new Int32Array(datapath.settings.upcallBatch);
    this.rules = new Int32Array(datapath.settings.upcallBatch);
    datapath.handler = this;
    scheduler.addThread(this);
  }

  wake(): void {
    this.scheduler.wake();
  }

  abandon(): void {
    if (this.step.active) this.abandoned = true;
    else this.loseBatch();
  }

  ready(): boolean {
    return this.step.active || this.done < this.size || this.datapath.waiting > 0;
  }

  run(): void {
    if (!this.step.active) {
      if (this.done === this.size) this.takeBatch();
      this.translate();
    }
    this.scheduler.core.start(this.step);
  }

  beginTurn(): void {
    this.turnOver = false;
  }

  turnSpent(): boolean {
    return this.turnOver;
  }

  stepFinished(): void {
    this.scheduler.displacement.hostPacket(this.world.fabric.packets.vm[this.slots[this.done]]);
    this.done++;
    if (this.abandoned) {
      this.abandoned = false;
      this.done = 0;
      this.loseBatch();
    } else if (this.done === this.size) this.installBatch();
    this.turnOver = this.done === this.size;
  }

  private loseBatch(): void {
    if (this.done === this.size) return;
    for (let i = 0; i < this.size; i++) this.datapath.lose(this.slots[i]);
    this.done = this.size;
  }

  private takeBatch(): void {
    const { datapath, slots, ports } = this;
    this.size = Math.min(datapath.waiting, datapath.settings.upcallBatch);
    this.done = 0;
    for (let i = 0; i < this.size; i++) {
      ports[i] = datapath.take();
      slots[i] = datapath.missed;
    }
  }

  /** The next miss of the batch: translated through the daemon's tables, or grouped with an earlier one. */
  private translate(): void {
    const { world, datapath, done, step } = this;
    const { table, settings } = datapath;
    const { packets, nowPs } = world.fabric;
    const { core } = this.scheduler;
    const slot = this.slots[done];
    const port = this.ports[done];
    const who = port.who(slot);
    const known = table.find(who, packets.flow[slot]) >= 0;
    this.rules[done] = known || table.full ? -1 : table.make(who, packets.flow[slot], nowPs);
    step.begin(0);
    step.add(
      core.clock,
      K.upcallHandled,
      known ? settings.kernelReinject : settings.kernelUpcall,
      world.hostContext,
      packets.id[slot],
      known ? 0 : 1,
      packets.vm[slot],
      packets.queue[slot],
    );
    port.next.charge(step, core, slot);
  }

  private installBatch(): void {
    const { world, datapath } = this;
    const { table } = datapath;
    const { fabric } = world;
    for (let i = 0; i < this.size; i++) {
      const rule = this.rules[i];
      if (rule < 0) continue;
      table.install(rule, fabric.nowPs);
      recordInstalled(world, this.slots[i], table.count, this.scheduler.core.id);
    }
    for (let i = 0; i < this.size; i++) this.ports[i].next.accept(this.slots[i]);
  }
}

/** Says in the trace that the datapath has a rule for this packet now; `count`: rules it has. */
export function recordInstalled({ fabric }: World, slot: number, count: number, core: number): void {
  const { trace, packets, nowPs } = fabric;
  if (trace === null) return;
  const vm = packets.vm[slot] || 255;
  trace.record(K.flowInstalled, nowPs, 0, packets.id[slot], count, core, vm, packets.queue[slot], 0);
}
