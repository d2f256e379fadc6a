// From what the page sends to what a run needs: the capture is read first, because only it knows its length and VMs.
// The page has checked every field (`checkInput`), so that the worker need not carry the schema.
import {
  type CaptureChoice,
  captureOfChecked,
  completeChecked,
  InputError,
  type Scenario,
  type ScenarioInput,
} from '../scenario/index.ts';
import { type LoadedCapture, trafficBudget } from '../traffic/index.ts';
import type { Prepare } from './simulation-port.ts';

/** Reads a capture file (traffic/capture.ts); throws InputError. */
export type ReadCapture = (bytes: Uint8Array, choice: CaptureChoice) => LoadedCapture;

/**
 * Completes an input with the capture that the page has sent, which `readCapture` reads. What it returns throws
 * InputError when the input cannot be used.
 */
export function prepareWith(readCapture: ReadCapture): Prepare {
  return (checked, captureBytes) => {
    const input = checked as ScenarioInput;
    const choice = captureOfChecked(input);
    if (choice !== null && captureBytes === null) {
      throw new InputError('traffic.capture.file', `${choice.file} has not been opened`, 'open the file');
    }
    const capture = choice === null || captureBytes === null ? null : readCapture(captureBytes, choice);
    const { scenario, warnings, laneWarnings } = completeChecked(input, capture);
    const expectedEndPs = expectedEnd(scenario, capture);
    return {
      scenario,
      warnings: [...warnings, ...(capture?.warnings ?? [])],
      laneWarnings,
      capture,
      expectedEndPs,
    };
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
