// Each warning at its border: a lane that it is for, and the nearest ones that it is not for.
import { describe, expect, it } from 'vitest';
import { fillDefaults } from './defaults.ts';
import type { Features, Scenario } from './types.ts';
import { viewLane } from './usage.ts';
import { WARNINGS } from './warnings.ts';

interface Change {
  features?: Partial<Features>;
  machine?: Partial<Scenario['machine']>;
  traffic?: Partial<Scenario['traffic']>;
  kind?: Scenario['workload']['kind'];
}

/** A lane that may be illegal: warnings look at nothing but what they are about. */
function view({ features, machine, traffic, kind = 'receive' }: Change) {
  const base = fillDefaults({ lanes: [{ preset: 'sriov' }] });
  const [lane] = base.lanes;
  const scenario: Scenario = {
    ...base,
    machine: { ...base.machine, ...machine },
    traffic: { ...base.traffic, ...traffic },
    workload: { ...base.workload, kind },
  };
  return viewLane(scenario, { ...lane, features: { ...lane.features, ...features } });
}

const HOST = 'forward-host';

const CASES: [id: string, holds: Change, words: string, not: Change[]][] = [
  [
    'fewer-vfs',
    { features: { vfs: 2 } },
    '2 virtual functions for 3 VMs: vm2 to vm3 share',
    [
      { features: { vfs: 3 } },
      { features: { vfs: 2, classify: 'vmdq' } },
      { features: { vfs: 2 }, kind: HOST },
    ],
  ],
  ['fewer-vfs', { features: { vfs: 1 } }, '1 virtual function for 3 VMs', []],
  [
    'many-vfs',
    { features: { vfs: 64 } },
    '64 virtual functions',
    [
      { features: { vfs: 63 } },
      { features: { vfs: 64, classify: 'vmdq' } },
      { features: { vfs: 64 }, kind: HOST },
    ],
  ],
  [
    'remote-cache',
    { features: { placement: 'dca' }, machine: { nic_socket: 'remote' } },
    'placement dca reaches only',
    [
      { features: { placement: 'dram' }, machine: { nic_socket: 'remote' } },
      { features: { placement: 'dca' }, machine: { nic_socket: 'local' } },
    ],
  ],
  [
    'posted-shadow',
    { features: { delivery: 'posted', paging: 'shadow' } },
    'never built',
    [
      { features: { delivery: 'posted', paging: 'nested' } },
      { features: { delivery: 'exit', paging: 'shadow' } },
      { features: { delivery: 'posted', paging: 'shadow' }, kind: HOST },
    ],
  ],
  [
    'vmdq-ovs',
    { features: { classify: 'vmdq', vswitch: 'ovs-kernel' } },
    'flow rules do not',
    [
      { features: { classify: 'software', vswitch: 'ovs-kernel' } },
      { features: { classify: 'vmdq', vswitch: 'bridge' } },
      { features: { classify: 'vmdq', vswitch: 'ovs-kernel' }, kind: HOST },
    ],
  ],
  [
    'polling-vms',
    { features: { stack: 'userspace' }, machine: { cores: 2 } },
    '3 polling VMs on 2 cores',
    [
      { features: { stack: 'userspace' }, machine: { cores: 3 } },
      { features: { stack: 'kernel' }, machine: { cores: 2 } },
      { features: { stack: 'userspace' }, machine: { cores: 2 }, kind: HOST },
    ],
  ],
  // a poll-mode switch takes its cores first; one is always left
  [
    'polling-vms',
    { features: { stack: 'userspace', vswitch: 'ovs-dpdk', poll_cores: 2 }, machine: { cores: 3 } },
    '3 polling VMs on 1 core:',
    [
      { features: { stack: 'userspace', vswitch: 'bridge', poll_cores: 2 }, machine: { cores: 3 } },
      { features: { stack: 'userspace', vswitch: 'ovs-dpdk', poll_cores: 2 }, machine: { cores: 5 } },
    ],
  ],
  [
    'small-pages',
    { features: { stack: 'userspace', host_page: '4k', guest_page: '2m' } },
    '4k pages',
    [
      { features: { stack: 'userspace', host_page: '2m', guest_page: '2m' } },
      { features: { stack: 'userspace', host_page: '2m', guest_page: '4k' }, kind: HOST },
      { features: { stack: 'kernel', host_page: '4k', guest_page: '4k' } },
    ],
  ],
  ['small-pages', { features: { stack: 'userspace', host_page: '2m', guest_page: '4k' } }, '4k pages', []],
  [
    'quickdata-small',
    { features: { copy: 'quickdata' }, traffic: { frame_bytes: 255 } },
    'under 256 B',
    [
      { features: { copy: 'quickdata' }, traffic: { frame_bytes: 256 } },
      { features: { copy: 'cpu' }, traffic: { frame_bytes: 64 } },
      { features: { copy: 'quickdata' }, traffic: { frame_bytes: 64 }, kind: HOST },
      { features: { copy: 'quickdata' }, traffic: { kind: 'capture', frame_bytes: null } },
    ],
  ],
  [
    'quickdata-small',
    { features: { copy: 'quickdata' }, traffic: { kind: 'imix', frame_bytes: null } },
    'under 256 B',
    [
      {
        features: { copy: 'quickdata' },
        traffic: {
          frame_bytes: [
            [300, 1],
            [1000, 1],
          ],
        },
      },
    ],
  ],
  [
    'head-of-line',
    { features: { drop_enable: false } },
    'one slow VM',
    [
      { features: { drop_enable: true } },
      { features: { drop_enable: false }, traffic: { vms: 1 } },
      { features: { drop_enable: false }, kind: HOST },
    ],
  ],
  [
    'scalar-receive',
    { features: { notify: 'poll', batch: 3 } },
    'batch 3:',
    [{ features: { notify: 'poll', batch: 4 } }, { features: { notify: 'napi', batch: 3 } }],
  ],
  [
    'few-ways',
    { features: { ddio_ways: 1 }, machine: { llc_ways: 1 } },
    'the cache has 1 way',
    [
      { features: { ddio_ways: 1 }, machine: { llc_ways: 2 } },
      { features: { ddio_ways: 2 }, machine: { llc_ways: 2 } },
    ],
  ],
  [
    'ignored',
    { features: { vfs: 5 }, kind: HOST },
    'no VM is on the path of forward-host: vfs without effect',
    [{ features: {}, kind: HOST }, { features: { vfs: 5 } }],
  ],
];

describe('warnings', () => {
  it.each(CASES)('%s, for %j', (id, change, words, not) => {
    const rule = WARNINGS.find((each) => each.id === id)!;
    expect(rule.holds(view(change))).toBe(true);
    expect(rule.text(view(change))).toContain(words);
    for (const other of not) expect(rule.holds(view(other)), JSON.stringify(other)).toBe(false);
  });

  it('every warning has a case', () => {
    expect(new Set(CASES.map(([id]) => id))).toEqual(new Set(WARNINGS.map(({ id }) => id)));
  });
});
