// The last virtual function where there are fewer than VMs: the host keeps it and serves its VMs with a bridge and vhost-net.
import { firstSharing } from '../scenario/types.ts';
import { addReceiveRing, addVectors, type Assembly } from './assemble.ts';
import { serveRings } from './assemble-vhost.ts';

/** Adds the shared function's queue, its vector and its VMs; the owners of the others stand already. */
export function assembleShared(lane: Assembly): void {
  const { builder, scenario } = lane;
  const { backlog, tap } = builder.world.limits;
  const { vms } = scenario.traffic;
  const first = firstSharing(lane.features, vms);
  const assembly: Assembly = {
    ...lane,
    features: { ...lane.features, vnic: 'vhost-net', vswitch: 'bridge', copy: 'cpu' },
  };
  const held = backlog + tap * (vms - first + 1);
  const ring = addReceiveRing(assembly, first - 1, 0, builder.kernelPool(held), 'kern.refill');
  serveRings(assembly, [ring], addVectors(assembly, [ring]), first);
}
