// `sweep`: every combination of varied values, one row a combination and lane, on all cores.
import { InputError } from '../../scenario/input-error.ts';
import { type ArgSpec, choice, parseArgs } from '../args.ts';
import type { Io } from '../io.ts';
import { readJson } from '../scenario-file.ts';
import { statsLine } from '../stats.ts';
import { combinations, makePlan, type SweepPlan, valuesOf } from './plan.ts';
import { type Outcomes, runInThreads } from './pool.ts';
import { createProgress, type Progress } from './progress.ts';
import { type Row, rowOf, writeRows } from './rows.ts';
import { SweepTasks } from './task.ts';

const SPEC: ArgSpec = {
  values: { '--format': 'csv|json' },
  lists: { '--vary': 'PATH=V1,V2,…' },
  flags: ['--stats'],
  operands: ['SCENARIO.json'],
};

function runHere(tasks: SweepTasks, count: number, progress: Progress): Outcomes {
  const outcomes: Outcomes = [];
  for (let i = 0; i < count; i++) {
    const outcome = tasks.run(i);
    outcomes.push(outcome);
    if (outcome.kind !== 'done') break;
    progress.at(i + 1);
  }
  return outcomes;
}

/** Rows in the order of combinations and lanes, and the events of all runs. Throws what ended the first that failed. */
function collect(plan: SweepPlan, outcomes: Outcomes): { rows: Row[]; events: number } {
  const paths = plan.varies.map(({ path }) => path);
  const rows: Row[] = [];
  let events = 0;
  for (let i = 0; i < combinations(plan); i++) {
    const outcome = outcomes[i];
    if (outcome === undefined) throw new Error(`combination ${i + 1} did not end`);
    if (outcome.kind === 'refused') throw new InputError(outcome.where, outcome.problem, outcome.remedy);
    if (outcome.kind === 'fault') throw new Error(outcome.text);
    const values = valuesOf(plan, i);
    for (const figures of outcome.lanes) rows.push(rowOf(paths, values, figures));
    events += outcome.events;
  }
  return { rows, events };
}

/** Runs the command: 0 when done. Throws (with threads: rejects with) InputError before anything is printed. */
export function sweepCommand(argv: readonly string[], io: Io): number | Promise<number> {
  const args = parseArgs('sweep', argv, SPEC);
  const format = choice(args, '--format', ['csv', 'json']);
  const texts = args.lists['--vary'];
  if (texts === undefined) {
    throw new InputError(
      'sweep',
      '--vary is missing',
      'add --vary PATH=V1,V2,… such as --vary traffic.load=0.5,1',
    );
  }
  const path = args.operands[0];
  const plan = makePlan(readJson(io, path), path === '-' ? null : path, texts);
  const count = combinations(plan);
  const tasks = new SweepTasks(io, plan);
  for (let i = 0; i < count; i++) tasks.load(i);

  const started = io.nowMs();
  const progress = createProgress(io, count);
  const finish = (outcomes: Outcomes): number => {
    progress.clear();
    const { rows, events } = collect(plan, outcomes);
    const wallMs = io.nowMs() - started;
    writeRows(rows, format, io.out);
    if (args.flags.has('--stats')) io.err(statsLine(events, wallMs));
    return 0;
  };
  const threads = Math.min(io.cores(), count);
  if (threads <= 1) return finish(runHere(tasks, count, progress));
  return runInThreads(plan, threads, (done) => progress.at(done)).then(
    (outcomes) => finish(outcomes ?? runHere(tasks, count, progress)),
    (error: unknown) => {
      progress.clear();
      throw error;
    },
  );
}
