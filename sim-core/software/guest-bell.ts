// How the host tells a guest with a kernel that packets are in its virtio ring.
import type { Napi } from './napi.ts';
import type { Vcpu } from './vcpu.ts';

export interface GuestBell {
  vcpu: Vcpu;
  /** The guest's handler for the receive ring's interrupt, and the poll it schedules. */
  handler: number;
  poll: Napi;
}

/** Interrupts the guest, unless its poll is scheduled and has switched notifications off. */
export function ringBell({ vcpu, handler, poll }: GuestBell): void {
  if (!poll.scheduled) vcpu.interrupt(handler);
}
