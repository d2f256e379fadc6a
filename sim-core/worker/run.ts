// A run: one scenario's lanes, the one furthest behind always next, and the report put together from theirs.
import type { Report } from '../report/types.ts';
import type { Scenario } from '../scenario/types.ts';
import { HASH_START, hashDigits, hashWord } from '../trace/hash.ts';
import { LaneRun, laneKey } from './lane-run.ts';
import type { CreateSimulation, Far, LaneInputs, Prepared } from './simulation-port.ts';

export class Run {
  readonly id: number;
  readonly prepared: Prepared;
  readonly lanes: readonly LaneRun[];
  /** By lane: its number in the run before, −1 if it is new. */
  readonly previousLane: readonly number[];
  /** Cancelled or at fault: it stands still. */
  stopped = false;
  /** Its end has been reported. */
  announced = false;

  constructor(
    id: number,
    prepared: Prepared,
    captureId: number,
    create: CreateSimulation,
    before: Run | null,
    far: Far | null,
  ) {
    this.id = id;
    this.prepared = prepared;
    const reusable = before?.lanes ?? [];
    const previousLane: number[] = [];
    this.lanes = prepared.scenario.lanes.map((_, i) => {
      const key = laneKey(prepared.scenario, i, captureId);
      const previous = reusable.findIndex((lane) => lane.key === key);
      previousLane.push(previous);
      return previous >= 0
        ? reusable[previous]
        : new LaneRun(create, laneInputs(prepared, i), key, {
            expectedEndPs: prepared.expectedEndPs,
            landmarks: far === null ? null : new far.Landmarks(),
          });
    });
    for (const lane of this.lanes) lane.shareRoom(this.lanes.length);
    this.previousLane = previousLane;
  }

  get scenario(): Scenario {
    return this.prepared.scenario;
  }

  get done(): boolean {
    return this.lanes.every((lane) => lane.done);
  }

  get events(): number {
    return this.lanes.reduce((sum, lane) => sum + lane.events, 0);
  }

  /** Every lane's trace has been handed out up to here, picoseconds. */
  get simulatedPs(): number {
    return this.lanes.reduce((least, lane) => Math.min(least, lane.extent.completePs), Infinity);
  }

  /** The lane whose turn it is; undefined when all have ended. */
  nextLane(): LaneRun | undefined {
    let next: LaneRun | undefined;
    for (const lane of this.lanes) {
      if (!lane.done && (next === undefined || lane.nowPs < next.nowPs)) next = lane;
    }
    return next;
  }

  /** Hashes of the lanes' traces so far, in order, and of all of them. */
  hashes(): { lanes: string[]; all: string } {
    const lanes = this.lanes.map((lane) => lane.hash.laneDigest(0));
    return { lanes, all: combineHashes(lanes) };
  }

  /** One report out of one per lane. */
  merge(reports: readonly Report[]): Report {
    return {
      ...reports[0],
      scenario: this.scenario,
      warnings: this.prepared.warnings,
      engine: {
        ...reports[0].engine,
        events: reports.reduce((sum, report) => sum + report.engine.events, 0),
      },
      lanes: reports.map((report) => report.lanes[0]),
    };
  }
}

function laneInputs(prepared: Prepared, lane: number): LaneInputs {
  const { scenario, warnings, laneWarnings, capture } = prepared;
  return {
    scenario: { ...scenario, lanes: [scenario.lanes[lane]] },
    warnings,
    laneWarnings: laneWarnings[lane] ?? [],
    capture,
  };
}

/** The hash of a whole run from its lanes' hashes (TraceHash.laneDigest), in the lanes' order: 16 hexadecimal digits. */
export function combineHashes(lanes: readonly string[]): string {
  let a = HASH_START;
  let b = HASH_START;
  for (const lane of lanes) {
    a = hashWord(a, Number.parseInt(lane.slice(0, 8), 16) | 0);
    b = hashWord(hashWord(b, a), Number.parseInt(lane.slice(8), 16) | 0);
  }
  return hashDigits(a) + hashDigits(b);
}
