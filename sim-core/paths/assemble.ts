// Features become parts wired together: the one place where features decide.
import { InterruptVector } from '../hardware/interrupt-vector.ts';
import { ReceiveRing, type RingConsumer } from '../hardware/receive-ring.ts';
import {
  type Features,
  firstSharing,
  isHostWorkload,
  type LaneScenario,
  type Scenario,
} from '../scenario/types.ts';
import { assembleGuestPollers } from './assemble-guest-poll.ts';
import { assembleHost } from './assemble-host.ts';
import { assemblePassthrough } from './assemble-passthrough.ts';
import { assembleShared } from './assemble-shared.ts';
import { assembleSwitch } from './assemble-switch.ts';
import { assembleVhost } from './assemble-vhost.ts';
import { Lane } from './lane.ts';
import { LaneBuilder } from './lane-builder.ts';
import { type CorePlan, coreRoles, hostCores, planCores, usesSwitchCores } from './placement.ts';
import { setUpOf } from './set-up.ts';
import { type SortBy, Sorter } from './sorter.ts';
import type { Replicate } from '../software/host-kernel.ts';
import { Tick } from '../software/tick.ts';
import type { PollDriver } from '../software/poll-driver.ts';

/** What the assemblers of the shapes work with. */
export interface Assembly {
  builder: LaneBuilder;
  features: Features;
  scenario: Scenario;
  plan: CorePlan;
  sorter: Sorter;
  pollers: PollDriver[];
  lane: { current: Lane | null };
}

/** A queue's consumer that passes write-backs on to its vector. */
export class VectorConsumer implements RingConsumer {
  private readonly vector: InterruptVector;

  constructor(vector: InterruptVector) {
    this.vector = vector;
  }

  descriptorsVisible(ring: ReceiveRing): void {
    this.vector.cause(ring.urgent);
  }
}

function sorterOf(scenario: Scenario, features: Features): Sorter {
  const host = isHostWorkload(scenario.workload.kind);
  let by: SortBy = 'none';
  let queues = 1;
  if (host) {
    by = 'flow';
    if (features.stack === 'userspace')
      queues = features.msix && !features.pipeline ? features.poll_cores : 1;
    else queues = features.msix ? scenario.machine.cores : 1;
  } else if (features.classify !== 'software') {
    by = 'vm';
    queues = firstSharing(features, scenario.traffic.vms) || scenario.traffic.vms;
  } else if (usesSwitchCores(scenario, features) && features.msix) {
    by = 'flow';
    queues = features.poll_cores;
  }
  return new Sorter(by, queues, host || by === 'vm');
}

/** A receive ring on queue `queue`, filled and known to the NIC. */
export function addReceiveRing(
  { builder }: Assembly,
  queue: number,
  vm: number,
  source: ConstructorParameters<typeof ReceiveRing>[4],
  refillKey: string,
): ReceiveRing {
  const { features, costs, memory, fabric, nic } = builder;
  const ring = new ReceiveRing(queue, vm, features.ring_size, costs.value(refillKey), source, memory, fabric);
  nic.addRing(ring);
  return ring;
}

/** VMs that own what the lane gives to each, a queue or a function; those after them share the last function. */
export function owners({ features, scenario }: Assembly): number {
  const { vms } = scenario.traffic;
  const sharing = firstSharing(features, vms);
  return sharing > 0 ? sharing - 1 : vms;
}

/** One vector per queue on its core, or one for all (no MSI-X); rings are told whom to wake. */
export function addVectors(
  { builder, features, plan }: Assembly,
  rings: readonly ReceiveRing[],
): InterruptVector[] {
  const { fabric } = builder;
  const gapPs = Math.round(features.itr_us * 1e6);
  const vectors: InterruptVector[] = [];
  for (const ring of rings) {
    const shared = !features.msix && vectors.length > 0;
    const vector = shared
      ? vectors[0]
      : new InterruptVector(ring.queue, plan.interruptCore[ring.queue], ring.vm, gapPs, fabric, builder.pcie);
    vectors.push(vector);
    ring.consumer = new VectorConsumer(vector);
  }
  return vectors;
}

/** Wires one lane of a complete scenario; `longestFrame`: of its traffic, bytes. */
export function assemble(scenario: Scenario, { features }: LaneScenario, longestFrame: number): Lane {
  const sorter = sorterOf(scenario, features);
  const builder = new LaneBuilder(scenario, features, sorter.queues > 1, longestFrame);
  const plan = planCores(scenario, features, sorter.queues);
  const assembly: Assembly = {
    builder,
    features,
    scenario,
    plan,
    sorter,
    pollers: [],
    lane: { current: null },
  };
  const { route, fabric, nic } = builder;
  builder.transmit.loopback = {
    loops: (slot) => route.next(slot) > 0,
    take: (slot) => {
      const vm = route.next(slot);
      route.advance(slot, vm);
      nic.arrive(slot, sorter.queueOf(vm, fabric.packets.flow[slot]));
    },
  };
  const sharing = firstSharing(features, scenario.traffic.vms);
  const passthrough = features.vnic === 'passthrough';
  const host = isHostWorkload(scenario.workload.kind);
  const switchPolls = usesSwitchCores(scenario, features);
  if (host) assembleHost(assembly);
  else if (switchPolls) assembleSwitch(assembly);
  else if (!passthrough) assembleVhost(assembly);
  else if (features.stack === 'userspace') assembleGuestPollers(assembly);
  else assemblePassthrough(assembly);
  if (passthrough && !host && sharing > 0) assembleShared(assembly);
  const polls = features.stack === 'userspace';
  const lane = new Lane({
    fabric: builder.fabric,
    cores: builder.cores,
    schedulers: builder.schedulers,
    pollers: assembly.pollers,
    memory: builder.memory,
    nic: builder.nic,
    sorter,
    roles: coreRoles(plan, hostCores(scenario, features, plan), switchPolls ? 'ovs' : 'poll'),
    polling: builder.cores.map(
      (core) => plan.pollCores.includes(core.id) || (polls && plan.vmCore.includes(core.id)),
    ),
    vms: scenario.traffic.vms,
    setUp: setUpOf(scenario, features, plan, builder.nic.rings),
  });
  builder.ends.lane = lane;
  assembly.lane.current = lane;
  if (!features.isolated) addTicks(assembly);
  for (const scheduler of builder.schedulers) scheduler.begin();
  return lane;
}

/** Cores that poll are not kept free of the scheduler: each takes its ticks. */
function addTicks({ builder, pollers }: Assembly): void {
  const periodPs = builder.costs.timePs('kern.tick');
  for (const core of new Set(pollers.map((poller) => poller.coreId))) {
    new Tick(builder.world, builder.schedulers[core], periodPs);
  }
}

/** Makes replicas of broadcast frames, once the lane stands. */
export function replicator({ lane }: Assembly): Replicate {
  return (slot, vm) => {
    if (lane.current === null) throw new Error('a packet came before its lane was assembled');
    return lane.current.replicate(slot, vm);
  };
}
