// How fast this machine is at this moment: the C++ tandem of bench (a), beside which absolute targets can be read.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CACHE, INCREMENTS_FILE, increments, type Row } from './increments.ts';
import { median, million } from './markdown.ts';

const SOURCE = fileURLToPath(new URL('./peers/event-sets.cpp', import.meta.url));
const PACKETS = 400_000;

/** Events a second of the same program on the machine that the absolute targets were set on. */
export const TARGETS_MACHINE_PER_S = 29.8e6;

/** Builds the C++ event sets; null where there is no g++. */
export function buildCppSets(): string | null {
  mkdirSync(CACHE, { recursive: true });
  const program = join(CACHE, 'event-sets');
  try {
    execFileSync('g++', ['-O2', '-std=c++17', SOURCE, '-o', program], { stdio: 'ignore' });
    return program;
  } catch {
    return null;
  }
}

/** Events a second now: a tandem of four queues on std::priority_queue. `program` as `buildCppSets` returns it. */
export function machinePerS(program: string): number {
  increments();
  const args = ['tandem', 'std::priority_queue', '4', String(PACKETS), INCREMENTS_FILE];
  const stdout = execFileSync(program, args, { encoding: 'utf8', timeout: 60_000 });
  const row = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Row;
  return row.events / row.secs;
}

/** Words on how fast the machine is now, for the absolute figures printed beside it. */
export function machineNow(program: string | null): string {
  if (program === null) return 'unknown, there is no g++';
  const now = median([1, 2, 3].map(() => machinePerS(program)));
  const share = (now / TARGETS_MACHINE_PER_S).toFixed(2);
  return `C++ tandem ${million(now)} M/s, ${share} of the machine that the targets were set on`;
}
