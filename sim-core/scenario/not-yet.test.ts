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
  it.each([[lane('sriov', { vfs: 2 }), 'fewer virtual functions (2) than VMs (3)']])(
    '%j',
    (input, message) => {
      expect(complaint(input)).toContain(message);
    },
  );

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
