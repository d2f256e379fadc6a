// What the list says is so: a constant stands in it exactly if no lane asks for it, whatever its features.
import { afterEach, expect, it, vi } from 'vitest';
import { Costs } from '../costs/resolve.ts';
import { COSTS } from '../costs/table.ts';
import { completeScenario } from '../scenario/index.ts';
import { assemble } from './assemble.ts';
import { NOT_CHARGED } from './not-charged.ts';

afterEach(() => vi.restoreAllMocks());

const OVS_DPDK = {
  classify: 'software',
  vnic: 'vhost-user',
  vswitch: 'ovs-dpdk',
  copy: 'cpu',
  iommu: false,
} as const;
const PIPELINE = { pipeline: true, poll_cores: 2 } as const;

/** Lanes that have every part of the model between them. */
const LANES: [kind: string, preset: string, features?: object][] = [
  ['receive', 'trap'],
  ['receive', 'trap', { vnic: 'emulated', notify: 'interrupt', placement: 'dca' }],
  ['receive', 'trap', { vnic: 'virtio', vswitch: 'ovs-kernel', affinity: 'dedicated' }],
  ['reply', 'vmdq', { copy: 'quickdata', paging: 'shadow', prefault: false }],
  ['reply', 'sriov', { lli: true }],
  ['forward-vm', 'ddio', { delivery: 'exit', guest_page: '2m' }],
  ['receive', 'sriov', { vfs: 2 }],
  ['vm-to-vm', 'dpdk'],
  ['receive', 'dpdk', OVS_DPDK],
  ['forward-host', 'trap'],
  ['forward-host', 'trap', { vswitch: 'bridge' }],
  ['forward-host', 'trap', { vswitch: 'ovs-kernel' }],
  ['drop-host', 'dpdk', { isolated: false, prefault: false }],
  ['forward-host', 'dpdk', { vswitch: 'ovs-dpdk' }],
  ['forward-host', 'dpdk', { ...PIPELINE, ring_mode: 'sp' }],
  ['forward-host', 'dpdk', { ...PIPELINE, ring_mode: 'rts' }],
];

it('lists every constant that no lane asks for, and no other', () => {
  const asked = new Set<string>();
  const { value, cost } = Costs.prototype;
  vi.spyOn(Costs.prototype, 'value').mockImplementation(function (this: Costs, key) {
    asked.add(key);
    return value.call(this, key);
  });
  vi.spyOn(Costs.prototype, 'cost').mockImplementation(function (this: Costs, key) {
    asked.add(key);
    return cost.call(this, key);
  });
  for (const [kind, preset, features = {}] of LANES) {
    for (const nic_socket of ['local', 'remote']) {
      const input = { machine: { nic_socket }, workload: { kind }, lanes: [{ preset, features }] };
      const { scenario } = completeScenario(input);
      assemble(scenario, scenario.lanes[0], 64);
    }
  }
  const unasked = COSTS.map(({ key }) => key).filter((key) => !asked.has(key));
  expect(unasked).toEqual(Object.keys(NOT_CHARGED));
});

it('says why, in one line', () => {
  for (const reason of Object.values(NOT_CHARGED)) expect(reason).toMatch(/^\w.{15,120}\w$/);
});
