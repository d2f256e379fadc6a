// QuickData, the copy engine of the chipset: a few channels that copy in the background, in order within a channel.
import { type Actor, PRIORITY } from '../engine/event-queue.ts';
import { IntQueue } from '../engine/int-queue.ts';
import type { Costs } from '../costs/resolve.ts';
import type { Fabric } from './fabric.ts';

/** Told when a copy that it asked for is done. */
export interface CopyClient {
  copied(slot: number): void;
}

export class CopyEngine implements Actor {
  private readonly fabric: Fabric;
  private readonly actor: number;
  private readonly latencyPs: number;
  private readonly psPerByte: number;
  private readonly freePs: Float64Array;
  private readonly slots: IntQueue[] = [];
  private readonly clients: CopyClient[] = [];

  constructor(fabric: Fabric, costs: Costs) {
    this.fabric = fabric;
    this.actor = fabric.register(this);
    this.latencyPs = costs.timePs('ioat.latency');
    this.psPerByte = costs.value('ioat.perByte') * 1000;
    this.freePs = new Float64Array(costs.value('ioat.channels'));
  }

  /** A client's number; clients share the channels in turn. */
  addClient(client: CopyClient): number {
    this.clients.push(client);
    this.slots.push(new IntQueue(64));
    return this.clients.length - 1;
  }

  /** Copies `bytes` for a packet; the client hears when it is done, in the order in which it asked. */
  copy(client: number, slot: number, bytes: number): void {
    const channel = client % this.freePs.length;
    const now = this.fabric.nowPs;
    const start = Math.max(now, this.freePs[channel]);
    this.freePs[channel] = start + Math.round(bytes * this.psPerByte);
    this.slots[client].push(slot);
    this.fabric.queue.at(this.freePs[channel] + this.latencyPs, PRIORITY.memory, this.actor, 0, client);
  }

  fire(_op: number, client: number): void {
    this.clients[client].copied(this.slots[client].shift());
  }
}
