// A scenario that breaks a law is printed small: fewest packets, one lane, only the features it takes, and it runs again.
import { expect, it } from 'vitest';
import type { Scenario } from '../scenario/types.ts';
import { completed } from './random-scenario-for-test.ts';
import { printed, shrunk } from './shrink-for-test.ts';

it('finds the least number of packets, the lane and the features that matter', () => {
  const scenario = completed({
    stop: { packets: 1900 },
    warmup: { packets: 700 },
    costs: { syscall: 200 },
    lanes: [
      { preset: 'trap' },
      { preset: 'dpdk', features: { batch: 8, ring_size: 64, mempool: 'classic' } },
    ],
  });
  const breaks = (s: Scenario): boolean =>
    (s.stop.packets ?? 0) >= 37 && s.lanes.some((lane) => lane.features.ring_size === 64);
  const smallest = shrunk(scenario, breaks);
  expect(JSON.parse(printed(smallest))).toMatchObject({
    stop: { packets: 37 },
    warmup: { packets: 36 },
    costs: {},
    lanes: [{ name: 'dpdk', preset: 'dpdk', features: { ring_size: 64 } }],
  });
  expect(Object.keys(JSON.parse(printed(smallest)).lanes[0].features)).toEqual(['ring_size']);
  expect(completed(JSON.parse(printed(smallest)))).toEqual(smallest);
});
