// Whether packets would blur at the present scale, and the rates that are drawn in their place.
import { useMemo } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { planOf } from '../scene/building.ts';
import { BLUR_PER_S, type FlowRates } from '../scene/flow.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useLabState } from '../stores/use-lab.ts';
import type { LaneFigures } from './figures.ts';

/** Rates by lane while it plays too fast for single packets; null otherwise. */
export function useFlow(
  scenario: Scenario,
  figures: readonly LaneFigures[],
  readers: () => readonly LaneReader[],
): readonly FlowRates[] | null {
  const playing = useLabState((state) => state.playing);
  const scale = useLabState((state) => state.scaleNsPerS);
  const tPs = useLabState((state) => state.tPs);
  return useMemo(() => {
    const offered = Math.max(0, ...figures.map((lane) => lane.offeredPps ?? 0));
    if (!playing || offered * scale * 1e-9 <= BLUR_PER_S) return null;
    const all = readers();
    if (all.length !== figures.length) return null;
    return figures.map((lane, i) => ratesOf(scenario, i, lane, all[i], tPs));
  }, [scenario, figures, readers, playing, scale, tPs]);
}

function ratesOf(
  scenario: Scenario,
  index: number,
  lane: LaneFigures,
  reader: LaneReader,
  tPs: number,
): FlowRates {
  const { features } = scenario.lanes[index];
  const { vms } = scenario.traffic;
  const plan = planOf(features, scenario.workload.kind, vms);
  const held = reader.holds(tPs);
  return {
    offered: lane.offeredPps ?? 0,
    delivered: lane.deliveredPps ?? 0,
    dropped: lane.droppedPps ?? 0,
    vmShares: held ? reader.vmShares(tPs, vms) : [],
    rings: held ? reader.ringFill(plan.perVmRings ? vms : 1, features.ring_size) : [],
  };
}
