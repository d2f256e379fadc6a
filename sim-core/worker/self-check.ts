// The self-check: a scenario simulated once more with its whole trace kept, every invariant tried on it, and its hash taken.
import type { CheckResult } from '../checks/check.ts';
import { CHECKS } from '../checks/invariants.ts';
import { checkReport } from '../checks/report-checks.ts';
import { Simulation } from '../paths/simulation.ts';
import type { CheckSum, SelfCheckResult } from '../protocol/task-messages.ts';
import type { Scenario } from '../scenario/types.ts';
import { CHUNK_BYTES, type TraceChunk } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import { LaneStore } from '../trace/store.ts';
import type { LoadedCapture } from '../traffic/index.ts';
import { combineHashes } from './run.ts';

const EVENTS_AT_ONCE = 50_000;
/** Records of one lane that are kept for checking; a longer lane is checked as far as that. */
export const MOST_RECORDS = 6_000_000;
/** Share of a lane's work that is simulating; checking is the rest. */
const SIMULATING = 0.4;

const VIOLATIONS_SHOWN = 5;

/** Works lane after lane, a slice at a time. */
export class SelfCheck {
  private readonly scenario: Scenario;
  private readonly capture: LoadedCapture | null;
  private readonly mostRecords: number;
  private readonly sums = new Map<string, CheckSum>();
  private readonly hashes: string[] = [];
  private lane = 0;
  private simulation: Simulation | null = null;
  private store = new LaneStore(0);
  private hash = new TraceHash();
  /** Next check to be tried on the present lane; −1 while it is simulated. */
  private check = -1;
  private records = 0;
  private events = 0;
  private complete = true;

  /** `scenario` must be complete; `mostRecords`: kept of a lane. */
  constructor(scenario: Scenario, capture: LoadedCapture | null, mostRecords = MOST_RECORDS) {
    this.scenario = scenario;
    this.capture = capture;
    this.mostRecords = mostRecords;
  }

  /** About how much has been done, 0 to 1. */
  get share(): number {
    const checked = this.check < 0 ? 0 : SIMULATING + ((1 - SIMULATING) * this.check) / CHECKS.length;
    return (this.lane + checked) / this.scenario.lanes.length;
  }

  /** Does a slice; true when all lanes are done. */
  step(): boolean {
    if (this.lane >= this.scenario.lanes.length) return true;
    if (this.check < 0) this.simulate();
    else if (this.check < CHECKS.length) this.tryNext();
    else this.nextLane();
    return this.lane >= this.scenario.lanes.length;
  }

  result(): SelfCheckResult {
    const checks = [...this.sums.values()];
    return {
      checks,
      violationCount: checks.reduce((sum, each) => sum + each.violationCount, 0),
      records: this.records,
      events: this.events,
      complete: this.complete,
      traceHash: this.complete ? combineHashes(this.hashes) : null,
    };
  }

  private simulate(): void {
    this.simulation ??= this.start();
    const { simulation, store } = this;
    const ended = simulation.advance(EVENTS_AT_ONCE);
    const full = store.records.end - store.records.first >= this.mostRecords;
    if (!ended && !full) return;
    simulation.flushTrace();
    this.complete &&= ended;
    this.check = 0;
  }

  private start(): Simulation {
    this.store = new LaneStore(0);
    this.hash = new TraceHash();
    const { scenario, capture, lane } = this;
    const alone = { ...scenario, lanes: [scenario.lanes[lane]] };
    return new Simulation(alone, { capture, onChunk: (chunk) => this.take(chunk) });
  }

  private take(chunk: TraceChunk): ArrayBuffer {
    this.hash.chunk(chunk);
    this.store.append(chunk);
    return new ArrayBuffer(CHUNK_BYTES);
  }

  private tryNext(): void {
    const { scenario, store } = this;
    const { features } = scenario.lanes[this.lane];
    const input = {
      store,
      features,
      workload: scenario.workload.kind,
      ghz: scenario.machine.ghz,
      linkGbps: scenario.traffic.link_gbps,
      drained: false,
      vms: scenario.traffic.vms,
    };
    this.add(CHECKS[this.check](input));
    this.check++;
  }

  private nextLane(): void {
    const { simulation, store } = this;
    if (simulation === null) return;
    for (const each of checkReport(simulation.report().lanes[0])) this.add(each);
    this.hashes.push(this.hash.laneDigest(0));
    this.records += store.records.end - store.records.first;
    this.events += simulation.events;
    this.simulation = null;
    this.store = new LaneStore(0);
    this.check = -1;
    this.lane++;
  }

  private add({ id, words, checkedCount, violationCount, violations }: CheckResult): void {
    const sum = this.sums.get(id) ?? { id, words, checkedCount: 0, violationCount: 0, violations: [] };
    this.sums.set(id, sum);
    sum.checkedCount += checkedCount;
    sum.violationCount += violationCount;
    const { name } = this.scenario.lanes[this.lane];
    for (const how of violations) {
      if (sum.violations.length < VIOLATIONS_SHOWN) sum.violations.push({ lane: name, how });
    }
  }
}
