// What the contract has and this version does not simulate yet: refused plainly. The table shrinks to nothing.
import { presetFeatures } from './defaults.ts';
import { InputError } from './input-error.ts';
import { anyOf } from './schema.ts';
import type { FeatureName, Scenario } from './types.ts';
import { type LaneView, usesFeature, viewLane } from './usage.ts';

/** Values of features that are simulated; other values are refused unless they are the preset's. */
const SIMULATED_VALUES: Partial<Record<FeatureName, readonly (string | boolean)[]>> = {
  vswitch: ['none', 'bridge', 'ovs-kernel', 'ovs-dpdk'],
};

const SIMULATED_WORKLOADS = ['receive', 'reply', 'drop-host', 'forward-host', 'forward-vm', 'vm-to-vm'];

interface Refusal {
  field: string;
  holds: (scenario: Scenario) => boolean;
  value: (scenario: Scenario) => string;
  remedy: string;
}

const REFUSALS: readonly Refusal[] = [
  {
    field: 'workload.kind',
    holds: (s) => !SIMULATED_WORKLOADS.includes(s.workload.kind),
    value: (s) => s.workload.kind,
    remedy: `use ${anyOf(SIMULATED_WORKLOADS)}`,
  },
];

function refuse(where: string, value: string, remedy: string): never {
  throw new InputError(where, `this version does not simulate ${value} yet`, remedy);
}

function checkLane(view: LaneView, index: number): void {
  const { f, scenario } = view;
  const preset = presetFeatures(view.lane.preset, scenario.machine.llc_ways);
  for (const [key, values] of Object.entries(SIMULATED_VALUES)) {
    const name = key as FeatureName;
    const value = f[name] as string | boolean;
    if (value === preset[name] || values.includes(value) || !usesFeature(view, name)) continue;
    const usable = values.length > 0 ? anyOf(values) : `${preset[name]}, as in the preset`;
    refuse(`lanes[${index}].features.${name}`, String(value), `use ${usable}`);
  }
  if (view.guests && f.classify === 'sriov' && f.vfs < scenario.traffic.vms) {
    refuse(
      `lanes[${index}].features.vfs`,
      `fewer virtual functions (${f.vfs}) than VMs (${scenario.traffic.vms})`,
      'use at least as many as traffic.vms',
    );
  }
}

/** Refuses what this version does not simulate yet. Throws InputError. */
export function checkNotYet(scenario: Scenario): void {
  for (const refusal of REFUSALS) {
    if (refusal.holds(scenario)) refuse(refusal.field, refusal.value(scenario), refusal.remedy);
  }
  for (const [index, lane] of scenario.lanes.entries()) checkLane(viewLane(scenario, lane), index);
}
