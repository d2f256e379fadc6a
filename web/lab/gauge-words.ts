// What stands in small letters beside a gauge's multiple: the run before, lines that do not fit, cores. Pure functions.
import { FIGURES } from '../i18n/en-figures.ts';
import { UI } from '../i18n/en.ts';
import { type GaugeLayout, ghostLinesOf, linesOf } from '../scene/gauge.ts';
import { count } from '../ui/format.ts';
import { type Bill, gaugeBill, printedTotal } from './figures.ts';

/** What the bill was in the run before, and how many more lines it has than its torn outline; `now` is the present bill's. */
export function wasText(was: Bill, now: number, gauge: GaugeLayout): string {
  const { torn } = ghostLinesOf(gaugeBill(was).total, now, gauge);
  const cycles = UI.figure.was(count(printedTotal(was)));
  if (torn === 0) return cycles;
  // where the present gauge is torn too, its own words say what is counted
  const lines = linesOf(now, gauge).torn > 0 ? `+${count(torn)}` : FIGURES.moreLines(count(torn));
  return `${cycles} (${lines})`;
}

/** Letters that fit beside a multiple. */
const MOST_LETTERS = 36;

/** The words that are not empty, in this order; behind the first those that there is room for. */
export function fitting(words: readonly string[]): string {
  const [first = '', ...others] = words.filter((each) => each !== '');
  return others.reduce(
    (text, each) => (text.length + each.length + 2 > MOST_LETTERS ? text : `${text}, ${each}`),
    first,
  );
}

/** Width of a lane's line 1 in the plate's rem, of a letter, and what a name keeps clear of its part's ends, px. */
const LINE_REM = 14;
const LETTER_REM = 0.46;
const CLEAR_PX = 10;

/** Share of line 1 that a name needs; `unit`: the plate's rem, px. */
export function lineNeeded(name: string, unit: number): number {
  return (name.length * LETTER_REM * unit + CLEAR_PX) / (LINE_REM * unit);
}

/** Places on line 1 where names begin, the coarsest first: at each new figure they would quiver, and the page be laid out anew. */
const NAME_GRIDS = [20, 100, 1000];

/** Where a name stands within its part of line 1, as shares of the line; null where the part is shorter than it needs. */
export function placeOfName(
  from: number,
  to: number,
  needed: number,
): { left: number; width: number } | null {
  for (const grid of NAME_GRIDS) {
    // inwards: no name reaches into the part beside its own
    const left = Math.ceil(from * grid) / grid;
    const width = Math.floor(to * grid) / grid - left;
    if (width > needed) return { left, width: Math.round(width * grid) / grid };
  }
  return null;
}
