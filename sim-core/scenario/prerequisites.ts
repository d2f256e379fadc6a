// What else a lane must change for a choice to be possible: the fewest features, found through the rules' own remedies.
import { CONFLICTS, type ConflictRule } from './conflicts.ts';
import type { FeatureName, Features, LaneScenario, Scenario } from './types.ts';
import { viewLane } from './usage.ts';

/** Why a choice is impossible as the lane stands, and what would make it possible. */
export interface Obstacle {
  rule: ConflictRule;
  /** Further features to set together with the choice; null if no set of remedies makes it possible. */
  also: Partial<Features> | null;
}

/** Sets of remedies looked at before the search gives up: the rules interlock, but not deeply. */
const MOST_SETS = 2000;

function ruleAgainst(scenario: Scenario, lane: LaneScenario, features: Features): ConflictRule | null {
  const view = viewLane(scenario, { ...lane, features });
  const { poll_cores } = features;
  if (poll_cores < 1 || poll_cores > scenario.machine.cores) return OUT_OF_CORES;
  return CONFLICTS.find((rule) => rule.holds(view)) ?? null;
}

/** A remedy may ask for more cores than the machine has: no way on from there. */
const OUT_OF_CORES: ConflictRule = {
  id: 'out-of-cores',
  field: 'poll_cores',
  holds: () => true,
  reason: 'the machine has no core for it',
  remedy: 'use fewer polling cores',
  right: () => [],
};

/**
 * What stands against setting `wanted` in a lane of a complete scenario; null if it is possible at once. The choice
 * itself is never given up, and no feature is set twice.
 */
export function obstacleTo(
  scenario: Scenario,
  lane: LaneScenario,
  wanted: Partial<Features>,
): Obstacle | null {
  const first = ruleAgainst(scenario, lane, { ...lane.features, ...wanted });
  if (first === null) return null;
  let sets: Partial<Features>[] = [{}];
  for (let looked = 0; sets.length > 0 && looked < MOST_SETS; ) {
    // all sets of one size before any larger one
    const larger: Partial<Features>[] = [];
    for (const also of sets) {
      looked++;
      const features = { ...lane.features, ...wanted, ...also };
      const rule = ruleAgainst(scenario, lane, features);
      if (rule === null) return { rule: first, also };
      for (const remedy of rule.right(viewLane(scenario, { ...lane, features }))) {
        const names = Object.keys(remedy) as FeatureName[];
        if (!names.some((name) => name in wanted || name in also)) larger.push({ ...also, ...remedy });
      }
    }
    sets = larger;
  }
  return { rule: first, also: null };
}
