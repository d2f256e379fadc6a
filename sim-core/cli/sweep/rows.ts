// The rows of a sweep: one flat record a combination and lane, as CSV or JSON.
import { csvLine, type Figures } from '../../report/flat-row.ts';

/** One row: varied paths with their values, then the lane's figures. */
export type Row = Record<string, unknown>;

/** Puts the varied values in front of a lane's figures. */
export function rowOf(paths: readonly string[], values: readonly unknown[], figures: Figures): Row {
  return { ...Object.fromEntries(paths.map((path, i) => [path, values[i]])), ...figures };
}

/** Writes rows of equal keys piece by piece: CSV with a head line, nothing for null; JSON as a list, a row a line. */
export function writeRows(rows: readonly Row[], format: 'csv' | 'json', out: (text: string) => void): void {
  const pieceRows = 1000;
  const csv = format === 'csv';
  out(csv ? csvLine(Object.keys(rows[0])) : '[\n');
  for (let i = 0; i < rows.length; i += pieceRows) {
    const piece = rows.slice(i, i + pieceRows);
    if (csv) out(piece.map((row) => csvLine(Object.values(row))).join(''));
    else out(`${i > 0 ? ',\n' : ''}${piece.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}`);
  }
  if (!csv) out('\n]\n');
}
