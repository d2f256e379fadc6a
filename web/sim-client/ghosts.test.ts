// One ghost a lane: the first run it is compared with stays, another sentence drops all, the same features need none.
import { describe, expect, it } from 'vitest';
import { completeScenario } from '../../sim-core/index.ts';
import { ghostsOf, type RunBefore } from './ghosts.ts';
import { LaneTrace } from './lane-trace.ts';

const NEW = () => -1;

function scenarioOf(features: object, traffic: object = {}) {
  const lanes = [{ preset: 'trap' as const }, { preset: 'sriov' as const, features }];
  return completeScenario({ traffic, lanes }).scenario;
}

function runOf(features: object, ghosts: RunBefore['ghosts'] = [null, null]): RunBefore {
  return {
    scenario: scenarioOf(features),
    lanes: [new LaneTrace(0, 67_200), new LaneTrace(1, 67_200)],
    ghosts,
  };
}

const keptFirst = (lane: number) => (lane === 0 ? 0 : -1);

describe('ghosts', () => {
  it('a changed lane’s trace becomes its ghost, an unchanged lane has none', () => {
    const before = runOf({});
    const ghosts = ghostsOf(scenarioOf({ placement: 'ddio' }), before, keptFirst);
    expect(ghosts[0]).toBeNull();
    expect(ghosts[1]?.trace === before.lanes[1]).toBe(true);
    expect(ghosts[1]?.lane.features.placement).toBe('dram');
  });
  it('a second change compares with the same ghost, and a lane as it was with none', () => {
    const first = runOf({});
    const [, ghost] = ghostsOf(scenarioOf({ placement: 'ddio' }), first, keptFirst);
    const second = runOf({ placement: 'ddio' }, [null, ghost]);
    const again = ghostsOf(scenarioOf({ placement: 'ddio', itr_us: 20 }), second, keptFirst);
    expect(again[1]?.trace === first.lanes[1]).toBe(true);
    expect(ghostsOf(scenarioOf({}), second, keptFirst)).toEqual([null, null]);
  });
  it('an unchanged lane keeps the ghost that it has, also at another place', () => {
    const first = runOf({});
    const [, ghost] = ghostsOf(scenarioOf({ placement: 'ddio' }), first, keptFirst);
    const second = runOf({ placement: 'ddio' }, [null, ghost]);
    const { scenario } = second;
    const swapped = { ...scenario, lanes: [scenario.lanes[1], scenario.lanes[0]] };
    const ghosts = ghostsOf(swapped, second, (lane) => 1 - lane);
    expect(ghosts[0] === ghost).toBe(true);
  });
  it('another sentence drops all', () => {
    expect(ghostsOf(scenarioOf({ placement: 'ddio' }, { load: 0.5 }), runOf({}), NEW)).toEqual([null, null]);
  });
});
