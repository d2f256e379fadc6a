// The parts that every lane has, made from machine and features: fabric, memory, link, NIC, cores with schedulers.
import { Costs } from '../costs/resolve.ts';
import { BUFFER_BYTES, BufferPool } from '../hardware/buffer-pool.ts';
import { Core } from '../hardware/core.ts';
import { Fabric } from '../hardware/fabric.ts';
import { Iommu } from '../hardware/iommu.ts';
import { LastLevelCache } from '../hardware/llc.ts';
import { Memory } from '../hardware/memory.ts';
import { NicReceive } from '../hardware/nic-receive.ts';
import { NicTransmit } from '../hardware/nic-transmit.ts';
import { PacketMemory } from '../hardware/packet-memory.ts';
import { Pcie } from '../hardware/pcie.ts';
import { TransmitRing } from '../hardware/transmit-ring.ts';
import { type Features, isHostWorkload, type Scenario } from '../scenario/types.ts';
import { Mempool } from '../software/mempool.ts';
import { paddedStride } from '../software/mempool-layout.ts';
import { Paging } from '../software/paging.ts';
import { NicOutput } from '../software/poll-ports.ts';
import { Route } from '../software/route.ts';
import { resolvePrices } from '../software/prices.ts';
import { Scheduler } from '../software/scheduler.ts';
import type { Ends, Limits, World } from '../software/world.ts';
import { bytePs } from '../traffic/wire.ts';
import { CTX } from '../trace/kinds.ts';

const PAGE_BYTES = { '4k': 4096, '2m': 2 ** 21, '1g': 2 ** 30 } as const;
/** Kernel receive buffers are half pages. */
const KERNEL_STRIDE = 2048 / 64;
/** Buffers a kernel may hold beyond its ring: what its queues take, and some in hand. */
const KERNEL_SLACK = 2048;

/** Forwards fates to the lane, which exists only once its parts do. */
export class LateEnds implements Ends {
  lane: Ends | null = null;

  delivered(slot: number): void {
    this.lane?.delivered(slot);
  }

  dropped(slot: number, cause: number): void {
    this.lane?.dropped(slot, cause);
  }
}

function limitsOf(costs: Costs): Limits {
  return {
    budget: costs.value('napi.budget'),
    budgetPs: costs.timePs('napi.budgetTime'),
    turn: costs.value('kern.turn'),
    backlog: costs.value('kern.backlog'),
    socket: costs.value('kern.socket'),
    tap: costs.value('vhost.tap'),
    vring: costs.value('vhost.vring'),
    vhostTurn: costs.value('vhost.turn'),
    signalBatch: costs.value('vhost.signalBatch'),
    quantumPs: costs.timePs('kern.schedQuantum'),
  };
}

/** Everything below software, and the world that software shares. */
export class LaneBuilder {
  readonly scenario: Scenario;
  readonly features: Features;
  readonly costs: Costs;
  readonly fabric = new Fabric();
  readonly ends = new LateEnds();
  readonly route: Route;
  readonly memory: Memory;
  readonly data: PacketMemory;
  readonly pcie: Pcie;
  readonly iommu: Iommu | null;
  readonly world: World;
  readonly cores: Core[] = [];
  readonly schedulers: Scheduler[] = [];
  readonly nic: NicReceive;
  readonly transmit: NicTransmit;
  private readonly longestFrame: number;

  /** `longestFrame`: of the run's traffic, bytes. */
  constructor(scenario: Scenario, features: Features, sorts: boolean, longestFrame: number) {
    this.longestFrame = longestFrame;
    const { machine, workload, traffic } = scenario;
    this.scenario = scenario;
    this.features = features;
    const costs = new Costs(machine.profile, scenario.costs);
    this.costs = costs;
    const { fabric } = this;
    this.route = new Route(fabric.packets, workload.kind, traffic.vms);
    const host = isHostWorkload(workload.kind);
    const llc = new LastLevelCache(
      machine.llc_mib * 2 ** 20,
      machine.llc_ways,
      features.ddio_ways,
      scenario.seed,
    );
    // across the socket interconnect no device writes into this cache, and what it wrote is read from afar
    const remote = machine.nic_socket === 'remote';
    const placement = remote ? 'dram' : features.placement;
    this.memory = new Memory(
      llc,
      placement,
      costs.cost('mem.l3'),
      costs.cost(remote ? 'mem.dramRemote' : 'mem.dram'),
      fabric.tally,
    );
    this.data = new PacketMemory(this.memory, fabric);
    this.pcie = new Pcie(fabric.queue, machine.pcie_gbps, costs, remote);
    this.iommu =
      features.iommu && !host
        ? new Iommu(fabric.queue, PAGE_BYTES[features.host_page], costs, fabric.tally)
        : null;
    const forwards = features.vswitch === 'bridge' ? 'kern.bridge' : 'kern.fwdL3';
    this.world = {
      fabric,
      data: this.data,
      paging: new Paging(fabric, costs, features, machine.cores, workload.page_table_writes),
      prices: resolvePrices(costs, workload.app_cycles, forwards, machine.ghz, this.memory.miss.ps),
      limits: limitsOf(costs),
      ends: this.ends,
      hostContext: host ? CTX.hostKernel : CTX.hypervisor,
    };
    const computing = workload.idle_guests === 'compute';
    for (let i = 0; i < machine.cores; i++) {
      const core = new Core(i, machine.ghz, fabric);
      this.cores.push(core);
      this.schedulers.push(new Scheduler(core, this.world, computing));
    }
    const fetchBatch = costs.value('nic.descriptorFetch');
    this.nic = new NicReceive(
      {
        fifoBytes: costs.value('nic.fifo'),
        pipelinePs: costs.timePs('nic.rx'),
        writeBackBatch: costs.value('nic.rxWriteback'),
        fetchBatch,
        dropEnable: features.drop_enable,
        lli: features.lli,
        sorts,
      },
      fabric,
      this.data,
      this.pcie,
      this.iommu,
      (slot, cause) => this.ends.dropped(slot, cause),
    );
    this.transmit = new NicTransmit(
      {
        pipelinePs: costs.timePs('nic.tx'),
        fetchBatch,
        reportEvery: features.stack === 'userspace' ? costs.value('nic.txWriteback') : 1,
        psPerByte: bytePs(traffic.link_gbps),
      },
      fabric,
      this.data,
      this.pcie,
      this.iommu,
      (slot) => this.ends.delivered(slot),
    );
  }

  /** Receive buffers of a kernel that may also queue `queued` packets elsewhere. */
  kernelPool(queued: number): BufferPool {
    const size = this.features.ring_size * 2 + KERNEL_SLACK + queued * this.buffersAPacket();
    const pool = new BufferPool(this.data.nextPool, this.memory, size, KERNEL_STRIDE);
    this.data.addPool(pool);
    return pool;
  }

  /** A mempool that never runs dry for want of size: rings, bursts and caches, at least the customary one. */
  mempool(): Mempool {
    return this.mempoolFor(0, this.costs.value('mempool.cacheSize'));
  }

  /**
   * The mempool of a pipeline that may hold `queued` packets in its rings. One core takes and another gives: their
   * caches pass everything on, so objects go round through the common ring.
   */
  pipelineMempool(queued: number): Mempool {
    return this.mempoolFor(queued * this.buffersAPacket(), 0);
  }

  private mempoolFor(queued: number, cache: number): Mempool {
    const { costs, features, scenario } = this;
    const need =
      queued + 2 * features.ring_size + 2 * features.batch * this.buffersAPacket() + 2 * cache + 64;
    let size = costs.value('mempool.size');
    while (size < need) size = 2 * size + 1;
    const stride = paddedStride(costs.value('pmd.mbufStride'), scenario.machine.dram_channels);
    const pool = new Mempool(this.data.nextPool, this.memory, size, stride, cache, features.mempool);
    this.data.addPool(pool);
    return pool;
  }

  /** A transmit ring of the NIC, as long as the receive rings. */
  transmitRing(vm: number): TransmitRing {
    const ring = new TransmitRing(
      this.transmit.rings.length,
      vm,
      this.features.ring_size,
      this.data,
      this.fabric,
    );
    this.transmit.rings.push(ring);
    return ring;
  }

  /** Buffers that the longest frame of this traffic takes. */
  private buffersAPacket(): number {
    return Math.ceil(this.longestFrame / BUFFER_BYTES);
  }
}

/** A transmit ring of the NIC as a poll-mode driver of `vm` (0 the host) uses it. */
export function nicOutput(builder: LaneBuilder, vm: number): NicOutput {
  const { world, transmit, features } = builder;
  const late = features.tx_reclaim === 'late';
  return new NicOutput(world, transmit, builder.transmitRing(vm), late, features.free_unsent);
}
