// Random scenarios for property tests: legal inputs over everything that this version simulates.
import fc from 'fast-check';
import { LINK_SPEEDS, RING_SIZES } from './schema.ts';
import type { PresetId } from './types.ts';

const preset = fc.constantFrom<PresetId>('trap', 'vmdq', 'sriov', 'ddio', 'dpdk');

/** Feature overrides that are legal on their own and with any other of these. */
const features = fc.record(
  {
    delivery: fc.constantFrom('exit' as const, 'posted' as const),
    itr_us: fc.integer({ min: 0, max: 1000 }),
    placement: fc.constantFrom('dram' as const, 'ddio' as const),
    ddio_ways: fc.integer({ min: 1, max: 2 }),
    batch: fc.integer({ min: 1, max: 512 }),
    batch_wait: fc.boolean(),
    ring_size: fc.constantFrom(...RING_SIZES),
    drop_enable: fc.boolean(),
    tx_reclaim: fc.constantFrom('prompt' as const, 'late' as const),
    vfs: fc.integer({ min: 64, max: 256 }),
  },
  { requiredKeys: [] },
);

const frameBytes = fc.oneof(
  fc.integer({ min: 64, max: 9216 }),
  fc.array(fc.tuple(fc.integer({ min: 64, max: 9216 }), fc.integer({ min: 1, max: 9 })), {
    minLength: 1,
    maxLength: 4,
  }),
);

const traffic = fc.oneof(
  fc.record(
    {
      kind: fc.constantFrom('line-rate', 'constant', 'poisson', 'on-off'),
      link_gbps: fc.constantFrom(...LINK_SPEEDS),
      frame_bytes: frameBytes,
      load: fc.double({ min: 0.001, max: 1, noNaN: true }),
      burst_packets: fc.integer({ min: 1, max: 1000 }),
      flows: fc.integer({ min: 1, max: 1_000_000 }),
      flow_skew: fc.integer({ min: 0, max: 10 }),
      vms: fc.integer({ min: 1, max: 63 }),
      vm_skew: fc.double({ min: 0, max: 10, noNaN: true }),
    },
    { requiredKeys: [] },
  ),
  fc.record({ kind: fc.constant('imix') }),
  fc.record({
    kind: fc.constant('capture'),
    capture: fc.record(
      {
        file: fc.string({ minLength: 1, maxLength: 30 }).filter((name) => !name.includes('\0')),
        timing: fc.constantFrom('recorded', 'scaled', 'back-to-back'),
        vms: fc.constantFrom(['52:54:00:00:00:11'], ['52:54:00:00:00:0A', '02:00:00:00:00:01']),
        tolerant: fc.boolean(),
      },
      { requiredKeys: ['file'] },
    ),
  }),
);

const stop = fc.oneof(
  fc.record({ packets: fc.integer({ min: 1, max: 1_000_000 }) }),
  fc.record({ duration_ns: fc.integer({ min: 1_000_000, max: 10_000_000_000 }) }),
);

const machine = fc.record(
  {
    profile: fc.constantFrom('server', 'lecture'),
    ghz: fc.integer({ min: 500, max: 6000 }).map((mhz) => mhz / 1000),
    cores: fc.integer({ min: 1, max: 64 }),
    llc_mib: fc.double({ min: 0.25, max: 64, noNaN: true }),
    llc_ways: fc.integer({ min: 2, max: 32 }),
    dram_channels: fc.integer({ min: 1, max: 12 }),
    pcie_gbps: fc.double({ min: 1, max: 1000, noNaN: true }),
  },
  { requiredKeys: [] },
);

const workload = fc.record(
  {
    kind: fc.constantFrom('receive', 'reply', 'drop-host', 'forward-host'),
    app_cycles: fc.option(fc.integer({ min: 0, max: 1_000_000_000 })),
    touch: fc.constantFrom('headers', 'payload'),
    idle_guests: fc.constantFrom('compute', 'halt'),
  },
  { requiredKeys: [] },
);

const lanes = fc
  .array(fc.record({ preset, features }, { requiredKeys: ['preset'] }), { minLength: 1, maxLength: 4 })
  .map((list) => list.map((lane, i) => ({ name: `lane ${i}, ä*_~`, ...lane })));

/** A legal scenario as input. In `*-host` the trap preset's bridge and the poll-mode lanes agree only as presets do. */
export const scenarioInput = fc.record(
  {
    seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    stop,
    machine,
    traffic,
    workload,
    costs: fc.constantFrom({}, { 'vm.exitLight': 1800 }, { 'mem.dram': 65.5, syscall: 550 }),
    lanes,
  },
  { requiredKeys: [] },
);

/** One feature set to one value, legal or not: for tests of the rules. */
export const anyFeatures = fc.record(
  {
    classify: fc.constantFrom('software', 'vmdq', 'sriov'),
    vnic: fc.constantFrom('emulated', 'virtio', 'vhost-net', 'vhost-user', 'passthrough'),
    vswitch: fc.constantFrom('none', 'bridge', 'ovs-kernel', 'ovs-dpdk'),
    copy: fc.constantFrom('cpu', 'quickdata', 'none'),
    notify: fc.constantFrom('interrupt', 'napi', 'poll'),
    msix: fc.boolean(),
    affinity: fc.constantFrom('shared', 'per-vm', 'dedicated'),
    paging: fc.constantFrom('shadow', 'nested', 'native'),
    iommu: fc.boolean(),
    stack: fc.constantFrom('kernel', 'userspace'),
    poll_cores: fc.integer({ min: 1, max: 4 }),
    pipeline: fc.boolean(),
    vfs: fc.integer({ min: 0, max: 256 }),
  },
  { requiredKeys: [] },
);
