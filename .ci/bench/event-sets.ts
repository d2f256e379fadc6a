// Bench (a): our event queue against what other simulators use, in the hold and the tandem pattern, orders compared.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, INCREMENTS_FILE, increments, type Row } from './increments.ts';
import { buildCppSets } from './machine.ts';
import { markdownTable, median, million } from './markdown.ts';

const HERE = fileURLToPath(new URL('./', import.meta.url));
const SIZES = [16, 256, 4096, 65_536];
const OPERATIONS = 1_000_000;
const PACKETS = 200_000;
const TANDEM = 4;
const CPP_SETS = ['std::priority_queue', 'std::set', '4-ary heap'];
const NS3_SETS = ['MapScheduler', 'CalendarScheduler', 'PriorityQueueScheduler'];
const NPM_SETS = ['flatqueue', 'tinyqueue', 'heap-js'];

interface Command {
  program: string;
  args: string[];
}

function tryRun(program: string, args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const ours = (model: string, n: number, count: number): Command => ({
  program: process.execPath,
  args: ['--import', 'tsx', `${HERE}our-engine.ts`, model, String(n), String(count)],
});

/** Peers of compiled languages that this machine can build or run. */
function nativePeers(): { lines: Command[]; absent: string[] } {
  mkdirSync(CACHE, { recursive: true });
  const lines: Command[] = [];
  const absent: string[] = [];
  const patterns: [string, number, number][] = [
    ...SIZES.map((n): [string, number, number] => ['hold', n, OPERATIONS]),
    ['tandem', TANDEM, PACKETS],
  ];
  const add = (program: string, sets: string[]): void => {
    for (const [model, n, count] of patterns) {
      for (const set of sets) {
        lines.push({ program, args: [model, set, String(n), String(count), INCREMENTS_FILE] });
      }
    }
  };
  const cpp = buildCppSets();
  if (cpp !== null) add(cpp, CPP_SETS);
  else absent.push('C++ (no g++)');
  const ns3 = join(CACHE, 'ns3-core');
  if (tryRun('g++', ['-O2', '-std=c++17', `${HERE}peers/ns3-core.cc`, '-o', ns3, '-lns3-core'])) {
    add(ns3, NS3_SETS);
  } else {
    absent.push('ns-3 (no libns3-dev)');
  }
  const python = ['/usr/bin/python3', 'python3'].find((p) => tryRun(p, ['-c', 'import simpy']));
  if (python) {
    for (const [model, n] of patterns) {
      lines.push({
        program: python,
        args: [`${HERE}peers/simpy_peer.py`, model, String(n), '200000', INCREMENTS_FILE],
      });
    }
  } else {
    absent.push('SimPy');
  }
  return { lines, absent };
}

function npmPeers(folder: string): { lines: Command[]; absent: string[] } {
  const lines: Command[] = [];
  const absent: string[] = [];
  for (const name of NPM_SETS) {
    if (!existsSync(join(folder, 'node_modules', name))) {
      absent.push(`npm ${name}`);
      continue;
    }
    for (const n of SIZES) {
      lines.push({
        program: process.execPath,
        args: ['--import', 'tsx', `${HERE}peers/npm-sets.ts`, name, String(n), String(OPERATIONS), folder],
      });
    }
  }
  return { lines, absent };
}

function run({ program, args }: Command, flags: string[] = []): Row {
  const stdout = execFileSync(program, [...flags, ...args], {
    encoding: 'utf8',
    timeout: 300_000,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Row;
}

/** Heap growth with a nursery too large to be collected is what was allocated. */
const ALLOCATION_FLAGS = ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512'];

const keyOf = (row: Row): string => [row.peer, row.impl, row.model, row.n].join('|');

/** Rows of one pattern, size and number of events must have processed the same order. */
function orders(rows: Row[]): string[] {
  const groups = new Map<string, Map<string, number>>();
  for (const row of rows.filter((r) => r.hash !== '-')) {
    const key = `${row.model} n=${row.n}, ${row.events} events`;
    const hashes = groups.get(key) ?? new Map<string, number>();
    hashes.set(row.hash, (hashes.get(row.hash) ?? 0) + 1);
    groups.set(key, hashes);
  }
  const several = [...groups].filter(([, hashes]) => [...hashes.values()].reduce((sum, n) => sum + n, 0) > 1);
  return several.map(([key, hashes]) =>
    hashes.size === 1
      ? `- ${key}: all ${[...hashes.values()][0]} agree`
      : `- ${key}: DIFFERENT: ${[...hashes].map(([hash, count]) => `${hash} × ${count}`).join(', ')}`,
  );
}

/** Runs everything `repetitions` times, interleaved, and returns the report. */
export function benchEventSets(repetitions: number, peersFolder: string): string {
  increments();
  const native = nativePeers();
  const npm = npmPeers(peersFolder);
  const own = [...SIZES.map((n) => ours('hold', n, OPERATIONS)), ours('tandem', TANDEM, PACKETS)];
  const rates = new Map<string, { row: Row; perSecond: number[]; bytes?: number }>();
  for (let i = 0; i < repetitions; i++) {
    for (const command of [...own, ...native.lines, ...npm.lines]) {
      const row = run(command);
      const entry = rates.get(keyOf(row)) ?? { row, perSecond: [] };
      entry.perSecond.push(row.events / row.secs);
      rates.set(keyOf(row), entry);
      process.stderr.write('.');
    }
  }
  for (const command of own) {
    const row = run(command, ALLOCATION_FLAGS);
    const entry = rates.get(keyOf(row));
    if (entry) entry.bytes = row.bytesPerEvent;
  }
  process.stderr.write('\n');
  return report([...rates.values()], [...native.absent, ...npm.absent], repetitions);
}

function report(
  entries: { row: Row; perSecond: number[]; bytes?: number }[],
  absent: string[],
  repetitions: number,
): string {
  const rate = (peer: string, impl: string, model: string, n: number): number | undefined => {
    const found = entries.find(
      (e) => e.row.peer.startsWith(peer) && e.row.impl === impl && e.row.model === model && e.row.n === n,
    );
    return found && median(found.perSecond);
  };
  const names = [...new Set(entries.map((e) => `${e.row.peer}|${e.row.impl}`))];
  const rows = names.map((name) => {
    const [peer, impl] = name.split('|');
    const cell = (model: string, n: number): string => million(rate(peer, impl, model, n));
    const bytes = entries.find(
      (e) => e.row.peer === peer && e.row.impl === impl && e.row.model === 'tandem',
    )?.bytes;
    return [
      peer,
      impl,
      ...SIZES.map((n) => cell('hold', n)),
      cell('tandem', TANDEM),
      bytes?.toFixed(1) ?? '',
    ];
  });
  const ratio = (model: string, n: number, peer: string, impl: string): string => {
    const mine = rate('67 ns', 'EventQueue', model, n);
    const theirs = rate(peer, impl, model, n);
    return mine && theirs ? `${(mine / theirs).toFixed(2)}×` : 'not here';
  };
  return [
    `## (a) Event set: million events a second (median of ${repetitions})`,
    markdownTable(
      ['peer', 'event set', ...SIZES.map((n) => `hold n=${n}`), 'tandem of 4', 'tandem, bytes/event'],
      rows,
    ),
    markdownTable(
      ['ratio of our queue to', 'measured', 'target'],
      [
        ['C++ std::priority_queue, hold n=16', ratio('hold', 16, 'C++', 'std::priority_queue'), '≥ 0.7×'],
        ['C++ std::priority_queue, hold n=256', ratio('hold', 256, 'C++', 'std::priority_queue'), '≥ 0.7×'],
        ['C++ std::priority_queue, tandem', ratio('tandem', TANDEM, 'C++', 'std::priority_queue'), '≥ 0.4×'],
        ['ns-3 MapScheduler, tandem', ratio('tandem', TANDEM, 'ns-3', 'MapScheduler'), '≥ 1×'],
        ['SimPy, tandem', ratio('tandem', TANDEM, 'SimPy', 'processes'), '≥ 20×'],
      ],
    ),
    'Order of the processed events:',
    orders(entries.map((e) => e.row)).join('\n'),
    absent.length > 0 ? `Not on this machine: ${absent.join(', ')}.` : 'All peers are on this machine.',
  ].join('\n\n');
}
