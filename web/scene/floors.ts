// What a lane's section looks like, from its features alone: floors, where they stop, what each one's number sums.
import {
  type CategoryName,
  type Features,
  firstSharing,
  type Scenario,
  type WorkloadKind,
} from '../../sim-core/index.ts';
import type { ChipId } from './chip-id.ts';

/** The gauge's parts in stack order, which is chronological. */
export const PARTS = ['irq', 'exit', 'miss', 'sort', 'copy', 'llc', 'poll', 'kern', 'sys', 'app'] as const;
export type Part = (typeof PARTS)[number];

/** Which cost categories of the report a part sums. Every category belongs to exactly one. */
export const PART_CATEGORIES: Record<Part, readonly CategoryName[]> = {
  irq: ['interrupt'],
  exit: ['vm_exit', 'context_switch'],
  miss: ['dram'],
  sort: ['classify', 'vswitch'],
  copy: ['copy'],
  llc: ['cache'],
  poll: ['driver'],
  kern: ['kernel_stack'],
  sys: ['syscall'],
  app: ['application'],
};

/** The part a category is drawn in. */
export const CATEGORY_PART = Object.fromEntries(
  PARTS.flatMap((part) => PART_CATEGORIES[part].map((category) => [category, part])),
) as Record<CategoryName, Part>;

export type FloorId = 'app' | 'kern' | 'vmb' | 'copy' | 'sort' | 'llc' | 'dram' | 'nic' | 'wire';
export type FloorWord =
  | FloorId
  | 'hostDrops'
  | 'hostSends'
  | 'vmSends'
  | 'vmPasses'
  | 'hostKern'
  | 'hostSort';

/** `solid`: the lane pays for it; `gone`: hardware does it; `plain`: always there; `absent`: not on this path. */
export type FloorState = 'solid' | 'gone' | 'plain' | 'absent';

export interface Floor {
  id: FloorId;
  word: FloorWord;
  /** Whose cycles its figure counts, where that is not the floor's own name. */
  pays: 'polled' | null;
  state: FloorState;
  texture: 'kern' | 'hyp' | 'mem' | '';
  /** Whose costs stand here. */
  parts: readonly Part[];
  /** The control that removes it. */
  chip: ChipId | null;
}

/** Workloads without a VM on the path. */
export function withoutVms(kind: WorkloadKind): boolean {
  return kind === 'drop-host' || kind === 'forward-host';
}

/** What of a scenario decides which floors its lanes have. */
export interface PathChoice {
  workload: Pick<Scenario['workload'], 'kind'>;
  traffic: Pick<Scenario['traffic'], 'vms'>;
}

/** Where packets end. */
const END_WORDS: Record<WorkloadKind, FloorWord> = {
  receive: 'app',
  reply: 'app',
  'drop-host': 'hostDrops',
  'forward-host': 'hostSends',
  'forward-vm': 'vmSends',
  'vm-to-vm': 'vmPasses',
};

/** First of the VMs, from 1, that have no function of their own and get their packets by way of the host; 0: none. */
export function sharingFrom(features: Features, { workload, traffic }: PathChoice): number {
  return withoutVms(workload.kind) ? 0 : firstSharing(features, traffic.vms);
}

/** Whether a switch of the host's stands on the path. */
function hostSwitches({ stack, vswitch }: Features, workload: WorkloadKind): boolean {
  if (stack === 'userspace') return vswitch === 'ovs-dpdk';
  // dropped packets do not get as far as the kernel's switch
  return workload === 'forward-host' && vswitch !== 'none';
}

const paid = (pays: boolean): FloorState => (pays ? 'solid' : 'gone');

/** The host's kernel is paid for where it routes; where it drops or switches, packets do not get as far. */
function hostKernelState(features: Features, workload: WorkloadKind): FloorState {
  if (features.stack === 'userspace') return 'gone';
  return workload === 'forward-host' && features.vswitch === 'none' ? 'solid' : 'plain';
}

/** A lane's floors from top to bottom; every part stands on exactly one of them. */
export function floorsOf(features: Features, path: PathChoice): Floor[] {
  const { kind } = path.workload;
  const host = withoutVms(kind);
  const user = features.stack === 'userspace';
  const shared = sharingFrom(features, path) > 0;
  const switched = features.classify === 'software' || features.vswitch !== 'none';
  const floors: Omit<Floor, 'pays'>[] = [
    { id: 'app', word: END_WORDS[kind], state: 'plain', texture: '', parts: ['app'], chip: null },
    {
      id: 'kern',
      word: host ? 'hostKern' : 'kern',
      state: host ? hostKernelState(features, kind) : paid(!user),
      texture: 'kern',
      parts: user ? ['poll', 'kern', 'sys'] : ['kern', 'sys'],
      chip: 'dpdk',
    },
    { id: 'vmb', word: 'vmb', state: host ? 'absent' : 'plain', texture: '', parts: ['exit'], chip: null },
    {
      id: 'copy',
      word: 'copy',
      state: host ? 'absent' : paid(features.copy !== 'none' || shared),
      texture: 'hyp',
      parts: ['copy'],
      chip: host ? null : 'sriov',
    },
    {
      id: 'sort',
      word: host ? 'hostSort' : 'sort',
      state: host ? (hostSwitches(features, kind) ? 'solid' : 'absent') : paid(switched || shared),
      texture: 'hyp',
      parts: ['sort'],
      chip: host ? null : 'vmdq',
    },
    { id: 'llc', word: 'llc', state: 'plain', texture: '', parts: ['llc'], chip: null },
    {
      id: 'dram',
      word: 'dram',
      state: paid(features.placement !== 'ddio'),
      texture: 'mem',
      parts: ['miss'],
      chip: 'ddio',
    },
    {
      id: 'nic',
      word: 'nic',
      state: 'plain',
      texture: '',
      parts: user ? ['irq'] : ['irq', 'poll'],
      chip: 'irq',
    },
    { id: 'wire', word: 'wire', state: 'plain', texture: '', parts: [], chip: null },
  ];
  return floors.map((floor) => ({ ...floor, pays: user && floor.id === 'kern' ? 'polled' : null }));
}

/** The parts of a bill from its categories; null counts as 0. */
export function partsOf(byCategory: Record<CategoryName, number | null>): Record<Part, number> {
  const parts = {} as Record<Part, number>;
  for (const part of PARTS) {
    let sum = 0;
    for (const category of PART_CATEGORIES[part]) sum += byCategory[category] ?? 0;
    parts[part] = sum;
  }
  return parts;
}
