// A rug of arrivals: the first ones that a kind of traffic makes from the run's own seed, at a quarter of line rate.
import { createArrivalBlock, createArrivals, type Scenario } from '../../sim-core/index.ts';
import { budgetOf } from '../playback/packet-time.ts';

export type RugKind = 'line-rate' | 'poisson' | 'on-off';

const RUG_LOAD = 0.25;
/** About so many packet times across. */
const PACKET_TIMES = 300;

/** Time across the rugs of a scenario, ns: a round one. */
export function rugSpanNs(scenario: Scenario): number {
  const wanted = budgetOf(scenario).ns * PACKET_TIMES;
  const decade = 10 ** Math.floor(Math.log10(wanted));
  return Math.round(wanted / decade) * decade;
}

/** Where the first arrivals of a kind lie, 0…1 across `spanNs`. The same seed as the run. */
export function rugOf(scenario: Scenario, kind: RugKind, spanNs: number): number[] {
  const { frame_bytes } = scenario.traffic;
  const bytes = frame_bytes ?? [
    [64, 7],
    [594, 4],
    [1518, 1],
  ];
  const traffic = {
    ...scenario.traffic,
    kind,
    load: RUG_LOAD,
    frame_bytes: bytes as Scenario['traffic']['frame_bytes'],
  };
  const source = createArrivals({ ...scenario, traffic, stop: { duration_ns: spanNs } }, null);
  const block = createArrivalBlock();
  source.next(block);
  return Array.from(block.lastBitPs.subarray(0, block.count), (ps) => ps / 1000 / spanNs);
}
