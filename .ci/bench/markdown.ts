// Small helpers of the bench's report.

/** A Markdown table; every column but the first is aligned right. */
export function markdownTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map((_, i) => (i === 0 ? '---' : '--:')).join('|')}|`, ...rows.map(line)].join(
    '\n',
  );
}

/** Middle value; the upper one of two. */
export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** In millions with a digit that means something; a dash for what was not measured. */
export function million(value: number | undefined): string {
  if (value === undefined) return '–';
  return (value / 1e6).toFixed(value < 1e6 ? 3 : 1);
}
