// What the software of one lane shares: the fabric, prices, packet memory, limits, and the ends of packets.
import type { Fabric } from '../hardware/fabric.ts';
import type { PacketMemory } from '../hardware/packet-memory.ts';
import type { Step } from '../hardware/step.ts';
import type { Core } from '../hardware/core.ts';
import { CTX, K } from '../trace/kinds.ts';
import type { Paging } from './paging.ts';
import type { Prices } from './prices.ts';

/** Where packets end. Each packet gets exactly one of the two. */
export interface Ends {
  delivered(slot: number): void;
  dropped(slot: number, cause: number): void;
}

/** Limits of software queues and turns. */
export interface Limits {
  budget: number;
  budgetPs: number;
  turn: number;
  backlog: number;
  socket: number;
  tap: number;
  vring: number;
  vhostTurn: number;
  signalBatch: number;
  quantumPs: number;
}

/** The rest of a packet's way after its driver: what it costs, and where it goes then. */
export interface PacketSink {
  /** Adds the portions of this packet to the step. */
  charge(step: Step, core: Core, slot: number): void;
  /** The step has been served: the packet moves on. */
  accept(slot: number): void;
}

export interface World {
  readonly fabric: Fabric;
  readonly data: PacketMemory;
  readonly paging: Paging;
  readonly prices: Prices;
  readonly limits: Limits;
  readonly ends: Ends;
  /** Context that host work is attributed to: hypervisor, or host kernel where no VM is on the path. */
  readonly hostContext: number;
}

/** Adds the stalls of reading `hits + misses` lines, paid in full as kernel code does. */
export function addStalls(
  world: World,
  step: Step,
  core: Core,
  lines: number,
  missed: number,
  slot: number,
  context: number,
  queue: number,
): void {
  const { packets } = world.fabric;
  const id = packets.id[slot];
  const vm = packets.vm[slot];
  const hits = lines - missed;
  if (missed > 0) {
    step.addRaw(core.clock, K.cacheMissed, 0, missed * world.prices.missPs, context, id, missed, vm, queue);
  }
  if (hits > 0)
    step.addRaw(core.clock, K.cacheHit, 0, hits * world.prices.hitPs, context, id, hits, vm, queue);
}

/** Context of a guest's kernel. */
export const GUEST = CTX.guestKernel;
