// The strip under the gauge: a stroke for each of the last packets, where its own work ends on the gauge's scale.

/** Whole packet times that the strip may be wide; the first is the gauge's own line. */
const WIDTHS = [1, 2, 5, 10, 20, 50];

export interface Strip {
  /** Packet times from the left end to the right one. */
  width: number;
  /** Strokes in a box of 100 by 1, as an SVG path. */
  strokes: string;
  /** Packet times in between, as an SVG path: a tick each, or at every fifth. */
  ticks: string;
}

/** Lays out own costs in packet times. */
export function stripOf(lines: readonly number[]): Strip {
  const most = Math.max(0, ...lines);
  const width = WIDTHS.find((each) => each >= most) ?? 50 * Math.ceil(most / 50);
  const at = (line: number) => ((100 * line) / width).toFixed(2);
  let ticks = '';
  for (let line = 0; line <= width; line += width > 10 ? width / 10 : 1) ticks += `M${at(line)} 0.6V1`;
  return { width, strokes: lines.map((line) => `M${at(line)} 0V1`).join(''), ticks };
}
