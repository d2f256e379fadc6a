// Guests with a poll-mode driver, on a virtual function's rings or on virtio rings: a virtual processor that only polls.
import { PollDriver } from '../software/poll-driver.ts';
import { NicInput } from '../software/poll-ports.ts';
import { VirtioPollInput, VirtioPollOutput } from '../software/switch-ports.ts';
import type { VirtioReceiveRing, VirtioTransmitRing } from '../software/virtio.ts';
import { nicOutput } from './lane-builder.ts';
import { addReceiveRing, type Assembly, owners } from './assemble.ts';

export function assembleGuestPollers(assembly: Assembly): void {
  const { builder, features, scenario, plan } = assembly;
  const { workload } = scenario;
  for (let vm = 1; vm <= owners(assembly); vm++) {
    const ring = addReceiveRing(assembly, vm - 1, vm, builder.mempool(), 'pmd.refill');
    const scheduler = builder.schedulers[plan.vmCore[vm - 1]];
    const sends = workload.kind !== 'receive';
    const out = sends ? nicOutput(builder, vm) : null;
    const poller = new PollDriver(builder.world, scheduler, [new NicInput(builder.world, ring, vm)], {
      vm,
      batch: features.batch,
      waitForFull: features.batch_wait,
      application: !sends || workload.app_cycles > 0 || workload.kind === 'reply',
      touchesPayload: workload.touch === 'payload',
      out: out === null ? null : { ports: [out], of: () => 0 },
      work: null,
    });
    scheduler.addGuest(poller);
    assembly.pollers.push(poller);
  }
}

/** A guest whose poll-mode driver polls its virtio rings, whoever serves them. */
export function addVirtioPoller(
  assembly: Assembly,
  vm: number,
  ring: VirtioReceiveRing,
  transmit: VirtioTransmitRing | null,
): void {
  const { builder, features, plan, scenario } = assembly;
  const { workload } = scenario;
  const { world } = builder;
  const scheduler = builder.schedulers[plan.vmCore[vm - 1]];
  const out = transmit === null ? null : new VirtioPollOutput(world, transmit, vm);
  const poller = new PollDriver(world, scheduler, [new VirtioPollInput(world, ring, vm)], {
    vm,
    batch: features.batch,
    waitForFull: features.batch_wait,
    application: out === null || workload.app_cycles > 0 || workload.kind === 'reply',
    touchesPayload: workload.touch === 'payload',
    out: out === null ? null : { ports: [out], of: () => 0 },
    work: null,
  });
  scheduler.addGuest(poller);
  assembly.pollers.push(poller);
}
