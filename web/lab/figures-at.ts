// All lanes' figures at one time, out of the trace alone: any way to a time shows the same text.
import { type LaneScenario, multipleSince, RECENT_PACKETS, type Scenario } from '../../sim-core/index.ts';
import { DELAY_SHARE } from '../scene/delays.ts';
import type { LaneReader } from '../scene/readers.ts';
import { partsOf } from '../scene/floors.ts';
import type { Bill, LaneFigures } from './figures.ts';

/** Deliveries in every lane before counters look at the window alone and not at the warm-up too. */
const LEAST_IN_WINDOW = 16;

/** A lane of which nothing is known yet. */
export const NO_FIGURES: LaneFigures = {
  bill: null,
  offered: 0,
  delivered: 0,
  dropped: 0,
  causes: [],
  deliveredPps: null,
  droppedPps: null,
  offeredPps: null,
  exitsPerS: null,
  interruptsPerS: null,
  p99Ns: null,
};

export interface FiguresOptions {
  scenario: Scenario;
  budgetCycles: number;
  /** When the window opens, ps; −1 while it is not known. */
  openPs: number;
}

/** Figures of every lane at `tPs`, or null where a lane's trace does not hold that time. */
export function figuresAt(
  readers: readonly LaneReader[],
  tPs: number,
  options: FiguresOptions,
): LaneFigures[] | null {
  if (readers.some((reader) => !reader.holds(tPs))) return null;
  return readers.map((reader, lane) =>
    laneFigures(reader, lane, tPs, countingFrom(readers, tPs, options.openPs), options),
  );
}

/**
 * Figures of a lane's run before, counted over the same time as those of the lanes that run now; null where its trace
 * does not hold it.
 */
export function ghostFiguresAt(
  ghost: { reader: LaneReader; lane: LaneScenario; completePs: number },
  index: number,
  readers: readonly LaneReader[],
  tPs: number,
  options: FiguresOptions,
): LaneFigures | null {
  const { reader, lane, completePs } = ghost;
  if (!reader.holds(tPs) || completePs < tPs) return null;
  const lanes = options.scenario.lanes.map((each, i) => (i === index ? lane : each));
  const fromPs = countingFrom(readers, tPs, options.openPs);
  return laneFigures(reader, index, tPs, fromPs, { ...options, scenario: { ...options.scenario, lanes } });
}

/** Counting begins at the opening; in its first moments, and before it, at time 0. */
function countingFrom(readers: readonly LaneReader[], tPs: number, openPs: number): number {
  if (openPs <= 0 || tPs <= openPs) return 0;
  const early = readers.some((reader) => reader.counts(tPs, openPs).delivered < LEAST_IN_WINDOW);
  return early && tPs - openPs < openPs ? 0 : openPs;
}

function laneFigures(
  reader: LaneReader,
  lane: number,
  tPs: number,
  fromPs: number,
  options: FiguresOptions,
): LaneFigures {
  const counts = reader.counts(tPs, fromPs);
  const rate = (n: number) => (counts.spanPs > 0 ? (n * 1e12) / counts.spanPs : null);
  const delay = reader.delay(tPs, DELAY_SHARE);
  return {
    bill: billAt(reader, lane, tPs, { fromPs, delivered: counts.delivered }, options),
    offered: counts.offered,
    delivered: counts.delivered,
    dropped: counts.dropped,
    causes: counts.causes,
    deliveredPps: rate(counts.delivered),
    droppedPps: rate(counts.dropped),
    offeredPps: rate(counts.offered),
    exitsPerS: rate(counts.exits),
    interruptsPerS: rate(counts.interrupts),
    p99Ns: delay === null ? null : delay / 1000,
  };
}

function billAt(
  reader: LaneReader,
  lane: number,
  tPs: number,
  since: { fromPs: number; delivered: number },
  options: FiguresOptions,
): Bill | null {
  const { ghz } = options.scenario.machine;
  const recent = reader.recent(tPs, { ghz, budgetCycles: options.budgetCycles, openPs: options.openPs });
  if (recent === null || recent.cycles_per_packet === null) return null;
  if (recent.budget_used === null || recent.cores_sharing === null) return null;
  const total = recent.cycles_per_packet;
  const { features } = options.scenario.lanes[lane];
  const bursts = features.notify === 'poll' ? reader.bursts(tPs, ghz, options.openPs) : null;
  const saved = bursts === null ? 0 : bursts.fixedCycles * Math.max(0, 1 - bursts.meanBurst / features.batch);
  return {
    parts: partsOf(recent.by_category),
    total,
    budgetUsed: recent.budget_used,
    coresSharing: recent.cores_sharing,
    fullBursts:
      bursts === null
        ? null
        : {
            cycles: total - saved,
            budgetUsed: (recent.budget_used * (total - saved)) / Math.max(1e-9, total),
          },
    overall:
      since.delivered <= RECENT_PACKETS
        ? null
        : multipleSince(reader.store, since.fromPs, tPs, since.delivered, {
            ghz,
            budgetCycles: options.budgetCycles,
          }),
    own: reader.own(tPs, ghz),
  };
}
