// Host workloads: the host's kernel or a poll-mode driver drops or forwards; no VM is on the path.
import { InterruptReceive, Backlog, HostVector, NapiHandler } from '../software/host-interrupts.ts';
import { HostDrop, HostForward, RingTransmit } from '../software/host-kernel.ts';
import { Napi, type PollSource, RingSource } from '../software/napi.ts';
import { PollDriver } from '../software/poll-driver.ts';
import { NicInput } from '../software/poll-ports.ts';
import { nicOutput } from './lane-builder.ts';
import { PollPort } from '../software/vswitch/poll-datapath.ts';
import { Softirq } from '../software/softirq.ts';
import type { PacketSink } from '../software/world.ts';
import type { InterruptVector } from '../hardware/interrupt-vector.ts';
import { CTX } from '../trace/kinds.ts';
import { addReceiveRing, addVectors, type Assembly } from './assemble.ts';
import { assemblePipeline } from './assemble-pipeline.ts';
import { addKernelDatapath, addPollDatapaths, forwardThrough, heldByDaemon } from './assemble-vswitch.ts';

/** Rank of a core's soft-interrupt thread: before vhost threads and guests. */
export const SOFTIRQ_THREAD_RANK = 0;

/** The soft interrupt of a core of the host, made when first wanted. */
export function hostSoftirq({ builder, features }: Assembly, core: number): Softirq {
  const scheduler = builder.schedulers[core];
  if (scheduler.softirq === null) {
    const softirq = new Softirq(builder.world, scheduler.core, 0, features.batch, SOFTIRQ_THREAD_RANK);
    scheduler.softirq = softirq;
    scheduler.addThread(softirq.thread);
  }
  return scheduler.softirq;
}

/** Connects a vector's sources with the rest of their path, by NAPI or packet by packet at interrupt priority. */
export function connectHostVector(
  assembly: Assembly,
  vector: InterruptVector,
  sources: PollSource[],
  sink: PacketSink,
  context: number,
): void {
  const { builder, features } = assembly;
  const { world } = builder;
  const scheduler = builder.schedulers[vector.core];
  const softirq = hostSoftirq(assembly, vector.core);
  let handler: number;
  if (features.notify === 'interrupt') {
    const backlog = new Backlog(world, vector.id, vector.core);
    const napi = softirq.add(new Napi(world, [backlog], sink, null, context));
    handler = scheduler.addHandler(
      new InterruptReceive(
        world,
        sources,
        backlog,
        softirq,
        napi,
        context,
        0,
        vector,
        scheduler.displacement,
      ),
    );
  } else {
    const napi = softirq.add(new Napi(world, sources, sink, vector, context));
    handler = scheduler.addHandler(new NapiHandler(world, softirq, napi, context, 0));
  }
  vector.target = new HostVector(scheduler, handler);
}

export function assembleHost(assembly: Assembly): void {
  if (assembly.features.stack === 'userspace' && assembly.features.pipeline) assemblePipeline(assembly);
  else if (assembly.features.stack === 'userspace') assemblePollers(assembly);
  else assembleKernel(assembly);
}

function assembleKernel(assembly: Assembly): void {
  const { builder, sorter, scenario } = assembly;
  const { world } = builder;
  const forwards = scenario.workload.kind === 'forward-host';
  // the daemon's handler runs on core 0, which takes interrupts like every other
  const datapath = forwards ? addKernelDatapath(assembly, 0) : null;
  const held = world.limits.backlog + (forwards ? heldByDaemon(assembly) : 0);
  const rings = [];
  for (let queue = 0; queue < sorter.queues; queue++) {
    rings.push(addReceiveRing(assembly, queue, 0, builder.kernelPool(held), 'kern.refill'));
  }
  const vectors = addVectors(assembly, rings);
  rings.forEach((ring, i) => {
    let sink: PacketSink = new HostDrop(world);
    if (forwards) {
      const out = new RingTransmit(world, builder.transmit, builder.transmitRing(0), CTX.hostKernel);
      sink =
        datapath === null
          ? new HostForward(world, out, assembly.features.vswitch !== 'none')
          : forwardThrough(assembly, datapath, out);
    }
    connectHostVector(
      assembly,
      vectors[i],
      [new RingSource(ring, world, CTX.hostKernel)],
      sink,
      CTX.hostKernel,
    );
  });
}

function assemblePollers(assembly: Assembly): void {
  const { builder, features, scenario, sorter } = assembly;
  const { workload } = scenario;
  const datapaths = addPollDatapaths(assembly, sorter.queues);
  for (let queue = 0; queue < sorter.queues; queue++) {
    const ring = addReceiveRing(assembly, queue, 0, builder.mempool(), 'pmd.refill');
    const forwards = workload.kind === 'forward-host';
    const datapath = datapaths.at(queue);
    const out = forwards ? nicOutput(builder, 0) : null;
    const poller = new PollDriver(
      builder.world,
      builder.schedulers[queue],
      [new NicInput(builder.world, ring, 0)],
      {
        vm: 0,
        batch: features.batch,
        waitForFull: features.batch_wait,
        application: workload.app_cycles > 0,
        touchesPayload: workload.touch === 'payload',
        out: out === null ? null : { ports: [out], of: () => 0 },
        work: datapath === undefined ? null : [new PollPort(builder.world, datapath, 0)],
      },
    );
    datapath?.pollers.push(poller);
    builder.schedulers[queue].addGuest(poller);
    assembly.pollers.push(poller);
  }
}
