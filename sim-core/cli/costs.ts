// `costs`: every constant with unit, range and source.
import { costWords, NOT_CHARGED } from '../paths/not-charged.ts';
import { COST_OPTIONS, costBounds } from '../paths/cost-options.ts';
import { type ArgSpec, choice, parseArgs } from './args.ts';
import { align } from './columns.ts';
import type { Io } from './io.ts';

const SPEC: ArgSpec = { values: { '--format': 'json|table' }, flags: [], operands: [] };

/**
 * Prints the constants; `allowed` are the bounds of an override, `min` and `max` what the sources give. `not_charged`
 * says of those that no part charges why, of others it is null.
 */
export function costsCommand(argv: readonly string[], io: Io): number {
  const args = parseArgs('costs', argv, SPEC);
  if (choice(args, '--format', ['json', 'table']) === 'json') {
    const constants = COST_OPTIONS.map((row) => ({
      ...row,
      allowed: costBounds(row),
      not_charged: NOT_CHARGED[row.key] ?? null,
    }));
    io.out(`${JSON.stringify(constants, null, 2)}\n`);
    return 0;
  }
  const rows = COST_OPTIONS.map((row) => [
    row.key,
    String(row.value),
    row.unit,
    row.min === row.max ? '' : `${row.min}–${row.max}`,
    row.certainty,
    costWords(row),
    row.source,
  ]);
  const head = ['constant', 'value', 'unit', 'range', 'certainty', 'what', 'source'];
  io.out(align([head, ...rows], (column) => column === 1));
  return 0;
}
