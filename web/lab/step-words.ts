// What the last step changed, lane by lane, in the words of the kinds table; lanes without change are named once.
import { happenings } from '../../sim-core/index.ts';
import type { LaneReader } from '../scene/readers.ts';

export interface LaneChange {
  /** From 0. */
  lane: number;
  words: string;
  /** Further things that happened in the lane. */
  more: number;
}

export interface StepChanges {
  changed: readonly LaneChange[];
  unchanged: readonly number[];
}

/** Things looked at in one lane; beyond them only their number is known. */
const MOST = 200;

/** What lies between two times, whichever of them was first. */
export function stepChanges(readers: readonly LaneReader[], aPs: number, bPs: number): StepChanges {
  const from = Math.min(aPs, bPs);
  const to = Math.max(aPs, bPs);
  const changed: LaneChange[] = [];
  const unchanged: number[] = [];
  for (const [lane, reader] of readers.entries()) {
    const begun = happenings(reader.store, from, to, MOST);
    // work that ends says so only where nothing else happens
    const { list, left } = begun.list.length > 0 ? begun : happenings(reader.store, from, to, MOST, true);
    if (list.length === 0) unchanged.push(lane);
    else changed.push({ lane, words: list[list.length - 1].words, more: list.length - 1 + left });
  }
  return { changed, unchanged };
}

/** "2 and 4", "1, 2 and 4": lane numbers as words have them. */
export function laneNumbers(lanes: readonly number[]): string {
  const numbers = lanes.map((lane) => String(lane + 1));
  const last = numbers.pop() ?? '';
  return numbers.length === 0 ? last : `${numbers.join(', ')} and ${last}`;
}
