// Measures the engine, the lanes, the way from worker to page and the page's frames; prints Markdown beside the targets.
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchEventSets } from './event-sets.ts';
import { benchFiveLanes } from './five-lanes.ts';
import { benchFrames } from './frames.ts';
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
if (wanted('sets')) console.log(`${benchEventSets(repetitions, values.peers)}\n`);
if (wanted('lanes')) console.log(`${benchFiveLanes(repetitions)}\n`);
if (wanted('scaling')) console.log(`${benchScaling(repetitions)}\n`);
const built: Part[] = ['worker', 'frames', 'thread', 'seek', 'sizes', 'start', 'memory'];
if (built.some(wanted)) buildSite();
if (wanted('worker')) console.log(`${await benchWorkerToPage(repetitions)}\n`);
if (wanted('frames')) console.log(`${await benchFrames(repetitions)}\n`);
if (wanted('thread')) console.log(`${await benchMainThread(values.quick ? 10 : 60)}\n`);
if (wanted('seek')) console.log(`${await benchSeek()}\n`);
if (wanted('sizes')) console.log(`${await benchSizes('dist')}\n`);
if (wanted('start')) console.log(`${await benchStart('dist', repetitions)}\n`);
// half an hour long: only when it is asked for by name
if (positionals.includes('memory')) console.log(`${await benchMemory(Number(values.minutes))}\n`);
