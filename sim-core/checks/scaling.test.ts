// The simulator's own work a packet, counted in events, grows neither with the run's length nor with flows nor with the ring.
import { describe, expect, it } from 'vitest';
import { Simulation } from '../paths/simulation.ts';
import { completeScenario } from '../scenario/index.ts';

function eventsAPacket(packets: number, input: object): number {
  const { scenario } = completeScenario({ stop: { packets }, warmup: { packets: 100 }, ...input });
  const simulation = new Simulation(scenario);
  while (!simulation.advance(100_000));
  return simulation.events / packets;
}

const dpdk = (features: object = {}) => [{ preset: 'dpdk', features }];

describe('events a packet', () => {
  it('are the same in a run ten times as long', () => {
    for (const preset of ['vmdq', 'ddio', 'dpdk']) {
      const lanes = [{ preset }];
      const long = eventsAPacket(60_000, { lanes });
      expect(long / eventsAPacket(6000, { lanes }), preset).toBeLessThan(1.05);
    }
  });
  it('are the same with a million flows', () => {
    const of = (flows: number) => eventsAPacket(10_000, { traffic: { flows }, lanes: dpdk() });
    expect(of(1_000_000) / of(64)).toBeCloseTo(1, 2);
    const switched = (flows: number) =>
      eventsAPacket(10_000, {
        workload: { kind: 'forward-host' },
        traffic: { flows, load: 0.1 },
        lanes: dpdk({ vswitch: 'ovs-dpdk' }),
      });
    expect(switched(1_000_000) / switched(64)).toBeLessThan(1.1);
  });
  it('are the same with the longest ring', () => {
    const of = (ring_size: number) =>
      eventsAPacket(20_000, { workload: { kind: 'forward-host' }, lanes: dpdk({ ring_size }) });
    expect(of(4096) / of(64)).toBeCloseTo(1, 1);
  });
});
