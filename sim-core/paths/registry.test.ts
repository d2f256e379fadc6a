// The presets say what the contract's table says, and the ladder changes what each step is said to change.
import { describe, expect, it } from 'vitest';
import { FEATURE_NAMES } from '../scenario/schema.ts';
import { PATHS, pathOf } from './registry.ts';

describe('paths', () => {
  it('have the contract’s names in the order of the ladder', () => {
    expect(PATHS.map(({ id }) => id)).toEqual(['trap', 'vmdq', 'sriov', 'ddio', 'dpdk']);
    const titles = ['Trap to hypervisor', 'VMDQ', 'SR-IOV', 'DDIO', 'DPDK'];
    expect(PATHS.map(({ title }) => title)).toEqual(titles);
  });

  it.each(PATHS.map((path) => [path.id, path] as const))(
    '%s gives every feature and says what it leaves out',
    (id, path) => {
      expect(Object.keys(path.features)).toEqual(FEATURE_NAMES);
      expect(path.leavesOut.length).toBeGreaterThan(2);
      for (const sentence of path.leavesOut) expect(sentence).toMatch(/^[A-Z].{30,}\.$/);
      expect(pathOf(id)).toBe(path);
    },
  );

  it('change from step to step what the lecture says', () => {
    const steps = PATHS.slice(1).map((path, i) =>
      FEATURE_NAMES.filter((name) => path.features[name] !== PATHS[i].features[name]),
    );
    expect(steps).toEqual([
      ['classify', 'vswitch', 'affinity'],
      ['classify', 'vnic', 'copy', 'delivery', 'iommu'],
      ['placement'],
      ['notify', 'itr_us', 'guest_page', 'stack', 'batch', 'ring_size'],
    ]);
  });
});
