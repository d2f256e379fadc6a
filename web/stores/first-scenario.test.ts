// What the simulator answers to nothing is the object that the page has drawn already; anything else is itself.
import { expect, test } from 'vitest';
import { completeScenario } from '../../sim-core/index.ts';
import { FIRST_SCENARIO, orFirst } from './first-scenario.ts';

test('the lecture’s case, as it comes from the worker, is the one that is on the screen', () => {
  expect(orFirst(structuredClone(completeScenario({}).scenario))).toBe(FIRST_SCENARIO);
});

test('another scenario is itself', () => {
  const { scenario } = completeScenario({ seed: 2 });
  expect(orFirst(scenario)).toBe(scenario);
});
