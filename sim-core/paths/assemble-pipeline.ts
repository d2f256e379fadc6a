// A pipeline of polling cores: one receives, others work on flows of their own, one transmits; rings in between.
import { type Cost, type Costs, times } from '../costs/resolve.ts';
import { mixBelow } from '../engine/random.ts';
import { RingInput, RingOutput } from '../software/pipeline-ports.ts';
import { PollDriver, type PollOutputs, type PollSettings } from '../software/poll-driver.ts';
import { NicInput, type PollInput } from '../software/poll-ports.ts';
import { PacketRing, type RingPrice, ringPrice } from '../software/rte-ring/packet-ring.ts';
import { PollPort } from '../software/vswitch/poll-datapath.ts';
import { addReceiveRing, type Assembly } from './assemble.ts';
import { addPollDatapaths } from './assemble-vswitch.ts';
import { nicOutput } from './lane-builder.ts';

/** Salt of the software's hash, so that flows do not spread as the NIC would spread them. */
const WORKER_SALT = 0x2545f491;

/** What each stage gets: its inputs, its way out, and whether it does the work. */
interface Stage {
  inputs: PollInput[];
  out: PollOutputs | null;
  works: boolean;
}

/**
 * What a packet's buffer costs one side of the common pool: it crosses that ring with a cache's worth of others, half a
 * cache at once, or a whole one (classic). The cores' caches come on top of this, within pmd.perPkt.
 */
function poolShare(costs: Costs, policy: 'current' | 'classic'): Cost {
  const cache = costs.value('mempool.cacheSize');
  const price = ringPrice(costs, 'mp', true);
  const call = times(price.call, 1 / Math.max(1, policy === 'current' ? cache >> 1 : cache));
  return { mc: price.packet.mc + call.mc, ps: price.packet.ps + call.ps };
}

function plus(price: RingPrice, packet: Cost | null): RingPrice {
  if (packet === null) return price;
  return { ...price, packet: { mc: price.packet.mc + packet.mc, ps: price.packet.ps + packet.ps } };
}

/**
 * A ring from one core to another, both ends. Each pair of stages has its own: then every kind of ring is legal. The
 * core before the first ring takes buffers from the pool, the one behind the last gives them back.
 */
function addRing({ builder, features }: Assembly, number: number, first: boolean, last: boolean) {
  const { world, costs } = builder;
  const ring = new PacketRing(number, features.ring_size);
  const price = ringPrice(costs, features.ring_mode, true);
  const pool = poolShare(costs, features.mempool);
  const dirtyLine = times(costs.cost('mem.c2cDirty'), world.prices.exposed);
  return {
    into: new RingOutput(world, ring, plus(price, first ? pool : null), features.free_unsent),
    from: new RingInput(world, ring, plus(price, last ? pool : null), dirtyLine),
  };
}

/** First core to workers, workers to the last core; with two cores the second works and transmits. */
function planStages(assembly: Assembly): Stage[] {
  const { builder, features, scenario } = assembly;
  const { packets } = builder.fabric;
  const forwards = scenario.workload.kind === 'forward-host';
  const workers = Math.max(1, features.poll_cores - 2);
  const rings = features.poll_cores === 2 ? 1 : 2 * workers;
  const pool = builder.pipelineMempool(rings * features.ring_size);
  const receive = addReceiveRing(assembly, 0, 0, pool, 'pmd.refill');
  const toWorkers = Array.from({ length: workers }, (_, i) =>
    addRing(assembly, i, true, features.poll_cores === 2),
  );
  const last: PollOutputs | null = forwards ? { ports: [nicOutput(builder, 0)], of: () => 0 } : null;
  const first: Stage = {
    inputs: [new NicInput(builder.world, receive, 0)],
    out: {
      ports: toWorkers.map(({ into }) => into),
      of: (slot) => mixBelow(packets.flow[slot] ^ WORKER_SALT, workers),
    },
    works: false,
  };
  if (features.poll_cores === 2) return [first, { inputs: [toWorkers[0].from], out: last, works: true }];
  const toLast = toWorkers.map((_, i) => addRing(assembly, workers + i, false, true));
  return [
    first,
    ...toWorkers.map(({ from }, i): Stage => {
      return { inputs: [from], out: { ports: [toLast[i].into], of: () => 0 }, works: true };
    }),
    { inputs: toLast.map(({ from }) => from), out: last, works: false },
  ];
}

/** Host workloads in poll mode with `pipeline`: a stage on each polling core. */
export function assemblePipeline(assembly: Assembly): void {
  const { builder, features, scenario } = assembly;
  const { workload } = scenario;
  const stages = planStages(assembly);
  const datapaths = addPollDatapaths(assembly, stages.filter(({ works }) => works).length);
  let worker = 0;
  stages.forEach(({ inputs, out, works }, core) => {
    const datapath = works ? datapaths.at(worker++) : undefined;
    const settings: PollSettings = {
      vm: 0,
      batch: features.batch,
      waitForFull: features.batch_wait,
      application: works && workload.app_cycles > 0,
      touchesPayload: works && workload.touch === 'payload',
      out,
      work: datapath === undefined ? null : [new PollPort(builder.world, datapath, 0)],
    };
    const scheduler = builder.schedulers[core];
    const poller = new PollDriver(builder.world, scheduler, inputs, settings);
    datapath?.pollers.push(poller);
    scheduler.addGuest(poller);
    assembly.pollers.push(poller);
  });
}
