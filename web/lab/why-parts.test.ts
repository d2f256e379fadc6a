// Every kind of work has its constants, all in the table; what a floor is made of adds up to the floor.
import { describe, expect, it } from 'vitest';
import { completeScenario, COST_OPTIONS, constantNow, KINDS, LaneStore } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { recentFigures } from '../../sim-core/trace/budget.ts';
import { PARTS, partsOf } from '../scene/floors.ts';
import { KIND_CONSTANTS } from './why-constants.ts';
import { kindsOf, usesWhatIf } from './why-flags.ts';
import { madeOf } from './why-parts.ts';

describe('why', () => {
  it('every kind of work names constants that exist', () => {
    const work = KINDS.filter((kind) => kind.shape === 'work').map((kind) => kind.name);
    expect(Object.keys(KIND_CONSTANTS).sort()).toEqual([...work].sort());
    const keys = COST_OPTIONS.map((row) => row.key);
    for (const key of Object.values(KIND_CONSTANTS).flat()) expect(keys).toContain(key);
  });

  it('says what a constant is now, by override or by the lecture’s list', () => {
    expect(constantNow('mem.dram', 'server', {})).toMatchObject({ value: 90, unit: 'ns', overridden: false });
    expect(constantNow('mem.dram', 'lecture', {})).toMatchObject({ value: 32, unit: 'ns' });
    expect(constantNow('mem.dram', 'lecture', { 'mem.dram': 65 })).toMatchObject({
      value: 65,
      overridden: true,
      usual: { value: 32 },
    });
  });

  it('flags the parts that an override prices', () => {
    expect(usesWhatIf(['miss'], { 'mem.dram': 65 })).toBe(true);
    expect(usesWhatIf(['app', 'copy'], { 'mem.dram': 65 })).toBe(false);
    expect(kindsOf('miss')).toContain('page.walked');
  });

  it('parts of every floor add up to the bill, and lines times the constant are the stall', () => {
    const { scenario, warnings, laneWarnings } = completeScenario({
      stop: { packets: 8000 },
      lanes: [{ preset: 'sriov' }],
    });
    const stores = scenario.lanes.map((_, lane) => new LaneStore(lane));
    const simulation = new Simulation(scenario, {
      warnings,
      laneWarnings,
      onChunk: (chunk) => {
        stores[chunk.lane].append(chunk);
        return chunk.buffer;
      },
    });
    while (!simulation.advance(100_000));
    simulation.report();
    simulation.flushTrace();
    const tPs = simulation.windowClosePs;
    const options = { ghz: 3, budgetCycles: 201.6, openPs: simulation.windowOpenPs };
    for (const store of stores) {
      const recent = recentFigures(store, tPs, options);
      const made = madeOf(store, tPs, options.openPs, 3);
      if (recent === null || made === null) throw new Error('too few packets');
      const parts = partsOf(recent.by_category);
      for (const part of PARTS) {
        const sum = made.shares
          .filter((share) => share.part === part)
          .reduce((s, { cycles }) => s + cycles, 0);
        expect(sum).toBeCloseTo(parts[part], 6);
      }
    }
    const made = madeOf(stores[0], tPs, options.openPs, 3)!;
    expect(made.packets).toBeGreaterThanOrEqual(16);
    const missed = made.shares.find((share) => share.kind === 'cache.missed')!;
    expect(missed.cycles / missed.counted).toBeCloseTo(270, 0);
  }, 30_000);
});
