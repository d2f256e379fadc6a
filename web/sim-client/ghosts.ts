// The runs before: what a lane's trace was until its features were changed, kept to be compared with. One a lane.
import type { LaneScenario, Scenario } from '../../sim-core/protocol/index.ts';
import type { LaneTrace } from './lane-trace.ts';

export interface Ghost {
  trace: LaneTrace;
  /** The lane as it ran. */
  lane: LaneScenario;
}

/** A run that is over: its scenario, traces and ghosts, by lane. */
export interface RunBefore {
  scenario: Scenario;
  lanes: readonly LaneTrace[];
  ghosts: readonly (Ghost | null)[];
}

/** All that lanes have in common. */
function sentenceOf(scenario: Scenario): string {
  return JSON.stringify({ ...scenario, lanes: [] });
}

/**
 * The ghosts of a new run. A lane that was changed keeps the ghost that it has, or its trace becomes one; a lane that is
 * what its ghost was has none; another sentence drops all. `previousLane` says where an unchanged lane was, −1: it was not.
 */
export function ghostsOf(
  scenario: Scenario,
  before: RunBefore | null,
  previousLane: (lane: number) => number,
): (Ghost | null)[] {
  if (before === null || sentenceOf(scenario) !== sentenceOf(before.scenario)) {
    return scenario.lanes.map(() => null);
  }
  return scenario.lanes.map((lane, i) => {
    const same = previousLane(i);
    const was = same >= 0 ? same : before.scenario.lanes.findIndex((each) => each.name === lane.name);
    if (was < 0) return null;
    const old = before.ghosts[was];
    const ghost = same >= 0 ? old : (old ?? { trace: before.lanes[was], lane: before.scenario.lanes[was] });
    const features = JSON.stringify(lane.features);
    return ghost === null || JSON.stringify(ghost.lane.features) === features ? null : ghost;
  });
}
