// A packet's time in one lane cut into the zones of the drawing, and what each step is called. Pure.
import {
  CATEGORIES,
  KINDS,
  type LaneStore,
  NO_CATEGORY,
  readRecord,
  type Segment,
  type Waterfall,
} from '../../sim-core/index.ts';
import { CATEGORY_WORDS } from '../i18n/en.ts';
import { ACTOR_CONTEXTS, FATES, WHY_WORDS } from '../i18n/en-packet.ts';
import { RECORD_WORDS } from '../i18n/en-records.ts';
import { CATEGORY_PART } from '../scene/floors.ts';

/** Indices into the waterfall's segments. */
export interface Zones {
  /** From the last bit in to the descriptor's write-back. */
  entry: number[];
  /** Until software first works on it. */
  waits: number[];
  /** From then on: services drawn to scale, waits folded. */
  handled: number[];
}

/** Parts a waterfall at the first work on the packet; what the NIC does before that is getting in. */
export function zonesOf(fall: Waterfall): Zones {
  const first = fall.segments.findIndex((segment) => segment.phase === 'work');
  const cut = first < 0 ? fall.segments.length : first;
  const zones: Zones = { entry: [], waits: [], handled: [] };
  fall.segments.forEach((segment, i) => {
    if (i >= cut) zones.handled.push(i);
    else if (segment.phase === 'dma' || segment.phase === 'nic' || segment.phase === 'landed')
      zones.entry.push(i);
    else zones.waits.push(i);
  });
  return zones;
}

/** Sum of some segments' lengths, picoseconds. */
export function lengthOf(fall: Waterfall, indices: readonly number[], shape?: Segment['shape']): number {
  return indices.reduce((sum, i) => {
    const segment = fall.segments[i];
    return shape !== undefined && segment.shape !== shape ? sum : sum + segment.toPs - segment.fromPs;
  }, 0);
}

/** What a step is called: "Copied to the guest". */
export function stepName(segment: Segment): string {
  if (segment.shape === 'wait') return FATES.wait;
  const { name } = KINDS[segment.kind];
  const words = RECORD_WORDS[name] ?? name.replace('.', ' ').replaceAll('-', ' ');
  return capital(words);
}

/** With a capital at its beginning. */
export function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A wait's place as its name, and how many were before the packet: "Waited in the ring", "behind 502". */
export function waitWords({ why }: Segment): { name: string; rest: string } {
  const at = why.indexOf(' behind ');
  const name = at < 0 ? why : why.slice(0, at);
  return { name: name === '' ? FATES.wait : capital(name), rest: at < 0 ? '' : why.slice(at + 1) };
}

/** Why this interval is there: a wait says it itself, work by what is done. */
export function whyOf(segment: Segment): string {
  return segment.shape === 'wait' ? segment.why : (WHY_WORDS[KINDS[segment.kind].name] ?? '');
}

/** Who works on the packet: "hypervisor, core 0"; empty for a wait. */
export function whoOf(segment: Segment, store: LaneStore): string {
  if (segment.record < 0) return '';
  const context = ACTOR_CONTEXTS[readRecord(store.records, segment.record).context & 127] ?? '';
  return context === '' ? segment.actor : `${context}, ${segment.actor}`;
}

/** The category in words, or empty for hardware and waits. */
export function categoryName(segment: Segment): string {
  return segment.category === NO_CATEGORY ? '' : CATEGORY_WORDS[CATEGORIES[segment.category]];
}

/** Fill and edge of a step, the same as in the gauge. */
export function stepColour(segment: Segment): { fill: string; edge: string } {
  if (segment.category === NO_CATEGORY) {
    const name = segment.phase === 'dma' ? 'dma' : 'wire';
    return { fill: `var(--c-${name})`, edge: `var(--e-${name})` };
  }
  const part = CATEGORY_PART[CATEGORIES[segment.category]];
  return { fill: part === 'poll' ? 'var(--e-poll)' : `var(--c-${part})`, edge: `var(--e-${part})` };
}
