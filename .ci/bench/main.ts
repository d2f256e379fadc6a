// Measures the engine, the lanes, the way from worker to page and the page's frames; prints Markdown beside the targets.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchEventSets } from './event-sets.ts';
import { benchFiveLanes } from './five-lanes.ts';

const PARTS = ['sets', 'lanes', 'worker', 'frames'] as const;
type Part = (typeof PARTS)[number];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** One repetition instead of three. */
    quick: { type: 'boolean', default: false },
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

console.log(`Node ${process.version}, ${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown processor'}\n`);
if (wanted('sets')) console.log(`${benchEventSets(repetitions, values.peers)}\n`);
if (wanted('lanes')) console.log(`${benchFiveLanes(repetitions)}\n`);
