// Measures the engine, the lanes, the way from worker to page and the page's frames; prints Markdown beside the targets.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchEventSets } from './event-sets.ts';
import { benchFiveLanes } from './five-lanes.ts';
import { benchFrames } from './frames.ts';
import { buildCppSets, machineNow } from './machine.ts';
import { benchMainThread } from './main-thread.ts';
import { benchMemory } from './memory.ts';
import { benchScaling } from './scaling.ts';
import { benchSeek } from './seek.ts';
import { benchSizes } from './sizes.ts';
import { benchStart } from './start.ts';
import { benchWorkerToPage } from './worker-to-page.ts';

const PARTS = [
  'sets',
  'lanes',
  'scaling',
  'worker',
  'frames',
  'thread',
  'seek',
  'sizes',
  'start',
  'memory',
] as const;
type Part = (typeof PARTS)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** One repetition instead of three. */
    quick: { type: 'boolean', default: false },
    /** Minutes that the bench of memory plays. */
    minutes: { type: 'string', default: '30' },
    /** Folder with the npm peers in its node_modules. */
    peers: { type: 'string', default: process.cwd() },
  },
});
const unknown = positionals.filter((p) => !PARTS.includes(p as Part));
if (unknown.length > 0) {
  console.error(`bench: no part ${unknown.join(', ')}; there are ${PARTS.join(', ')}`);
  process.exit(2);
}
const wanted = (part: Part): boolean => positionals.length === 0 || positionals.includes(part);
const repetitions = values.quick ? 1 : 3;

/** What is measured in the browser is the built site. */
function buildSite(): void {
  execFileSync('npm', ['run', 'build', '--', '--logLevel', 'warn'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
const cpp = buildCppSets();

/** Runs a part if it is asked for; what was measured in between is to be read beside the machine's speed before and after. */
async function part(name: Part, measure: () => string | Promise<string>): Promise<void> {
  if (!wanted(name)) return;
  const before = machineNow(cpp);
  console.log(`${await measure()}\n\nMachine before: ${before}; after: ${machineNow(cpp)}.\n`);
}

await part('sets', () => benchEventSets(repetitions, values.peers));
await part('lanes', () => benchFiveLanes(repetitions));
await part('scaling', () => benchScaling(repetitions));
const built: Part[] = ['worker', 'frames', 'thread', 'seek', 'sizes', 'start', 'memory'];
if (built.some(wanted)) buildSite();
await part('worker', () => benchWorkerToPage(repetitions));
await part('frames', () => benchFrames(repetitions));
await part('thread', () => benchMainThread(values.quick ? 10 : 60));
await part('seek', () => benchSeek());
await part('sizes', () => benchSizes('dist'));
await part('start', () => benchStart('dist', repetitions));
// half an hour long: only when it is asked for by name
if (positionals.includes('memory')) await part('memory', () => benchMemory(Number(values.minutes)));
// a browser that does not close must not keep what was measured from being read
process.exit();
