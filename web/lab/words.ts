// The sentence's editable words: what each says, which numbers it takes, and what it sets. Data and pure functions.
import type { Scenario } from '../../sim-core/index.ts';
import { SENTENCE_WORDS } from '../i18n/en-sentence.ts';
import { count, significant, trimmed } from '../ui/format.ts';

export type WordId = 'frame' | 'load' | 'link' | 'ghz' | 'flows' | 'vms';

/** What a word's new number sets in the scenario. */
export type WordPatch =
  | {
      section: 'traffic';
      fields: {
        frame_bytes?: number;
        load?: number;
        link_gbps?: number;
        flows?: number;
        vms?: number;
        kind?: 'line-rate';
      };
    }
  | { section: 'machine'; fields: { ghz: number } };

export interface Word {
  id: WordId;
  /** Accessible name's beginning; the value follows. */
  label: string;
  title: string;
  says: string;
  /** The word as it stands in the sentence. */
  text: (value: number) => string;
  /** The exact field's text. */
  entry: (value: number) => string;
  min: number;
  max: number;
  /** Whole numbers only. */
  whole: boolean;
  /** Only these numbers are possible; the slider goes through them. */
  only?: readonly number[];
  presets: readonly number[];
  read: (scenario: Scenario) => number | null;
  patch: (value: number) => WordPatch;
  /** A number out of what somebody typed, in the word's own unit; NaN if it is none. */
  parse: (text: string, scenario: Scenario) => number;
  range: string;
}

const SUFFIX = /^\s*([\d.,]+)\s*([a-zµ%/]*)\s*$/i;

function typed(text: string): [number, string] {
  const match = SUFFIX.exec(text);
  if (match === null) return [Number.NaN, ''];
  return [Number(match[1].replace(/,/g, '')), match[2].toLowerCase()];
}

function parseScaled(text: string, factors: Record<string, number>): number {
  const [value, unit] = typed(text);
  const factor = factors[unit];
  return factor === undefined ? Number.NaN : value * factor;
}

/** Time a frame takes on the wire, ns: preamble and gap included. */
export function packetTimeNs(frameBytes: number, linkGbps: number): number {
  return ((frameBytes + 20) * 8) / linkGbps;
}

function parseLoad(text: string, scenario: Scenario): number {
  const [value, unit] = typed(text);
  const { frame_bytes, link_gbps } = scenario.traffic;
  if (unit === '' || unit === '%') return value / 100;
  if (unit === 'gb/s' || unit === 'gbps') return value / link_gbps;
  const factor = { pps: 1, kpps: 1e3, mpps: 1e6 }[unit];
  if (factor === undefined || typeof frame_bytes !== 'number') return Number.NaN;
  return (value * factor * packetTimeNs(frame_bytes, link_gbps)) / 1e9;
}

const LINKS = [1, 2, 5, 10, 20, 25, 40, 50, 100, 200, 400];
const traffic = (fields: Extract<WordPatch, { section: 'traffic' }>['fields']): WordPatch => ({
  section: 'traffic',
  fields,
});

export const WORDS: Record<WordId, Word> = {
  frame: {
    id: 'frame',
    ...SENTENCE_WORDS.frame,
    text: (v) => `${count(v)}-byte`,
    entry: (v) => `${v} B`,
    min: 64,
    max: 9216,
    whole: true,
    presets: [64, 128, 256, 512, 1024, 1518, 9216],
    read: (s) => (typeof s.traffic.frame_bytes === 'number' ? s.traffic.frame_bytes : null),
    patch: (v) => traffic({ frame_bytes: v }),
    parse: (t) => parseScaled(t, { '': 1, b: 1, byte: 1, bytes: 1, kb: 1000, kib: 1024 }),
  },
  load: {
    id: 'load',
    ...SENTENCE_WORDS.load,
    text: (v) => `${trimmed(v * 100, 3)}%`,
    entry: (v) => `${trimmed(v * 100, 4)} %`,
    min: 0.001,
    max: 1,
    whole: false,
    presets: [0.01, 0.1, 0.5, 1],
    read: (s) => s.traffic.load,
    patch: (v) => traffic({ load: v }),
    parse: parseLoad,
  },
  link: {
    id: 'link',
    ...SENTENCE_WORDS.link,
    text: (v) => `${v} Gb/s`,
    entry: (v) => `${v} Gb/s`,
    min: 1,
    max: 400,
    whole: true,
    only: LINKS,
    presets: [1, 10, 25, 40, 100],
    read: (s) => s.traffic.link_gbps,
    patch: (v) => traffic({ link_gbps: v }),
    parse: (t) => parseScaled(t, { '': 1, g: 1, 'gb/s': 1, gbps: 1, gbit: 1, 'gbit/s': 1 }),
  },
  ghz: {
    id: 'ghz',
    ...SENTENCE_WORDS.ghz,
    text: (v) => `${trimmed(v, 4)} GHz`,
    entry: (v) => `${trimmed(v, 4)} GHz`,
    min: 0.5,
    max: 6,
    whole: false,
    presets: [1, 2, 2.6, 3, 4, 5],
    read: (s) => s.machine.ghz,
    patch: (v) => ({ section: 'machine', fields: { ghz: Math.round(v * 1000) / 1000 } }),
    parse: (t) => parseScaled(t, { '': 1, ghz: 1, mhz: 0.001 }),
  },
  flows: {
    id: 'flows',
    ...SENTENCE_WORDS.flows,
    text: (v) => count(v),
    entry: (v) => String(v),
    min: 1,
    max: 1_000_000,
    whole: true,
    presets: [1, 16, 64, 1000, 100_000],
    read: (s) => s.traffic.flows,
    patch: (v) => traffic({ flows: v }),
    parse: (t) => parseScaled(t, { '': 1, k: 1000, m: 1e6, flows: 1 }),
  },
  vms: {
    id: 'vms',
    ...SENTENCE_WORDS.vms,
    text: (v) => String(v),
    entry: (v) => String(v),
    min: 1,
    max: 64,
    whole: true,
    presets: [1, 2, 3, 4, 8, 16],
    read: (s) => s.traffic.vms,
    patch: (v) => traffic({ vms: v }),
    parse: (t) => parseScaled(t, { '': 1, vms: 1, vm: 1 }),
  },
};

/** The number that a text means for a word, or the sentence that says what would be right. */
export function readEntry(word: Word, text: string, scenario: Scenario): number | string {
  const value = word.parse(text, scenario);
  if (!Number.isFinite(value)) return word.range;
  const near = word.whole ? Math.round(value) : Number(value.toPrecision(6));
  if (near < word.min && !(word.id === 'load' && near > 0)) return word.range;
  if (near > word.max || (word.only !== undefined && !word.only.includes(near))) return word.range;
  return near;
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
  const near = word.presets.find((one) => Math.abs(toPosition(word, one) - position) < 0.012);
  if (near !== undefined) return near;
  return word.whole ? Math.round(value) : Number(value.toPrecision(word.id === 'ghz' ? 2 : 3));
}

/** One packet time in words: "67.2 ns = 202 cycles". */
export function equation(ns: number, cycles: number): string {
  const time = ns >= 1000 ? `${trimmed(ns / 1000, 3)} µs` : `${trimmed(ns, 3)} ns`;
  return `${time} = ${cycles >= 100 ? count(cycles) : significant(cycles, 3)} cycles`;
}
