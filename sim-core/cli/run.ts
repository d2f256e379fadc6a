// `run`: one scenario, its report as JSON or table, its trace as a file.
import { InputError } from '../scenario/input-error.ts';
import type { Scenario } from '../scenario/types.ts';
import type { TraceChunk } from '../trace/chunk.ts';
import { createExporter, TRACE_SUFFIXES, type TraceSuffix, traceSuffix } from '../trace/exporters.ts';
import { SelfCheck } from '../worker/self-check.ts';
import { type ArgSpec, choice, type ParsedArgs, parseArgs } from './args.ts';
import type { Io } from './io.ts';
import { type LoadedScenario, loadScenario, readJson } from './scenario-file.ts';
import { simulate } from './simulate.ts';
import { statsLine } from './stats.ts';
import { formatReport } from './table.ts';

const SPEC: ArgSpec = {
  values: { '--format': 'json|table', '--at': 'NS', '--trace': 'FILE', '--trace-packets': 'A..B' },
  flags: ['--check', '--stats'],
  operands: ['SCENARIO.json'],
};
const MOST_AT_NS = 9e12;
const MOST_PACKET = 2 ** 30 - 1;

function parseAt(text: string | undefined): number | null {
  if (text === undefined) return null;
  const ns = /^\d+(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (ns <= MOST_AT_NS) return ns;
  const value = JSON.stringify(text.slice(0, 60));
  throw new InputError(
    '--at',
    `is ${value}`,
    `must be nanoseconds from 0 to ${MOST_AT_NS}, at most three decimals`,
  );
}

function parsePackets(args: ParsedArgs): [number, number] | null {
  const text = args.values['--trace-packets'];
  if (text === undefined) return null;
  if (args.values['--trace'] === undefined) {
    throw new InputError('--trace-packets', 'is given without --trace', 'add --trace FILE');
  }
  const match = /^(\d{1,10})\.\.(\d{1,10})$/.exec(text);
  const [a, b] = match === null ? [Number.NaN, Number.NaN] : [Number(match[1]), Number(match[2])];
  if (a <= b && b <= MOST_PACKET) return [a, b];
  const remedy = 'must be A..B, two packet numbers from 0 in ascending order';
  throw new InputError('--trace-packets', `is ${JSON.stringify(text.slice(0, 60))}`, remedy);
}

function suffixOf(path: string): TraceSuffix {
  const suffix = traceSuffix(path);
  if (suffix !== null) return suffix;
  throw new InputError(
    '--trace',
    `${path.slice(0, 200)} has an unknown suffix`,
    `use ${TRACE_SUFFIXES.join(', ')}`,
  );
}

/** A sink for the simulation that writes each chunk as it comes; its buffer is used again at once. */
function openTrace(io: Io, path: string, scenario: Scenario) {
  const suffix = suffixOf(path);
  const file = io.createFile(path);
  const exporter = createExporter(suffix, scenario, (data) => file.write(data));
  return {
    onChunk(chunk: TraceChunk): ArrayBuffer {
      exporter.chunk(chunk);
      return chunk.buffer;
    },
    close() {
      exporter.end();
      file.close();
    },
  };
}

function checkTraceTarget(io: Io, path: string, inputs: readonly (string | null)[]): void {
  suffixOf(path);
  const target = io.beside(null, path);
  if (inputs.includes(target))
    throw new InputError('--trace', 'would overwrite its own input', 'give another name');
}

/** Runs the command. Throws InputError; 0 when done. */
export function runCommand(argv: readonly string[], io: Io): number {
  const args = parseArgs('run', argv, SPEC);
  const format = choice(args, '--format', ['json', 'table']);
  const atNs = parseAt(args.values['--at']);
  const tracePackets = parsePackets(args);
  const path = args.operands[0];
  const file = path === '-' ? null : path;
  const tracePath = args.values['--trace'];
  if (tracePath !== undefined) suffixOf(tracePath);
  const loaded = loadScenario(io, readJson(io, path), file);
  if (tracePath !== undefined) {
    const captureFile = loaded.scenario.traffic.capture?.file;
    const capture = captureFile === undefined ? null : io.beside(file, captureFile);
    checkTraceTarget(io, tracePath, [file === null ? null : io.beside(null, file), capture]);
  }

  const started = io.nowMs();
  const trace = tracePath === undefined ? null : openTrace(io, tracePath, loaded.scenario);
  const report = simulate(loaded, { atNs, tracePackets, ...(trace && { onChunk: trace.onChunk }) });
  trace?.close();
  const wallMs = io.nowMs() - started;

  io.out(format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  const sound = !args.flags.has('--check') || check(loaded, io);
  if (args.flags.has('--stats')) io.err(statsLine(report.engine.events, wallMs));
  return sound ? 0 : 1;
}

/** Tries every invariant on the whole trace and prints one line of JSON on standard error; true when all hold. */
function check({ scenario, capture }: LoadedScenario, io: Io): boolean {
  const selfCheck = new SelfCheck(scenario, capture);
  while (!selfCheck.step());
  const { violationCount, records, complete, traceHash, checks } = selfCheck.result();
  const violated = checks.filter((each) => each.violationCount > 0);
  io.err(
    `${JSON.stringify({ trace_hash: traceHash, violations: violationCount, records, complete, violated })}\n`,
  );
  return violationCount === 0;
}
