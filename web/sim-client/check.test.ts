// Inputs are checked on the page: by the schema, or not at all where there is nothing to check.
import { expect, test } from 'vitest';
import { InputError } from '../../sim-core/index.ts';
import { checkLazily } from './check.ts';

test('an empty scenario stays one', async () => {
  expect(await checkLazily({})).toEqual({});
});

test('a good input comes back, a bad one is refused with its place', async () => {
  const input = { traffic: { load: 0.5 }, lanes: [{ preset: 'ddio' }] };
  expect(await checkLazily(input)).toEqual(input);
  await expect(checkLazily({ traffic: { load: 7 } })).rejects.toThrow(InputError);
  await expect(checkLazily({ traffic: { load: 7 } })).rejects.toThrow('traffic.load: is 7; must be');
  await expect(checkLazily('not a scenario')).rejects.toThrow(InputError);
  await expect(checkLazily([])).rejects.toThrow(InputError);
});
