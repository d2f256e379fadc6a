// Where a packet goes when a guest sends it: to the wire, or through the switch to the next guest (vm-to-vm).
import type { PacketTable } from '../hardware/packet-table.ts';
import type { WorkloadKind } from '../scenario/types.ts';

export class Route {
  private readonly packets: PacketTable;
  private readonly betweenGuests: boolean;
  private readonly vms: number;

  constructor(packets: PacketTable, kind: WorkloadKind, vms: number) {
    this.packets = packets;
    this.betweenGuests = kind === 'vm-to-vm';
    this.vms = vms;
  }

  /** The guest that a packet sent by its present guest is for, from 1; 0 the wire. */
  next(slot: number): number {
    if (!this.betweenGuests || this.packets.hop[slot] > 0) return 0;
    return (this.packets.vm[slot] % this.vms) + 1;
  }

  /** The packet is on its way to `vm`. */
  advance(slot: number, vm: number): void {
    this.packets.hop[slot]++;
    this.packets.vm[slot] = vm;
  }
}
