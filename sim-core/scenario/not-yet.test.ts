// What this version does not simulate is refused plainly, after contradictions, and only where it is used.
import { describe, expect, it } from 'vitest';
import { completeScenario } from './complete.ts';
import { InputError } from './input-error.ts';

function complaint(input: unknown): string {
  try {
    completeScenario(input);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

const lane = (preset: string, features: object, kind = 'receive') => ({
  workload: { kind },
  lanes: [{ preset, features }],
});

describe('not yet', () => {
  it.each([
    [{ workload: { kind: 'forward-vm' } }, 'workload.kind: this version does not simulate forward-vm yet'],
    [{ workload: { kind: 'vm-to-vm' } }, 'workload.kind'],
    [{ workload: { events: [{ at_ns: 5, what: 'ovs-restart' }] } }, 'workload.events'],
    [{ workload: { page_table_writes: 1 } }, 'workload.page_table_writes'],
    [{ traffic: { priority_share: 0.1 } }, 'traffic.priority_share'],
    [{ machine: { nic_socket: 'remote' } }, 'machine.nic_socket'],
    [lane('trap', { vnic: 'virtio' }), 'lanes[0].features.vnic'],
    [lane('trap', { vswitch: 'ovs-kernel' }), 'lanes[0].features.vswitch'],
    [lane('trap', { copy: 'quickdata' }), 'lanes[0].features.copy'],
    [lane('trap', { placement: 'dca' }), 'lanes[0].features.placement'],
    [
      lane('trap', { emc: false }),
      'lanes[0].features.emc: this version does not simulate false yet; use true',
    ],
    [lane('trap', { lli: true }), 'lanes[0].features.lli'],
    [lane('trap', { paging: 'shadow' }), 'lanes[0].features.paging'],
    [lane('dpdk', { host_page: '1g' }, 'forward-host'), 'lanes[0].features.host_page'],
    [lane('dpdk', { guest_page: '4k' }), 'use 2m, as in the preset'],
    [lane('dpdk', { mempool: 'classic' }), 'lanes[0].features.mempool'],
    [lane('sriov', { vfs: 2 }), 'fewer virtual functions (2) than VMs (3)'],
  ])('%j', (input, message) => {
    expect(complaint(input)).toContain(message);
  });

  it('leaves alone what the workload ignores', () => {
    expect(complaint(lane('dpdk', { paging: 'shadow', guest_page: '4k', vfs: 0 }, 'forward-host'))).toBe(
      'accepted',
    );
  });

  it('comes after contradictions, whose reason teaches more', () => {
    expect(complaint(lane('sriov', { copy: 'quickdata' }))).toMatch('nothing is left to copy');
    expect(complaint(lane('sriov', { vfs: 0 }))).toMatch('nothing to give to a VM');
  });
});
