// What is left of a lane's name where there is little room.
import { expect, it } from 'vitest';
import { shortName } from './lane-words.ts';
import { SCENARIO_PRESETS } from './presets.ts';

it('keeps what fits, else the telling words that do', () => {
  expect(shortName('huge pages', 12)).toBe('huge pages');
  expect(shortName('the NIC sorts', 12)).toBe('NIC sorts');
  expect(shortName('a core for each VM', 12)).toBe('core each VM');
  expect(shortName('4,096 slots, 20 ways', 12)).toBe('4,096 slots');
  expect(shortName('Trap to hypervisor')).toBe('Trap');
  expect(shortName('Trap to hypervisor 2')).toBe('Trap 2');
  expect(shortName('4,096 slots 12', 12)).toBe('4,096 12');
  expect(shortName('Uninterruptible')).toBe('Uninterr');
});

it('ends on no article in any lane of the presets', () => {
  const names = SCENARIO_PRESETS.flatMap(({ input }) => (input.lanes ?? []).map(({ name }) => name ?? ''));
  for (const name of names)
    for (const most of [7, 12])
      expect(shortName(name, most)).not.toMatch(/(^| )(a|an|the|for|of|to|into)$|[,;:]$/i);
});
