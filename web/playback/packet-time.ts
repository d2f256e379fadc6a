// Time and cycles that one packet has at line rate, before the run's report says them.
import { type CaptureReport, IMIX, type Scenario } from '../../sim-core/index.ts';

export interface Budget {
  ns: number;
  cycles: number;
}

/** Time and cycles that one packet has at line rate; a weighted mean where sizes differ. */
export function budgetOf(scenario: Scenario): Budget {
  const { frame_bytes, kind } = scenario.traffic;
  const list: readonly [number, number][] =
    typeof frame_bytes === 'number'
      ? [[frame_bytes, 1]]
      : (frame_bytes ?? (kind === 'imix' ? IMIX : [[64, 1]]));
  const weights = list.reduce((sum, [, weight]) => sum + weight, 0);
  const bytes = list.reduce((sum, [size, weight]) => sum + (size + 20) * weight, 0) / weights;
  return budgetOfBytes(scenario, bytes);
}

/** A capture's, from its frames' mean length as recorded; with checksum, preamble and gap. */
export function captureBudget(scenario: Scenario, capture: CaptureReport): Budget {
  return budgetOfBytes(scenario, capture.wire_bytes / Math.max(1, capture.packets) + 24);
}

function budgetOfBytes(scenario: Scenario, bytes: number): Budget {
  const ns = (bytes * 8) / scenario.traffic.link_gbps;
  return { ns, cycles: ns * scenario.machine.ghz };
}

/** One packet time of a run, ps. */
export function packetTimePs(scenario: Scenario, capture: CaptureReport | null): number {
  const budget = capture === null ? budgetOf(scenario) : captureBudget(scenario, capture);
  return budget.ns * 1000;
}
