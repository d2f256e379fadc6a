// Which features a workload uses: rules and refusals look at nothing else.
import type { FeatureName, LaneScenario, Scenario } from './types.ts';
import { isHostWorkload } from './types.ts';

/** Features that concern guests: without a VM on the path they are ignored. */
export const GUEST_FEATURES: readonly FeatureName[] = [
  'classify',
  'vnic',
  'copy',
  'delivery',
  'affinity',
  'paging',
  'guest_page',
  'vfs',
  'iommu',
];

/** One lane as the rules see it. */
export interface LaneView {
  scenario: Scenario;
  lane: LaneScenario;
  f: LaneScenario['features'];
  /** A VM is on the packets' path. */
  guests: boolean;
  /** Cores that are left when a poll-mode switch has taken its own. */
  coresForGuests: number;
}

/** The lane as rules, warnings and refusals look at it. */
export function viewLane(scenario: Scenario, lane: LaneScenario): LaneView {
  const guests = !isHostWorkload(scenario.workload.kind);
  const f = lane.features;
  const taken = guests && f.vswitch === 'ovs-dpdk' ? f.poll_cores : 0;
  return { scenario, lane, f, guests, coresForGuests: Math.max(1, scenario.machine.cores - taken) };
}

/** Whether the workload uses the feature at all. */
export function usesFeature(view: LaneView, name: FeatureName): boolean {
  return view.guests || !GUEST_FEATURES.includes(name);
}
