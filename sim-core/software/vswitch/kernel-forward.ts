// What a rule tells the kernel to do with a packet from port to port: the rest of a hit's price, then the NIC's queue.
import type { Cost } from '../../costs/resolve.ts';
import type { Core } from '../../hardware/core.ts';
import type { Step } from '../../hardware/step.ts';
import { K } from '../../trace/kinds.ts';
import type { PacketSink, World } from '../world.ts';

export class ForwardRest implements PacketSink {
  private readonly world: World;
  private readonly cost: Cost;
  private readonly out: PacketSink;

  /** `cost`: actions, queueing and transmit; `out`: where it leaves, which charges nothing of its own. */
  constructor(world: World, cost: Cost, out: PacketSink) {
    this.world = world;
    this.cost = cost;
    this.out = out;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { packets } = this.world.fabric;
    step.add(
      core.clock,
      K.switchForwarded,
      this.cost,
      this.world.hostContext,
      packets.id[slot],
      0,
      packets.vm[slot],
      packets.queue[slot],
    );
  }

  accept(slot: number): void {
    this.out.accept(slot);
  }
}
