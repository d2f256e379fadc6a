// The palette has every command and all features of the focused lane, and finds them by any words of theirs.
import { describe, expect, it, vi } from 'vitest';
import { fillDefaults } from '../../sim-core/index.ts';
import { COMMANDS, type CommandTarget } from '../commands/registry.ts';
import { match } from './palette.tsx';
import { paletteEntries } from './palette-entries.ts';

const scenario = fillDefaults({});

function entriesOf(lane: number) {
  const calls: unknown[][] = [];
  const target = new Proxy(
    {},
    {
      get:
        (_, name) =>
        (...args: unknown[]) =>
          calls.push([name, ...args]),
    },
  );
  const setFeature = vi.fn();
  const openFeatures = vi.fn();
  const entries = paletteEntries({
    scenario,
    lane,
    target: target as CommandTarget,
    setFeature,
    openFeatures,
  });
  return { entries, calls, setFeature, openFeatures };
}

describe('palette', () => {
  it('has all 32 features of the lane, every lane, and each command once', () => {
    const { entries } = entriesOf(2);
    const ids = entries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('feature-'))).toHaveLength(32);
    expect(ids.filter((id) => id.startsWith('focus-'))).toHaveLength(scenario.lanes.length);
    const commands = COMMANDS.filter(({ id }) => !['palette', 'close', 'lane', 'packet-time'].includes(id));
    for (const { id } of commands) expect(ids).toContain(id);
  });
  it('flips what can be flipped, and opens the drawer for the rest', () => {
    const { entries, setFeature, openFeatures, calls } = entriesOf(2);
    const run = (id: string) => entries.find((entry) => entry.id === id)?.run();
    run('feature-iommu');
    expect(setFeature).toHaveBeenCalledWith(2, { iommu: false });
    run('feature-ring_size');
    expect(openFeatures).toHaveBeenCalledWith(2);
    run('play');
    expect(calls).toEqual([['togglePlay']]);
  });
  it('finds by label, by the contract’s key and by other words, in any order', () => {
    const { entries } = entriesOf(0);
    const find = (search: string) => entries.filter((entry) => match(entry, search) > 0).map(({ id }) => id);
    expect(find('ring size')).toContain('feature-ring_size');
    expect(find('ring_size')).toContain('feature-ring_size');
    expect(find('size ring')).toContain('feature-ring_size');
    expect(find('nothing like that')).toEqual([]);
  });
});
