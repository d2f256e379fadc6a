// The drawn frame does not tell whether its trace was kept or let go and simulated again: real lanes, a window too small.
import { expect, test, vi } from 'vitest';
import { LaneCursor, LaneFrame, frameAt } from '../../sim-core/index.ts';
import { createSimulation } from '../../sim-core/worker/create.ts';
import { loadCapture } from '../../sim-core/traffic/index.ts';
import { prepareWith } from '../../sim-core/worker/prepare.ts';
import { SimClient } from './client.ts';
import { InlineWorkers } from './inline-for-test.ts';

vi.setConfig({ testTimeout: 60_000 });

const INPUT = { stop: { packets: 60_000 }, lanes: [{ preset: 'trap' }, { preset: 'ddio' }] };
const OPTIONS = { linkGbps: 10, cores: 4, lookaheadPs: 300_000, lingerPs: 500_000 };

function open(budgetBytes: number) {
  const workers = new InlineWorkers(prepareWith(loadCapture), createSimulation);
  const ignore = () => undefined;
  const quiet = {
    opened: ignore,
    refused: ignore,
    progress: ignore,
    done: ignore,
    died: ignore,
    empty: ignore,
    traceChanged: ignore,
  };
  const fault = (message: { message: string }) => expect(message.message).toBe('');
  const client = new SimClient({ connect: workers.connect, events: { ...quiet, fault }, budgetBytes });
  client.open(INPUT);
  workers.run();
  return { workers, client };
}

function frames(client: SimClient, tPs: number): number[] {
  return client.trace!.stores.map((store) =>
    frameAt(new LaneCursor(store), tPs, OPTIONS, new LaneFrame()).hash(),
  );
}

test('frames are the same at any time, in any order of looking', () => {
  const whole = open(512 * 2 ** 20);
  const budget = 16 * 2 ** 20;
  const small = open(budget);
  const end = whole.client.trace!.endPs();
  expect(end).toBeGreaterThan(0);
  expect(whole.client.trace!.bytes).toBeGreaterThan(1.4 * budget);
  for (const share of [0.02, 0.6, 0.95, 0.4, 0.41, 0.1, 0.99, 0]) {
    const tPs = Math.round(share * end);
    small.client.setPlayhead(tPs);
    small.workers.run();
    expect(small.client.trace!.presentUntil(tPs)).toBeGreaterThanOrEqual(tPs);
    expect(frames(small.client, tPs), `at ${share}`).toEqual(frames(whole.client, tPs));
    expect(small.client.trace!.bytes).toBeLessThan(budget);
  }
});
