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
