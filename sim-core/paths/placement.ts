// Which core does what (contract §3, cores): VMs, interrupts, vhost threads, pollers, and the roles that follow.
import { type Features, isHostWorkload, type Scenario } from '../scenario/types.ts';

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
  for (let q = 0; q < queues; q++) {
    if (dedicated) plan.interruptCore.push(firstHost);
    else if (!features.msix || features.affinity === 'shared') plan.interruptCore.push(0);
    else plan.interruptCore.push(queues === vms ? plan.vmCore[q] : 0);
  }
  const vhostHost = hostCores > 1 ? firstHost + 1 : firstHost;
  plan.vhostCore = plan.vmCore.map((core) => (dedicated ? vhostHost : core));
  return plan;
}

/** What each core is for, in the report's words. */
export function coreRoles(
  plan: CorePlan,
  hostWorks: boolean,
  vhosts: boolean,
  poller: 'poll' | 'ovs' = 'poll',
): string[] {
  return range(plan.cores).map((core) => {
    const roles: string[] = [];
    if (hostWorks && (plan.interruptCore.includes(core) || (vhosts && plan.vhostCore.includes(core))))
      roles.push('host');
    plan.vmCore.forEach((at, vm) => {
      if (at === core) roles.push(`vm${vm + 1}`);
    });
    if (plan.pollCores.includes(core)) roles.push(poller);
    return roles.length === 0 ? 'spare' : roles.join('+');
  });
}
