// Guests behind vhost-net: the host owns the queues, switches in software or not, copies, and signals.
import { CopyEngine } from '../hardware/copy-engine.ts';
import type { InterruptVector } from '../hardware/interrupt-vector.ts';
import type { ReceiveRing } from '../hardware/receive-ring.ts';
import { firstSharing } from '../scenario/types.ts';
import type { GuestBell } from '../software/guest-bell.ts';
import { HostSwitch, RingTransmit, SwitchTransmit } from '../software/host-kernel.ts';
import { guestDevice } from '../software/guest-device.ts';
import { RingSource } from '../software/napi.ts';
import { Vhost } from '../software/vhost.ts';
import { VhostGroup } from '../software/vhost-group.ts';
import { VirtioReceiveRing, VirtioTransmitRing } from '../software/virtio.ts';
import { type KernelDatapath, KernelPort } from '../software/vswitch/kernel-datapath.ts';
import type { PacketSink } from '../software/world.ts';
import { CTX, K } from '../trace/kinds.ts';
import { addReceiveRing, addVectors, type Assembly, replicator } from './assemble.ts';
import { addVirtioPoller } from './assemble-guest-poll.ts';
import { connectHostVector } from './assemble-host.ts';
import { addKernelDatapath, heldByDaemon } from './assemble-vswitch.ts';
import { addGuest } from './guest.ts';

export function assembleVhost(assembly: Assembly): void {
  const { builder, features, scenario, sorter } = assembly;
  const { world } = builder;
  const { vms } = scenario.traffic;
  const sharing = firstSharing(features, vms);
  const rings: ReceiveRing[] = [];
  for (let queue = 0; queue < sorter.queues; queue++) {
    const last = queue === sorter.queues - 1;
    const vm = sorter.by === 'vm' && !(last && sharing > 0) ? queue + 1 : 0;
    const served = vm > 0 ? 1 : vms - Math.max(0, sharing - 1);
    const held = world.limits.backlog + world.limits.tap * served + heldByDaemon(assembly);
    rings.push(addReceiveRing(assembly, queue, vm, builder.kernelPool(held), 'kern.refill'));
  }
  serveRings(assembly, rings, addVectors(assembly, rings), 1);
}

/** Connects the host's `rings` with the VMs from `firstVm` on, each behind a vhost thread. */
export function serveRings(
  assembly: Assembly,
  rings: readonly ReceiveRing[],
  vectors: readonly InterruptVector[],
  firstVm: number,
): void {
  const { builder, features, scenario } = assembly;
  const { world } = builder;
  // the daemon's handler runs where the first queue's interrupts are taken
  const datapath = addKernelDatapath(assembly, vectors[0].core);
  const vhosts = addVhosts(assembly, datapath, firstVm);
  const looksUp = features.vswitch === 'bridge';
  const sharing = firstSharing(features, scenario.traffic.vms);
  for (const vector of new Set(vectors)) {
    const sources = rings
      .filter((_, k) => vectors[k] === vector)
      .map((ring) => new RingSource(ring, world, CTX.hypervisor));
    const { displacement } = builder.schedulers[vector.core];
    const toGuests = new HostSwitch(
      world,
      vhosts,
      displacement,
      vector.core,
      looksUp,
      replicator(assembly),
      sharing,
    );
    const sink =
      datapath === null
        ? toGuests
        : new KernelPort(world, datapath, toGuests, K.switchDecided, 0, displacement);
    connectHostVector(assembly, vector, sources, sink, CTX.hypervisor);
  }
}

/** A transmit queue of the host, for one VM or for several (0). */
function hostOutput({ builder }: Assembly, vm: number): RingTransmit {
  const ring = builder.transmitRing(vm);
  // the host's driver asks for a report of each packet, whatever the guests' drivers do
  ring.reportEvery = 1;
  return new RingTransmit(builder.world, builder.transmit, ring, CTX.hypervisor);
}

/** Each VM from `firstVm` on with its guest, its rings and its vhost thread. */
function addVhosts(assembly: Assembly, datapath: KernelDatapath | null, firstVm: number): VhostGroup {
  const { builder, features, scenario, plan, sorter } = assembly;
  const { world } = builder;
  const { vms } = scenario.traffic;
  const sharing = firstSharing(features, vms);
  const sends = scenario.workload.kind !== 'receive';
  const vhosts = new VhostGroup(firstVm);
  const device = guestDevice(features.vnic);
  const engine = features.copy === 'quickdata' ? new CopyEngine(builder.fabric, builder.costs) : null;
  let out: RingTransmit | null = null;
  const { vring, socket } = world.limits;
  for (let vm = firstVm; vm <= vms; vm++) {
    const ring = new VirtioReceiveRing(world, vm, vm - 1, builder.memory, device);
    const transmit = sends ? new VirtioTransmitRing(world, vm, device) : null;
    let bell: GuestBell | null = null;
    if (features.stack === 'userspace') addVirtioPoller(assembly, vm, ring, transmit);
    else bell = addGuest(assembly, vm, ring, transmit, null);
    // one transmit queue for a software switch, one for each VM or function where the NIC has them
    const alone = sorter.by === 'vm' && (sharing === 0 || vm < sharing);
    if (sends && (out === null || alone || vm === sharing)) out = hostOutput(assembly, alone ? vm : 0);
    const scheduler = builder.schedulers[plan.vhostCore[vm - 1]];
    const vhost = new Vhost(world, scheduler, {
      vm,
      bell,
      ring,
      guestBuffers: builder.kernelPool(vring + socket + vring),
      hostBuffers: builder.kernelPool(features.ring_size + heldByDaemon(assembly)),
      transmit,
      userBackend: device.userBackend,
      engine,
      hostTransmit: out === null ? null : wayOut(assembly, datapath, out, vm, vhosts),
    });
    ring.backend = vhost;
    if (transmit !== null) transmit.backend = vhost;
    scheduler.addThread(vhost);
    vhosts.members.push(vhost);
  }
  return vhosts;
}

/** From a VM's tap to the wire or to another VM: through the switch's lookup where there is a switch. */
function wayOut(
  { builder, features, plan }: Assembly,
  datapath: KernelDatapath | null,
  out: RingTransmit,
  vm: number,
  vhosts: VhostGroup,
): PacketSink {
  const { world, route } = builder;
  const { vswitch } = features;
  const core = plan.vhostCore[vm - 1];
  const rest = new SwitchTransmit(world, out, vswitch === 'bridge', vswitch !== 'none', route, vhosts, core);
  return datapath === null ? rest : new KernelPort(world, datapath, rest, K.switchDecided, vm, null, route);
}
