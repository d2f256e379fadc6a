// Passthrough with a poll-mode driver in each guest: a virtual function's rings, and a virtual processor that only polls.
import { PollDriver } from '../software/poll-driver.ts';
import { NicInput } from '../software/poll-ports.ts';
import { nicOutput } from './lane-builder.ts';
import { addReceiveRing, type Assembly } from './assemble.ts';

export function assembleGuestPollers(assembly: Assembly): void {
  const { builder, features, scenario, plan } = assembly;
  const { workload, traffic } = scenario;
  for (let vm = 1; vm <= traffic.vms; vm++) {
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
