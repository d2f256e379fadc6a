// Batches of real lanes: as large as the burst that the trace records, in order, and the packet among them.
import { describe, expect, it } from 'vitest';
import { runKept } from '../checks/run-for-test.ts';
import { completeScenario } from '../scenario/index.ts';
import { batchOf } from './batch.ts';
import { K } from './kinds.ts';

const run = (preset: string, features: object = {}) =>
  runKept(
    completeScenario({
      stop: { packets: 900 },
      warmup: { packets: 100 },
      traffic: { load: 0.2, kind: 'poisson' },
      lanes: [{ preset, features }],
    }).scenario,
  ).stores[0];

describe('batch of a packet', () => {
  it('is the receive burst of the poll-mode driver', () => {
    const store = run('dpdk', { batch: 8 });
    const { records } = store;
    let bursts = 0;
    for (let r = records.first; r < records.end; r++) {
      if (records.kind(r) !== K.mbufReceived) continue;
      const batch = batchOf(store, records.packet(r));
      expect(batch?.packets[batch.index]).toBe(records.packet(r));
      expect([...(batch?.packets ?? [])].sort((a, b) => a - b)).toEqual(batch?.packets);
      expect(batch?.packets.length).toBeLessThanOrEqual(8);
      if (batch?.index === 0) bursts += batch.packets.length;
    }
    let said = 0;
    for (let r = records.first; r < records.end; r++)
      if (records.kind(r) === K.burstReceived) said += records.arg(r);
    // of the burst under way at the run's end not every packet has been taken yet
    expect(bursts).toBeGreaterThan(0);
    expect(said - bursts).toBeGreaterThanOrEqual(0);
    expect(said - bursts).toBeLessThan(8);
  });
  it('is the poll of a kernel driver, at most its weight', () => {
    const store = run('sriov', { itr_us: 20 });
    const { records } = store;
    const sizes = new Set<number>();
    for (let r = records.first; r < records.end; r++) {
      if (records.kind(r) !== K.skbBuilt) continue;
      const batch = batchOf(store, records.packet(r));
      expect(batch?.packets[batch.index]).toBe(records.packet(r));
      sizes.add(batch?.packets.length ?? 0);
    }
    expect(Math.max(...sizes)).toBeGreaterThan(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(64);
  });
  it('is nothing for a packet that nobody took', () => {
    expect(batchOf(run('trap'), 2 ** 29)).toBeNull();
  });
});
