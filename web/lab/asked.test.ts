// What controls show while edits are on their way.
import { expect, it } from 'vitest';
import { completeScenario } from '../../sim-core/index.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { askedOf } from './asked.ts';

const runs = (input: ScenarioInput) => completeScenario(input).scenario;

it('is what runs once it does, by whatever way it came', () => {
  const inputs: ScenarioInput[] = [
    {},
    { machine: { llc_ways: 2 } },
    { traffic: { load: 0.1, vms: 2 }, workload: { app_cycles: 9 }, costs: { 'mem.dram': 99 } },
    {
      lanes: [
        { preset: 'dpdk', features: { batch: 1 } },
        { name: 'x', preset: 'ddio' },
      ],
    },
  ];
  for (const input of inputs) expect(askedOf(runs(input), input)).toEqual(runs(input));
});

it('has the values that were set since, and those that were taken back', () => {
  const names = ['trap', 'vmdq', 'sriov', 'ddio', 'dpdk'] as const;
  const changed: ScenarioInput = {
    costs: { 'mem.dram': 99 },
    lanes: names.map((preset) => ({ preset, features: preset === 'dpdk' ? { placement: 'dram' } : {} })),
  };
  expect(askedOf(runs({}), changed).lanes[4].features.placement).toBe('dram');
  expect(askedOf(runs({}), changed).costs).toEqual({ 'mem.dram': 99 });
  expect(askedOf(runs(changed), {})).toEqual(runs({}));
});

it('leaves a lane that will be gone or called otherwise as it runs', () => {
  const lanes: ScenarioInput['lanes'] = [{ name: 'mine', preset: 'dpdk', features: { batch: 1 } }];
  expect(askedOf(runs({}), { lanes }).lanes).toEqual(runs({}).lanes);
});
