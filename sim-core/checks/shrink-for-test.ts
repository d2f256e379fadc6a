// Makes a scenario that breaks a law as small as it gets, fewest packets first, and prints it to be run again.
import type { Features, LaneScenario, Scenario } from '../scenario/types.ts';
import { presetFeatures } from '../scenario/defaults.ts';
import { completed } from './random-scenario-for-test.ts';

type Breaks = (scenario: Scenario) => boolean;

/** The candidate, if it is legal and breaks the law too. */
function accepted(input: object, breaks: Breaks): Scenario | null {
  let scenario: Scenario;
  try {
    scenario = completed(input);
  } catch {
    return null;
  }
  return breaks(scenario) ? scenario : null;
}

/** Fewest packets by halving what is left to take away. */
function fewerPackets(scenario: Scenario, breaks: Breaks): Scenario {
  let best = scenario;
  for (let step = Math.floor((best.stop.packets ?? 0) / 2); step > 0; ) {
    const packets = (best.stop.packets ?? 0) - step;
    const warm = Math.min(best.warmup.packets ?? 0, packets - 1);
    const smaller = { ...best, stop: { packets }, warmup: { packets: Math.max(0, warm) } };
    const found = packets > 0 ? accepted(smaller, breaks) : null;
    if (found !== null) best = found;
    else step = Math.floor(step / 2);
  }
  return best;
}

/** Each lane alone, or all. */
function fewerLanes(scenario: Scenario, breaks: Breaks): Scenario {
  for (const lane of scenario.lanes) {
    const found = scenario.lanes.length > 1 ? accepted({ ...scenario, lanes: [lane] }, breaks) : null;
    if (found !== null) return found;
  }
  return scenario;
}

/** Features one by one as in the preset. */
function plainerFeatures(scenario: Scenario, breaks: Breaks): Scenario {
  let best = scenario;
  scenario.lanes.forEach((lane, i) => {
    const preset = presetFeatures(lane.preset, scenario.machine.llc_ways);
    for (const name of Object.keys(preset) as (keyof Features)[]) {
      if (best.lanes[i].features[name] === preset[name]) continue;
      const lanes = best.lanes.map((l, k) =>
        k === i ? { ...l, features: { ...l.features, [name]: preset[name] } } : l,
      );
      best = accepted({ ...best, lanes }, breaks) ?? best;
    }
  });
  return best;
}

/** The smallest scenario found that still breaks the law. */
export function shrunk(scenario: Scenario, breaks: Breaks): Scenario {
  let best = fewerPackets(scenario, breaks);
  best = fewerLanes(best, breaks);
  if (Object.keys(best.costs).length > 0) best = accepted({ ...best, costs: {} }, breaks) ?? best;
  best = plainerFeatures(best, breaks);
  return fewerPackets(best, breaks);
}

function different(lane: LaneScenario, llcWays: number): object {
  const preset = presetFeatures(lane.preset, llcWays);
  const features = Object.entries(lane.features).filter(
    ([name, value]) => preset[name as keyof Features] !== value,
  );
  return { name: lane.name, preset: lane.preset, features: Object.fromEntries(features) };
}

/** The scenario as JSON on one line: what `npm run -s sim -- run -` takes from the repository's root. */
export function printed(scenario: Scenario): string {
  const lanes = scenario.lanes.map((lane) => different(lane, scenario.machine.llc_ways));
  return JSON.stringify({ ...scenario, lanes });
}
