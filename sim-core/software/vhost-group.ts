// The vhost threads that one switch of the host reaches, by VM.
import type { Vhost } from './vhost.ts';

export class VhostGroup {
  /** Its first VM, from 1. */
  readonly first: number;
  readonly members: Vhost[] = [];

  constructor(first: number) {
    this.first = first;
  }

  /** Its last VM. */
  get last(): number {
    return this.first + this.members.length - 1;
  }

  /** The host serves this VM; the others own a function of the NIC. */
  has(vm: number): boolean {
    return vm >= this.first && vm <= this.last;
  }

  of(vm: number): Vhost {
    return this.members[vm - this.first];
  }
}
