// A guest whose kernel forwards: protocols, routing and transmit in one go, no socket and no application copy.
import type { Core } from '../hardware/core.ts';
import type { Step } from '../hardware/step.ts';
import { CTX, K } from '../trace/kinds.ts';
import type { GuestTransmit } from './application.ts';
import type { PacketSink, World } from './world.ts';

export class GuestForward implements PacketSink {
  private readonly world: World;
  private readonly vm: number;
  private readonly transmit: GuestTransmit;

  constructor(world: World, vm: number, transmit: GuestTransmit) {
    this.world = world;
    this.vm = vm;
    this.transmit = transmit;
  }

  charge(step: Step, core: Core, slot: number): void {
    const { fabric, prices, paging } = this.world;
    const id = fabric.packets.id[slot];
    paging.writeTables(step, core, this.vm, slot);
    step.add(core.clock, K.applicationFinished, prices.application, CTX.application, id, 0, this.vm, 255);
    step.add(core.clock, K.stackForwarded, prices.guestForward, CTX.guestKernel, id, 0, this.vm, 255);
    this.transmit.chargeKick(step, core, slot);
  }

  accept(slot: number): void {
    this.transmit.send(slot);
  }
}
