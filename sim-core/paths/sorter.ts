// Which receive queue a packet goes to: the NIC's sorter by VM, its hash by flow, or the only queue there is.
import { mixBelow } from '../engine/random.ts';

export type SortBy = 'vm' | 'flow' | 'none';

export class Sorter {
  readonly by: SortBy;
  readonly queues: number;
  /** The NIC filters addresses: frames for nobody here go no further. */
  readonly knowsDestinations: boolean;
  /** The NIC makes a replica of a broadcast frame for every queue; where VMs share the last, software makes theirs. */
  readonly replicates: boolean;

  constructor(by: SortBy, queues: number, knowsDestinations: boolean) {
    this.by = by;
    this.queues = queues;
    this.knowsDestinations = knowsDestinations;
    this.replicates = by === 'vm';
  }

  /** Queue of a packet for `vm` (from 1) of `flow`. */
  queueOf(vm: number, flow: number): number {
    // VMs beyond the virtual functions share the last one
    if (this.by === 'vm') return vm < this.queues ? vm - 1 : this.queues - 1;
    if (this.by === 'none' || this.queues === 1) return 0;
    return mixBelow(flow ^ 0x5bd1e995, this.queues);
  }
}
