// The lane drawer's rows: every feature with its group and the control that it takes. Data and pure functions.
import { type Features, type Scenario, usesFeature, viewLane } from '../../sim-core/index.ts';
import { FEATURE_GROUP_WORDS, FEATURE_UNITS, FEATURE_WORDS, GROUP_NOTES } from '../i18n/en-features.ts';

export type FeatureName = keyof Features;
export type FeatureValue = Features[FeatureName];
export type FeatureGroup = keyof typeof FEATURE_GROUP_WORDS;

export interface NumberControl {
  kind: 'number';
  min: number;
  max: number;
  /** Only these values are possible. */
  only?: readonly number[];
  unit: string;
}

export type FeatureControl =
  | { kind: 'switch' }
  | { kind: 'choice'; values: readonly string[] }
  | NumberControl;

export interface FeatureRow {
  name: FeatureName;
  group: FeatureGroup;
  control: FeatureControl;
}

export const FEATURE_GROUPS = Object.keys(FEATURE_GROUP_WORDS) as FeatureGroup[];

const choice = (...values: string[]): FeatureControl => ({ kind: 'choice', values });
const toggle: FeatureControl = { kind: 'switch' };
const RINGS = [64, 128, 256, 512, 1024, 2048, 4096];

/** All rows, in order; bounds that depend on the machine are read from the scenario. */
export function featureRows(scenario: Scenario): FeatureRow[] {
  const { llc_ways, cores } = scenario.machine;
  const number = (min: number, max: number, unit: string, only?: readonly number[]): FeatureControl =>
    only === undefined ? { kind: 'number', min, max, unit } : { kind: 'number', min, max, unit, only };
  const pages = choice('4k', '2m', '1g');
  const table: [FeatureGroup, [FeatureName, FeatureControl][]][] = [
    [
      'receive',
      [
        ['classify', choice('software', 'vmdq', 'sriov')],
        ['vnic', choice('emulated', 'virtio', 'vhost-net', 'vhost-user', 'passthrough')],
        ['copy', choice('cpu', 'quickdata', 'none')],
        ['stack', choice('kernel', 'userspace')],
        ['ring_size', number(64, 4096, FEATURE_UNITS.slots, RINGS)],
        ['drop_enable', toggle],
      ],
    ],
    [
      'interrupts',
      [
        ['notify', choice('interrupt', 'napi', 'poll')],
        ['delivery', choice('exit', 'posted')],
        ['itr_us', number(0, 1000, FEATURE_UNITS.us)],
        ['msix', toggle],
        ['affinity', choice('shared', 'per-vm', 'dedicated')],
        ['lli', toggle],
      ],
    ],
    [
      'memory',
      [
        ['placement', choice('dram', 'dca', 'ddio')],
        ['ddio_ways', number(1, llc_ways, FEATURE_UNITS.ways)],
        ['paging', choice('shadow', 'nested', 'native')],
        ['guest_page', pages],
        ['host_page', pages],
        ['prefault', toggle],
      ],
    ],
    [
      'switch',
      [
        ['vswitch', choice('none', 'bridge', 'ovs-kernel', 'ovs-dpdk')],
        ['emc', toggle],
        ['megaflows', choice('per-vm', 'per-flow')],
      ],
    ],
    [
      'poll',
      [
        ['batch', number(1, 512, FEATURE_UNITS.packets)],
        ['batch_wait', toggle],
        ['poll_cores', number(1, cores, FEATURE_UNITS.cores(cores))],
        ['isolated', toggle],
        ['pipeline', toggle],
        ['ring_mode', choice('sp', 'mp', 'rts', 'hts')],
        ['mempool', choice('current', 'classic')],
      ],
    ],
    [
      'sending',
      [
        ['tx_reclaim', choice('prompt', 'late')],
        ['free_unsent', toggle],
      ],
    ],
    [
      'functions',
      [
        ['vfs', number(0, 256, FEATURE_UNITS.functions)],
        ['iommu', toggle],
      ],
    ],
  ];
  return table.flatMap(([group, rows]) => rows.map(([name, control]) => ({ name, group, control })));
}

/** Why a group has no effect in this lane as it stands; empty if it has. */
export function groupNote(group: FeatureGroup, scenario: Scenario, lane: number): string {
  const { f, guests } = viewLane(scenario, scenario.lanes[lane]);
  const { kind } = scenario.workload;
  if (group === 'interrupts' && f.notify === 'poll' && (!guests || f.vnic === 'passthrough')) {
    return GROUP_NOTES.polls;
  }
  if (group === 'switch' && f.vswitch === 'none') return GROUP_NOTES.noSwitch;
  if (group === 'poll' && f.notify !== 'poll' && f.vswitch !== 'ovs-dpdk') return GROUP_NOTES.noPolling;
  if (group === 'sending' && (kind === 'receive' || kind === 'drop-host')) return GROUP_NOTES.nothingSent;
  if (group === 'functions' && guests && f.classify !== 'sriov') return GROUP_NOTES.noFunctions;
  return '';
}

/** Whether the workload looks at the feature at all. */
export function isUsed(name: FeatureName, scenario: Scenario, lane: number): boolean {
  return usesFeature(viewLane(scenario, scenario.lanes[lane]), name);
}

/** A value as rows and buttons name it: "64 packets", "vmdq", "MSI-X off". */
export function valueWords(name: FeatureName, value: FeatureValue, unit = ''): string {
  const words = FEATURE_WORDS[name];
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return unit === '' ? String(value) : `${value} ${unit}`;
  return words.values?.[value] ?? value;
}

/** A feature at a value in as few words as name it: "poll", "iommu", "no msix", "2 poll cores". */
export function settingWords(name: FeatureName, value: FeatureValue): string {
  const plain = name.replaceAll('_', ' ');
  if (typeof value === 'boolean') return value ? plain : `no ${plain}`;
  return typeof value === 'number' ? `${value} ${plain}` : value === 'none' ? `no ${plain}` : value;
}

/** Rows whose key, label, sentence or values contain every word of `text`. */
export function matches(row: FeatureRow, text: string): boolean {
  const { label, says, values, on } = FEATURE_WORDS[row.name];
  const choices = row.control.kind === 'choice' ? row.control.values : [];
  const all = [row.name, label, says, on ?? '', ...choices, ...Object.values(values ?? {})]
    .join(' ')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
