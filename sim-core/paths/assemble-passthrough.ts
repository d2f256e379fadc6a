// SR-IOV passthrough with a kernel in each guest: virtual functions, vectors posted or injected.
import { RingTransmit } from '../software/host-kernel.ts';
import { InjectingVector, PostedVector } from '../software/hypervisor.ts';
import { RingSource } from '../software/napi.ts';
import { CTX } from '../trace/kinds.ts';
import { addReceiveRing, addVectors, type Assembly, owners } from './assemble.ts';
import { addGuest } from './guest.ts';

export function assemblePassthrough(assembly: Assembly): void {
  const { builder, features, scenario } = assembly;
  const { world } = builder;
  const rings = [];
  for (let vm = 1; vm <= owners(assembly); vm++) {
    const held = world.limits.backlog + world.limits.socket;
    rings.push(addReceiveRing(assembly, vm - 1, vm, builder.kernelPool(held), 'kern.refill'));
  }
  const vectors = addVectors(assembly, rings);
  rings.forEach((ring, i) => {
    const vm = i + 1;
    const sends = scenario.workload.kind !== 'receive';
    const transmit = sends
      ? new RingTransmit(world, builder.transmit, builder.transmitRing(vm), CTX.guestKernel)
      : null;
    const vector = vectors[i];
    const guest = addGuest(assembly, vm, new RingSource(ring, world, CTX.guestKernel), transmit, vector);
    vector.target =
      features.delivery === 'posted'
        ? new PostedVector(world, guest.vcpu, guest.handler)
        : new InjectingVector(world, builder.schedulers[vector.core], guest.vcpu, guest.handler);
  });
}
