// Which core does what, case by case as the contract has it, one core included.
import { describe, expect, it } from 'vitest';
import type { Features, Scenario } from '../scenario/types.ts';
import { completeScenario } from '../scenario/index.ts';
import { type CorePlan, coreRoles, planCores } from './placement.ts';
import { pathOf } from './registry.ts';

interface Case {
  cores: number;
  vms: number;
  features: Partial<Features>;
  kind?: Scenario['workload']['kind'];
  queues?: number;
}

function plan({ cores, vms, features, kind = 'receive', queues = vms }: Case): CorePlan {
  const { scenario } = completeScenario({
    machine: { cores },
    traffic: { vms },
    lanes: [{ preset: 'trap' }],
  });
  scenario.workload.kind = kind;
  return planCores(scenario, { ...pathOf('trap').features, ...features }, queues);
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

  it('says what each core is for', () => {
    expect(coreRoles(plan({ cores: 4, vms: 2, features: { affinity: 'shared' } }), true, true)).toEqual([
      'host+vm1+vm2',
      'spare',
      'spare',
      'spare',
    ]);
    expect(coreRoles(plan({ cores: 5, vms: 3, features: { affinity: 'dedicated' } }), true, true)).toEqual([
      'vm1',
      'vm2',
      'vm3',
      'host',
      'host',
    ]);
    expect(coreRoles(plan({ cores: 2, vms: 2, features: { affinity: 'per-vm' } }), false, false)).toEqual([
      'vm1',
      'vm2',
    ]);
  });
});
