// The lines that say what a change made of a lane, in as much detail as there is room for. Pure functions.
import { type LaneScenario, RECENT_PACKETS, type Scenario } from '../../sim-core/index.ts';
import { GHOST_WORDS } from '../i18n/en-ghost.ts';
import {
  changeNames,
  cyclesWords,
  deliveredWords,
  differenceOf,
  floorsLike,
  floorWords,
  earlyWords,
  overallWords,
  timesWords,
  trafficWords,
  whyNone,
} from './difference.ts';
import type { LaneFigures } from './figures.ts';
import type { LaneGhost } from './use-figures.ts';

export interface Comparison {
  lane: LaneScenario;
  scenario: Scenario;
  figures: LaneFigures;
  ghost: LaneGhost;
}

export interface Detail {
  /** Most floors said by name; the others are said in one sum. */
  floors: number;
  /** The difference in packet times too. */
  times: boolean;
  /** What was changed, where that is more than one feature. */
  names: boolean;
  /** After how few packets it is said has a line of its own; else it takes the floors'. */
  early: boolean;
  /** Packets delivered in figures, in place of what became of all packets in per cent. */
  figures: boolean;
}

export const FULL: Detail = { floors: Infinity, times: true, names: true, early: true, figures: false };

/** Each line, and whether it is the first in rank. */
export function differenceLines(
  { lane, scenario, figures, ghost }: Comparison,
  detail: Detail,
): [string, boolean][] {
  if (ghost.figures === null) return [[GHOST_WORDS.notHeld, false]];
  const before = { figures: ghost.figures, floors: floorsLike(ghost.lane.features, scenario) };
  const now = { figures, floors: floorsLike(lane.features, scenario) };
  const difference = differenceOf(now, before);
  const [bill, was] = [figures.bill, ghost.figures.bill];
  if (difference === null || bill === null || was === null) return [[GHOST_WORDS.noBill, false]];
  if (difference.none) {
    const why = whyNone(lane.features, ghost.lane.features, scenario, figures);
    return [[GHOST_WORDS.noDifference(why), true]];
  }
  const names = changeNames(lane.features, ghost.lane.features);
  // where the last packets mislead, what is true of the run comes first
  const overall = overallWords(bill, was);
  const early = overall === '' ? earlyWords(figures, ghost.figures) : '';
  const cycles = cyclesWords(difference, was);
  const lines: [string, boolean][] = [
    [detail.names && names.length > 1 ? names.join(', ') : '', false],
    [overall, true],
    [detail.early ? early : '', false],
    [overall === '' ? cycles : GHOST_WORDS.last(RECENT_PACKETS, cycles), overall === ''],
    [detail.times && overall === '' ? timesWords(bill, was) : '', false],
    [detail.early || early === '' ? floorWords(difference, detail.floors) : early, false],
    [detail.figures ? deliveredWords(figures, ghost.figures) : trafficWords(figures, ghost.figures), false],
  ];
  return lines.filter(([text]) => text !== '').map(([text, strong]) => [unbroken(text), strong]);
}

/** A change stays beside what it is of, and a number beside its unit. */
function unbroken(text: string): string {
  return text.replaceAll(/ (?=[+−%])/g, '\u00a0');
}
