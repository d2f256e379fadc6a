// Guests behind vhost-net: the host owns the queues, switches in software or not, copies, and signals.
import { CopyEngine } from '../hardware/copy-engine.ts';
import type { ReceiveRing } from '../hardware/receive-ring.ts';
import { HostSwitch, RingTransmit, SwitchTransmit } from '../software/host-kernel.ts';
import { guestDevice } from '../software/guest-device.ts';
import { RingSource } from '../software/napi.ts';
import { Vhost } from '../software/vhost.ts';
import { VirtioReceiveRing, VirtioTransmitRing } from '../software/virtio.ts';
import { type KernelDatapath, KernelPort } from '../software/vswitch/kernel-datapath.ts';
import type { PacketSink } from '../software/world.ts';
import { CTX, K } from '../trace/kinds.ts';
import { addReceiveRing, addVectors, type Assembly, replicator } from './assemble.ts';
import { connectHostVector } from './assemble-host.ts';
import { addKernelDatapath, heldByDaemon } from './assemble-vswitch.ts';
import { addGuest } from './guest.ts';

export function assembleVhost(assembly: Assembly): void {
  const { builder, features, scenario, sorter, plan } = assembly;
  const { world } = builder;
  const { vms } = scenario.traffic;
  const held =
    world.limits.backlog + world.limits.tap * (sorter.queues === 1 ? vms : 1) + heldByDaemon(assembly);
  const rings: ReceiveRing[] = [];
  for (let queue = 0; queue < sorter.queues; queue++) {
    const vm = sorter.by === 'vm' ? queue + 1 : 0;
    rings.push(addReceiveRing(assembly, queue, vm, builder.kernelPool(held), 'kern.refill'));
  }
  const vectors = addVectors(assembly, rings);
  // the daemon's handler runs where the first queue's interrupts are taken
  const datapath = addKernelDatapath(assembly, plan.interruptCore[0]);
  const vhosts = addVhosts(assembly, datapath);
  const looksUp = features.vswitch === 'bridge';
  const connected = new Set<number>();
  vectors.forEach((vector, i) => {
    if (connected.has(vector.id)) return;
    connected.add(vector.id);
    const sources = rings
      .filter((_, k) => vectors[k] === vectors[i])
      .map((ring) => new RingSource(ring, world, CTX.hypervisor));
    const { displacement } = builder.schedulers[vector.core];
    const toGuests = new HostSwitch(world, vhosts, displacement, vector.core, looksUp, replicator(assembly));
    const sink =
      datapath === null
        ? toGuests
        : new KernelPort(world, datapath, toGuests, K.switchDecided, 0, displacement);
    connectHostVector(assembly, vector, sources, sink, CTX.hypervisor);
  });
}

/** Each VM with its guest, its rings and its vhost thread. */
function addVhosts(assembly: Assembly, datapath: KernelDatapath | null): Vhost[] {
  const { builder, features, scenario, plan, sorter } = assembly;
  const { world } = builder;
  const sends = scenario.workload.kind !== 'receive';
  const vhosts: Vhost[] = [];
  const device = guestDevice(features.vnic);
  const engine = features.copy === 'quickdata' ? new CopyEngine(builder.fabric, builder.costs) : null;
  let sharedOut: RingTransmit | null = null;
  for (let vm = 1; vm <= scenario.traffic.vms; vm++) {
    const { vring, socket } = world.limits;
    const ring = new VirtioReceiveRing(world, vm, vm - 1, builder.memory, device);
    const transmit = sends ? new VirtioTransmitRing(world, vm, device) : null;
    const guest = addGuest(assembly, vm, ring, transmit, null);
    let out: RingTransmit | null = null;
    if (sends) {
      // one transmit queue for a software switch, one for each VM where the NIC has queues for them
      if (sharedOut === null || sorter.by === 'vm') {
        sharedOut = new RingTransmit(
          world,
          builder.transmit,
          builder.transmitRing(sorter.by === 'vm' ? vm : 0),
          CTX.hypervisor,
        );
      }
      out = sharedOut;
    }
    const scheduler = builder.schedulers[plan.vhostCore[vm - 1]];
    const vhost = new Vhost(world, scheduler, {
      vm,
      vcpu: guest.vcpu,
      handler: guest.handler,
      guestPoll: guest.poll,
      ring,
      guestBuffers: builder.kernelPool(vring + socket + vring),
      hostBuffers: builder.kernelPool(features.ring_size + heldByDaemon(assembly)),
      transmit,
      userBackend: device.userBackend,
      engine,
      hostTransmit: wayOut(assembly, datapath, out, vm, vhosts),
    });
    ring.backend = vhost;
    if (transmit !== null) transmit.backend = vhost;
    scheduler.addThread(vhost);
    vhosts.push(vhost);
  }
  return vhosts;
}

/** From a VM's tap to the wire or to another VM: through the switch's lookup where there is a switch. */
function wayOut(
  { builder, features, plan }: Assembly,
  datapath: KernelDatapath | null,
  out: RingTransmit | null,
  vm: number,
  vhosts: readonly Vhost[],
): PacketSink | null {
  const { world, route } = builder;
  if (out === null) return null;
  const { vswitch } = features;
  const core = plan.vhostCore[vm - 1];
  const rest = new SwitchTransmit(world, out, vswitch === 'bridge', vswitch !== 'none', route, vhosts, core);
  return datapath === null ? rest : new KernelPort(world, datapath, rest, K.switchDecided, vm, null, route);
}
