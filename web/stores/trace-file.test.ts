// A trace file is its pieces in order, and a task that dies is an error.
import { expect, it } from 'vitest';
import { fillDefaults } from '../../sim-core/index.ts';
import type { TaskEvents } from '../sim-client/task-connection.ts';
import { traceFile } from './trace-file.ts';

function begin() {
  let events: TaskEvents | undefined;
  let ended = false;
  const shares: number[] = [];
  const file = traceFile(
    (_, given) => {
      events = given;
      return () => {
        ended = true;
      };
    },
    {
      scenario: fillDefaults({}),
      capture: null,
      suffix: '.csv',
      packets: [0, 9],
      endPs: 1,
      onShare: (share) => shares.push(share),
    },
  );
  return { file, events: events as TaskEvents, shares, ended: () => ended };
}

it('puts the pieces together in order and ends the task', async () => {
  const { file, events, shares, ended } = begin();
  events.reply({ type: 'piece', piece: 'a,b\n' });
  events.reply({ type: 'progress', share: 0.5 });
  events.reply({ type: 'piece', piece: new TextEncoder().encode('1,2\n') });
  events.reply({ type: 'written' });
  expect(await (await file).text()).toBe('a,b\n1,2\n');
  expect(shares).toEqual([0.5]);
  expect(ended()).toBe(true);
});

it('fails when the task dies', async () => {
  const { file, events, ended } = begin();
  events.died();
  await expect(file).rejects.toThrow('could not be written');
  expect(ended()).toBe(true);
});
