// What a lane's section looks like, from its features alone: floors, where they stop, what each one's number sums.
import type { CategoryName, Features, WorkloadKind } from '../../sim-core/index.ts';
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
export type FloorWord = FloorId | 'hostApp' | 'hostKern' | 'hostSort';

/** `solid`: the lane pays for it; `gone`: hardware does it; `plain`: always there; `absent`: not on this path. */
export type FloorState = 'solid' | 'gone' | 'plain' | 'absent';

export interface Floor {
  id: FloorId;
  word: FloorWord;
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

/** A lane's floors from top to bottom; every part stands on exactly one of them. */
export function floorsOf(features: Features, workload: WorkloadKind): Floor[] {
  const host = withoutVms(workload);
  const user = features.stack === 'userspace';
  const paid = (pays: boolean): FloorState => (pays ? 'solid' : 'gone');
  const switched = features.classify === 'software' || features.vswitch !== 'none';
  return [
    { id: 'app', word: host ? 'hostApp' : 'app', state: 'plain', texture: '', parts: ['app'], chip: null },
    {
      id: 'kern',
      word: host ? 'hostKern' : 'kern',
      state: paid(!user),
      texture: 'kern',
      parts: user ? ['poll', 'kern', 'sys'] : ['kern', 'sys'],
      chip: 'dpdk',
    },
    { id: 'vmb', word: 'vmb', state: host ? 'absent' : 'plain', texture: '', parts: ['exit'], chip: null },
    {
      id: 'copy',
      word: 'copy',
      state: host ? 'absent' : paid(features.copy !== 'none'),
      texture: 'hyp',
      parts: ['copy'],
      chip: host ? null : 'sriov',
    },
    {
      id: 'sort',
      word: host ? 'hostSort' : 'sort',
      state: host ? paid(!user) : paid(switched),
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
