// Random legal scenarios for property tests: drawn wide, kept when completion accepts them.
import { RandomStream } from '../engine/random.ts';
import { captureOf, completeScenario } from '../scenario/index.ts';
import { InputError } from '../scenario/input-error.ts';
import { isHostWorkload, type Scenario, type WorkloadKind } from '../scenario/types.ts';
import { captureFor } from './run-for-test.ts';

function pick<T>(random: RandomStream, list: readonly T[]): T {
  return list[random.below(list.length)];
}

function features(random: RandomStream, cores: number, ways: number): Record<string, unknown> {
  const all: Record<string, () => unknown> = {
    classify: () => pick(random, ['software', 'vmdq', 'sriov']),
    vnic: () => pick(random, ['vhost-net', 'passthrough', 'emulated', 'virtio', 'vhost-user']),
    vswitch: () => pick(random, ['none', 'bridge', 'ovs-kernel', 'ovs-dpdk']),
    emc: () => random.below(2) === 0,
    megaflows: () => pick(random, ['per-vm', 'per-flow']),
    copy: () => pick(random, ['cpu', 'none', 'quickdata']),
    notify: () => pick(random, ['interrupt', 'napi', 'poll']),
    delivery: () => pick(random, ['exit', 'posted']),
    msix: () => random.below(4) > 0,
    affinity: () => pick(random, ['shared', 'per-vm', 'dedicated']),
    itr_us: () => pick(random, [0, 1, 3, 20, 50, 84, 200, 1000]),
    placement: () => pick(random, ['dram', 'dca', 'ddio']),
    lli: () => random.below(2) === 0,
    paging: () => pick(random, ['shadow', 'nested']),
    guest_page: () => pick(random, ['4k', '2m', '1g']),
    host_page: () => pick(random, ['4k', '2m', '1g']),
    prefault: () => random.below(2) === 0,
    isolated: () => random.below(2) === 0,
    ddio_ways: () => 1 + random.below(ways),
    iommu: () => random.below(2) === 0,
    stack: () => pick(random, ['kernel', 'userspace']),
    batch: () => pick(random, [1, 2, 3, 4, 5, 8, 16, 32, 64, 128, 512]),
    batch_wait: () => random.below(6) === 0,
    ring_size: () => pick(random, [64, 128, 256, 512, 1024, 4096]),
    drop_enable: () => random.below(3) > 0,
    tx_reclaim: () => pick(random, ['prompt', 'late']),
    free_unsent: () => random.below(2) === 0,
    poll_cores: () => 1 + random.below(cores),
    pipeline: () => random.below(2) === 0,
    ring_mode: () => pick(random, ['sp', 'mp', 'rts', 'hts']),
    mempool: () => pick(random, ['current', 'classic']),
    vfs: () => 1 + random.below(8),
  };
  const chosen: Record<string, unknown> = {};
  for (const [name, draw] of Object.entries(all)) {
    const value = draw();
    if (random.below(5) === 0) chosen[name] = value;
  }
  return chosen;
}

const GUEST_KERNEL = { iommu: false, stack: 'kernel', notify: 'napi', paging: 'nested', affinity: 'shared' };
const HOST_POLL = { stack: 'userspace', notify: 'poll', vswitch: 'none' };
/** Features that only go together: a lane begins from one of these, or from its preset. */
const BUNDLES: readonly { host: boolean; features: Record<string, unknown> }[] = [
  {
    host: false,
    features: {
      ...GUEST_KERNEL,
      classify: 'software',
      vnic: 'vhost-net',
      vswitch: 'ovs-kernel',
      copy: 'cpu',
    },
  },
  {
    host: false,
    features: { ...GUEST_KERNEL, classify: 'software', vnic: 'vhost-user', vswitch: 'ovs-dpdk', copy: 'cpu' },
  },
  {
    host: false,
    features: {
      classify: 'software',
      vnic: 'vhost-user',
      vswitch: 'ovs-dpdk',
      copy: 'cpu',
      stack: 'userspace',
      notify: 'poll',
    },
  },
  {
    host: false,
    features: { ...GUEST_KERNEL, classify: 'vmdq', vnic: 'emulated', vswitch: 'none', copy: 'cpu' },
  },
  {
    host: false,
    features: { ...GUEST_KERNEL, classify: 'software', vnic: 'virtio', vswitch: 'bridge', copy: 'quickdata' },
  },
  { host: true, features: { stack: 'kernel', notify: 'napi', vswitch: 'ovs-kernel' } },
  { host: true, features: { ...HOST_POLL, vswitch: 'ovs-dpdk' } },
  { host: true, features: { stack: 'kernel', notify: 'interrupt', vswitch: 'none' } },
  {
    host: false,
    features: { ...GUEST_KERNEL, classify: 'software', vnic: 'vhost-net', copy: 'cpu', notify: 'interrupt' },
  },
  { host: true, features: { ...HOST_POLL, pipeline: true } },
  { host: true, features: { ...HOST_POLL, vswitch: 'ovs-dpdk', pipeline: true } },
];

function laneFeatures(
  random: RandomStream,
  host: boolean,
  cores: number,
  ways: number,
): Record<string, unknown> {
  const fitting = BUNDLES.filter((bundle) => bundle.host === host);
  const bundle = random.below(2) === 0 ? {} : pick(random, fitting).features;
  if (random.below(4) === 0) return bundle;
  const drawn = { ...features(random, cores, ways), ...bundle };
  if (drawn.pipeline === true) drawn.ring_mode = pick(random, ['sp', 'mp', 'rts', 'hts']);
  return drawn;
}

const SIZES = [
  64,
  65,
  128,
  594,
  1500,
  1518,
  2052,
  2053,
  4100,
  9216,
  [
    [64, 3],
    [1518, 1],
  ],
];

const COSTS: readonly Record<string, number>[] = [
  {},
  {},
  {},
  { 'ovs.idleExpiry': 20_000, 'ovs.revalidate': 5000, 'ovs.masks': 9, 'ovsdpdk.resort': 10_000 },
  { 'ovsk.upcall': 3000, 'ovs.maxFlows': 5, 'ovsdpdk.emcEntries': 7, 'ovsdpdk.emcInsert': 1 },
  { 'vhost.tap': 10, 'vhost.vring': 4, 'kern.socket': 3, 'kern.backlog': 20, 'nic.fifo': 20_000 },
  { 'mempool.size': 1023, 'mempool.cacheSize': 32, 'ioat.minBytes': 4096, 'kern.turn': 300 },
  { 'mem.exposed': 0.4, 'nic.rxWriteback': 1, 'nic.descriptorFetch': 8, syscall: 250, ctxswitch: 9000 },
];

/** The shipped captures, by their paths from the repository's root. */
const CAPTURES = ['public/captures/three-vms.pcap', 'public/captures/three-vms-both-ways.pcapng'];

function traffic(random: RandomStream): Record<string, unknown> {
  if (random.below(12) === 0) {
    return {
      kind: 'capture',
      link_gbps: pick(random, [1, 10, 40]),
      load: pick(random, [0.05, 1]),
      ...(random.below(2) === 0 ? {} : { vms: 1 + random.below(5) }),
      capture: { file: pick(random, CAPTURES), timing: pick(random, ['scaled', 'back-to-back']) },
    };
  }
  const kind = pick(random, ['line-rate', 'constant', 'poisson', 'on-off', 'imix']);
  return {
    kind,
    link_gbps: pick(random, [1, 10, 20, 40, 100]),
    frame_bytes: kind === 'imix' ? null : pick(random, SIZES),
    load: pick(random, [0.002, 0.05, 0.3, 0.9, 1]),
    burst_packets: pick(random, [1, 4, 32, 200]),
    flows: pick(random, [1, 3, 64, 1000, 100_000]),
    flow_skew: pick(random, [0, 0, 1.1]),
    vms: 1 + random.below(8),
    vm_skew: pick(random, [0, 0, 1]),
    priority_share: pick(random, [0, 0, 0.2]),
  };
}

function machine(random: RandomStream, cores: number, ways: number): Record<string, unknown> {
  return {
    ghz: pick(random, [1, 2.1, 2.345, 3, 3.6]),
    cores,
    llc_mib: pick(random, [0.25, 1, 4]),
    llc_ways: ways,
    dram_channels: pick(random, [1, 4, 6]),
    pcie_gbps: pick(random, [16, 32, 63, 126]),
    nic_socket: pick(random, ['local', 'local', 'remote']),
    profile: pick(random, ['server', 'server', 'lecture']),
  };
}

function workload(random: RandomStream): Record<string, unknown> {
  return {
    kind: pick(random, [
      'receive',
      'receive',
      'receive',
      'reply',
      'forward-vm',
      'vm-to-vm',
      'drop-host',
      'forward-host',
      'forward-host',
    ]),
    app_cycles: pick(random, [null, null, 0, 40, 3000]),
    touch: pick(random, ['headers', 'payload']),
    idle_guests: pick(random, ['compute', 'compute', 'halt']),
    page_table_writes: pick(random, [0, 0, 500]),
    events: random.below(4) === 0 ? [{ at_ns: random.below(300_000), what: 'ovs-restart' }] : [],
  };
}

/** All but the lanes. */
function frame(random: RandomStream, packets: number, cores: number, ways: number): Record<string, unknown> {
  const stop = 20 + random.below(packets - 20);
  return {
    seed: random.uint32(),
    stop: { packets: stop },
    warmup: { packets: random.below(3) === 0 ? 0 : random.below(stop) },
    machine: machine(random, cores, ways),
    traffic: traffic(random),
    workload: workload(random),
    costs: pick(random, COSTS),
  };
}

/** Completes a scenario, its capture read where it has one. Throws InputError. */
export function completed(input: unknown): Scenario {
  return completeScenario(input, captureFor(captureOf(input))).scenario;
}

/** Why an input is refused, or null. */
export function refusal(input: unknown): InputError | null {
  try {
    completed(input);
    return null;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error;
  }
}

/** The `index`-th random legal scenario of at most `packets` packets; the same for the same arguments everywhere. */
export function randomScenario(index: number, packets: number): Scenario {
  const random = new RandomStream(index, 'random scenario');
  for (;;) {
    const cores = 1 + random.below(6);
    const ways = pick(random, [2, 8, 11, 20]);
    const rest = frame(random, packets, cores, ways);
    const { kind } = rest.workload as { kind: WorkloadKind };
    const lanes: object[] = [];
    const wanted = 1 + random.below(2);
    // what is refused depends on the lane: it is drawn again, the rest stays, unless the rest is at fault
    for (let i = 0; i < 30 && lanes.length < wanted; i++) {
      const lane = {
        name: `lane ${lanes.length + 1}`,
        preset: pick(random, ['trap', 'vmdq', 'sriov', 'ddio', 'dpdk']),
        features: laneFeatures(random, isHostWorkload(kind), cores, ways),
      };
      if (refusal({ ...rest, lanes: [lane] }) === null) lanes.push(lane);
    }
    if (lanes.length > 0) return completed({ ...rest, lanes });
  }
}
