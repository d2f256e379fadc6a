// From a scenario checked field by field to a complete one: defaults and contradictions. Without the schema and its
// library, so that the worker carries neither.
import { checkConflicts } from './conflicts.ts';
import { checkCosts, costWarnings } from './costs.ts';
import { type CaptureFacts, fillDefaults } from './defaults.ts';
import { InputError } from './input-error.ts';
import type { ScenarioInput } from './schema.ts';
import type { CaptureChoice, Scenario } from './types.ts';
import { collectWarnings } from './warnings.ts';
import { checkWindow } from './window.ts';

/** A scenario ready to run, and what to know about it. */
export interface CompletedScenario {
  scenario: Scenario;
  /** All warnings, those of a lane with its name in front. */
  warnings: string[];
  /** Warnings of each lane, in lane order. */
  laneWarnings: string[][];
}

/** Ranges that depend on another field. */
function checkRanges(scenario: Scenario): void {
  const { machine, lanes } = scenario;
  const names = new Set<string>();
  for (const [index, { name, features }] of lanes.entries()) {
    if (names.has(name)) {
      throw new InputError(
        `lanes[${index}].name`,
        `${name} is taken by another lane`,
        'give each lane its own name',
      );
    }
    names.add(name);
    const at = `lanes[${index}].features`;
    if (features.ddio_ways > machine.llc_ways) {
      const most = `must be 1 to machine.llc_ways (${machine.llc_ways})`;
      throw new InputError(`${at}.ddio_ways`, `is ${features.ddio_ways}`, most);
    }
    if (features.poll_cores > machine.cores) {
      const most = `must be 1 to machine.cores (${machine.cores})`;
      throw new InputError(`${at}.poll_cores`, `is ${features.poll_cores}`, most);
    }
  }
}

function checkTraffic({ traffic }: Scenario): void {
  const { kind, frame_bytes, capture } = traffic;
  if (kind === 'capture' && capture === null) {
    throw new InputError(
      'traffic.capture',
      'is missing',
      'give an object with the field file, or another traffic.kind',
    );
  }
  if (kind !== 'capture' && capture !== null) {
    throw new InputError(
      'traffic.capture',
      `is given, but traffic.kind is ${kind}`,
      'set traffic.kind to capture',
    );
  }
  const sizeless = kind === 'imix' || kind === 'capture';
  if (sizeless && frame_bytes !== null) {
    const why = kind === 'imix' ? 'imix is 64, 594 and 1518 B as 7 : 4 : 1' : 'a capture has its own lengths';
    throw new InputError('traffic.frame_bytes', `is given, but ${why}`, 'leave it out or set it to null');
  }
  if (!sizeless && frame_bytes === null) {
    throw new InputError(
      'traffic.frame_bytes',
      `is null, but ${kind} has no lengths of its own`,
      'give 64 to 9216',
    );
  }
  const macs = capture?.vms ?? [];
  const twice = macs.findIndex((mac, i) => macs.indexOf(mac) !== i);
  if (twice >= 0) {
    throw new InputError(
      `traffic.capture.vms[${twice}]`,
      `${macs[twice]} is there twice`,
      'name each VM once',
    );
  }
}

/** The capture that a checked scenario asks for, or null. Throws InputError. */
export function captureOfChecked(input: ScenarioInput): CaptureChoice | null {
  const scenario = fillDefaults(input);
  checkTraffic(scenario);
  return scenario.traffic.capture;
}

/**
 * Completes what `checkInput` has let through; `facts` as in `completeScenario`. Throws InputError where fields
 * contradict each other.
 */
export function completeChecked(input: ScenarioInput, facts: CaptureFacts | null = null): CompletedScenario {
  const scenario = fillDefaults(input, facts);
  checkRanges(scenario);
  checkTraffic(scenario);
  checkCosts(scenario.costs);
  checkWindow(scenario, facts);
  checkConflicts(scenario);
  const laneWarnings = collectWarnings(scenario);
  const ofLanes = scenario.lanes.flatMap(({ name }, i) => laneWarnings[i].map((text) => `${name}: ${text}`));
  return { scenario, warnings: [...costWarnings(scenario.costs), ...ofLanes], laneWarnings };
}
