// Combinations of features that cannot be: one table, each with the reason that a student should read.
import { InputError } from './input-error.ts';
import type { FeatureName, Features, Scenario } from './types.ts';
import { type LaneView, viewLane } from './usage.ts';

/** A combination that is refused. `field` is the feature that the message points at. */
export interface ConflictRule {
  id: string;
  field: FeatureName;
  holds: (view: LaneView) => boolean;
  /** Why it cannot be. */
  reason: string;
  /** What would be right. */
  remedy: string;
  /** The same as features: ways out, the likeliest first; together with others they may be needed for one choice. */
  right: (view: LaneView) => readonly Partial<Features>[];
}

const hostKernelNic = ['vhost-net', 'virtio', 'emulated'];

export const CONFLICTS: readonly ConflictRule[] = [
  {
    id: 'poll-kernel',
    field: 'notify',
    holds: ({ f }) => f.notify === 'poll' && f.stack === 'kernel',
    reason: 'the kernel stack is driven by interrupts, nobody would poll the queue',
    remedy: 'use notify napi, or stack userspace with its poll-mode driver',
    right: () => [{ stack: 'userspace' }, { notify: 'napi' }],
  },
  {
    id: 'userspace-interrupts',
    field: 'notify',
    holds: ({ f }) => f.stack === 'userspace' && f.notify !== 'poll',
    reason: 'a poll-mode driver never enables its interrupt, so nothing would wake it',
    remedy: 'use notify poll, or stack kernel',
    right: () => [{ notify: 'poll' }, { stack: 'kernel' }],
  },
  {
    id: 'passthrough-copy',
    field: 'copy',
    holds: ({ f, guests }) => guests && f.vnic === 'passthrough' && f.copy !== 'none',
    reason: 'the virtual function writes straight into guest buffers, nothing is left to copy',
    remedy: 'use copy none, or a virtual NIC that the host serves',
    right: () => [{ copy: 'none' }, { vnic: 'vhost-net' }],
  },
  {
    id: 'passthrough-iommu',
    field: 'iommu',
    holds: ({ f, guests }) => guests && f.vnic === 'passthrough' && !f.iommu,
    reason:
      'the guest gives the NIC guest-physical addresses, without translation it writes to the wrong memory',
    remedy: 'set iommu true',
    right: () => [{ iommu: true }, { vnic: 'vhost-net' }],
  },
  {
    id: 'passthrough-classify',
    field: 'classify',
    holds: ({ f, guests }) => guests && f.vnic === 'passthrough' && f.classify !== 'sriov',
    reason: 'a guest can only be handed a virtual function, and those exist only with SR-IOV',
    remedy: 'use classify sriov, or vnic vhost-net',
    right: () => [{ classify: 'sriov' }, { vnic: 'vhost-net' }],
  },
  {
    id: 'virtual-nic-no-copy',
    field: 'copy',
    holds: ({ f, guests }) => guests && f.vnic !== 'passthrough' && f.copy === 'none',
    reason: "the NIC wrote into the host's memory, so somebody has to move the bytes into the guest",
    remedy: 'use copy cpu, or vnic passthrough',
    right: () => [{ copy: 'cpu' }, { vnic: 'passthrough' }],
  },
  {
    id: 'nobody-decides',
    field: 'vswitch',
    holds: ({ f, guests }) => guests && f.classify === 'software' && f.vswitch === 'none',
    reason: 'nobody decides which VM a packet is for: the NIC does not sort and there is no switch',
    remedy: 'use vswitch bridge, or classify vmdq',
    right: () => [{ vswitch: 'bridge' }, { classify: 'vmdq' }],
  },
  {
    id: 'shared-vf-no-switch',
    field: 'vswitch',
    holds: ({ f, guests }) =>
      guests && f.classify === 'sriov' && f.vnic !== 'passthrough' && f.vswitch === 'none',
    reason:
      'a virtual function ends in hardware; with a virtual NIC on top the host must switch between the two',
    remedy: 'use vswitch bridge, or vnic passthrough',
    right: () => [{ vnic: 'passthrough' }, { vswitch: 'bridge' }],
  },
  {
    id: 'ovs-dpdk-vnic',
    field: 'vnic',
    holds: ({ f, guests }) => guests && f.vswitch === 'ovs-dpdk' && hostKernelNic.includes(f.vnic),
    reason: 'a switch in user space reaches guests through shared memory, not through the kernel',
    remedy: 'use vnic vhost-user',
    right: () => [{ vnic: 'vhost-user' }, { vswitch: 'bridge' }],
  },
  {
    id: 'native-paging',
    field: 'paging',
    holds: ({ f, guests }) => guests && f.paging === 'native',
    reason: 'a VM is on the path, and its memory is always virtualized',
    remedy: 'use paging nested or shadow, or a workload without VMs',
    right: () => [{ paging: 'nested' }],
  },
  {
    id: 'software-per-vm',
    field: 'affinity',
    holds: ({ f, guests }) =>
      guests && f.classify === 'software' && f.affinity === 'per-vm' && f.notify !== 'poll',
    reason: 'there is one queue, and before software has looked nobody knows which VM its interrupt is for',
    remedy: 'use affinity shared or dedicated, or classify vmdq',
    right: () => [{ affinity: 'shared' }, { classify: 'vmdq' }],
  },
  {
    id: 'two-pollers',
    field: 'poll_cores',
    holds: ({ f, guests }) =>
      f.stack === 'userspace' &&
      !f.msix &&
      f.poll_cores > 1 &&
      !f.pipeline &&
      (!guests || f.vswitch === 'ovs-dpdk'),
    reason: 'without MSI-X there is one queue, and two pollers on one queue corrupt it',
    remedy: 'set msix true, poll_cores 1 or pipeline true',
    right: () => [{ msix: true }, { poll_cores: 1 }],
  },
  {
    id: 'vhost-user-switch',
    field: 'vnic',
    holds: ({ f, guests }) => guests && f.vnic === 'vhost-user' && f.vswitch !== 'ovs-dpdk',
    reason: 'vhost-user is served by a poll-mode switch, and there is none',
    remedy: 'use vswitch ovs-dpdk, or vnic vhost-net',
    right: () => [{ vswitch: 'ovs-dpdk' }, { vnic: 'vhost-net' }],
  },
  {
    id: 'passthrough-switch',
    field: 'vswitch',
    holds: ({ f, guests }) => guests && f.vnic === 'passthrough' && f.vswitch !== 'none',
    reason: 'packets go from the NIC to the guest past the host, no software switch sees them',
    remedy: 'use vswitch none, or a virtual NIC that the host serves',
    right: () => [{ vswitch: 'none' }, { vnic: 'vhost-net' }],
  },
  {
    id: 'userspace-vnic',
    field: 'vnic',
    holds: ({ f, guests }) => guests && f.stack === 'userspace' && hostKernelNic.includes(f.vnic),
    reason:
      'the host would serve this device by interrupts while the guest polls it; the model has no such pair',
    remedy: 'use vnic passthrough or vhost-user, or stack kernel',
    right: () => [{ vnic: 'passthrough' }, { vnic: 'vhost-user' }, { stack: 'kernel' }],
  },
  {
    id: 'no-functions',
    field: 'vfs',
    holds: ({ f, guests }) => guests && f.classify === 'sriov' && f.vfs === 0,
    reason: 'SR-IOV without a virtual function has nothing to give to a VM',
    remedy: 'use at least 1',
    right: () => [{ vfs: 63 }, { classify: 'vmdq' }],
  },
  {
    id: 'passthrough-msix',
    field: 'msix',
    holds: ({ f, guests }) => guests && f.vnic === 'passthrough' && !f.msix && f.notify !== 'poll',
    reason: 'virtual functions have no line interrupt, they signal by MSI-X only',
    remedy: 'set msix true, or notify poll',
    right: () => [{ msix: true }, { notify: 'poll' }],
  },
  {
    id: 'switch-takes-all',
    field: 'poll_cores',
    holds: ({ f, guests, scenario }) =>
      guests && f.vswitch === 'ovs-dpdk' && f.poll_cores === scenario.machine.cores,
    reason: 'the polling switch would take every core and leave none to the VMs',
    remedy: 'leave at least one core, or raise machine.cores',
    right: ({ scenario }) => [{ poll_cores: scenario.machine.cores - 1 }, { vswitch: 'bridge' }],
  },
  {
    id: 'host-ovs-dpdk-kernel',
    field: 'vswitch',
    holds: ({ f, guests }) => !guests && f.vswitch === 'ovs-dpdk' && f.stack === 'kernel',
    reason: 'this switch takes the NIC away from the kernel and polls it',
    remedy: 'use stack userspace with notify poll, or vswitch ovs-kernel',
    right: () => [{ stack: 'userspace' }, { vswitch: 'ovs-kernel' }],
  },
  {
    id: 'host-kernel-switch-userspace',
    field: 'vswitch',
    holds: ({ f, guests }) =>
      !guests && (f.vswitch === 'bridge' || f.vswitch === 'ovs-kernel') && f.stack === 'userspace',
    reason: 'a switch in the kernel never sees packets that a poll-mode driver takes past it',
    remedy: 'use vswitch none or ovs-dpdk, or stack kernel',
    right: () => [{ stack: 'kernel' }, { vswitch: 'none' }],
  },
  {
    id: 'pipeline-guests',
    field: 'pipeline',
    holds: ({ f, guests }) => f.pipeline && guests,
    reason: "stages on several cores are the host's; with a VM on the path its driver has one core",
    remedy: 'set pipeline false, or use a workload without VMs',
    right: () => [{ pipeline: false }],
  },
  {
    id: 'pipeline-one-core',
    field: 'pipeline',
    holds: ({ f, guests }) => f.pipeline && !guests && f.poll_cores === 1,
    reason: 'a pipeline hands packets from core to core, and there is one',
    remedy: 'use poll_cores 2 or more, or pipeline false',
    right: () => [{ poll_cores: 2 }, { pipeline: false }],
  },
];

/** Refuses impossible combinations with the reason of the first rule that holds. Throws InputError. */
export function checkConflicts(scenario: Scenario): void {
  if (scenario.workload.kind === 'vm-to-vm' && scenario.traffic.vms === 1) {
    throw new InputError(
      'traffic.vms',
      'is 1, but in vm-to-vm a packet goes on from one VM to the next',
      'use at least 2, or the workload forward-vm',
    );
  }
  for (const [index, lane] of scenario.lanes.entries()) {
    const view = viewLane(scenario, lane);
    const rule = CONFLICTS.find((candidate) => candidate.holds(view));
    if (rule === undefined) continue;
    const value = String(lane.features[rule.field]);
    throw new InputError(
      `lanes[${index}].features.${rule.field}`,
      `${value} cannot be in lane ${lane.name}: ${rule.reason}`,
      rule.remedy,
    );
  }
}
