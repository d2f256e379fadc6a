// A new path is one folder and one line in the registry: with both faked here, all the rest of the program runs it.
import { describe, expect, it, vi } from 'vitest';
import type { LanePath } from './path.ts';

const SIXTH = {
  id: 'sixth',
  title: 'Sixth',
  subtitle: 'a path that nobody has written',
  leavesOut: ['Everything that the path it was copied from leaves out is left out here too.'],
  prose: { title: 'path.sixth.title', subtitle: 'path.sixth.subtitle', story: 'path.sixth.story' },
};

vi.mock('./registry.ts', async (original) => {
  const real = await original<typeof import('./registry.ts')>();
  const features = { ...real.pathOf('ddio').features, ring_size: 256, delivery: 'exit' };
  const sixth = { ...SIXTH, features } as unknown as LanePath;
  const all = [...real.PATHS, sixth];
  return { PATHS: all, pathOf: (id: string) => all.find((path) => path.id === id) };
});

describe('a path added by one folder and one line', () => {
  it('is accepted, completed from its features, run and reported; and it is a lane of the default scenario', async () => {
    const { completeScenario } = await import('../scenario/index.ts');
    const { Simulation } = await import('./simulation.ts');
    const { scenario } = completeScenario({
      stop: { packets: 3000 },
      traffic: { load: 0.02 },
      lanes: [
        { preset: 'ddio' },
        { preset: 'sixth' },
        { name: 'seventh', preset: 'sixth', features: { ring_size: 128 } },
      ],
    });
    expect(scenario.lanes.map(({ name, features }) => [name, features.ring_size, features.delivery])).toEqual(
      [
        ['ddio', 512, 'posted'],
        ['sixth', 256, 'exit'],
        ['seventh', 128, 'exit'],
      ],
    );
    const simulation = new Simulation(scenario);
    while (!simulation.advance(1e6));
    const { lanes } = simulation.report();
    expect(lanes.map(({ preset }) => preset)).toEqual(['ddio', 'sixth', 'sixth']);
    expect(lanes[1].packets.delivered).toBeGreaterThan(2000);
    expect(lanes[1].per_second.vm_exits).toBeGreaterThan(lanes[0].per_second.vm_exits ?? 0);
    expect(completeScenario({}).scenario.lanes).toHaveLength(6);
  });

  it('is in the schema, in the list of presets and in the command’s', async () => {
    const { runMain } = await import('../cli/io-for-test.ts');
    expect(runMain(['schema']).out).toContain('"sixth"');
    expect(runMain(['presets']).out).toContain('sixth');
  });
});
