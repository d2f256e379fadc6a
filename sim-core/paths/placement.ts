// Which core does what (contract §3, cores): VMs, interrupts, vhost threads, pollers, and the roles that follow.
import { type Features, firstSharing, isHostWorkload, type Scenario } from '../scenario/types.ts';

export interface CorePlan {
  cores: number;
  /** Core of each VM; index 0 is vm1's. Empty where no VM is on the path. */
  vmCore: number[];
  /** Core that takes the interrupts of each receive queue. */
  interruptCore: number[];
  /** Core of each VM's vhost thread. */
  vhostCore: number[];
  /** Cores of the host that poll. */
  pollCores: number[];
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** VMs behind a switch that polls on cores of its own. */
export function usesSwitchCores(scenario: Scenario, features: Features): boolean {
  return features.vswitch === 'ovs-dpdk' && !isHostWorkload(scenario.workload.kind);
}

/** Places the work of one lane; `queues`: its receive queues. */
export function planCores(scenario: Scenario, features: Features, queues: number): CorePlan {
  // a poll-mode switch has the last cores for itself; the rest is all there is for everybody else
  const switchCores = usesSwitchCores(scenario, features) ? features.poll_cores : 0;
  const cores = scenario.machine.cores - switchCores;
  const { vms } = scenario.traffic;
  const plan: CorePlan = {
    cores: scenario.machine.cores,
    vmCore: [],
    interruptCore: [],
    vhostCore: [],
    pollCores: [],
  };
  if (isHostWorkload(scenario.workload.kind)) {
    if (features.stack === 'userspace') plan.pollCores = range(features.poll_cores);
    else plan.interruptCore = range(queues).map((q) => q % cores);
    return plan;
  }
  plan.pollCores = range(switchCores).map((i) => cores + i);
  const hostCores = Math.max(1, cores - vms);
  const firstHost = cores - hostCores;
  const guestCores = Math.max(1, firstHost);
  for (let vm = 0; vm < vms; vm++) {
    if (features.affinity === 'shared') plan.vmCore.push(0);
    else if (features.affinity === 'per-vm') plan.vmCore.push(vm % cores);
    else plan.vmCore.push(vm % guestCores);
  }
  const dedicated = features.affinity === 'dedicated';
  const sharing = firstSharing(features, vms);
  for (let q = 0; q < queues; q++) {
    if (dedicated) plan.interruptCore.push(firstHost);
    else if (!features.msix || features.affinity === 'shared') plan.interruptCore.push(0);
    else plan.interruptCore.push(sharing > 0 || queues === vms ? plan.vmCore[q] : 0);
  }
  const vhostHost = hostCores > 1 ? firstHost + 1 : firstHost;
  plan.vhostCore = plan.vmCore.map((core) => (dedicated ? vhostHost : core));
  if (sharing > 0 && switchCores === 0) {
    const first = plan.vmCore[sharing - 1];
    if (features.msix) plan.interruptCore[queues - 1] = first;
    for (let vm = sharing; vm <= vms; vm++) plan.vhostCore[vm - 1] = first;
  }
  return plan;
}

/** Cores on which the host takes interrupts of NIC queues or runs vhost threads. */
export function hostCores(scenario: Scenario, features: Features, plan: CorePlan): number[] {
  if (isHostWorkload(scenario.workload.kind)) return plan.interruptCore;
  const injects = features.stack === 'kernel' && features.delivery === 'exit';
  if (usesSwitchCores(scenario, features)) return injects ? [...plan.interruptCore, ...plan.vhostCore] : [];
  if (features.vnic !== 'passthrough') return [...plan.interruptCore, ...plan.vhostCore];
  const sharing = firstSharing(features, scenario.traffic.vms);
  const shared = sharing > 0 ? [plan.interruptCore[sharing - 1], plan.vhostCore[sharing - 1]] : [];
  return injects ? [...plan.interruptCore, ...shared] : shared;
}

/** What each core is for, in the report's words; `host`: cores on which the host works. */
export function coreRoles(
  plan: CorePlan,
  host: readonly number[],
  poller: 'poll' | 'ovs' = 'poll',
): string[] {
  return range(plan.cores).map((core) => {
    const roles: string[] = [];
    if (host.includes(core)) roles.push('host');
    plan.vmCore.forEach((at, vm) => {
      if (at === core) roles.push(`vm${vm + 1}`);
    });
    if (plan.pollCores.includes(core)) roles.push(poller);
    return roles.length === 0 ? 'spare' : roles.join('+');
  });
}
