// How an interrupt reaches a guest and what that costs: posted, injected on its own core or from another, halted.
import { describe, expect, it } from 'vitest';
import { type Draft, LaneBench } from '../paths/lane-for-test.ts';
import { EXIT_REASON, K } from '../trace/kinds.ts';

/** One packet for vm1 through a virtual function. */
function one(draft: Draft): LaneBench {
  const bench = new LaneBench('sriov', { traffic: { vms: 1 }, ...draft }, [{ us: 100 }]);
  bench.run(1000);
  expect(bench.tally.delivered).toBe(1);
  return bench;
}

/** Cycles of all records of a kind, at 3 GHz. */
function cycles(bench: LaneBench, kind: number, reason = -1): number {
  const records = bench.of(kind).filter(({ arg }) => reason < 0 || arg === reason);
  return Math.round(records.reduce((sum, { dur }) => sum + dur, 0) * 0.003);
}

describe('virtual processor', () => {
  it('takes a posted interrupt without an exit', () => {
    const bench = one({});
    expect([cycles(bench, K.interruptNotified), cycles(bench, K.interruptHandled)]).toEqual([300, 2300]);
    expect(bench.tally.vmExits).toBe(0);
    expect(bench.of(K.interruptPosted)[0].arg).toBe(1);
    expect(bench.of(K.interruptInjected)).toEqual([]);
  });

  it('has an interrupt injected on its own core in one round trip, and exits at its end', () => {
    const bench = one({ features: { delivery: 'exit' } });
    expect(cycles(bench, K.interruptInjected)).toBe(2600);
    expect(cycles(bench, K.vmExited, EXIT_REASON.eoiInduced)).toBe(1550);
    expect(cycles(bench, K.vmExited, EXIT_REASON.externalInterrupt)).toBe(0);
    expect(bench.tally.vmExits).toBe(2);
    expect(bench.of(K.interruptNotified)).toEqual([]);
  });

  it('has it injected by a host core at the same price in all, shared between the two cores', () => {
    const bench = one({ machine: { cores: 4 }, features: { delivery: 'exit', affinity: 'dedicated' } });
    const [host, guest] = bench
      .of(K.interruptInjected)
      .map(({ core, dur }) => ({ core, cycles: Math.round(dur * 0.003) }));
    expect([host.core, guest.core]).toEqual([1, 0]);
    expect(host.cycles + guest.cycles).toBe(2600);
    expect(bench.tally.vmExits).toBe(2);
  });

  it('halted is woken, and halts again with an exit', () => {
    for (const delivery of ['posted', 'exit']) {
      const bench = one({ workload: { idle_guests: 'halt' }, features: { delivery } });
      expect(bench.of(K.vmExited).filter(({ arg }) => arg === EXIT_REASON.hlt)).toHaveLength(1);
      expect(cycles(bench, K.vmExited, EXIT_REASON.hlt)).toBe(1300);
      expect(bench.of(K.contextSwitched).length).toBeGreaterThanOrEqual(1);
      expect(bench.lane.figures().stolenPs).toEqual([0, 0]);
    }
  });

  it('sends an answer by its own doorbell without an exit', () => {
    const bench = one({ workload: { kind: 'reply' } });
    expect(bench.tally.vmExits).toBe(0);
    expect(bench.of(K.packetSent)).toHaveLength(1);
    expect(cycles(bench, K.stackSent)).toBe(900);
    expect(cycles(bench, K.syscallReturned)).toBe(300);
    expect(cycles(bench, K.transmitQueued)).toBe(1360);
    expect(bench.of(K.packetDelivered)[0].t).toBe(bench.of(K.packetSent)[0].t);
  });

  it('pays times as times and cycles by its clock', () => {
    const at = (ghz: number): LaneBench => one({ machine: { ghz } });
    const slow = at(1.5);
    const fast = at(3);
    const sum = (bench: LaneBench, kind: number): number =>
      bench.of(kind).reduce((ps, { dur }) => ps + dur, 0);
    expect(sum(slow, K.interruptHandled) / sum(fast, K.interruptHandled)).toBeCloseTo(2, 4);
    expect(sum(slow, K.applicationFinished) / sum(fast, K.applicationFinished)).toBeCloseTo(2, 3);
    expect(sum(slow, K.cacheMissed)).toBe(sum(fast, K.cacheMissed));
    expect(sum(fast, K.cacheMissed)).toBe(180_000);
  });
});
