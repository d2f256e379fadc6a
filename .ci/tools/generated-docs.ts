// The parts of documents that are written from the code: tables of trace kinds, imports, constants, published rows.
import { CATEGORIES, KINDS, NO_CATEGORY } from '../../sim-core/trace/kinds.ts';
import { MODEL_PARTS } from './model-doc.ts';
import { SCREEN_MAY_IMPORT, SCREENS, SIM_CORE_TABLE } from './import-rules.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

function traceTable(): string {
  const rows = KINDS.map((kind) => {
    const charged = kind.category === NO_CATEGORY ? '' : CATEGORIES[kind.category];
    return `| ${kind.id} | \`${kind.name}\` | ${kind.shape} | ${charged} | ${cell(kind.arg)} | ${cell(kind.sentence)} |`;
  });
  return [
    '| no. | kind | shape | charged to | argument | what it says |',
    '|--:|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function importTable(): string {
  const words = (rooms: readonly string[]): string => {
    if (rooms.includes('*')) return 'everything in sim-core';
    return rooms.length > 0 ? rooms.join(', ') : 'nothing';
  };
  const rows = Object.entries(SIM_CORE_TABLE).map(([room, may]) => `| sim-core/${room} | ${words(may)} |`);
  return [
    '| from | may import |',
    '|---|---|',
    ...rows,
    `| a screen (${SCREENS.join(', ')}) | ${SCREEN_MAY_IMPORT.join(', ')}; never another screen |`,
    '| web/scene | sim-core, web/painter; no store, and no React in `frame` and `painter` |',
    '| web | sim-core only through `index` and `protocol` |',
  ].join('\n');
}

/** Documents with generated parts, each by the name in its markers. */
export const GENERATED: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'ARCHITECTURE.md': { 'trace table': traceTable, 'import table': importTable },
  'sim-core/MODEL.md': MODEL_PARTS,
};

/** The text of document `name` with every generated part written anew. Throws if a part's markers are missing. */
export function withGeneratedParts(name: string, document: string): string {
  let out = document;
  for (const [part, write] of Object.entries(GENERATED[name])) {
    const open = `<!-- generated: ${part}; npm run docs -->`;
    const close = `<!-- end: ${part} -->`;
    const from = out.indexOf(open);
    const to = out.indexOf(close);
    if (from < 0 || to < from) throw new Error(`${name} lacks the markers of the ${part}`);
    out = `${out.slice(0, from + open.length)}\n${write()}\n${out.slice(to)}`;
  }
  return out;
}
