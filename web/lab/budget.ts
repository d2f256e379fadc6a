// Time and cycles that one packet has at line rate: the gauge's line.
import { useMemo } from 'react';
import type { CaptureReport, Scenario } from '../../sim-core/index.ts';
import { useLabState } from '../stores/use-lab.ts';

export interface Budget {
  ns: number;
  cycles: number;
}

/** Time and cycles that one packet has at line rate; a weighted mean where sizes differ. */
export function budgetOf(scenario: Scenario): Budget {
  const { frame_bytes, link_gbps, kind } = scenario.traffic;
  const list: [number, number][] =
    typeof frame_bytes === 'number'
      ? [[frame_bytes, 1]]
      : (frame_bytes ??
        (kind === 'imix'
          ? [
              [64, 7],
              [594, 4],
              [1518, 1],
            ]
          : [[64, 1]]));
  const weights = list.reduce((sum, [, weight]) => sum + weight, 0);
  const bytes = list.reduce((sum, [size, weight]) => sum + (size + 20) * weight, 0) / weights;
  const ns = (bytes * 8) / link_gbps;
  return { ns, cycles: ns * scenario.machine.ghz };
}

/** A capture's, from its frames' mean length as recorded; with checksum, preamble and gap. */
function captureBudget(scenario: Scenario, capture: CaptureReport): Budget {
  const bytes = capture.wire_bytes / Math.max(1, capture.packets) + 24;
  const ns = (bytes * 8) / scenario.traffic.link_gbps;
  return { ns, cycles: ns * scenario.machine.ghz };
}

/** The present scenario's budget; a capture's exact one once its run has ended. */
export function useBudget(scenario: Scenario): Budget {
  const report = useLabState((state) => state.report);
  const capture = useLabState((state) => state.captureReport);
  return useMemo(() => {
    if (scenario.traffic.kind !== 'capture') return budgetOf(scenario);
    if (report !== null) return report.budget;
    return capture === null ? budgetOf(scenario) : captureBudget(scenario, capture);
  }, [scenario, report, capture]);
}
