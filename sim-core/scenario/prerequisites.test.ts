// Every rule's obstacle comes with a way through it that the rules accept; the way is the shortest one.
import { describe, expect, it } from 'vitest';
import { CONFLICTS, checkConflicts } from './conflicts.ts';
import { fillDefaults, presetFeatures } from './defaults.ts';
import { obstacleTo } from './prerequisites.ts';
import type { Features, PresetId, Scenario, WorkloadKind } from './types.ts';
import { viewLane } from './usage.ts';

const CHOICES: { [F in keyof Features]?: readonly Features[F][] } = {
  classify: ['software', 'vmdq', 'sriov'],
  vnic: ['emulated', 'virtio', 'vhost-net', 'vhost-user', 'passthrough'],
  vswitch: ['none', 'bridge', 'ovs-kernel', 'ovs-dpdk'],
  copy: ['cpu', 'quickdata', 'none'],
  notify: ['interrupt', 'napi', 'poll'],
  msix: [false, true],
  affinity: ['shared', 'per-vm', 'dedicated'],
  paging: ['shadow', 'nested', 'native'],
  iommu: [false, true],
  stack: ['kernel', 'userspace'],
  poll_cores: [1, 2, 4],
  pipeline: [false, true],
  vfs: [0, 63],
};
const PRESETS: readonly PresetId[] = ['trap', 'vmdq', 'sriov', 'ddio', 'dpdk'];
const KINDS: readonly WorkloadKind[] = ['receive', 'reply', 'drop-host', 'forward-host', 'vm-to-vm'];

function scenarioOf(preset: PresetId, kind: WorkloadKind, features: object = {}): Scenario {
  return fillDefaults({ workload: { kind }, lanes: [{ preset, features }] });
}

function isLegal(scenario: Scenario, features: Features): boolean {
  const lanes = [{ ...scenario.lanes[0], features }];
  try {
    checkConflicts({ ...scenario, lanes });
    return true;
  } catch {
    return false;
  }
}

/** Rules that a single choice in some preset, or in one with other cores, runs into. */
function everyChoice(visit: (scenario: Scenario, wanted: Partial<Features>) => void): void {
  const more: object[] = [{}, { poll_cores: 2 }, { msix: false }, { vswitch: 'bridge' }, { pipeline: true }];
  for (const preset of PRESETS) {
    for (const kind of KINDS) {
      for (const extra of more) {
        const scenario = scenarioOf(preset, kind, extra);
        if (!isLegal(scenario, scenario.lanes[0].features)) continue;
        for (const [name, values] of Object.entries(CHOICES)) {
          for (const value of values) visit(scenario, { [name]: value });
        }
        visit(scenario, { stack: 'userspace', notify: 'poll' });
      }
    }
  }
}

describe('prerequisites', () => {
  it('nothing stands against what the rules accept, and every obstacle is a rule that holds', () => {
    everyChoice((scenario, wanted) => {
      const lane = scenario.lanes[0];
      const features = { ...lane.features, ...wanted };
      const obstacle = obstacleTo(scenario, lane, wanted);
      expect(obstacle === null).toBe(isLegal(scenario, features));
      if (obstacle !== null)
        expect(obstacle.rule.holds(viewLane(scenario, { ...lane, features }))).toBe(true);
    });
  });

  it('a way through leads to a legal lane, keeps the choice and sets nothing that it could leave', () => {
    const met = new Set<string>();
    everyChoice((scenario, wanted) => {
      const lane = scenario.lanes[0];
      const obstacle = obstacleTo(scenario, lane, wanted);
      if (obstacle === null) return;
      const { rule, also } = obstacle;
      if (also === null) return;
      met.add(rule.id);
      expect(isLegal(scenario, { ...lane.features, ...wanted, ...also })).toBe(true);
      for (const name of Object.keys(also) as (keyof Features)[]) {
        expect(Object.keys(wanted)).not.toContain(name);
        const { [name]: _, ...rest } = also;
        expect(isLegal(scenario, { ...lane.features, ...wanted, ...rest })).toBe(false);
      }
    });
    // impossible whatever else is set, or only in a machine or lane that no preset is
    const without = ['native-paging', 'pipeline-guests', 'no-functions', 'two-pollers', 'switch-takes-all'];
    const rest = CONFLICTS.map(({ id }) => id).filter((id) => !met.has(id) && !without.includes(id));
    expect(rest).toEqual([]);
  });

  it.each(CONFLICTS.map((rule) => [rule.id, rule] as const))('%s: its own remedies end it', (_, rule) => {
    const found: Scenario[] = [];
    for (const preset of PRESETS) {
      for (const kind of KINDS) {
        for (const [name, values] of Object.entries(CHOICES)) {
          for (const value of values) {
            for (const extra of [
              {},
              { msix: false, poll_cores: 2 },
              { vswitch: 'ovs-dpdk', stack: 'userspace' },
            ]) {
              const scenario = scenarioOf(preset, kind, { ...extra, [name]: value });
              if (rule.holds(viewLane(scenario, scenario.lanes[0]))) found.push(scenario);
            }
          }
        }
      }
    }
    expect(found.length).toBeGreaterThan(0);
    for (const scenario of found) {
      const lane = scenario.lanes[0];
      const view = viewLane(scenario, lane);
      const remedies = rule.right(view);
      expect(remedies.length).toBeGreaterThan(0);
      for (const remedy of remedies) {
        const features = { ...lane.features, ...remedy };
        expect(rule.holds(viewLane(scenario, { ...lane, features }))).toBe(false);
      }
    }
  });

  it('several prerequisites are one set: a poll-mode driver in a lane whose host serves the guest', () => {
    const scenario = scenarioOf('vmdq', 'receive');
    const { also } = obstacleTo(scenario, scenario.lanes[0], { stack: 'userspace' })!;
    expect(Object.keys(also!).sort()).toEqual(['notify', 'vnic', 'vswitch']);
    expect(presetFeatures('vmdq', 20).vnic).toBe('vhost-net');
  });
});
