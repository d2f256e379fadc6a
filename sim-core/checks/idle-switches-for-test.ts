// Which features a lane has without using them: turned, they must leave its trace as it is (H22).
import type { RandomStream } from '../engine/random.ts';
import { GUEST_FEATURES, type LaneView, viewLane } from '../scenario/usage.ts';
import type { FeatureName, Features, Scenario } from '../scenario/types.ts';

const VALUES: { [name in FeatureName]?: readonly Features[name][] } = {
  classify: ['software', 'vmdq', 'sriov'],
  vnic: ['emulated', 'virtio', 'vhost-net', 'vhost-user', 'passthrough'],
  copy: ['cpu', 'quickdata', 'none'],
  delivery: ['exit', 'posted'],
  affinity: ['shared', 'per-vm', 'dedicated'],
  paging: ['shadow', 'nested', 'native'],
  guest_page: ['4k', '2m', '1g'],
  iommu: [true, false],
  emc: [true, false],
  megaflows: ['per-vm', 'per-flow'],
  itr_us: [0, 7, 84, 1000],
  lli: [true, false],
  msix: [true, false],
  batch_wait: [true, false],
  tx_reclaim: ['prompt', 'late'],
  free_unsent: [true, false],
  poll_cores: [1, 2, 3],
  isolated: [true, false],
  pipeline: [true, false],
  ring_mode: ['sp', 'mp', 'rts', 'hts'],
  mempool: ['current', 'classic'],
  ddio_ways: [1, 2],
  vfs: [5, 63, 200],
};

/** Somebody polls: the host, its switch, or the guests. */
function polls({ f, guests }: LaneView): boolean {
  return f.stack === 'userspace' || (guests && f.vswitch === 'ovs-dpdk');
}

/** The host keeps a virtual function and serves its VMs as without SR-IOV. */
function shares({ f, guests, scenario }: LaneView): boolean {
  return guests && f.vnic === 'passthrough' && f.vfs < scenario.traffic.vms;
}

/** Nobody takes interrupts. */
function quiet(view: LaneView): boolean {
  return polls(view) && !shares(view);
}

/** When a feature that the workload knows is without effect all the same. */
const IDLE: { [name in FeatureName]?: (view: LaneView) => boolean } = {
  emc: ({ f }) => f.vswitch !== 'ovs-dpdk',
  megaflows: ({ f }) => f.vswitch !== 'ovs-dpdk' && f.vswitch !== 'ovs-kernel',
  itr_us: quiet,
  lli: (view) => quiet(view) || view.scenario.traffic.priority_share === 0,
  delivery: (view) => view.f.stack === 'userspace' && !shares(view),
  msix: (view) => view.f.stack === 'userspace' && view.f.vnic === 'passthrough' && !shares(view),
  batch_wait: (view) => !polls(view),
  tx_reclaim: (view) => !polls(view),
  free_unsent: (view) => !polls(view),
  poll_cores: (view) => !polls(view) || (view.guests && view.f.vswitch !== 'ovs-dpdk'),
  isolated: (view) => !polls(view),
  pipeline: ({ f, guests }) => !guests && f.stack === 'kernel',
  ring_mode: ({ f }) => !f.pipeline || f.stack === 'kernel',
  mempool: (view) => !polls(view),
  ddio_ways: ({ f, scenario }) => f.placement !== 'ddio' || scenario.machine.nic_socket === 'remote',
  // set-up records how many functions there are
  vfs: ({ f }) => f.classify !== 'sriov',
};

/** Names of the features that this lane has without using them. */
export function idleFeatures(scenario: Scenario, index: number): FeatureName[] {
  const view = viewLane(scenario, scenario.lanes[index]);
  return (Object.keys(VALUES) as FeatureName[]).filter(
    (name) => (!view.guests && GUEST_FEATURES.includes(name)) || (IDLE[name]?.(view) ?? false),
  );
}

/** The scenario with one feature of one lane at another value than it has. */
export function turned(scenario: Scenario, index: number, name: FeatureName, random: RandomStream): Scenario {
  const lane = scenario.lanes[index];
  const others = (VALUES[name] as readonly unknown[]).filter((value) => value !== lane.features[name]);
  const features = { ...lane.features, [name]: others[random.below(others.length)] };
  return { ...scenario, lanes: scenario.lanes.with(index, { ...lane, features }) };
}

/** Every feature that the table knows. */
export const TURNABLE = Object.keys(VALUES) as FeatureName[];
