// What else must change for a choice to be possible, at a chip or in the drawer: other chips first, as a lecture would, then any features.
import { type Features, type Obstacle, obstacleTo, type Scenario } from '../../sim-core/index.ts';
import type { SwitchChip } from '../scene/chip-id.ts';
import { CHIPS, flip, IRQ_MODES, type Patch } from './chips.ts';
export { askedOf } from './asked.ts';

/** Other chips' flips that may have to come along, the likeliest first; irq off goes with the kernel's stack. */
const COMPANIONS: readonly SwitchChip[] = ['sriov', 'dpdk', 'vmdq', 'ddio'];

export interface Way {
  /** What comes along, in words: "SR-IOV off". */
  also: string[];
  patch: Patch;
}

/**
 * The smallest set of further chip flips with which `wanted` becomes possible, or null.
 * `reasonOf` says why a set of features is impossible, or null.
 */
export function wayTo(
  wanted: Patch,
  features: Features,
  reasonOf: (features: Features) => string | null,
): Way | null {
  const target = { ...features, ...wanted };
  const single = COMPANIONS.map((chip) => {
    const before = CHIPS[chip].isOn(features);
    return { words: `${CHIPS[chip].label} ${before ? 'off' : 'on'}`, patch: flip(chip, features) };
  });
  const stack = target.notify === 'poll' ? 'userspace' : 'kernel';
  single.push({
    words: stack === 'kernel' ? 'DPDK off' : 'DPDK on',
    patch: stack === 'kernel' ? { stack } : { stack, notify: 'poll' },
  });
  const pairs = single.flatMap((a, i) =>
    single.slice(i + 1).map((b) => ({ words: [a.words, b.words], patch: { ...a.patch, ...b.patch } })),
  );
  const ways = [...single.map((one) => ({ words: [one.words], patch: one.patch })), ...pairs];
  for (const way of ways) {
    const patch = { ...way.patch, ...wanted };
    if (reasonOf({ ...features, ...patch }) === null) return { also: way.words, patch };
  }
  return null;
}

/** A choice that is not possible: why, what would come along, and that in words where it is other chips. */
export interface Hindrance {
  obstacle: Obstacle;
  words: readonly string[] | null;
}

/** What a floor's control sets where a choice of features is one of its: a chip's whole flip, or a mode of interrupts. */
function patchOnFloor(wanted: Patch, features: Features): Patch | null {
  const isPartOf = (patch: Patch) =>
    Object.entries(wanted).every(([name, value]) => patch[name as keyof Features] === value);
  const after = { ...features, ...wanted };
  for (const chip of COMPANIONS) {
    const patch = flip(chip, features);
    if (CHIPS[chip].isOn(after) !== CHIPS[chip].isOn(features) && isPartOf(patch)) return patch;
  }
  return IRQ_MODES.some(({ patch }) => patch.notify === wanted.notify && isPartOf(patch)) ? wanted : null;
}

/**
 * What stands against setting features in a lane; null if nothing does. A choice that a control on a floor offers too,
 * such as the stack in user space, which is what DPDK flips, is answered as it is there: by the same chips in the same
 * words. Anything else by the fewest features.
 */
export function hindranceTo(scenario: Scenario, lane: number, wanted: Patch): Hindrance | null {
  const row = scenario.lanes[lane];
  const alone = obstacleTo(scenario, row, wanted);
  if (alone === null) return null;
  const whole = patchOnFloor(wanted, row.features) ?? {};
  const obstacle = obstacleTo(scenario, row, whole);
  const way =
    obstacle === null
      ? null
      : wayTo(whole, row.features, (features) =>
          obstacleTo(scenario, { ...row, features }, {}) === null ? null : obstacle.rule.reason,
        );
  if (obstacle === null || way === null) return { obstacle: alone, words: null };
  const also = Object.fromEntries(
    Object.entries(way.patch).filter(
      ([name, value]) => !(name in wanted) && row.features[name as keyof Features] !== value,
    ),
  );
  return { obstacle: { ...obstacle, also }, words: way.also };
}
