// The lane drawer's rows: which features are simulated in this version, with the control each one takes.
import type { Features, Scenario } from '../../sim-core/index.ts';
import type { FEATURE_GROUP_WORDS } from '../i18n/en-features.ts';

export type FeatureControl =
  | { kind: 'switch' }
  | { kind: 'choice'; values: readonly string[] }
  | { kind: 'number'; min: number; max: number; only?: readonly number[]; unit: string };

export interface FeatureRow {
  name: keyof Features;
  group: keyof typeof FEATURE_GROUP_WORDS;
  control: FeatureControl;
}

const choice = (...values: string[]): FeatureControl => ({ kind: 'choice', values });
const toggle: FeatureControl = { kind: 'switch' };
const RINGS = [64, 128, 256, 512, 1024, 2048, 4096];

/** All rows, in order; bounds that depend on the machine are read from the scenario. */
export function featureRows(scenario: Scenario): FeatureRow[] {
  const { llc_ways, cores } = scenario.machine;
  const number = (min: number, max: number, unit = ''): FeatureControl => ({
    kind: 'number',
    min,
    max,
    unit,
  });
  return [
    { name: 'classify', group: 'receive', control: choice('software', 'vmdq', 'sriov') },
    { name: 'vnic', group: 'receive', control: choice('vhost-net', 'passthrough') },
    { name: 'vswitch', group: 'receive', control: choice('none', 'bridge') },
    { name: 'copy', group: 'receive', control: choice('cpu', 'none') },
    { name: 'stack', group: 'receive', control: choice('kernel', 'userspace') },
    { name: 'vfs', group: 'receive', control: number(0, 256) },
    { name: 'notify', group: 'interrupts', control: choice('interrupt', 'napi', 'poll') },
    { name: 'delivery', group: 'interrupts', control: choice('exit', 'posted') },
    { name: 'itr_us', group: 'interrupts', control: number(0, 1000, 'µs') },
    { name: 'msix', group: 'interrupts', control: toggle },
    { name: 'affinity', group: 'interrupts', control: choice('shared', 'per-vm', 'dedicated') },
    { name: 'placement', group: 'memory', control: choice('dram', 'ddio') },
    { name: 'ddio_ways', group: 'memory', control: number(1, llc_ways) },
    { name: 'iommu', group: 'memory', control: toggle },
    {
      name: 'ring_size',
      group: 'memory',
      control: { kind: 'number', min: 64, max: 4096, only: RINGS, unit: '' },
    },
    { name: 'drop_enable', group: 'memory', control: toggle },
    { name: 'batch', group: 'poll', control: number(1, 512) },
    { name: 'batch_wait', group: 'poll', control: toggle },
    { name: 'poll_cores', group: 'poll', control: number(1, cores) },
    { name: 'tx_reclaim', group: 'sending', control: choice('prompt', 'late') },
  ];
}
