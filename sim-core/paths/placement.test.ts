// Which core does what, case by case as the contract has it, one core included.
import { describe, expect, it } from 'vitest';
import type { Features, Scenario } from '../scenario/types.ts';
import { completeScenario } from '../scenario/index.ts';
import { type CorePlan, coreRoles, hostCores, planCores } from './placement.ts';
import { pathOf } from './registry.ts';

interface Case {
  cores: number;
  vms: number;
  features: Partial<Features>;
  kind?: Scenario['workload']['kind'];
  queues?: number;
}

function scenarioOf({ cores, vms, kind = 'receive' }: Case): Scenario {
  const { scenario } = completeScenario({
    machine: { cores },
    traffic: { vms },
    lanes: [{ preset: 'trap' }],
  });
  scenario.workload.kind = kind;
  return scenario;
}

function plan(of: Case): CorePlan {
  const features = { ...pathOf('trap').features, ...of.features };
  return planCores(scenarioOf(of), features, of.queues ?? of.vms);
}

function rolesOf(of: Case): string[] {
  const features = { ...pathOf('trap').features, ...of.features };
  return coreRoles(plan(of), hostCores(scenarioOf(of), features, plan(of)));
}

describe('placement', () => {
  it.each([1, 2, 4, 16])('shared puts everything on core 0 of %s', (cores) => {
    expect(plan({ cores, vms: 3, features: { affinity: 'shared' } })).toMatchObject({
      vmCore: [0, 0, 0],
      interruptCore: [0, 0, 0],
      vhostCore: [0, 0, 0],
    });
  });

  it.each([
    [4, 3, [0, 1, 2]],
    [2, 5, [0, 1, 0, 1, 0]],
    [1, 3, [0, 0, 0]],
  ])('per-vm on %s cores with %s VMs goes round', (cores, vms, expected) => {
    const found = plan({ cores, vms, features: { affinity: 'per-vm' } });
    expect([found.vmCore, found.interruptCore, found.vhostCore]).toEqual([expected, expected, expected]);
  });

  it('per-vm with one queue for all takes its interrupts on core 0', () => {
    const found = plan({ cores: 4, vms: 3, features: { affinity: 'per-vm' }, queues: 1 });
    expect(found.interruptCore).toEqual([0]);
  });

  it.each([
    // cores, VMs, cores of VMs, of interrupts, of vhost threads
    [4, 3, [0, 1, 2], 3, 3],
    [8, 3, [0, 1, 2], 3, 4],
    [4, 2, [0, 1], 2, 3],
    [4, 8, [0, 1, 2, 0, 1, 2, 0, 1], 3, 3],
    [2, 3, [0, 0, 0], 1, 1],
    [1, 3, [0, 0, 0], 0, 0],
  ])(
    'dedicated on %s cores with %s VMs keeps the last cores for the host',
    (cores, vms, vmCore, irq, vhost) => {
      const found = plan({ cores, vms, features: { affinity: 'dedicated' } });
      expect(found.vmCore).toEqual(vmCore);
      expect(new Set(found.interruptCore)).toEqual(new Set([irq]));
      expect(new Set(found.vhostCore)).toEqual(new Set([vhost]));
    },
  );

  it('without MSI-X aims every queue at core 0, or at the first host core', () => {
    expect(plan({ cores: 4, vms: 3, features: { affinity: 'per-vm', msix: false } }).interruptCore).toEqual([
      0, 0, 0,
    ]);
    expect(
      plan({ cores: 8, vms: 3, features: { affinity: 'dedicated', msix: false } }).interruptCore,
    ).toEqual([3, 3, 3]);
  });

  it('on the host: a kernel’s queues go round all cores whatever the affinity, pollers take the first ones', () => {
    for (const affinity of ['shared', 'per-vm', 'dedicated'] as const) {
      const found = plan({ cores: 4, vms: 3, features: { affinity }, kind: 'drop-host', queues: 6 });
      expect(found).toMatchObject({
        vmCore: [],
        vhostCore: [],
        pollCores: [],
        interruptCore: [0, 1, 2, 3, 0, 1],
      });
    }
    const poll = plan({
      cores: 4,
      vms: 3,
      features: { stack: 'userspace', poll_cores: 3 },
      kind: 'forward-host',
      queues: 3,
    });
    expect(poll).toMatchObject({ pollCores: [0, 1, 2], interruptCore: [], vmCore: [] });
  });

  it('puts interrupts and vhost threads of a shared virtual function on the core of its first VM', () => {
    const sriov = { ...pathOf('sriov').features, vfs: 2 };
    const of = { cores: 4, vms: 5, features: sriov, queues: 2 };
    expect(plan(of)).toMatchObject({
      vmCore: [0, 1, 2, 3, 0],
      interruptCore: [0, 1],
      vhostCore: [0, 1, 1, 1, 1],
    });
    expect(rolesOf(of)).toEqual(['vm1+vm5', 'host+vm2', 'vm3', 'vm4']);
    // injected interrupts of the others keep the host busy on their cores too
    expect(rolesOf({ ...of, features: { ...sriov, delivery: 'exit' } })[0]).toBe('host+vm1+vm5');
    const dpdk = { ...pathOf('dpdk').features, vfs: 1 };
    expect(rolesOf({ cores: 4, vms: 3, features: dpdk, queues: 1 })).toEqual([
      'host+vm1',
      'vm2',
      'vm3',
      'spare',
    ]);
    const dedicated = { ...sriov, affinity: 'dedicated' } as const;
    expect(rolesOf({ cores: 4, vms: 3, features: dedicated, queues: 2 })).toEqual([
      'vm1',
      'host+vm2',
      'vm3',
      'spare',
    ]);
  });

  it('says what each core is for', () => {
    expect(rolesOf({ cores: 4, vms: 2, features: { affinity: 'shared' } })).toEqual([
      'host+vm1+vm2',
      'spare',
      'spare',
      'spare',
    ]);
    expect(rolesOf({ cores: 5, vms: 3, features: { affinity: 'dedicated' } })).toEqual([
      'vm1',
      'vm2',
      'vm3',
      'host',
      'host',
    ]);
    expect(rolesOf({ cores: 2, vms: 2, features: { ...pathOf('sriov').features } })).toEqual(['vm1', 'vm2']);
  });
});
