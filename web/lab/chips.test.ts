// Checks every chip in every preset lane: it can be flipped, or the offer that comes with the refusal makes it possible.
import { describe, expect, it } from 'vitest';
import { completeScenario, type Features, fillDefaults, InputError, PATHS } from '../../sim-core/index.ts';
import type { SwitchChip } from '../scene/chip-id.ts';
import { CHIPS, flip, IRQ_MODES, irqModeOf } from './chips.ts';
import { hindranceTo, wayTo } from './ways.ts';

function reasonOf(preset: string, features: Partial<Features>): string | null {
  try {
    completeScenario({ lanes: [{ preset: preset as 'trap', features }] });
    return null;
  } catch (error) {
    if (error instanceof InputError) return error.problem;
    throw error;
  }
}

describe('chips', () => {
  for (const path of PATHS) {
    for (const chip of Object.keys(CHIPS) as SwitchChip[]) {
      it(`${CHIPS[chip].label} can be flipped in ${path.title}`, () => {
        const patch = flip(chip, path.features);
        const wanted = { ...path.features, ...patch };
        expect(CHIPS[chip].isOn(wanted)).toBe(!CHIPS[chip].isOn(path.features));
        if (reasonOf(path.id, wanted) === null) return;
        const way = wayTo(patch, path.features, (features) => reasonOf(path.id, features));
        expect(way).not.toBeNull();
        expect(reasonOf(path.id, { ...path.features, ...way!.patch })).toBeNull();
        expect(way!.also.length).toBeGreaterThan(0);
      });
    }
  }
  it('every interrupt mode and chip can be had in every lane, together with what its question offers', () => {
    const scenario = fillDefaults({});
    for (const [lane, row] of scenario.lanes.entries()) {
      const patches = [
        ...IRQ_MODES.map((mode) => mode.patch),
        ...(Object.keys(CHIPS) as SwitchChip[]).map((chip) => flip(chip, row.features)),
      ];
      for (const wanted of patches) {
        const hindrance = hindranceTo(scenario, lane, wanted);
        const also = hindrance?.obstacle.also ?? {};
        expect(hindrance === null || Object.keys(also).length > 0).toBe(true);
        expect(reasonOf(row.preset, { ...row.features, ...also, ...wanted })).toBeNull();
      }
    }
  });
  it('names the interrupt mode of every preset', () => {
    for (const path of PATHS) {
      const mode = irqModeOf(path.features);
      expect(IRQ_MODES.map((each) => each.id)).toContain(mode.id);
    }
  });
  it('the drawer asks for what the chip on the floor asks for, in its words, with the same lane to follow', () => {
    const scenario = fillDefaults({});
    /** By chip, the row of the drawer that is the same choice. */
    const rows: [SwitchChip, (keyof Features)[]][] = [
      ['dpdk', ['stack']],
      ['sriov', ['vnic']],
      ['vmdq', ['classify']],
    ];
    const compared: string[] = [];
    for (const [lane, { features }] of scenario.lanes.entries()) {
      for (const [chip, [name]] of rows) {
        const whole = flip(chip, features);
        const one = { [name]: whole[name] } as Partial<Features>;
        const atChip = hindranceTo(scenario, lane, whole);
        if (atChip === null) continue;
        const inDrawer = hindranceTo(scenario, lane, one);
        compared.push(`${chip} in lane ${lane + 1}: ${atChip.words?.join()}`);
        expect(inDrawer?.words).toEqual(atChip.words);
        expect(inDrawer?.obstacle.rule).toBe(atChip.obstacle.rule);
        expect({ ...features, ...inDrawer?.obstacle.also, ...one }).toEqual({
          ...features,
          ...atChip.obstacle.also,
          ...whole,
        });
      }
      for (const { patch } of IRQ_MODES) {
        const atMenu = hindranceTo(scenario, lane, patch);
        const inDrawer = hindranceTo(scenario, lane, { notify: patch.notify });
        if (atMenu !== null) expect(inDrawer).toEqual(atMenu);
      }
    }
    expect(compared).toContain('dpdk in lane 1: SR-IOV on');
    expect(compared).toContain('sriov in lane 5: DPDK off');
  });

  it('a choice that no chip offers brings the fewest features along, and one whose chip needs nothing those of the chip', () => {
    const scenario = fillDefaults({});
    const also = (lane: number, wanted: Partial<Features>) => {
      const { words, obstacle } = hindranceTo(scenario, lane, wanted)!;
      return { words, also: obstacle.also };
    };
    expect(also(0, { vswitch: 'none' })).toEqual({ words: null, also: { classify: 'vmdq' } });
    expect(also(2, { stack: 'userspace' })).toEqual({ words: null, also: { notify: 'poll' } });
    expect(hindranceTo(scenario, 2, flip('dpdk', scenario.lanes[2].features))).toBeNull();
  });
});
