// `validate`: runs the published measurements and holds the model against them.
import { InputError } from '../scenario/input-error.ts';
import { type ArgSpec, parseArgs } from './args.ts';
import { align } from './columns.ts';
import type { Io } from './io.ts';
import { atPointer, type PublishedRow, type PublishedRun, parseRows, passes } from './published.ts';
import shippedRows from './published.json' with { type: 'json' };
import { loadScenario, readJson } from './scenario-file.ts';
import { simulate } from './simulate.ts';

const SPEC: ArgSpec = { values: { '--rows': 'FILE' }, flags: [], operands: [] };

interface Outcome {
  row: PublishedRow;
  model: number | null;
  verdict: string;
  passed: boolean;
}

function figure(io: Io, { scenario, measure }: PublishedRun, file: string | null): number {
  const value = atPointer(simulate(loadScenario(io, scenario, file)), measure);
  if (typeof value === 'number') return value;
  throw new InputError(measure.slice(0, 80), 'has no figure in the report', 'point at a number');
}

function divisor(io: Io, run: PublishedRun, file: string | null): number {
  const value = figure(io, run, file);
  if (value !== 0) return value;
  throw new InputError(run.measure.slice(0, 80), 'is 0', 'divide by another figure');
}

/** The model's figure for a row, divided by that of `over` where given. Throws InputError. */
export function modelFigure(io: Io, row: PublishedRow, file: string | null = null): number {
  const own = figure(io, row, file);
  return row.over === undefined ? own : own / divisor(io, row.over, file);
}

function judge(io: Io, row: PublishedRow, file: string | null): Outcome {
  try {
    const model = modelFigure(io, row, file);
    const passed = passes(row, model);
    return { row, model, passed, verdict: passed ? 'passes' : 'misses' };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { row, model: null, passed: false, verdict: `refused: ${error.message}` };
  }
}

/** Four significant digits, never an exponent. */
export function short(value: number): string {
  if (Math.abs(value) >= 1000) return value.toFixed(0);
  return String(Number(value.toPrecision(4)));
}

function cells({ row, model, verdict }: Outcome): string[] {
  const tolerance =
    row.tolerance_abs === undefined ? `${short((row.tolerance ?? 0) * 100)} %` : short(row.tolerance_abs);
  return [
    row.id,
    model === null ? '-' : short(model),
    short(row.published),
    model === null || row.published === 0 ? '-' : (model / row.published).toFixed(3),
    `±${tolerance}`,
    row.gate ? 'gate' : '',
    verdict,
  ];
}

/** Runs the command: 0 when every gating row passes, else 1. Throws InputError for unusable rows. */
export function validateCommand(argv: readonly string[], io: Io): number {
  const args = parseArgs('validate', argv, SPEC);
  const file = args.values['--rows'] ?? null;
  const rows = parseRows(file === null ? shippedRows : readJson(io, file), file ?? 'published rows');
  const outcomes = rows.map((row) => judge(io, row, file));
  const head = ['row', 'model', 'published', 'ratio', 'tolerance', 'gate', 'verdict'];
  io.out(align([head, ...outcomes.map(cells)], (column) => column > 0 && column < 5));
  const gates = outcomes.filter(({ row }) => row.gate);
  const missed = gates.filter(({ passed }) => !passed);
  io.out(`${gates.length - missed.length} of ${gates.length} gating rows pass\n`);
  return missed.length === 0 ? 0 : 1;
}
