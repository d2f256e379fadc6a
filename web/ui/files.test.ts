// A command works as it is pasted, or names the file that scenarios are saved as.
import { expect, test } from 'vitest';
import { completeScenario, type ScenarioInput } from '../../sim-core/index.ts';
import { commandLine, SCENARIO_FILE, scenarioText } from './files.ts';

const command = (input: ScenarioInput) => commandLine(completeScenario(input).scenario, input, '--check');

test('a command carries a short scenario itself', () => {
  expect(command({})).toBe("echo '{}' | npm run -s sim -- run - --check");
  expect(command({ traffic: { load: 1 } })).toBe("echo '{}' | npm run -s sim -- run - --check");
  expect(command({ seed: 7 })).toBe(`echo '{"seed":7}' | npm run -s sim -- run - --check`);
});

test('a long one, or one with a quote, comes from the file', () => {
  const file = `npm run -s sim -- run ${SCENARIO_FILE} --check`;
  expect(command({ lanes: [{ preset: 'trap', name: "VM's" }] })).toBe(file);
  expect(
    command({
      lanes: [
        { preset: 'trap', name: 'one' },
        { preset: 'vmdq', name: 'another' },
      ],
    }),
  ).toBe(file);
});

test('the file holds what differs from the defaults', () => {
  expect(JSON.parse(scenarioText({ seed: 7 }))).toEqual({ version: 1, seed: 7 });
});
