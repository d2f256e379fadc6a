// Set-up before time zero: told in words at time zero, before everything else, without a figure changed.
import { describe, expect, it } from 'vitest';
import { runKept } from '../checks/run-for-test.ts';
import { completeScenario } from '../scenario/index.ts';
import { previousEventPs } from '../trace/cursor.ts';
import { happenings } from '../trace/describe.ts';
import { K, KINDS } from '../trace/kinds.ts';
import type { LaneStore } from '../trace/store.ts';
import { Simulation } from './simulation.ts';

interface Told {
  words: string[];
  store: LaneStore;
}

function toldBy(preset: string, features: object, kind = 'receive', vms = 3): Told {
  const { scenario } = completeScenario({
    stop: { packets: 300 },
    warmup: { packets: 0 },
    traffic: { vms },
    workload: { kind },
    lanes: [{ preset, features }],
  });
  const [store] = runKept(scenario).stores;
  return { words: happenings(store, -1, 0, 1000).list.map(({ words }) => words), store };
}

const MAILBOX = ['reset', 'API negotiation', 'set MAC address', 'get queues', 'multicast mode'];
const asked = (queue: number, whose: string): string[] =>
  MAILBOX.map(
    (message) =>
      `Before time zero the physical function has answered the driver of queue ${queue}, of ${whose}, by mailbox: ${message}.`,
  );

describe('set-up', () => {
  it('of SR-IOV: functions, then for each VM its memory, its mailbox, its vector and its queue', () => {
    const { words } = toldBy('sriov', {}, 'receive', 2);
    const of = (queue: number, whose: string): string[] => [
      `Before time zero VFIO has pinned the memory of ${whose} and programmed the IOMMU: pages of 2,048 KiB.`,
      ...asked(queue, whose),
      `Before time zero queue ${queue} of ${whose} has got its vector, aimed at core ${queue}.`,
      `Before time zero queue ${queue} of ${whose} has been set up, with 511 free descriptors.`,
    ];
    expect(words).toEqual([
      'Before time zero the driver of the physical function has enabled virtual functions: 63.',
      ...of(0, 'VM A'),
      ...of(1, 'VM B'),
    ]);
  });

  it('of a shared function is the host’s: no memory of a VM is pinned for it', () => {
    const { words } = toldBy('dpdk', { vfs: 2 });
    expect(words.filter((line) => line.includes('pinned the memory'))).toHaveLength(1);
    expect(words).toEqual(expect.arrayContaining(asked(1, 'the host')));
    expect(words).toContain('Before time zero queue 1 of the host has got its vector, aimed at core 1.');
  });

  it('of a poll-mode driver: huge pages, a pinned thread, a mempool; no vector', () => {
    const { words } = toldBy('dpdk', {}, 'forward-host');
    expect(words).toHaveLength(3);
    expect(words[0]).toContain('pages of 2,048 KiB and pinned its thread to core 0');
    expect(words[1]).toMatch(/mempool behind queue 0 .* \d/);
    expect(words[2]).toContain('queue 0 of the host has been set up, with 1,023 free descriptors');
  });

  it('of a lane without functions has no mailbox and nothing pinned', () => {
    const { words } = toldBy('vmdq', {});
    expect(words.join(' ')).not.toMatch(/mailbox|pinned|virtual functions/);
    expect(words.filter((line) => line.includes('vector'))).toHaveLength(3);
  });

  it('is what stepping back from the first event comes to', () => {
    const { store } = toldBy('sriov', {});
    const [first] = [...Array(store.records.end).keys()].filter((r) => store.records.t(r) > 0);
    expect(previousEventPs([store], store.records.t(first))).toBe(0);
    expect(KINDS[store.records.kind(0)].name).toBe('functions.enabled');
    expect(store.kindList(K.packetArrived).end).toBe(300);
  });

  it('is no event of the run and changes no figure of the report', () => {
    const input = { stop: { packets: 500 }, warmup: { packets: 0 }, traffic: { vms: 2 } };
    const { scenario } = completeScenario(input);
    const silent = new Simulation(scenario);
    while (!silent.advance(1e6));
    expect(runKept(scenario).report).toEqual(silent.report());
  });
});
