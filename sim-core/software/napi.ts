// NAPI: polls the queues of one vector packet by packet, and what a driver's poll takes packets from (mechanics §0.6).
import type { Core } from '../hardware/core.ts';
import type { InterruptVector } from '../hardware/interrupt-vector.ts';
import type { ReceiveRing } from '../hardware/receive-ring.ts';
import type { Step } from '../hardware/step.ts';
import { K } from '../trace/kinds.ts';
import { addStalls, GUEST, type PacketSink, type World } from './world.ts';

/** What a poll takes packets from: a descriptor ring, a virtio ring, the backlog. */
export interface PollSource {
  readonly queue: number;
  /** Packets that can be taken now. */
  waiting(): number;
  /** Takes one and charges the driver's work on it. */
  take(step: Step, core: Core): number;
  /** The packet's work has been served. */
  done(): void;
}

/** A NIC ring owned by a kernel, host's or guest's: descriptor and first line, then a packet buffer around it. */
export class RingSource implements PollSource {
  readonly queue: number;
  private readonly ring: ReceiveRing;
  private readonly world: World;
  private readonly context: number;

  constructor(ring: ReceiveRing, world: World, context: number) {
    this.ring = ring;
    this.queue = ring.queue;
    this.world = world;
    this.context = context;
  }

  waiting(): number {
    return this.ring.waiting;
  }

  take(step: Step, core: Core): number {
    const { ring, world, context } = this;
    const { data, fabric } = world;
    const slot = ring.peek();
    const descriptorLines = ring.linesToRead();
    const vm = context === GUEST ? ring.vm : 0;
    world.paging.touch(step, core, vm, data.firstLine(slot), slot, context);
    if (descriptorLines > 0)
      world.paging.touch(step, core, vm, ring.descriptorLine(ring.taken), slot, context);
    let missed = data.memory.read(data.firstLine(slot), 1);
    if (descriptorLines > 0) missed += data.memory.read(ring.descriptorLine(ring.taken), 1);
    addStalls(world, step, core, descriptorLines + 1, missed, slot, context, ring.queue);
    step.add(
      core.clock,
      K.skbBuilt,
      world.prices.skb,
      context,
      fabric.packets.id[slot],
      0,
      fabric.packets.vm[slot],
      ring.queue,
    );
    return ring.take();
  }

  done(): void {
    this.ring.refill();
  }
}

export class Napi {
  /** Packets handled in the present call. */
  polled = 0;
  /** It is on a poll list. */
  scheduled = false;
  private readonly world: World;
  private readonly sources: PollSource[];
  private readonly sink: PacketSink;
  private readonly vector: InterruptVector | null;
  private readonly context: number;
  private cursor = 0;
  private slot = -1;
  private sourceIndex = 0;
  private handled = 0;

  /** `vector`: unmasked when all sources are empty; null where nothing masks. */
  constructor(
    world: World,
    sources: PollSource[],
    sink: PacketSink,
    vector: InterruptVector | null,
    context: number,
  ) {
    this.world = world;
    this.sources = sources;
    this.sink = sink;
    this.vector = vector;
    this.context = context;
  }

  /** Fills the step with the next packet's work; false if every source is empty. */
  next(step: Step, core: Core): boolean {
    const n = this.sources.length;
    for (let k = 0; k < n; k++) {
      const index = (this.cursor + k) % n;
      const source = this.sources[index];
      if (source.waiting() === 0) continue;
      step.begin(0);
      if (this.polled === 0) {
        step.add(
          core.clock,
          K.napiPolled,
          this.world.prices.pollCall,
          this.context,
          -1,
          source.queue,
          0,
          source.queue,
        );
      }
      this.sourceIndex = index;
      this.cursor = index + 1;
      this.slot = source.take(step, core);
      this.sink.charge(step, core, this.slot);
      return true;
    }
    return false;
  }

  /** The step was served: the packet goes on. */
  finish(): void {
    this.polled++;
    this.handled++;
    this.sources[this.sourceIndex].done();
    this.sink.accept(this.slot);
  }

  /** All sources were empty: interrupts again. */
  complete(core: Core): void {
    const { fabric } = this.world;
    if (fabric.trace !== null) {
      fabric.trace.record(
        K.napiCompleted,
        fabric.nowPs,
        0,
        -1,
        this.handled,
        core.id,
        255,
        this.sources[0].queue,
        0,
      );
    }
    this.polled = 0;
    this.handled = 0;
    this.scheduled = false;
    this.vector?.clear();
    this.vector?.unmask();
  }

  /** The budget is spent: the poll goes on as a thread. */
  squeezed(core: Core): void {
    const { fabric } = this.world;
    this.polled = 0;
    if (fabric.trace !== null) {
      fabric.trace.record(
        K.napiSqueezed,
        fabric.nowPs,
        0,
        -1,
        this.handled,
        core.id,
        255,
        this.sources[0].queue,
        0,
      );
    }
  }
}
