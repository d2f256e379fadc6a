// A core: what it was busy with to the picosecond, interruptions that cost nothing and lose nothing, checkpoints.
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { CAT, CTX, K } from '../trace/kinds.ts';
import { Bench } from './bench-for-test.ts';
import { Core } from './core.ts';
import { Step } from './step.ts';

interface Rig {
  bench: Bench;
  core: Core;
  step: Step;
  finished: number[];
  served: { vm: number; ps: number }[];
  dispatched: number;
}

function rigOf(vm = 2, ghz = 3): Rig {
  const bench = new Bench();
  const core = new Core(1, ghz, bench.fabric);
  const finished: number[] = [];
  const step = new Step({ stepFinished: () => finished.push(bench.fabric.nowPs) }, vm);
  const rig: Rig = { bench, core, step, finished, served: [], dispatched: 0 };
  core.master = {
    dispatch: () => {
      rig.dispatched++;
    },
    served: (of, ps) => rig.served.push({ vm: of.vm, ps }),
  };
  return rig;
}

/** Three portions: 700 ps of driver, 300 of memory, 1000 of application. */
function fill({ core, step }: Rig): void {
  step.begin(0);
  step.addRaw(core.clock, K.skbBuilt, 0, 700, CTX.guestKernel, 5, 0, 2, 9);
  step.addRaw(core.clock, K.cacheMissed, 0, 300, CTX.guestKernel, 5, 1, 2, 9);
  step.addRaw(core.clock, K.applicationFinished, 0, 1000, CTX.application, 5, 0, 2, 9);
}

function totals({ bench, core }: Rig): number[] {
  const { categoryPs } = bench.fabric.tally;
  return [
    categoryPs[CAT.driver],
    categoryPs[CAT.dram],
    categoryPs[CAT.application],
    core.busyPs,
    core.contextPs[CTX.guestKernel],
    core.contextPs[CTX.application],
  ];
}

describe('core', () => {
  it('serves a step, attributes every portion and tells owner and master', () => {
    const rig = rigOf();
    fill(rig);
    rig.bench.at(10_000, () => rig.core.start(rig.step));
    rig.bench.run();
    expect(rig.finished).toEqual([12_000]);
    expect(totals(rig)).toEqual([700, 300, 1000, 2000, 1000, 1000]);
    expect(rig.served).toEqual([{ vm: 2, ps: 2000 }]);
    expect(rig.dispatched).toBe(1);
    expect([rig.core.current, rig.step.active, rig.core.finishingVm]).toEqual([null, false, -1]);
    expect(
      rig.bench.recorder.list.map(({ kind, t, dur, packet, core, vm, queue }) => [
        kind,
        t,
        dur,
        packet,
        core,
        vm,
        queue,
      ]),
    ).toEqual([
      [K.skbBuilt, 10_000, 700, 5, 1, 2, 9],
      [K.cacheMissed, 10_700, 300, 5, 1, 2, 9],
      [K.applicationFinished, 11_000, 1000, 5, 1, 2, 9],
    ]);
  });

  it('turns cycles into time by its clock without drift over many steps', () => {
    const rig = rigOf(0, 2.1);
    let expected = 0;
    for (let i = 0; i < 500; i++) {
      rig.bench.at(i * 1_000_000, () => {
        rig.step.begin(0);
        rig.step.addRaw(rig.core.clock, K.skbBuilt, 715_000 + i, 0, CTX.hostKernel, 1, 0, 0, 0);
        rig.step.addRaw(rig.core.clock, K.cacheHit, 0, 16_700, CTX.hostKernel, 1, 1, 0, 0);
        rig.core.start(rig.step);
      });
      expected += 715_000 + i;
    }
    rig.bench.run();
    expect(rig.bench.fabric.tally.categoryPs[CAT.driver]).toBe(Math.floor((expected * 1000) / 2100));
    expect(rig.bench.fabric.tally.categoryPs[CAT.cache]).toBe(500 * 16_700);
  });

  it('interrupted and resumed is exactly as long, and says when it worked', () => {
    const rig = rigOf();
    fill(rig);
    rig.bench.at(0, () => rig.core.start(rig.step));
    rig.bench.at(850, () => rig.core.preempt());
    rig.bench.at(5000, () => rig.core.start(rig.step));
    rig.bench.run();
    expect(rig.finished).toEqual([6150]);
    expect(totals(rig)).toEqual([700, 300, 1000, 2000, 1000, 1000]);
    expect(rig.served.map(({ ps }) => ps)).toEqual([850, 1150]);
    expect(rig.bench.recorder.list.map(({ kind, t, dur }) => [kind, t, dur])).toEqual([
      [K.skbBuilt, 0, 700],
      [K.cacheMissed, 700, 150],
      [K.cacheMissed, 5000, 150],
      [K.applicationFinished, 5150, 1000],
    ]);
  });

  it('interrupted at the very start or between portions records nothing empty', () => {
    const rig = rigOf();
    fill(rig);
    rig.bench.at(0, () => {
      rig.core.start(rig.step);
      rig.core.preempt();
      rig.core.start(rig.step);
    });
    rig.bench.at(700, () => rig.core.preempt());
    rig.bench.at(900, () => rig.core.start(rig.step));
    rig.bench.run();
    expect(rig.finished).toEqual([2200]);
    expect(rig.bench.recorder.list.map(({ t, dur }) => [t, dur])).toEqual([
      [0, 700],
      [900, 300],
      [1200, 1000],
    ]);
  });

  it('loses and adds nothing over random interruptions and checkpoints', () => {
    for (let seed = 0; seed < 60; seed++) {
      const rig = rigOf();
      const random = new RandomStream(seed, 'interruptions');
      const { bench, core, step } = rig;
      step.begin(0);
      let total = 0;
      for (let i = 0; i < 20; i++) {
        const ps = 1 + random.below(900);
        total += ps;
        step.addRaw(core.clock, i % 2 === 0 ? K.skbBuilt : K.cacheHit, 0, ps, CTX.poll, i, 0, 1, 0);
      }
      let t = 0;
      let paused = 0;
      bench.at(0, () => core.start(step));
      while (t < total + paused - 1000) {
        t += 1 + random.below(1200);
        const pause = random.below(3000);
        if (random.below(3) === 0) bench.at(t, () => core.checkpoint());
        else {
          bench.at(t, () => {
            if (core.current === null) return;
            core.preempt();
            paused += pause;
            bench.at(bench.fabric.nowPs + pause, () => core.start(step));
          });
          t += pause;
        }
      }
      bench.run();
      expect(rig.finished).toEqual([total + paused]);
      expect(core.busyPs).toBe(total);
      expect(core.contextPs[CTX.poll]).toBe(total);
      expect(bench.fabric.tally.categoryPs.reduce((a, b) => a + b, 0)).toBe(total);
      expect(rig.served.reduce((sum, { ps }) => sum + ps, 0)).toBe(total);
      let end = 0;
      for (const record of bench.recorder.list) {
        expect(record.t).toBeGreaterThanOrEqual(end);
        expect(record.dur).toBeGreaterThan(0);
        end = record.t + record.dur;
      }
      expect(bench.recorder.list.reduce((sum, { dur }) => sum + dur, 0)).toBe(total);
    }
  });

  it('accounts up to a checkpoint and goes on', () => {
    const rig = rigOf();
    fill(rig);
    rig.bench.at(0, () => rig.core.start(rig.step));
    rig.bench.run(900);
    rig.core.checkpoint();
    expect(totals(rig)).toEqual([700, 200, 0, 900, 900, 0]);
    rig.core.checkpoint();
    expect(totals(rig)).toEqual([700, 200, 0, 900, 900, 0]);
    rig.bench.run();
    expect(rig.finished).toEqual([2000]);
    expect(rig.served.reduce((sum, { ps }) => sum + ps, 0)).toBe(2000);
  });

  it('leaves no record of a portion without time, and grows to any number of them', () => {
    const rig = rigOf();
    const { core, step } = rig;
    step.begin(3);
    for (let i = 0; i < 100; i++) step.addRaw(core.clock, K.skbBuilt, 0, i % 2, CTX.poll, i, i, 1, 0);
    expect([step.count, step.phase, step.remainingPs()]).toEqual([50, 3, 50]);
    rig.bench.at(0, () => core.start(step));
    rig.bench.run();
    expect(rig.bench.recorder.list.map(({ packet }) => packet)).toEqual(
      Array.from({ length: 50 }, (_, i) => 2 * i + 1),
    );
  });
});
