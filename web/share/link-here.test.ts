// A link holds what was asked for last.
import { expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Lab } from '../stores/lab.ts';
import { scenarioAsked } from './link-here.ts';

function labWith(state: object) {
  return { store: createStore(() => state) } as unknown as Pick<Lab, 'store'>;
}

const before = { seed: 1 };
const after = { seed: 2 };

it('waits for the run of an edit that is on its way', async () => {
  const lab = labWith({ input: after, ran: before, status: 'done', scenario: before });
  const asked = scenarioAsked(lab);
  lab.store.setState({ status: 'running' });
  lab.store.setState({ ran: after, scenario: after } as never);
  expect(await asked).toBe(after);
});

it('is what runs where nothing is on its way, or nobody is there to run it', async () => {
  const idle = labWith({ input: before, ran: before, status: 'done', scenario: before });
  expect(await scenarioAsked(idle)).toBe(before);
  const dead = labWith({ input: after, ran: before, status: 'dead', scenario: before });
  expect(await scenarioAsked(dead)).toBe(before);
});
