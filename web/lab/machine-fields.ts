// Every field of machine, traffic, workload and run as a row: what it takes, how it is written, what it sets. Data.
import { fillDefaults, LINK_SPEEDS, type Scenario } from '../../sim-core/index.ts';
import { MACHINE, type MACHINE_FIELDS } from '../i18n/en-machine.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import { count, trimmed } from '../ui/format.ts';
import { named, readQuantity, readSizes, type Units, UNITS } from '../ui/quantity.ts';
import { loadUnits } from './words.ts';

export type FieldId = keyof typeof MACHINE_FIELDS;
export type GroupId = keyof typeof MACHINE.groups;

/** What an edit sets: a section's fields, or fields at the top. */
export type FieldEdit =
  | { section: 'machine' | 'traffic' | 'workload'; fields: Record<string, unknown> }
  | { section: 'top'; fields: Partial<Pick<ScenarioInput, 'seed' | 'stop' | 'warmup'>> };

interface Common {
  id: FieldId;
  group: GroupId;
  /** Rows that the present traffic has no use for are left out. */
  used?: (scenario: Scenario) => boolean;
}

export interface ChoiceField extends Common {
  control: 'choice';
  values: (scenario: Scenario) => readonly string[];
  read: (scenario: Scenario) => string;
  edit: (value: string, scenario: Scenario) => FieldEdit;
}

export interface EntryField extends Common {
  control: 'entry';
  /** The value as its field shows it. */
  text: (scenario: Scenario) => string;
  /** The unit behind it; the words' own without. */
  unit?: (scenario: Scenario) => string;
  /** What an entry sets; null if it means nothing here. */
  edit: (text: string, scenario: Scenario) => FieldEdit | null;
  width: number;
  words?: boolean;
  /** A ruler beside it. */
  ruler?: { of: (scenario: Scenario) => number; at: (position: number) => string };
}

export type MachineField = ChoiceField | EntryField;

type Section = 'machine' | 'traffic' | 'workload';

/** A plain number of a section. */
function number(
  section: Section,
  id: FieldId,
  group: GroupId,
  options: {
    name?: string;
    units?: Units;
    whole?: boolean;
    min: number;
    max: number;
    width?: number;
    ruler?: 'log' | 'linear';
    rulerMax?: number;
    used?: Common['used'];
  },
): EntryField {
  const {
    name = id,
    units = UNITS.count,
    whole = true,
    min,
    max,
    width = 5,
    ruler,
    rulerMax = max,
    used,
  } = options;
  const scale = units[''];
  const read = (scenario: Scenario) => (scenario[section] as unknown as Record<string, number>)[name] / scale;
  const field: EntryField = {
    id,
    group,
    control: 'entry',
    width,
    text: (scenario) => printed(read(scenario)),
    edit(text) {
      const value = readQuantity(text, units);
      const near = whole ? Math.round(value) : Number(value.toPrecision(9));
      return near >= min && near <= max ? { section, fields: { [name]: near } } : null;
    },
  };
  if (used !== undefined) field.used = used;
  if (ruler === undefined) return field;
  const low = Math.max(min, 0);
  const log = ruler === 'log';
  const share = (value: number) =>
    log ? Math.log(value / low) / Math.log(rulerMax / low) : (value - low) / (rulerMax - low);
  const back = (at: number) => (log ? low * (rulerMax / low) ** at : low + (rulerMax - low) * at);
  field.ruler = {
    of: (scenario) => Math.min(1, Math.max(0, share(read(scenario)))),
    at: (position) => trimmed(back(position), whole ? 9 : 2),
  };
  return field;
}

function printed(value: number): string {
  return Number.isInteger(value) ? count(value) : trimmed(value, 6);
}

function choice<T extends string>(
  section: Section,
  id: FieldId,
  group: GroupId,
  name: string,
  values: readonly T[],
): ChoiceField {
  return {
    id,
    group,
    control: 'choice',
    values: () => values,
    read: (scenario) => String((scenario[section] as unknown as Record<string, unknown>)[name]),
    edit: (value) => ({ section, fields: { [name]: value } }),
  };
}

const generated = ({ traffic }: Scenario) => traffic.kind !== 'capture';
const loaded = (scenario: Scenario) => generated(scenario) || scenario.traffic.capture?.timing === 'scaled';
const PACKETS = named(UNITS.count, 'packets', 'packet');
const LATEST_NS = 1e10;

/** A time in ns, exact in thousandths. */
function readTime(text: string): number {
  const { '': _, ...units } = UNITS.ns;
  return Math.round(readQuantity(text, units) * 1000) / 1000;
}

/** "1.2 ms" for a time in ns, exact. */
function timeText(ns: number): string {
  const [factor, unit] = ns >= 1e6 ? [1e6, 'ms'] : ns >= 1000 ? [1000, 'µs'] : [1, 'ns'];
  return `${Number((ns / factor).toPrecision(15))} ${unit}`;
}

/** A length of the run: packets, or a time. */
function extent(id: 'stop' | 'warmup', least: number): EntryField {
  return {
    id,
    group: 'run',
    control: 'entry',
    width: 10,
    words: true,
    text: ({ [id]: { packets, duration_ns } }) =>
      packets === undefined ? timeText(duration_ns ?? 0) : count(packets),
    unit: ({ [id]: { packets } }) => (packets === undefined ? '' : MACHINE.packets),
    edit(text) {
      const packets = Math.round(readQuantity(text, PACKETS));
      if (packets >= least && packets <= 1e8) return { section: 'top', fields: { [id]: { packets } } };
      const ns = readTime(text);
      return ns >= least / 1000 && ns <= LATEST_NS
        ? { section: 'top', fields: { [id]: { duration_ns: ns } } }
        : null;
    },
  };
}

const KINDS = ['line-rate', 'poisson', 'on-off', 'imix'] as const;
const WORKS = ['receive', 'reply', 'drop-host', 'forward-host', 'forward-vm', 'vm-to-vm'] as const;

const frameSizes: EntryField = {
  id: 'frame_bytes',
  group: 'wire',
  control: 'entry',
  width: 14,
  words: true,
  used: generated,
  text: ({ traffic: { frame_bytes } }) =>
    frame_bytes === null
      ? '64:7 594:4 1518:1'
      : typeof frame_bytes === 'number'
        ? count(frame_bytes)
        : frame_bytes.map((pair) => pair.join(':')).join(' '),
  edit(text, { traffic }) {
    const one = Math.round(readQuantity(text, UNITS.bytes));
    const sizes = one > 0 ? [[one, 1]] : readSizes(text);
    if (sizes === null || sizes.some(([bytes]) => !(bytes >= 64 && bytes <= 9216))) return null;
    const kind = traffic.kind === 'imix' ? { kind: undefined } : {};
    return { section: 'traffic', fields: { frame_bytes: one > 0 ? one : sizes, ...kind } };
  },
};

const arrivals: ChoiceField = {
  id: 'kind',
  group: 'wire',
  control: 'choice',
  used: generated,
  values: () => KINDS,
  read: ({ traffic }) => (traffic.kind === 'constant' ? 'line-rate' : traffic.kind),
  edit: (kind, { traffic }) => ({
    section: 'traffic',
    fields: {
      kind,
      ...(kind === 'imix' ? { frame_bytes: undefined } : { frame_bytes: traffic.frame_bytes ?? undefined }),
    },
  }),
};

const load: EntryField = {
  id: 'load',
  group: 'wire',
  control: 'entry',
  width: 7,
  words: true,
  used: loaded,
  text: ({ traffic }) => trimmed(traffic.load * 100, 6),
  edit(text, scenario) {
    const value = readQuantity(text, loadUnits(scenario));
    return value > 0 && value <= 1
      ? { section: 'traffic', fields: { load: Number(value.toPrecision(6)) } }
      : null;
  },
};

const link: ChoiceField = {
  id: 'link_gbps',
  group: 'wire',
  control: 'choice',
  values: () => LINK_SPEEDS.map(String),
  read: ({ traffic }) => String(traffic.link_gbps),
  edit: (value) => ({ section: 'traffic', fields: { link_gbps: Number(value) } }),
};

const restarts: EntryField = {
  id: 'events',
  group: 'work',
  control: 'entry',
  width: 10,
  words: true,
  text: ({ workload }) =>
    workload.events.map(({ at_ns }) => timeText(at_ns).replace(' ', '')).join(' ') || MACHINE.none,
  edit(text) {
    if (text.trim() === '' || text.trim() === MACHINE.none)
      return { section: 'workload', fields: { events: undefined } };
    const times = text.trim().split(/\s+/).map(readTime);
    if (!times.every((ns) => ns >= 0 && ns <= LATEST_NS)) return null;
    return {
      section: 'workload',
      fields: { events: times.map((at_ns) => ({ at_ns, what: 'ovs-restart' })) },
    };
  },
};

const seed: EntryField = {
  id: 'seed',
  group: 'run',
  control: 'entry',
  width: 10,
  text: ({ seed: present }) => String(present),
  edit(text) {
    const value = readQuantity(text, UNITS.count);
    const fits = Number.isInteger(value) && value >= 0 && value < 2 ** 32;
    return fits ? { section: 'top', fields: { seed: value } } : null;
  },
};

/** In the order of the page. */
export const MACHINE_ROWS: readonly MachineField[] = [
  choice('machine', 'profile', 'machine', 'profile', ['lecture', 'server']),
  number('machine', 'ghz', 'machine', { units: UNITS.ghz, whole: false, min: 0.5, max: 6, ruler: 'linear' }),
  number('machine', 'cores', 'machine', { units: named(UNITS.count, 'cores', 'core'), min: 1, max: 64 }),
  choice('machine', 'nic_socket', 'machine', 'nic_socket', ['local', 'remote']),
  number('machine', 'llc_mib', 'memory', { units: UNITS.mebibytes, whole: false, min: 0.25, max: 64 }),
  number('machine', 'llc_ways', 'memory', {
    units: named(UNITS.count, 'ways', 'way'),
    min: 1,
    max: 32,
    width: 3,
  }),
  number('machine', 'dram_channels', 'memory', {
    units: named(UNITS.count, 'channels', 'channel'),
    min: 1,
    max: 12,
    width: 3,
  }),
  number('machine', 'pcie_gbps', 'memory', {
    units: UNITS.gbps,
    whole: false,
    min: 1,
    max: 1000,
    ruler: 'log',
  }),
  number('traffic', 'flows', 'traffic', {
    units: named(UNITS.count, 'flows', 'flow'),
    min: 1,
    max: 1_000_000,
    width: 8,
    ruler: 'log',
    used: generated,
  }),
  number('traffic', 'flow_skew', 'traffic', {
    units: { '': 1, skew: 1 },
    whole: false,
    min: 0,
    max: 10,
    width: 4,
    ruler: 'linear',
    rulerMax: 4,
    used: generated,
  }),
  number('traffic', 'vm_skew', 'traffic', {
    units: { '': 1, skew: 1 },
    whole: false,
    min: 0,
    max: 10,
    width: 4,
    ruler: 'linear',
    rulerMax: 4,
    used: generated,
  }),
  number('traffic', 'priority_share', 'traffic', {
    units: UNITS.percent,
    whole: false,
    min: 0,
    max: 1,
    width: 5,
  }),
  number('traffic', 'vms', 'traffic', { units: named(UNITS.count, 'vms', 'vm'), min: 1, max: 64, width: 4 }),
  number('traffic', 'burst_packets', 'traffic', {
    units: PACKETS,
    min: 1,
    max: 65_536,
    width: 6,
    used: generated,
  }),
  choice('workload', 'work', 'work', 'kind', WORKS),
  number('workload', 'app_cycles', 'work', {
    units: named(UNITS.count, 'cycles', 'cycle'),
    min: 0,
    max: 1e9,
    width: 8,
  }),
  choice('workload', 'idle_guests', 'work', 'idle_guests', ['compute', 'halt']),
  choice('workload', 'touch', 'work', 'touch', ['headers', 'payload']),
  number('workload', 'page_table_writes', 'work', {
    units: named(UNITS.count, 'writes', 'write'),
    min: 0,
    max: 1_000_000,
    width: 8,
  }),
  restarts,
  frameSizes,
  load,
  link,
  arrivals,
  extent('stop', 1),
  extent('warmup', 0),
  seed,
];

/** The scenario that a row's value is compared with: all defaults, but for what they depend on. */
export function defaultsFor(scenario: Scenario): Scenario {
  const { kind, capture } = scenario.traffic;
  const traffic = kind === 'capture' && capture !== null ? { traffic: { kind, capture } } : {};
  const { packets, duration_ns } = scenario.stop;
  const stop = packets === undefined ? { duration_ns: duration_ns ?? 0 } : { packets };
  const base = fillDefaults({
    workload: { kind: scenario.workload.kind },
    ...traffic,
  } as ScenarioInput as never);
  return { ...base, warmup: fillDefaults({ stop, ...traffic } as never).warmup };
}

/** What a row shows, to compare and to print. */
export function shownValue(row: MachineField, scenario: Scenario): string {
  return row.control === 'choice' ? row.read(scenario) : row.text(scenario);
}
