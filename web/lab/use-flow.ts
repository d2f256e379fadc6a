// Whether packets would blur at the present scale, and the rates that are drawn in their place.
import { useMemo } from 'react';
import type { Scenario } from '../../sim-core/index.ts';
import { planOf } from '../scene/building.ts';
import { blurOf, type FlowRates } from '../scene/flow.ts';
import type { LaneReader } from '../scene/readers.ts';
import type { LabFlow } from '../scene/stage.ts';
import { useLabState } from '../stores/use-lab.ts';
import { prefersLessMotion } from '../ui/media.ts';
import type { LaneFigures } from './figures.ts';

/** Wall time whose simulated time the cores' shares are taken over, s. */
const SHARES_S = 0.25;

/** Bands while it plays too fast for single packets; null otherwise: a still frame shows packets. */
export function useFlow(
  scenario: Scenario,
  figures: readonly LaneFigures[],
  readers: () => readonly LaneReader[],
): LabFlow | null {
  const playing = useLabState((state) => state.playing && !state.paced);
  const scale = useLabState((state) => state.scaleNsPerS);
  const tPs = useLabState((state) => state.tPs);
  return useMemo(() => {
    if (!playing) return null;
    const offered = Math.max(0, ...figures.map((lane) => lane.offeredPps ?? 0));
    const blend = blurOf(offered * scale * 1e-9, !prefersLessMotion());
    if (blend === 0) return null;
    const all = readers();
    if (all.length !== figures.length) return null;
    const rates = figures.map((lane, i) => ratesOf(scenario, i, lane, all[i], tPs));
    return { rates, blend, spanPs: scale * 1000 * SHARES_S };
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
  const plan = planOf(features, scenario);
  const held = reader.holds(tPs);
  const dropped = lane.droppedPps ?? 0;
  const { share, row } = held ? reader.laterDrops(tPs) : NONE_LATER;
  return {
    offered: lane.offeredPps ?? 0,
    delivered: lane.deliveredPps ?? 0,
    droppedAtNic: dropped * (1 - share),
    droppedLater: dropped * share,
    laterRow: row,
    vmShares: held ? reader.vmShares(tPs, vms) : [],
    rings: held ? reader.ringFill(plan.perVmRings ? plan.sharedFrom || vms : 1, features.ring_size) : [],
  };
}

const NONE_LATER = { share: 0, row: 'nic' } as const;
