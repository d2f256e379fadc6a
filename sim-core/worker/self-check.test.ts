// The self-check finds what is there: the run's own hash, every invariant on all of it, and a trace that lies.
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../checks/invariants.ts';
import { completeScenario } from '../scenario/index.ts';
import { Simulation } from '../paths/simulation.ts';
import { CHUNK_BYTES } from '../trace/chunk.ts';
import { TraceHash } from '../trace/hash.ts';
import { combineHashes } from './run.ts';
import { SelfCheck } from './self-check.ts';

const { scenario } = completeScenario({ stop: { packets: 1500 }, warmup: { packets: 100 } });

function finish(check: SelfCheck) {
  let share = 0;
  while (!check.step()) {
    expect(check.share).toBeGreaterThanOrEqual(share);
    share = check.share;
  }
  return check.result();
}

describe('self-check', () => {
  it('tries every invariant on all lanes and takes the hash of the run', () => {
    const result = finish(new SelfCheck(scenario, null));
    const hashes = scenario.lanes.map((lane) => {
      const hash = new TraceHash();
      const simulation = new Simulation(
        { ...scenario, lanes: [lane] },
        {
          onChunk(chunk) {
            hash.chunk(chunk);
            return new ArrayBuffer(CHUNK_BYTES);
          },
        },
      );
      while (!simulation.advance(1000));
      simulation.flushTrace();
      return hash.laneDigest(0);
    });
    expect(result).toMatchObject({
      violationCount: 0,
      complete: true,
      traceHash: combineHashes(hashes),
    });
    expect(result.checks.length).toBeGreaterThan(CHECKS.length);
    expect(result.checks.find((check) => check.id === 'H2')?.checkedCount).toBe(1500 * scenario.lanes.length);
  });
  it('says so when it has not seen the whole run, and gives no hash then', () => {
    const long = completeScenario({ stop: { packets: 200_000 }, lanes: [{ preset: 'ddio' }] }).scenario;
    const result = finish(new SelfCheck(long, null, 10_000));
    expect(result).toMatchObject({ complete: false, traceHash: null, violationCount: 0 });
    expect(result.records).toBeGreaterThanOrEqual(10_000);
    expect(result.records).toBeLessThan(400_000);
  });
  it('names lane and fault of what does not hold', () => {
    // the trace of a lane that copies, checked as one that must not
    const slow = { stop: { packets: 300 }, warmup: { packets: 10 }, traffic: { load: 0.01 } };
    const lying = completeScenario(slow).scenario;
    const check = new SelfCheck(lying, null);
    check.step();
    lying.lanes[0].features.copy = 'none';
    const result = finish(check);
    expect(result.violationCount).toBeGreaterThan(0);
    const copies = result.checks.find((each) => each.id === 'H5');
    expect(copies?.violations[0]).toMatchObject({ lane: 'trap' });
    expect(copies?.violations[0].how).toContain('copied by the host');
  });
});
