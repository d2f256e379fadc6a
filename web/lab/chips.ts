// The chips on the floors: which features each sets.
import { IRQ_WORDS } from '../i18n/en-figures.ts';
import type { Features } from '../../sim-core/index.ts';
import type { SwitchChip } from '../scene/chip-id.ts';

export type { SwitchChip };
export type Patch = Partial<Features>;

interface ChipRule {
  label: string;
  isOn: (features: Features) => boolean;
  on: Patch;
  off: Patch;
}

/** On: what hardware needs to take the floor away. Off: the trap lane's values of the same features. */
export const CHIPS: Record<SwitchChip, ChipRule> = {
  vmdq: {
    label: 'VMDQ',
    isOn: (f) => f.classify !== 'software',
    on: { classify: 'vmdq', vswitch: 'none' },
    off: { classify: 'software', vswitch: 'bridge', affinity: 'shared' },
  },
  sriov: {
    label: 'SR-IOV',
    isOn: (f) => f.vnic === 'passthrough',
    on: { classify: 'sriov', vnic: 'passthrough', vswitch: 'none', copy: 'none', iommu: true },
    off: {
      classify: 'software',
      vnic: 'vhost-net',
      vswitch: 'bridge',
      copy: 'cpu',
      iommu: false,
      affinity: 'shared',
    },
  },
  ddio: {
    label: 'DDIO',
    isOn: (f) => f.placement === 'ddio',
    on: { placement: 'ddio' },
    off: { placement: 'dram' },
  },
  dpdk: {
    label: 'DPDK',
    isOn: (f) => f.stack === 'userspace',
    on: { stack: 'userspace', notify: 'poll' },
    off: { stack: 'kernel', notify: 'napi' },
  },
};

/** The interrupt menu's entries: mode and throttle together. */
export const IRQ_MODES: readonly { id: string; label: string; patch: Patch }[] = [
  { id: 'interrupt-0', label: IRQ_WORDS.each, patch: { notify: 'interrupt', itr_us: 0 } },
  { id: 'napi-0', label: IRQ_WORDS.napi, patch: { notify: 'napi', itr_us: 0 } },
  { id: 'napi-20', label: IRQ_WORDS.throttled(IRQ_WORDS.napi, 20), patch: { notify: 'napi', itr_us: 20 } },
  { id: 'napi-50', label: IRQ_WORDS.throttled(IRQ_WORDS.napi, 50), patch: { notify: 'napi', itr_us: 50 } },
  { id: 'napi-125', label: IRQ_WORDS.throttled(IRQ_WORDS.napi, 125), patch: { notify: 'napi', itr_us: 125 } },
  { id: 'poll-0', label: IRQ_WORDS.off, patch: { notify: 'poll', itr_us: 0 } },
];

/** The menu entry that a lane's features amount to; a value of its own when none does. */
export function irqModeOf(features: Features): { id: string; label: string } {
  const itr = features.notify === 'poll' ? 0 : features.itr_us;
  const id = `${features.notify}-${itr}`;
  const known = IRQ_MODES.find((mode) => mode.id === id);
  if (known !== undefined) return known;
  const name = features.notify === 'interrupt' ? IRQ_WORDS.irq : IRQ_WORDS.napi;
  return { id, label: IRQ_WORDS.throttled(name, itr) };
}

/** The patch that a chip's flip makes. */
export function flip(chip: SwitchChip, features: Features): Patch {
  const rule = CHIPS[chip];
  return rule.isOn(features) ? rule.off : rule.on;
}
