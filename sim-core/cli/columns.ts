// Aligned columns and plain numbers for tables that people read.

/** Lines of cells as text: the first column to the left, the others as `right` says. */
export function align(rows: readonly (readonly string[])[], right: (column: number) => boolean): string {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, [...cell].length);
    });
  }
  const lines = rows.map((row) =>
    row
      .map((cell, i) => {
        const pad = ' '.repeat(widths[i] - [...cell].length);
        return right(i) ? pad + cell : cell + pad;
      })
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n`;
}

/** Digits in groups of three, separated by a narrow gap that every terminal has: a plain space. */
function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** A number for people: `-` for none, at most `decimals` behind the point, groups of three before it. */
export function plain(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined) return '-';
  const [whole, part] = Math.abs(value).toFixed(decimals).split('.');
  const sign = value < 0 ? '-' : '';
  return `${sign}${grouped(whole)}${part === undefined ? '' : `.${part}`}`;
}
