// Marks of one row over the ruler: single strokes where they stand apart, a band whose height is a share where they would touch.

/** A mark by itself, or a stretch full of them; places are shares of the ruler, 0…1. */
export interface MarkLayout {
  strokes: readonly number[];
  /** `share`: marks a packet time, at most 1. */
  bands: readonly { from: number; to: number; share: number }[];
}

export interface MarkCounts {
  counts: Uint32Array;
  /** Time that one count covers, ps. */
  binPs: number;
}

/**
 * Lays the marks of [0, endPs) out in `columns` columns, each as wide as a stroke with the gap that keeps it apart from
 * the next. Neighbours of the same share become one band.
 */
export function layOutMarks(
  { counts, binPs }: MarkCounts,
  endPs: number,
  packetPs: number,
  columns: number,
): MarkLayout {
  const columnPs = endPs / columns;
  const inColumn = new Float64Array(columns);
  const placed = new Float64Array(columns);
  const last = Math.min(counts.length, Math.ceil(endPs / binPs));
  for (let bin = 0; bin < last; bin++) {
    if (counts[bin] === 0) continue;
    const at = Math.min(endPs * (1 - 1e-9), (bin + 0.5) * binPs);
    const column = Math.min(columns - 1, Math.floor(at / columnPs));
    inColumn[column] += counts[bin];
    placed[column] = at / endPs;
  }
  const strokes: number[] = [];
  const bands: { from: number; to: number; share: number }[] = [];
  for (let i = 0; i < columns; i++) {
    const n = inColumn[i];
    if (n === 0) continue;
    const touches = n > 1 || (i > 0 && inColumn[i - 1] > 0) || (i < columns - 1 && inColumn[i + 1] > 0);
    if (!touches) {
      strokes.push(placed[i]);
      continue;
    }
    const share = Math.min(1, (n * packetPs) / columnPs);
    const before = bands.at(-1);
    if (before !== undefined && before.to === i / columns && Math.abs(before.share - share) < 0.02)
      before.to = (i + 1) / columns;
    else bands.push({ from: i / columns, to: (i + 1) / columns, share });
  }
  return { strokes, bands };
}
