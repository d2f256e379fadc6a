// Values that are known of a constant, as marks under its slider: none prints on another.

/** Width of a letter of a mark, as a share of the narrowest slider that has marks. */
const LETTER_SHARE = 0.045;
/** Clear space between two marks, in letters. */
const GAP_LETTERS = 1;

export interface KnownMark {
  value: number;
  text: string;
  /** Place on the slider, 0…1. */
  at: number;
}

/**
 * Marks of `values` between `min` and `max` of a slider, from left to right. Where two are too near to be read, the one
 * that comes first in `values` stays.
 */
export function knownMarks(
  values: readonly number[],
  min: number,
  max: number,
  print: (value: number) => string,
): KnownMark[] {
  const kept: KnownMark[] = [];
  for (const value of values) {
    if (value < min || value > max) continue;
    const mark = { value, text: print(value), at: (value - min) / (max - min) };
    if (kept.every((other) => clear(mark, other))) kept.push(mark);
  }
  return kept.sort((a, b) => a.at - b.at);
}

/** Marks are centred on their places. */
function clear(a: KnownMark, b: KnownMark): boolean {
  const letters = (a.text.length + b.text.length) / 2 + GAP_LETTERS;
  return Math.abs(a.at - b.at) >= letters * LETTER_SHARE;
}
