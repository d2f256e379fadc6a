// Every rule has an example that triggers it and no other; rules look only at features that the workload uses.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from './runs-for-test.ts';
import { anyFeatures } from './arbitrary-for-test.ts';
import { CONFLICTS, checkConflicts } from './conflicts.ts';
import { fillDefaults } from './defaults.ts';
import { InputError } from './input-error.ts';
import type { Features, PresetId, Scenario, WorkloadKind } from './types.ts';
import { FEATURE_SCHEMAS } from './schema.ts';
import { GUEST_FEATURES, viewLane } from './usage.ts';
import { collectWarnings, WARNINGS } from './warnings.ts';

interface Example {
  preset: PresetId;
  features?: Partial<Features>;
  kind?: WorkloadKind;
}

function build({ preset, features = {}, kind = 'receive' }: Example, traffic = {}, machine = {}): Scenario {
  return fillDefaults({
    traffic,
    machine,
    workload: { kind },
    lanes: [{ preset, features: features as object }],
  });
}

function holding(scenario: Scenario): string[] {
  const view = viewLane(scenario, scenario.lanes[0]);
  return CONFLICTS.filter((rule) => rule.holds(view)).map(({ id }) => id);
}

const OVS_DPDK = {
  classify: 'software',
  vnic: 'vhost-user',
  vswitch: 'ovs-dpdk',
  copy: 'cpu',
  iommu: false,
} as const;

const EXAMPLES: Record<string, Example> = {
  'poll-kernel': { preset: 'sriov', features: { notify: 'poll' } },
  'userspace-interrupts': { preset: 'dpdk', features: { notify: 'napi' } },
  'passthrough-copy': { preset: 'sriov', features: { copy: 'cpu' } },
  'passthrough-iommu': { preset: 'sriov', features: { iommu: false } },
  'passthrough-classify': { preset: 'sriov', features: { classify: 'vmdq' } },
  'virtual-nic-no-copy': { preset: 'vmdq', features: { copy: 'none' } },
  'nobody-decides': { preset: 'trap', features: { vswitch: 'none' } },
  'shared-vf-no-switch': { preset: 'sriov', features: { vnic: 'vhost-net', copy: 'cpu' } },
  'ovs-dpdk-vnic': { preset: 'trap', features: { vswitch: 'ovs-dpdk' } },
  'native-paging': { preset: 'ddio', features: { paging: 'native' } },
  'software-per-vm': { preset: 'trap', features: { affinity: 'per-vm' } },
  'two-pollers': { preset: 'dpdk', features: { msix: false, poll_cores: 2 }, kind: 'drop-host' },
  'vhost-user-switch': { preset: 'vmdq', features: { vnic: 'vhost-user' } },
  'passthrough-switch': { preset: 'sriov', features: { vswitch: 'bridge' } },
  'userspace-vnic': { preset: 'vmdq', features: { stack: 'userspace', notify: 'poll' } },
  'no-functions': { preset: 'sriov', features: { vfs: 0 } },
  'passthrough-msix': { preset: 'ddio', features: { msix: false } },
  'switch-takes-all': { preset: 'dpdk', features: { ...OVS_DPDK, poll_cores: 4 } },
  'host-ovs-dpdk-kernel': { preset: 'trap', features: { vswitch: 'ovs-dpdk' }, kind: 'forward-host' },
  'host-kernel-switch-userspace': { preset: 'dpdk', features: { vswitch: 'bridge' }, kind: 'forward-host' },
  'pipeline-guests': { preset: 'dpdk', features: { pipeline: true } },
  'pipeline-one-core': { preset: 'dpdk', features: { pipeline: true }, kind: 'drop-host' },
};

describe('conflicts', () => {
  it.each(CONFLICTS.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    const example = EXAMPLES[id];
    const scenario = build(example);
    expect(holding(scenario)).toEqual([id]);
    expect(() => checkConflicts(scenario)).toThrow(InputError);
    expect(() => checkConflicts(scenario)).toThrow(rule.reason);
    expect(Object.keys(EXAMPLES)).toHaveLength(CONFLICTS.length);
  });

  it.each(CONFLICTS.map((rule) => [rule.id, rule] as const))('%s: each way out is one', (id, rule) => {
    const example = EXAMPLES[id];
    const before = build(example);
    const ways = rule.right(viewLane(before, before.lanes[0]));
    expect(ways.length).toBeGreaterThan(0);
    for (const way of ways) {
      for (const [name, value] of Object.entries(way)) {
        expect(FEATURE_SCHEMAS[name as keyof Features].safeParse(value).success, `${name} ${value}`).toBe(
          true,
        );
      }
      expect(holding(build({ ...example, features: { ...example.features, ...way } }))).not.toContain(id);
    }
    expect(rule.reason).toMatch(/^\S.{20,}\S$/);
    expect(rule.remedy).toMatch(/^(use|set|leave) \S.*\S$/);
  });

  it('presets are free of conflicts and warnings in every workload they are made for', () => {
    for (const kind of ['receive', 'reply', 'drop-host', 'forward-host', 'forward-vm', 'vm-to-vm'] as const) {
      const scenario = fillDefaults({ workload: { kind } });
      expect(() => checkConflicts(scenario)).not.toThrow();
      expect(collectWarnings(scenario).flat()).toEqual([]);
    }
  });

  it('vm-to-vm needs two VMs', () => {
    const scenario = fillDefaults({ workload: { kind: 'vm-to-vm' }, traffic: { vms: 1 } });
    expect(() => checkConflicts(scenario)).toThrow('traffic.vms: is 1');
  });

  it('without a VM on the path no rule looks at what concerns guests', () => {
    fc.assert(
      fc.property(anyFeatures, fc.constantFrom('trap', 'sriov', 'dpdk'), (features, preset) => {
        const kept = Object.entries(features).filter(
          ([name]) => !GUEST_FEATURES.includes(name as keyof Features),
        );
        const kind = 'forward-host';
        const all = build({ preset, kind, features: features as Partial<Features> });
        const own = build({ preset, kind, features: Object.fromEntries(kept) });
        expect(holding(all)).toEqual(holding(own));
      }),
      { seed: 7, numRuns: runs(300) },
    );
  });

  it('poll_cores counts only where the host polls', () => {
    const features = { msix: false, poll_cores: 2 };
    expect(holding(build({ preset: 'dpdk', features }))).toEqual([]);
    const ovs = { ...OVS_DPDK, ...features };
    expect(holding(build({ preset: 'dpdk', features: ovs }))).toEqual(['two-pollers']);
  });
});

describe('warnings', () => {
  const cases: [id: string, example: Example, traffic?: object, machine?: object][] = [
    ['fewer-vfs', { preset: 'sriov', features: { vfs: 2 } }],
    ['many-vfs', { preset: 'sriov', features: { vfs: 64 } }],
    ['remote-cache', { preset: 'ddio' }, {}, { nic_socket: 'remote' }],
    ['posted-shadow', { preset: 'sriov', features: { paging: 'shadow' } }],
    ['vmdq-ovs', { preset: 'vmdq', features: { vswitch: 'ovs-kernel' } }],
    ['polling-vms', { preset: 'dpdk' }, { vms: 5 }],
    ['small-pages', { preset: 'dpdk', features: { guest_page: '4k' } }],
    [
      'quickdata-small',
      { preset: 'trap', features: { copy: 'quickdata' } },
      {
        frame_bytes: [
          [255, 1],
          [1500, 9],
        ],
      },
    ],
    ['head-of-line', { preset: 'sriov', features: { drop_enable: false } }],
    ['scalar-receive', { preset: 'dpdk', features: { batch: 3 } }],
    ['few-ways', { preset: 'ddio' }, {}, { llc_ways: 1 }],
    ['ignored', { preset: 'dpdk', kind: 'forward-host', features: { iommu: false, copy: 'cpu' } }],
  ];
  it.each(cases)('%s', (id, example, traffic, machine) => {
    const scenario = build(example, traffic, machine);
    const view = viewLane(scenario, scenario.lanes[0]);
    expect(WARNINGS.filter((rule) => rule.holds(view)).map((rule) => rule.id)).toEqual([id]);
    expect(collectWarnings(scenario)[0][0]).toMatch(/^\S.{20,160}$/);
    expect(cases).toHaveLength(WARNINGS.length);
  });

  it('names what is ignored', () => {
    const scenario = build({ preset: 'dpdk', kind: 'forward-host', features: { iommu: false, copy: 'cpu' } });
    expect(collectWarnings(scenario)[0]).toEqual([
      'no VM is on the path of forward-host: copy, iommu without effect',
    ]);
  });
});
