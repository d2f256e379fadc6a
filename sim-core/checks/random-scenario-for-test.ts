// Random legal scenarios for property tests: drawn wide, kept when completion accepts them.
import { RandomStream } from '../engine/random.ts';
import { completeScenario } from '../scenario/index.ts';
import { InputError } from '../scenario/input-error.ts';
import type { Scenario } from '../scenario/types.ts';

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
    poll_cores: () => 1 + random.below(cores),
    vfs: () => 1 + random.below(8),
  };
  const chosen: Record<string, unknown> = {};
  for (const [name, draw] of Object.entries(all)) {
    const value = draw();
    if (random.below(3) === 0) chosen[name] = value;
  }
  return chosen;
}

function draft(random: RandomStream, packets: number): Record<string, unknown> {
  const cores = 1 + random.below(6);
  const ways = pick(random, [2, 8, 11, 20]);
  const kind = pick(random, ['line-rate', 'constant', 'poisson', 'on-off', 'imix']);
  const sizes = [
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
  const stop = 20 + random.below(packets - 20);
  const lanes = [];
  for (let i = 1 + random.below(2); i > 0; i--) {
    lanes.push({
      name: `lane ${i}`,
      preset: pick(random, ['trap', 'vmdq', 'sriov', 'ddio', 'dpdk']),
      features: random.below(4) === 0 ? {} : features(random, cores, ways),
    });
  }
  return {
    seed: random.uint32(),
    stop: { packets: stop },
    warmup: { packets: random.below(3) === 0 ? 0 : random.below(stop) },
    machine: {
      ghz: pick(random, [1, 2.1, 2.345, 3, 3.6]),
      cores,
      llc_mib: pick(random, [0.25, 1, 4]),
      llc_ways: ways,
      pcie_gbps: pick(random, [16, 32, 63, 126]),
      nic_socket: pick(random, ['local', 'local', 'remote']),
      profile: pick(random, ['server', 'server', 'lecture']),
    },
    traffic: {
      kind,
      link_gbps: pick(random, [1, 10, 20, 40, 100]),
      frame_bytes: kind === 'imix' ? null : pick(random, sizes),
      load: pick(random, [0.002, 0.05, 0.3, 0.9, 1]),
      burst_packets: pick(random, [1, 4, 32, 200]),
      flows: pick(random, [1, 3, 64, 1000]),
      flow_skew: pick(random, [0, 0, 1.1]),
      vms: 1 + random.below(8),
      vm_skew: pick(random, [0, 0, 1]),
      priority_share: pick(random, [0, 0, 0.2]),
    },
    workload: {
      kind: pick(random, [
        'receive',
        'receive',
        'receive',
        'reply',
        'forward-vm',
        'vm-to-vm',
        'drop-host',
        'forward-host',
      ]),
      app_cycles: pick(random, [null, null, 0, 40, 3000]),
      touch: pick(random, ['headers', 'payload']),
      idle_guests: pick(random, ['compute', 'compute', 'halt']),
      page_table_writes: pick(random, [0, 0, 500]),
    },
    lanes,
  };
}

/** The `index`-th random legal scenario of at most `packets` packets; the same for the same arguments everywhere. */
export function randomScenario(index: number, packets: number): Scenario {
  const random = new RandomStream(index, 'random scenario');
  for (;;) {
    try {
      return completeScenario(draft(random, packets)).scenario;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
}
