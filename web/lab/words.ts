// The sentence's editable words: what each says, which numbers it takes, and what it sets. Data and pure functions.
import { FIGURES } from '../i18n/en-figures.ts';
import type { Scenario } from '../../sim-core/index.ts';
import { SENTENCE_WORDS } from '../i18n/en-sentence.ts';
import { budgetOf } from '../playback/packet-time.ts';
import type { ScenarioInput } from '../stores/scenario-input.ts';
import type { Entry } from '../ui/exact-field.tsx';
import { count, significant, trimmed } from '../ui/format.ts';
import { named, readQuantity, type Units, UNITS } from '../ui/quantity.ts';

export type WordId = 'frame' | 'load' | 'link' | 'ghz' | 'flows' | 'vms';

/** What a word's new value sets in the scenario. */
export type WordPatch =
  | { section: 'traffic'; fields: Partial<NonNullable<ScenarioInput['traffic']>> }
  | { section: 'machine'; fields: Partial<NonNullable<ScenarioInput['machine']>> };

export interface Word {
  id: WordId;
  /** Accessible name's beginning; the value follows. */
  label: string;
  title: string;
  says: string;
  /** What would be right, in answer to a wrong entry. */
  range: string;
  /** The word as it stands in the sentence. */
  text: (value: number) => string;
  /** The exact field's text, and its unit. */
  entry: (value: number) => string;
  unit: string;
  /** What an entry may be written in. */
  units: (scenario: Scenario) => Units;
  min: number;
  max: number;
  /** Whole numbers only. */
  whole: boolean;
  /** Only these numbers are possible; the slider goes through them. */
  only?: readonly number[];
  /** Values that people ask for: marked on the slider. */
  stops: readonly number[];
  /** The next value for an arrow key: one step, or with shift a leap. */
  nudge: (value: number, direction: 1 | -1, leap: boolean) => number;
  read: (scenario: Scenario) => number | null;
  patch: (value: number, scenario: Scenario) => WordPatch;
}

const LINKS = [1, 2, 5, 10, 20, 25, 40, 50, 100, 200, 400];

const traffic = (fields: Extract<WordPatch, { section: 'traffic' }>['fields']): WordPatch => ({
  section: 'traffic',
  fields,
});

const stepBy =
  (step: number, leap: number): Word['nudge'] =>
  (value, direction, leaps) =>
    value + direction * (leaps ? leap : step);

/** Load is a share of line rate; Gb/s and packets a second are other words for it. */
export function loadUnits(scenario: Scenario): Units {
  const { ns } = budgetOf(scenario);
  const gbps = 1 / scenario.traffic.link_gbps;
  const pps = ns / 1e9;
  return {
    ...UNITS.percent,
    ...{ 'gb/s': gbps, gbps, 'mb/s': gbps / 1000, mbps: gbps / 1000 },
    ...{ pps, kpps: pps * 1e3, mpps: pps * 1e6 },
  };
}

export const WORDS: Record<WordId, Word> = {
  frame: {
    id: 'frame',
    ...SENTENCE_WORDS.frame,
    text: (v) => FIGURES.bytes(count(v)),
    entry: (v) => count(v),
    unit: 'bytes',
    units: () => UNITS.bytes,
    min: 64,
    max: 9216,
    whole: true,
    stops: [64, 128, 256, 512, 1024, 1518, 9216],
    nudge: stepBy(1, 64),
    read: (s) => (typeof s.traffic.frame_bytes === 'number' ? s.traffic.frame_bytes : null),
    // mixed sizes are a kind of traffic; one size is not
    patch: (v, s) => traffic({ frame_bytes: v, ...(s.traffic.kind === 'imix' ? { kind: undefined } : {}) }),
  },
  load: {
    id: 'load',
    ...SENTENCE_WORDS.load,
    text: (v) => `${trimmed(v * 100, 3)}%`,
    entry: (v) => trimmed(v * 100, 4),
    unit: '%',
    units: loadUnits,
    min: 0.001,
    max: 1,
    whole: false,
    stops: [0.001, 0.01, 0.1, 1],
    nudge: (value, direction, leap) =>
      Number((value * 10 ** (direction * (leap ? 0.1 : 0.01))).toPrecision(3)),
    read: (s) => s.traffic.load,
    patch: (v) => traffic({ load: v }),
  },
  link: {
    id: 'link',
    ...SENTENCE_WORDS.link,
    text: (v) => `${v} Gb/s`,
    entry: (v) => String(v),
    unit: 'Gb/s',
    units: () => UNITS.gbps,
    min: 1,
    max: 400,
    whole: true,
    only: LINKS,
    stops: LINKS,
    nudge: (value, direction) => LINKS[LINKS.indexOf(value) + direction] ?? value,
    read: (s) => s.traffic.link_gbps,
    patch: (v) => traffic({ link_gbps: v }),
  },
  ghz: {
    id: 'ghz',
    ...SENTENCE_WORDS.ghz,
    text: (v) => `${trimmed(v, 4)} GHz`,
    entry: (v) => trimmed(v, 4),
    unit: 'GHz',
    units: () => UNITS.ghz,
    min: 0.5,
    max: 6,
    whole: false,
    stops: [0.5, 1, 1.5, 2.1, 3, 4, 6],
    nudge: stepBy(0.1, 0.5),
    read: (s) => s.machine.ghz,
    patch: (v) => ({ section: 'machine', fields: { ghz: Math.round(v * 1000) / 1000 } }),
  },
  flows: {
    id: 'flows',
    ...SENTENCE_WORDS.flows,
    text: (v) => count(v),
    entry: (v) => count(v),
    unit: 'flows',
    units: () => named(UNITS.count, 'flow', 'flows'),
    min: 1,
    max: 1_000_000,
    whole: true,
    stops: [1, 64, 1000, 10_000, 100_000, 1_000_000],
    nudge: stepBy(1, 100),
    read: (s) => s.traffic.flows,
    patch: (v) => traffic({ flows: v }),
  },
  vms: {
    id: 'vms',
    ...SENTENCE_WORDS.vms,
    text: (v) => String(v),
    entry: (v) => String(v),
    unit: 'VMs',
    units: () => named(UNITS.count, 'vm', 'vms'),
    min: 1,
    max: 64,
    whole: true,
    stops: [1, 2, 3, 4, 8, 16, 32, 64],
    nudge: stepBy(1, 8),
    read: (s) => s.traffic.vms,
    patch: (v) => traffic({ vms: v }),
  },
};

/** The scenario as it would be with a patch: what the sentence says while a slider is dragged. */
export function patched(scenario: Scenario, patch: WordPatch): Scenario {
  if (patch.section === 'machine')
    return { ...scenario, machine: { ...scenario.machine, ...patch.fields } as Scenario['machine'] };
  const next = { ...scenario.traffic, ...patch.fields } as Scenario['traffic'];
  return { ...scenario, traffic: { ...next, kind: next.kind ?? 'line-rate' } };
}

/** Whether a patch changes anything of a scenario. */
export function changes(scenario: Scenario, patch: WordPatch): boolean {
  const { section } = patch;
  return JSON.stringify(patched(scenario, patch)[section]) !== JSON.stringify(scenario[section]);
}

/** A value within a word's limits: whole, or six figures. */
export function within(word: Word, value: number): number {
  const near = word.whole ? Math.round(value) : Number(value.toPrecision(6));
  return Math.min(word.max, Math.max(word.min, near));
}

/** The number that a text means for a word, or the sentence that says what would be right. */
export function readEntry(word: Word, text: string, scenario: Scenario, bare?: string): Entry<number> {
  const units = word.units(scenario);
  const value = readQuantity(text, bare === undefined ? units : { ...units, '': units[bare.toLowerCase()] });
  const near = word.whole ? Math.round(value) : Number(value.toPrecision(6));
  const least = word.id === 'load' ? Number.MIN_VALUE : word.min;
  const fits = near >= least && near <= word.max && (word.only === undefined || word.only.includes(near));
  return fits ? { value: near } : { wrong: word.range };
}

/** Position 0…1 of a value on the word's slider, which is logarithmic or goes through `only`. */
export function toPosition(word: Word, value: number): number {
  if (word.only !== undefined) {
    const at = word.only.findIndex((one) => one >= value);
    return (at < 0 ? word.only.length - 1 : at) / (word.only.length - 1);
  }
  const at = Math.log(value / word.min) / Math.log(word.max / word.min);
  return Math.min(1, Math.max(0, at));
}

/** The value at a position 0…1, rounded to what can be said: whole, or three figures. */
export function fromPosition(word: Word, position: number): number {
  if (word.only !== undefined) return word.only[Math.round(position * (word.only.length - 1))];
  const value = word.min * (word.max / word.min) ** position;
  const near = word.stops.find((one) => Math.abs(toPosition(word, one) - position) < 0.012);
  if (near !== undefined) return near;
  return word.whole ? Math.round(value) : Number(value.toPrecision(word.id === 'ghz' ? 2 : 3));
}

/** One packet time in words: "67.2 ns = 202 cycles". */
export function equation(ns: number, cycles: number): string {
  const time = ns >= 1000 ? `${trimmed(ns / 1000, 3)} µs` : `${trimmed(ns, 3)} ns`;
  return FIGURES.equation(time, cycles >= 100 ? count(cycles) : significant(cycles, 3));
}
