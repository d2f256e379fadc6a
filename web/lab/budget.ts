// Time and cycles that one packet has at line rate: the gauge's line.
import { useMemo } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { type Budget, budgetOf, captureBudget } from '../playback/packet-time.ts';
import { useLabState } from '../stores/use-lab.ts';

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
