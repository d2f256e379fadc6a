// The fates of one packet: its waterfall and its batch in every lane, from the lanes' traces.
import { useMemo, useRef } from 'react';
import {
  type Batch,
  batchOf,
  LaneCursor,
  type LaneStore,
  type Scenario,
  type Waterfall,
  waterfall,
} from '../../sim-core/index.ts';
import type { LaneReader } from '../scene/readers.ts';
import { useTraceGrowth } from '../stores/use-lab.ts';
import { laneTitle } from './lane-words.ts';

export interface FatesOptions {
  packet: number;
  scenario: Scenario;
  readers: () => readonly LaneReader[];
}

export interface LaneFate {
  title: string;
  fall: Waterfall | null;
  batch: Batch | null;
  store: LaneStore | null;
}

/** The fates of a packet; kept once all lanes know its end, for no trace that comes later changes them. */
export function useFates({ packet, scenario, readers }: FatesOptions): LaneFate[] {
  const growth = useTraceGrowth();
  const done = useRef<{ packet: number; scenario: Scenario; fates: LaneFate[] } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: growth means that the trace has more of this packet
  return useMemo<LaneFate[]>(() => {
    const kept = done.current;
    if (kept !== null && kept.packet === packet && kept.scenario === scenario) return kept.fates;
    const all = readers();
    const found = scenario.lanes.map((lane, i) => {
      const store = all[i]?.store ?? null;
      return {
        title: laneTitle(lane),
        store,
        fall: store === null ? null : waterfall(new LaneCursor(store), packet, scenario.machine.ghz),
        batch: store === null ? null : batchOf(store, packet),
      };
    });
    if (found.every(({ fall }) => fall !== null && fall.endedPs >= 0))
      done.current = { packet, scenario, fates: found };
    return found;
  }, [packet, scenario, readers, growth]);
}

/** What the packet is in at a time; −1 outside of its steps. */
export function stepAt(fall: Waterfall | null, tPs: number): number {
  return fall === null ? -1 : fall.segments.findLastIndex(({ fromPs, toPs }) => fromPs <= tPs && tPs < toPs);
}
