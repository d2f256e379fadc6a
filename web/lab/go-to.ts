// What somebody types to get to a moment: a time, an event's number, a packet. What it means in each lane, as suggestions.
import { describeRecord, K, KINDS, packetRecords, type TraceRecord } from '../../sim-core/index.ts';
import { GO_TO_WORDS as WORDS } from '../i18n/en-find.ts';
import type { LaneReader } from '../scene/readers.ts';
import { count, duration } from '../ui/format.ts';
import { readQuantity, UNITS } from '../ui/quantity.ts';

/** What an entry says; `wrong` holds the sentence that answers it. */
export type GoToEntry =
  | { kind: 'time'; tPs: number }
  | { kind: 'event'; event: number }
  | { kind: 'packet'; packet: number }
  | { kind: 'wrong'; wrong: string };

/** A moment that an entry may mean. */
export interface Suggestion {
  words: string;
  /** Lane whose moment it is, from 0; −1 for all. */
  lane: number;
  /** VM whose badge stands before it; 0 for none. */
  vm: number;
  /** ps; −1 where the simulator has to be asked for it. */
  tPs: number;
  /** What it is to be asked for. */
  sought: { event: number } | { packet: number } | null;
}

/** What of the run an entry is read against. */
export interface GoToContext {
  readers: readonly LaneReader[];
  /** Time of a lane's n-th event, ps; −1 where it is not held, null where there is none so far. */
  eventTime: (lane: number, n: number) => number | null;
  /** ps; where the run ends as far as is known, and whether that is final. */
  endPs: number;
  ended: boolean;
  /** Packets offered in all; Infinity where only time ends the run. */
  packets: number;
  /** The lane whose meaning comes first. */
  firstLane: number;
}

/** Reads an entry; a number alone is microseconds. */
export function readGoTo(text: string): GoToEntry {
  const entry = text.trim();
  const event = /^#\s*([\d,\s]+)$/.exec(entry);
  if (event !== null) return { kind: 'event', event: Number(event[1].replace(/[,\s]/g, '')) };
  const packet = /^p\s*([\d,\s]+)$/i.exec(entry);
  if (packet !== null) return { kind: 'packet', packet: Number(packet[1].replace(/[,\s]/g, '')) };
  const us = readQuantity(entry, UNITS.us);
  return us >= 0 ? { kind: 'time', tPs: Math.round(us * 1e6) } : { kind: 'wrong', wrong: WORDS.how };
}

/** The moments that an entry may mean, or why there is none. */
export function suggestionsFor(
  entry: GoToEntry,
  context: GoToContext,
): { list: Suggestion[]; wrong: string } {
  switch (entry.kind) {
    case 'wrong':
      return { list: [], wrong: entry.wrong };
    case 'time':
      if (entry.tPs > context.endPs) return { list: [], wrong: tooLate(context) };
      return { list: [{ words: WORDS.time, lane: -1, vm: 0, tPs: entry.tPs, sought: null }], wrong: '' };
    case 'event':
      return eventSuggestions(entry.event, context);
    case 'packet':
      return packetSuggestions(entry.packet, context);
  }
}

/** "The run ends at 40 µs." */
export function tooLate({ endPs, ended }: GoToContext): string {
  return (ended ? WORDS.ends : WORDS.soFar)(duration(endPs / 1000, 4));
}

function eventSuggestions(n: number, context: GoToContext): { list: Suggestion[]; wrong: string } {
  if (n < 1) return { list: [], wrong: WORDS.fromOne };
  const lanes = context.readers.map((_, lane) => lane);
  lanes.sort((a, b) => Number(b === context.firstLane) - Number(a === context.firstLane) || a - b);
  const list = lanes.flatMap((lane): Suggestion[] => {
    const tPs = context.eventTime(lane, n);
    if (tPs === null) return [];
    return [{ words: WORDS.eventOf(count(n), lane + 1), lane, vm: 0, tPs, sought: { event: n } }];
  });
  return { list, wrong: list.length === 0 ? WORDS.fewer(count(n)) : '' };
}

function packetSuggestions(packet: number, context: GoToContext): { list: Suggestion[]; wrong: string } {
  if (packet >= context.packets) return { list: [], wrong: WORDS.packets(count(context.packets)) };
  const list: Suggestion[] = [];
  for (const [lane, reader] of context.readers.entries()) {
    const records = packetRecords(reader.store, packet);
    const arrived = records.find((r) => r.kind === K.packetArrived);
    if (arrived !== undefined && list.length === 0) {
      list.push({
        words: WORDS.arrives(count(packet)),
        lane: -1,
        vm: arrived.vm,
        tPs: arrived.tPs,
        sought: null,
      });
    }
    const meaning = turningPoint(records);
    if (meaning !== null) list.push({ ...meaning, words: meaning.words(count(packet), lane + 1), lane });
  }
  if (list.length === 0) {
    const words = WORDS.arrives(count(packet));
    list.push({ words, lane: -1, vm: 0, tPs: -1, sought: { packet } });
  }
  return { list, wrong: '' };
}

/** Where a lane decides a packet's fate: a core takes it up, or it is dropped before. */
function turningPoint(
  records: readonly TraceRecord[],
): (Omit<Suggestion, 'words' | 'lane'> & { words: (packet: string, lane: number) => string }) | null {
  const taken = records.find((r) => KINDS[r.kind].shape === 'work');
  if (taken !== undefined) return { words: WORDS.takesUp, vm: taken.vm, tPs: taken.tPs, sought: null };
  const dropped = records.find((r) => r.kind === K.packetDropped);
  return dropped === undefined
    ? null
    : { words: WORDS.drops, vm: dropped.vm, tPs: dropped.tPs, sought: null };
}

/** A followed packet's next event in any lane after a time; null where there is none in what is held. */
export function nextOfPacket(
  readers: readonly LaneReader[],
  packet: number,
  tPs: number,
): { lane: number; tPs: number; words: string } | null {
  let best: { lane: number; tPs: number; words: string } | null = null;
  for (const [lane, reader] of readers.entries()) {
    const next = packetRecords(reader.store, packet).find((record) => record.tPs > tPs);
    if (next === undefined || (best !== null && next.tPs >= best.tPs)) continue;
    best = { lane, tPs: next.tPs, words: describeRecord(next) };
  }
  return best;
}
