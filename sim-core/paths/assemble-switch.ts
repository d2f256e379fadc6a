// VMs behind Open vSwitch in poll mode: the switch's cores poll the NIC and every guest's vhost-user rings.
import type { ReceiveRing } from '../hardware/receive-ring.ts';
import { firstSharing } from '../scenario/types.ts';
import { guestDevice } from '../software/guest-device.ts';
import type { GuestBell } from '../software/guest-bell.ts';
import { PollDriver } from '../software/poll-driver.ts';
import type { PollInput, PollOutput } from '../software/poll-ports.ts';
import {
  FloodOutput,
  NobodyOutput,
  SwitchNicInput,
  VhostUserInput,
  VhostUserOutput,
} from '../software/switch-ports.ts';
import { VirtioReceiveRing, VirtioTransmitRing } from '../software/virtio.ts';
import { PollPort } from '../software/vswitch/poll-datapath.ts';
import { addReceiveRing, type Assembly, replicator } from './assemble.ts';
import { addPollDatapaths } from './assemble-vswitch.ts';
import { addVirtioPoller } from './assemble-guest-poll.ts';
import { addGuest } from './guest.ts';
import { nicOutput } from './lane-builder.ts';

/** A guest as the switch sees it. */
interface GuestPort {
  vm: number;
  output: PollOutput;
  transmit: VirtioTransmitRing | null;
}

export function assembleSwitch(assembly: Assembly): void {
  const { builder, features, plan, scenario, sorter } = assembly;
  const { world, schedulers } = builder;
  const sharing = firstSharing(features, scenario.traffic.vms);
  const guests: GuestPort[] = [];
  for (let vm = 1; vm <= scenario.traffic.vms; vm++) guests.push(addSwitchedGuest(assembly, vm));
  const datapaths = addPollDatapaths(assembly, plan.pollCores.length);
  // in the NIC's order of queues, whichever core polls them
  const rings: ReceiveRing[] = [];
  for (let queue = 0; queue < sorter.queues; queue++) {
    rings.push(addReceiveRing(assembly, queue, 0, builder.mempool(), 'pmd.refill'));
  }
  plan.pollCores.forEach((core, k) => {
    const pool = builder.mempool();
    const inputs: PollInput[] = [];
    const work: PollPort[] = [];
    for (let queue = k; queue < sorter.queues; queue += plan.pollCores.length) {
      inputs.push(new SwitchNicInput(world, rings[queue], guests.length, sharing));
      work.push(new PollPort(world, datapaths[k], 0));
    }
    for (const guest of guests) {
      if ((guest.vm - 1) % plan.pollCores.length !== k || guest.transmit === null) continue;
      inputs.push(new VhostUserInput(world, guest.transmit, pool, builder.route, guest.vm));
      work.push(new PollPort(world, datapaths[k], guest.vm));
    }
    const toGuests = guests.map((guest) => guest.output);
    const flood = new FloodOutput(world, toGuests, replicator(assembly));
    const ports: PollOutput[] = [nicOutput(builder, 0), ...toGuests, flood, new NobodyOutput(world)];
    if (sharing > 0)
      ports.push(new FloodOutput(world, toGuests.slice(sharing - 1), replicator(assembly), sharing));
    const poller = new PollDriver(world, schedulers[core], inputs, {
      vm: 0,
      batch: features.batch,
      waitForFull: features.batch_wait,
      application: false,
      touchesPayload: false,
      out: { ports, of: (slot) => builder.fabric.packets.port[slot] },
      work,
    });
    datapaths[k].pollers.push(poller);
    schedulers[core].addGuest(poller);
    assembly.pollers.push(poller);
  });
}

/** A guest with virtio rings served by the switch: its kernel takes interrupts, or its poll-mode driver polls. */
function addSwitchedGuest(assembly: Assembly, vm: number): GuestPort {
  const { builder, features, scenario } = assembly;
  const { world, memory } = builder;
  const sends = scenario.workload.kind !== 'receive';
  const device = guestDevice(features.vnic);
  const ring = new VirtioReceiveRing(world, vm, vm - 1, memory, device);
  const transmit = sends ? new VirtioTransmitRing(world, vm, device) : null;
  const { vring, socket } = world.limits;
  const buffers = builder.kernelPool(2 * vring + socket + features.batch);
  let bell: GuestBell | null = null;
  if (features.stack === 'userspace') addVirtioPoller(assembly, vm, ring, transmit);
  else bell = addGuest(assembly, vm, ring, transmit, null);
  return { vm, output: new VhostUserOutput(world, ring, buffers, vm, bell), transmit };
}
