// Checks that an address opens what it was made from, and that damage costs only what is damaged.
import { describe, expect, it } from 'vitest';
import { completeScenario } from '../../sim-core/index.ts';
import { readAddress, writeAddress } from './address.ts';

describe('address', () => {
  it('opens the lecture’s case without parameters', async () => {
    for (const hash of ['', '#', '#/', '#/?']) {
      const address = await readAddress(hash);
      expect(address.problems).toEqual([]);
      expect(address).toMatchObject({ input: {}, tNs: null, play: null, theme: null });
    }
  });
  it('comes back as it went', async () => {
    const { scenario } = completeScenario({ traffic: { load: 0.5, vms: 5 }, lanes: [{ preset: 'ddio' }] });
    const hash = await writeAddress({
      scenario,
      captureHash: null,
      tNs: 1344000.067,
      playing: false,
      theme: 'dark',
    });
    const address = await readAddress(hash);
    expect(address.problems).toEqual([]);
    expect(completeScenario(address.input).scenario).toEqual(scenario);
    expect(address).toMatchObject({ tNs: 1344000.067, play: false, theme: 'dark' });
  });
  it('names what it cannot use and uses the rest', async () => {
    const address = await readAddress('#/lens/ring?s=%7Bbroken&t=soon&theme=dark&colour=blue&play=2');
    expect(address.theme).toBe('dark');
    expect(address.problems).toEqual([
      { kind: 'route', route: 'lens/ring' },
      { kind: 'noise' },
      { kind: 'time' },
      { kind: 'unknown', name: 'colour' },
      { kind: 'play' },
    ]);
    expect((await readAddress('#/?theme=blue')).problems).toEqual([{ kind: 'theme' }]);
    expect((await readAddress('#/?s=1*tvx')).problems).toEqual([
      { kind: 'changed' },
      { kind: 'unreadable', part: 'traffic.vms', lane: 0, entry: 'tvx' },
    ]);
  });
});
