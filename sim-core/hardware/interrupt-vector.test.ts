// One vector: the first cause fires at once, the next no earlier than the gap, masked ones wait, urgent ones do not.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { K } from '../trace/kinds.ts';
import { Bench } from './bench-for-test.ts';
import { InterruptVector } from './interrupt-vector.ts';

const US = 1_000_000;

function vectorOf(bench: Bench, gapUs: number): { vector: InterruptVector; fired: number[] } {
  const vector = new InterruptVector(3, 1, 2, gapUs * US, bench.fabric);
  const fired: number[] = [];
  vector.target = {
    interrupt: (from) => {
      expect(from).toBe(vector);
      fired.push(bench.fabric.nowPs / US);
    },
  };
  return { vector, fired };
}

/** Calls methods at given microseconds. */
function play(
  bench: Bench,
  vector: InterruptVector,
  calls: [us: number, what: 'cause' | 'urgent' | 'unmask' | 'clear'][],
): void {
  for (const [us, what] of calls) {
    bench.at(us * US, () => {
      if (what === 'cause') vector.cause(false);
      else if (what === 'urgent') vector.cause(true);
      else if (what === 'unmask') vector.unmask();
      else vector.clear();
    });
  }
  bench.run();
}

describe('interrupt vector', () => {
  it('fires the first cause at once and masks itself', () => {
    const bench = new Bench();
    const { vector, fired } = vectorOf(bench, 50);
    play(bench, vector, [
      [7, 'cause'],
      [8, 'cause'],
      [90, 'cause'],
    ]);
    expect(fired).toEqual([7]);
    expect(bench.fabric.tally.interrupts).toBe(1);
    expect(bench.recorder.list.map(({ kind, core, vm, queue }) => [kind, core, vm, queue])).toEqual([
      [K.interruptRaised, 1, 2, 3],
      [K.interruptMasked, 1, 2, 3],
    ]);
  });

  it('keeps the gap: a cause too early waits exactly until it is over, later causes join it', () => {
    const bench = new Bench();
    const { vector, fired } = vectorOf(bench, 50);
    play(bench, vector, [
      [0, 'cause'],
      [10, 'unmask'],
      [20, 'cause'],
      [30, 'cause'],
      [60, 'unmask'],
      [200, 'cause'],
    ]);
    expect(fired).toEqual([0, 50, 200]);
    const [throttled] = bench.recorder.of(K.interruptThrottled);
    expect([throttled.t, throttled.dur]).toEqual([20 * US, 30 * US]);
  });

  it('keeps what comes while masked, and fires it after the mask by the same gap', () => {
    const bench = new Bench();
    const { vector, fired } = vectorOf(bench, 50);
    play(bench, vector, [
      [0, 'cause'],
      [5, 'cause'],
      [20, 'unmask'],
      [70, 'cause'],
      [150, 'unmask'],
    ]);
    expect(fired).toEqual([0, 50, 150]);
  });

  it('does not fire for what a poll has served already', () => {
    const bench = new Bench();
    const { vector, fired } = vectorOf(bench, 50);
    play(bench, vector, [
      [0, 'cause'],
      [5, 'cause'],
      [19, 'clear'],
      [20, 'unmask'],
      [100, 'cause'],
    ]);
    expect(fired).toEqual([0, 100]);
  });

  it('without a gap fires whenever it is not masked', () => {
    const bench = new Bench();
    const { vector, fired } = vectorOf(bench, 0);
    play(bench, vector, [
      [1, 'cause'],
      [2, 'unmask'],
      [2, 'cause'],
      [3, 'cause'],
      [4, 'unmask'],
    ]);
    expect(fired).toEqual([1, 2, 4]);
  });

  it('lets an urgent cause through at once, and starts the gap anew from there', () => {
    const bench = new Bench();
    const { vector, fired } = vectorOf(bench, 50);
    play(bench, vector, [
      [0, 'cause'],
      [1, 'unmask'],
      [10, 'cause'],
      [20, 'urgent'],
      [21, 'unmask'],
      [30, 'cause'],
      [71, 'unmask'],
      [80, 'urgent'],
    ]);
    expect(fired).toEqual([0, 20, 70, 80]);
    expect(bench.recorder.of(K.interruptRaised).map(({ arg }) => arg)).toEqual([0, 1, 0, 1]);
  });

  it('never fires closer than the gap, never loses a cause, whatever the order of events', () => {
    for (let seed = 0; seed < 40; seed++) {
      const bench = new Bench();
      const { vector, fired } = vectorOf(bench, 20);
      const random = new RandomStream(seed, 'causes');
      const causes: number[] = [];
      let us = 0;
      for (let i = 0; i < 60; i++) {
        us += random.below(15);
        const isCause = random.below(2) === 0;
        if (isCause) causes.push(us);
        bench.at(us * US, () => (isCause ? vector.cause(false) : vector.unmask()));
      }
      bench.at((us + 100) * US, () => vector.unmask());
      bench.at((us + 200) * US, () => vector.unmask());
      bench.run();
      for (let i = 1; i < fired.length; i++) expect(fired[i] - fired[i - 1]).toBeGreaterThanOrEqual(20);
      const last = causes[causes.length - 1] ?? -1;
      expect(fired.length === 0 ? -1 : fired[fired.length - 1]).toBeGreaterThanOrEqual(last);
    }
  });
});
