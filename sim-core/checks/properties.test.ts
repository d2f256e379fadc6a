// What random legal scenarios must do whichever way they are run: slices, snapshots, other lanes, drain, idle switches.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import type { Simulation } from '../paths/simulation.ts';
import { isHostWorkload, type Scenario } from '../scenario/types.ts';
import { CHUNK_BYTES } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import { idleFeatures, TURNABLE, turned } from './idle-switches-for-test.ts';
import { checkTrace, violationsIn } from './invariants.ts';
import type { KeptRun } from './properties.ts';
import { randomScenario, refusal } from './random-scenario-for-test.ts';
import { runKept, simulationOf, toTheEnd } from './run-for-test.ts';

const PACKETS = 600;

/** A run in odd slices: some by events, some by time. */
function stepped(random: RandomStream): (simulation: Simulation) => void {
  return (simulation) => {
    while (!simulation.done) {
      if (random.below(2) === 0) simulation.advance(1 + random.below(700));
      else simulation.runTo(simulation.nowPs + random.below(5_000_000));
    }
  };
}

/** Runs to the end twice from the same snapshot: hash of what is recorded after it, and the report, each time. */
function twiceFromSnapshot(scenario: Scenario, random: RandomStream): { hash: string; report: string }[] {
  let hash = new TraceHash();
  const simulation = simulationOf(scenario, {
    onChunk: (chunk) => {
      hash.chunk(chunk);
      return new ArrayBuffer(CHUNK_BYTES);
    },
  });
  simulation.advance(200 + random.below(3000));
  simulation.flushTrace();
  const snapshot = simulation.snapshot();
  return [0, 1].map(() => {
    hash = new TraceHash();
    toTheEnd(simulation);
    simulation.flushTrace();
    const result = { hash: hash.digest(), report: JSON.stringify(simulation.report()) };
    simulation.restore(snapshot);
    return result;
  });
}

function reportText(run: KeptRun): string {
  return JSON.stringify(run.report);
}

/** A run that goes on without arrivals until every packet has its fate. */
function drained(scenario: Scenario): KeptRun {
  return runKept(scenario, (simulation) => {
    toTheEnd(simulation);
    simulation.drain(simulation.nowPs + 2e12);
  });
}

/** What does not hold in drained lanes; packets still under way first. */
function drainedComplaints(scenario: Scenario): string[] {
  const run = drained(scenario);
  return scenario.lanes.flatMap((lane, i) => {
    const { inFlight } = run.simulation.lanes[i].parts.fabric.packets;
    const results = checkTrace({
      store: run.stores[i],
      features: lane.features,
      workload: scenario.workload.kind,
      vms: scenario.traffic.vms,
      ghz: scenario.machine.ghz,
      linkGbps: scenario.traffic.link_gbps,
      drained: true,
    });
    return inFlight > 0 ? [`${inFlight} packets left`] : violationsIn(results);
  });
}

describe('random legal scenarios', () => {
  it('give the same trace and report run whole, in slices, or from a snapshot (H19, H20)', () => {
    for (let i = 0; i < 40; i++) {
      const scenario = randomScenario(1000 + i, PACKETS);
      const whole = runKept(scenario);
      const slices = runKept(scenario, stepped(new RandomStream(i, 'slices')));
      expect(slices.hash, `scenario ${1000 + i} in slices`).toBe(whole.hash);
      expect(reportText(slices)).toBe(reportText(whole));
      const [first, second] = twiceFromSnapshot(scenario, new RandomStream(i, 'snapshot'));
      expect(second, `scenario ${1000 + i} from a snapshot`).toEqual(first);
      expect(first.report).toBe(reportText(whole));
    }
  });

  it('give a lane the same report with and without other lanes (H19)', () => {
    for (let i = 0; i < 40; i++) {
      const scenario = randomScenario(2000 + i, PACKETS);
      const all = runKept(scenario).report;
      scenario.lanes.forEach((lane, k) => {
        const alone = runKept({ ...scenario, lanes: [lane] }).report.lanes[0];
        expect(JSON.stringify(alone), `scenario ${2000 + i}`).toBe(JSON.stringify(all.lanes[k]));
      });
    }
  });

  it('empty themselves when arrivals stop, and obey Little exactly, in all and by container (H12, H23)', () => {
    let checked = 0;
    for (let i = 0; i < 80; i++) {
      const scenario = randomScenario(3000 + i, PACKETS);
      // a poller that waits for a full burst keeps the rest for ever: that is what was asked of it
      if (scenario.lanes.some((lane) => lane.features.batch_wait)) continue;
      expect(drainedComplaints(scenario), `scenario ${3000 + i}`).toEqual([]);
      checked++;
    }
    expect(checked).toBeGreaterThan(60);
  });

  it('are not moved by features that a lane has without using them (H22)', () => {
    const turnedTimes = new Map(TURNABLE.map((name) => [name, 0]));
    for (let i = 0; i < 60; i++) {
      const scenario = randomScenario(4000 + i, PACKETS / 2);
      const random = new RandomStream(i, 'idle switches');
      const { hash } = runKept(scenario);
      let all = scenario;
      const names: string[] = [];
      scenario.lanes.forEach((_, lane) => {
        for (const name of idleFeatures(scenario, lane)) {
          const next = turned(all, lane, name, random);
          if (refusal(next) !== null) continue;
          all = next;
          names.push(`${name} ${all.lanes[lane].features[name]}`);
          turnedTimes.set(name, (turnedTimes.get(name) ?? 0) + 1);
        }
      });
      expect(runKept(all).hash, `scenario ${4000 + i}: ${names.join(', ')}`).toBe(hash);
    }
    for (const [name, times] of turnedTimes) expect(times, name).toBeGreaterThan(0);
  });

  it('are not moved by parts of the workload that no lane uses (H22)', () => {
    for (let i = 0; i < 40; i++) {
      const scenario = randomScenario(5000 + i, PACKETS / 2);
      const features = scenario.lanes.map((lane) => lane.features);
      const workload = { ...scenario.workload };
      if (isHostWorkload(workload.kind)) workload.idle_guests = 'halt';
      if (isHostWorkload(workload.kind) || features.every((f) => f.paging !== 'shadow'))
        workload.page_table_writes = 777;
      if (features.every((f) => !f.vswitch.startsWith('ovs')))
        workload.events = [{ at_ns: 5000, what: 'ovs-restart' }];
      expect(runKept({ ...scenario, workload }).hash, `scenario ${5000 + i}`).toBe(runKept(scenario).hash);
    }
  });
});
