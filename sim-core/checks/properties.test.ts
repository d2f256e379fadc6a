// Hard invariants over random legal scenarios: whole traces, reports, determinism, drain, Little's law.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { Simulation } from '../paths/simulation.ts';
import type { Scenario } from '../scenario/types.ts';
import { CHUNK_BYTES } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import { K } from '../trace/kinds.ts';
import { complaints } from './properties.ts';
import { randomScenario } from './random-scenario-for-test.ts';
import { type KeptRun, runKept, toTheEnd } from './run-for-test.ts';

const SCENARIOS = 300;
const PACKETS = 600;

/** Runs scenarios `from` … `to` and says which of them complain, and how. */
function complainers(from: number, to: number): string[] {
  const found: string[] = [];
  for (let i = from; i < to; i++) {
    const scenario = randomScenario(i, PACKETS);
    for (const line of complaints(scenario, runKept(scenario))) found.push(`scenario ${i}: ${line}`);
  }
  return found;
}

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
  const simulation = new Simulation(scenario, {
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

/** Sum of packets in flight over time, and of sojourns, picoseconds, from a drained lane's trace. */
function little(scenario: Scenario): { inFlight: number; sojourns: number; left: number }[] {
  return scenario.lanes.map((_, index) => {
    const arrived = new Map<number, number>();
    let inFlight = 0;
    let sojourns = 0;
    let n = 0;
    let lastPs = 0;
    const recorder = {
      record(kind: number, t: number, _dur: number, packet: number): void {
        const arrives = kind === K.packetArrived;
        const ends = (kind === K.packetDelivered || kind === K.packetDropped) && arrived.has(packet);
        if (!arrives && !ends) return;
        inFlight += n * (t - lastPs);
        lastPs = t;
        if (arrives) {
          arrived.set(packet, t);
          n++;
        } else {
          sojourns += t - (arrived.get(packet) ?? 0);
          arrived.delete(packet);
          n--;
        }
      },
    };
    const simulation = new Simulation({ ...scenario, lanes: [scenario.lanes[index]] });
    simulation.lanes[0].parts.fabric.trace = recorder;
    toTheEnd(simulation);
    simulation.drain(simulation.nowPs + 2e12);
    return { inFlight, sojourns, left: simulation.lanes[0].parts.fabric.packets.inFlight };
  });
}

describe('random legal scenarios', () => {
  for (let from = 0; from < SCENARIOS; from += 50) {
    it(`keep every hard invariant: ${from} to ${from + 49} (H1 to H18, H31)`, () => {
      expect(complainers(from, from + 50)).toEqual([]);
    });
  }

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

  it('empty themselves when arrivals stop, and obey Little exactly (H12, H23)', () => {
    let checked = 0;
    for (let i = 0; i < 60; i++) {
      const scenario = randomScenario(3000 + i, PACKETS);
      // a poller that waits for a full burst keeps the rest for ever: that is what was asked of it
      if (scenario.lanes.some((lane) => lane.features.batch_wait)) continue;
      for (const { inFlight, sojourns, left } of little(scenario)) {
        expect(left, `scenario ${3000 + i}`).toBe(0);
        expect(inFlight, `scenario ${3000 + i}`).toBe(sojourns);
        checked++;
      }
    }
    expect(checked).toBeGreaterThan(40);
  });

  it('are not moved by switches that have no effect in a lane (H22)', () => {
    for (let i = 0; i < 40; i++) {
      const scenario = randomScenario(4000 + i, PACKETS);
      const idle = scenario.lanes.map((lane) => {
        const { features } = lane;
        const polls = features.stack === 'userspace';
        const other = polls ? { itr_us: 777 } : { batch_wait: !features.batch_wait };
        return { ...lane, features: { ...features, ...other } };
      });
      expect(runKept({ ...scenario, lanes: idle }).hash, `scenario ${4000 + i}`).toBe(runKept(scenario).hash);
    }
  });
});
