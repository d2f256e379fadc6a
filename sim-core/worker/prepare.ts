// From what the page sends to what a run needs: the capture is read first, because only it knows its length and VMs.
import { captureOf, completeScenario, InputError, type Scenario } from '../scenario/index.ts';
import { type LoadedCapture, loadCapture, trafficBudget } from '../traffic/index.ts';
import type { Prepared } from './simulation-port.ts';

/** Completes an input with the capture that the page has sent; throws InputError when it cannot be used. */
export function prepare(input: unknown, captureBytes: Uint8Array | null): Prepared {
  const choice = captureOf(input);
  if (choice !== null && captureBytes === null) {
    throw new InputError('traffic.capture.file', `${choice.file} has not been opened`, 'open the file');
  }
  const capture = choice === null || captureBytes === null ? null : loadCapture(captureBytes, choice);
  const { scenario, warnings, laneWarnings } = completeScenario(input, capture);
  const expectedEndPs = expectedEnd(scenario, capture);
  return {
    scenario,
    warnings: [...warnings, ...(capture?.warnings ?? [])],
    laneWarnings,
    capture,
    expectedEndPs,
  };
}

/** About when the last packet arrives, picoseconds. */
function expectedEnd(scenario: Scenario, capture: LoadedCapture | null): number {
  const { stop, traffic } = scenario;
  const wirePs = trafficBudget(scenario, capture).ns * 1000;
  const packets = Math.min(stop.packets ?? Infinity, capture?.packets ?? Infinity);
  const meanGapPs =
    capture !== null && traffic.capture?.timing === 'recorded'
      ? Math.max(wirePs, capture.spanPs / Math.max(1, capture.packets - 1))
      : traffic.capture?.timing === 'back-to-back'
        ? wirePs
        : wirePs / traffic.load;
  const durationPs = stop.duration_ns === undefined ? Infinity : stop.duration_ns * 1000;
  return Math.round(Math.min(durationPs, packets * meanGapPs));
}
