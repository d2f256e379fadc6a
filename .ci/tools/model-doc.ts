// The generated parts of sim-core/MODEL.md: constants, what each path leaves out, published rows beside the model's answers.
import { parseRows, passes, type PublishedRow } from '../../sim-core/cli/published.ts';
import moreRows from '../../sim-core/cli/published-more.json' with { type: 'json' };
import results from '../../sim-core/cli/published-results.json' with { type: 'json' };
import shippedRows from '../../sim-core/cli/published.json' with { type: 'json' };
import { short } from '../../sim-core/cli/validate.ts';
import { COST_OPTIONS } from '../../sim-core/paths/cost-options.ts';
import { costWords } from '../../sim-core/paths/not-charged.ts';
import { PATHS } from '../../sim-core/paths/registry.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Rows by name: those that gate, and further ones that do not. */
export const ROW_LISTS: Readonly<Record<string, PublishedRow[]>> = {
  shipped: parseRows(shippedRows, 'published.json'),
  more: parseRows(moreRows, 'published-more.json'),
};

function constantsTable(): string {
  const rows = COST_OPTIONS.map((row) => {
    const range = row.min === row.max ? '' : `${row.min}–${row.max}`;
    return `| \`${row.key}\` | ${cell(costWords(row))} | ${row.value} ${row.unit} | ${range} | ${row.certainty} | ${cell(row.source)} |`;
  });
  return [
    '| constant | what | default | range | certainty | source |',
    '|---|---|--:|---|---|---|',
    ...rows,
  ].join('\n');
}

function leftOut(): string {
  return PATHS.map(({ title, leavesOut }) =>
    [`**${title}**`, '', ...leavesOut.map((sentence) => `- ${sentence}`)].join('\n'),
  ).join('\n\n');
}

/** A row's line: what was published, what the model says as of the last `npm run docs`. */
function rowLine(row: PublishedRow): string {
  const model = (results as Record<string, number | undefined>)[row.id];
  if (model === undefined) throw new Error(`row ${row.id} has no result yet: npm run docs`);
  const tolerance =
    row.tolerance_abs === undefined ? `${short((row.tolerance ?? 0) * 100)} %` : short(row.tolerance_abs);
  const verdict = `${passes(row, model) ? 'met' : 'missed'}${row.gate ? ', gate' : ''}`;
  const ratio = (model / row.published).toFixed(2);
  return `| ${row.id} | ${cell(row.claim)} | ${short(row.published)} | ${short(model)} | ${ratio} | ±${tolerance} | ${verdict} | ${row.certainty} | ${cell(row.source)} |`;
}

function rowsTable(rows: readonly PublishedRow[]): string {
  return [
    '| row | claim | published | model | ratio | tolerance | verdict | certainty | source |',
    '|---|---|--:|--:|--:|--:|---|---|---|',
    ...rows.map(rowLine),
  ].join('\n');
}

/** Generated parts by the name in their markers. */
export const MODEL_PARTS: Readonly<Record<string, () => string>> = {
  'left out by path': leftOut,
  'published rows': () => rowsTable(ROW_LISTS.shipped),
  'further rows': () => rowsTable(ROW_LISTS.more),
  constants: constantsTable,
};
