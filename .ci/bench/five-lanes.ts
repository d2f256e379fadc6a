// Bench (b): 100,000 packets through the five default lanes, tracing off and on.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildCppSets, machinePerS, TARGETS_MACHINE_PER_S } from './machine.ts';
import { markdownTable, median, million } from './markdown.ts';
import type { LanesRow } from './our-lanes.ts';

const SCRIPT = fileURLToPath(new URL('./our-lanes.ts', import.meta.url));
const PACKETS = 100_000;
/** Packets of a millisecond at 10 Gb/s, 64-byte frames. */
const PACKETS_A_MS = 1e6 / 67.2;
/** What 8 M events a second were meant to give: a lane's millisecond, ms of wall time. */
const TARGET_MS = 13;
/** A nursery too large to be collected, so that heap growth is what was allocated. */
const ALLOCATION_FLAGS = ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512'];

function run(tracing: string, flags: string[] = []): LanesRow {
  const stdout = execFileSync(
    process.execPath,
    [...flags, '--import', 'tsx', SCRIPT, tracing, String(PACKETS)],
    { encoding: 'utf8', timeout: 600_000, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as LanesRow;
}

/** Wall time of a simulated millisecond of one lane, ms; median. */
function laneMs(rows: readonly LanesRow[]): number {
  return median(rows.map(({ secs, packets, lanes }) => (secs * 1e3 * PACKETS_A_MS) / (packets * lanes)));
}

/** How fast this machine was meanwhile, and what that makes of the target. */
function speed(machine: readonly number[], measuredMs: number): string {
  if (machine.length === 0) return 'No g++ here: nothing says how fast this machine is.';
  const now = median([...machine]);
  const share = now / TARGETS_MACHINE_PER_S;
  return `Meanwhile the C++ tandem ran at ${million(now)} M/s, ${share.toFixed(2)} of the ${million(TARGETS_MACHINE_PER_S)} M/s of the machine that the targets were set on. At that speed a lane's millisecond would have taken ${(measuredMs * share).toFixed(1)} ms there (target ${TARGET_MS}).`;
}

/** Runs both `repetitions` times in turn and returns the report. */
export function benchFiveLanes(repetitions: number): string {
  const off: LanesRow[] = [];
  const on: LanesRow[] = [];
  const machine: number[] = [];
  const cpp = buildCppSets();
  for (let i = 0; i < repetitions; i++) {
    if (cpp !== null) machine.push(machinePerS(cpp));
    off.push(run('off'));
    on.push(run('on'));
  }
  const allocated = { off: run('off', ALLOCATION_FLAGS), on: run('on', ALLOCATION_FLAGS) };
  const rates = (rows: LanesRow[]): number[] => rows.map((r) => r.events / r.secs);
  const best = (rows: LanesRow[]): number => Math.max(...rates(rows));
  const line = (name: string, rows: LanesRow[], bytes: number, target: string): string[] => {
    const secs = median(rows.map((r) => r.secs));
    return [
      name,
      `${million(median(rates(rows)))} M/s`,
      `${million(best(rows))} M/s`,
      `${million(median(rows.map((r) => r.events / r.coldSecs)))} M/s`,
      target,
      (rows[0].events / rows[0].packets).toFixed(1),
      `${((secs * 1e9) / rows[0].packets).toFixed(0)} ns`,
      `${bytes.toFixed(1)} B`,
      `${Math.max(...rows.map((r) => r.majorCollections))}`,
    ];
  };
  return [
    `## (b) ${PACKETS.toLocaleString('en')} packets through ${off[0].lanes} lanes (median of ${repetitions})`,
    markdownTable(
      [
        'tracing',
        'events, median',
        'best',
        'first run of the process',
        'target',
        'events a packet',
        'wall time a packet',
        'allocated an event',
        'major GCs',
      ],
      [
        line('off', off, allocated.off.bytesPerEvent, '8 M/s, floor 4; ≤ 16 B'),
        line('on', on, allocated.on.bytesPerEvent, 'floor 3 M/s; ≤ 32 B'),
      ],
    ),
    `A millisecond of one lane at 10 Gb/s takes ${laneMs(off).toFixed(1)} ms without tracing, ${laneMs(on).toFixed(1)} with it (median; 8 M events a second were meant as ${TARGET_MS} ms, at 7 events a packet; here a packet has ${(off[0].events / off[0].packets / off[0].lanes).toFixed(1)} in a lane, each of more than one record).`,
    speed(machine, laneMs(off)),
    `On ÷ off, best of each: ${(best(on) / best(off)).toFixed(2)}× (target ≥ 0.8×), ${(on[0].records / on[0].events).toFixed(2)} records an event.`,
  ].join('\n\n');
}
