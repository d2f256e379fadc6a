// The traffic of a scenario as blocks of arrivals, made once and shared by every lane.
import { InputError } from '../scenario/input-error.ts';
import type { Scenario } from '../scenario/types.ts';
import type { ArrivalSource } from './arrival-block.ts';
import { CaptureArrivals } from './capture-arrivals.ts';
import type { LoadedCapture } from './loaded-capture.ts';
import { SyntheticArrivals, syntheticMix } from './synthetic.ts';
import { budgetOfMix, budgetOfTotal, bytePs } from './wire.ts';

export {
  type ArrivalBlock,
  type ArrivalSource,
  createArrivalBlock,
  VM_EVERYBODY,
  VM_NOT_FOR_US,
} from './arrival-block.ts';

function needCapture(capture: LoadedCapture | null): LoadedCapture {
  if (capture !== null) return capture;
  throw new InputError('traffic.capture', 'the capture has not been read', 'give a capture file');
}

/** The scenario's arrivals from the first packet on. Equal scenario, seed and capture give equal arrivals. */
export function createArrivals(scenario: Scenario, capture: LoadedCapture | null): ArrivalSource {
  if (scenario.traffic.kind !== 'capture') return new SyntheticArrivals(scenario);
  return new CaptureArrivals(scenario, needCapture(capture));
}

/** What one packet may cost on average at line rate: nanoseconds on the wire, and cycles of one core. */
export function trafficBudget(
  scenario: Scenario,
  capture: LoadedCapture | null,
): { ns: number; cycles: number } {
  const { traffic, machine } = scenario;
  if (traffic.kind !== 'capture') return budgetOfMix(syntheticMix(traffic), traffic.link_gbps, machine.ghz);
  const { packets, totalFrameBytes } = needCapture(capture);
  return budgetOfTotal((totalFrameBytes + 20 * packets) * bytePs(traffic.link_gbps), packets, machine.ghz);
}
