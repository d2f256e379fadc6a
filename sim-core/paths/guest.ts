// A guest with a kernel: its virtual processor, soft interrupt, application and the poll of one queue.
import { InterruptReceive, Backlog, NapiHandler } from '../software/host-interrupts.ts';
import { Application, type GuestTransmit } from '../software/application.ts';
import { guestDevice } from '../software/guest-device.ts';
import { GuestForward } from '../software/guest-forward.ts';
import { Napi, type PollSource } from '../software/napi.ts';
import type { Scheduler } from '../software/scheduler.ts';
import { Softirq } from '../software/softirq.ts';
import { Vcpu } from '../software/vcpu.ts';
import type { InterruptVector } from '../hardware/interrupt-vector.ts';
import { CTX } from '../trace/kinds.ts';
import type { Assembly } from './assemble.ts';

export interface Guest {
  vcpu: Vcpu;
  scheduler: Scheduler;
  /** Number of its handler for the queue's interrupt. */
  handler: number;
  poll: Napi;
}

/**
 * Makes the guest of `vm` whose kernel takes packets from `source`. `vector`: the queue's physical vector where the
 * guest's driver owns it, else null.
 */
export function addGuest(
  assembly: Assembly,
  vm: number,
  source: PollSource,
  transmit: GuestTransmit | null,
  vector: InterruptVector | null,
): Guest {
  const { builder, features, scenario, plan } = assembly;
  const { world } = builder;
  const { workload } = scenario;
  const scheduler = builder.schedulers[plan.vmCore[vm - 1]];
  const { core } = scheduler;
  const sends = workload.kind === 'forward-vm' || workload.kind === 'vm-to-vm';
  const application = new Application(
    world,
    core,
    vm,
    workload.touch === 'payload',
    workload.kind === 'reply' ? transmit : null,
  );
  const sink = sends && transmit !== null ? new GuestForward(world, vm, transmit) : application;
  const softirq = new Softirq(world, core, vm, features.batch, 0);
  const vcpu = new Vcpu(
    world,
    scheduler,
    vm,
    features.delivery === 'posted',
    workload.idle_guests === 'halt',
    softirq,
    application,
  );
  scheduler.addGuest(vcpu);
  // a virtio device in a guest always uses NAPI; only a driver of the NIC's own queue can work packet by packet
  if (vector !== null && features.notify === 'interrupt') {
    const backlog = new Backlog(world, source.queue, core.id);
    const poll = new Napi(world, [backlog], sink, null, CTX.guestKernel);
    const napi = softirq.add(poll);
    const handler = vcpu.addHandler(
      new InterruptReceive(world, [source], backlog, softirq, napi, CTX.guestKernel, vm, vector),
    );
    return { vcpu, scheduler, handler, poll };
  }
  const poll = new Napi(world, [source], sink, vector, CTX.guestKernel);
  const napi = softirq.add(poll);
  const handler = vcpu.addHandler(
    new NapiHandler(world, softirq, napi, CTX.guestKernel, vm, guestDevice(features.vnic).interruptExits),
  );
  return { vcpu, scheduler, handler, poll };
}
