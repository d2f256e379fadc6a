// The scenario as it is asked for: what runs, with the edits that are on their way. Controls show and change this.
import type { LaneScenario, Scenario } from '../../sim-core/index.ts';
import { nameOf, type ScenarioInput } from '../stores/scenario-input.ts';
import { presetOf } from './lane-words.ts';

function laneAsked(lane: LaneScenario, { lanes }: ScenarioInput): LaneScenario {
  const asked = lanes?.find((each) => nameOf(each) === lane.name);
  if (lanes !== undefined && asked === undefined) return lane;
  // a preset may ask for more ways than this machine's cache has
  const { ddio_ways } = lane.features;
  return { ...lane, features: { ...presetOf(lane), ddio_ways, ...asked?.features } };
}

/** A run's scenario with the values of an input that may not run yet; lanes stay those that run. */
export function askedOf(running: Scenario, input: ScenarioInput): Scenario {
  const { machine, traffic, workload, costs = {} } = input;
  return {
    ...running,
    machine: { ...running.machine, ...machine },
    traffic: { ...running.traffic, ...traffic, capture: running.traffic.capture },
    workload: { ...running.workload, ...workload },
    costs,
    lanes: running.lanes.map((lane) => laneAsked(lane, input)),
  };
}
