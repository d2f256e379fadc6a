// The ring between two polling cores as a lane uses it: a bounded queue of packets, and what an operation on it costs.
import { type Cost, type Costs, times } from '../../costs/resolve.ts';
import { IntQueue } from '../../engine/int-queue.ts';
import type { PollListener } from '../poll-ports.ts';
import type { RingMode } from './machine.ts';

export class PacketRing {
  readonly number: number;
  readonly capacity: number;
  /** Told when packets were published. */
  consumer: PollListener | null = null;
  private readonly slots: IntQueue;

  /** `size` slots, a power of two; one fewer can be filled. */
  constructor(number: number, size: number) {
    this.number = number;
    this.capacity = size - 1;
    this.slots = new IntQueue(size);
  }

  get length(): number {
    return this.slots.length;
  }

  /** False if there is no room: enqueue never waits. */
  push(slot: number): boolean {
    if (this.slots.length === this.capacity) return false;
    this.slots.push(slot);
    return true;
  }

  /** The oldest packet; there must be one. */
  shift(): number {
    return this.slots.shift();
  }

  publish(): void {
    this.consumer?.descriptorsVisible();
  }
}

/** One side's half of moving packets through a ring: for each call, and for each packet in it. */
export interface RingPrice {
  call: Cost;
  packet: Cost;
}

/** Burst at which the constants were measured. */
const MEASURED_BURST = 32;

/**
 * Part of a burst of 32 that does not grow with the burst, by the figures for bursts of 8 and 32 in one run of DPDK's
 * test (both sides, cycles a packet): c(n) = a + F/n, so F = (c8 − c32)·32/3 and the share is F/(32·c32).
 *   one core   sp 4.64, 3.45 → F 12.7, a 3.05     mp 9.54, 4.62 → F 52.5, a 2.98
 *   two cores  sp 30.26, 12.7 → F 187, a 6.85     mp 64.44, 20.16 → F 472, a 5.40
 * F of mp less F of sp on one core is 40 cycles: the two swaps, one a side, at sync.atomic 25 within its range.
 */
const CALL_SHARE = {
  'ring.spsc.b32': 12.7 / (MEASURED_BURST * 3.45),
  'ring.mpmc.b32': 52.5 / (MEASURED_BURST * 4.62),
  'ring.spsc.x-core.b32': 187.3 / (MEASURED_BURST * 12.7),
  'ring.mpmc.x-core.b32': 472.3 / (MEASURED_BURST * 20.16),
} as const;
/** Swaps that the measured figures hold: one a side. A relaxed tail takes a second to publish. */
const MORE_SWAPS: Record<RingMode, number> = { sp: 0, mp: 0, rts: 1, hts: 0 };

/**
 * What one side pays in a ring of this kind, its two sides on one core or on two. `hts` is charged as `mp`: it swaps as
 * often, and never waits for another producer here, where each ring has one.
 */
export function ringPrice(costs: Costs, mode: RingMode, acrossCores: boolean): RingPrice {
  const key = `ring.${mode === 'sp' ? 'spsc' : 'mpmc'}${acrossCores ? '.x-core' : ''}.b32` as const;
  const share = CALL_SHARE[key];
  const measured = costs.cost(key);
  const swaps = times(costs.cost('sync.atomic'), MORE_SWAPS[mode]);
  const call = times(measured, (share * MEASURED_BURST) / 2);
  return {
    call: { mc: call.mc + swaps.mc, ps: call.ps + swaps.ps },
    packet: times(measured, (1 - share) / 2),
  };
}
