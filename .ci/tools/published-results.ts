// Runs all published rows and writes the model's answers down, for MODEL.md and the test that they are still true.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import moreRows from '../../sim-core/cli/published-more.json' with { type: 'json' };
import { nodeIo } from '../../sim-core/cli/node-io.ts';
import { parseRows } from '../../sim-core/cli/published.ts';
import shippedRows from '../../sim-core/cli/published.json' with { type: 'json' };
import { modelFigure } from '../../sim-core/cli/validate.ts';

const FILE = fileURLToPath(new URL('../../sim-core/cli/published-results.json', import.meta.url));
const rows = [...parseRows(shippedRows, 'published.json'), ...parseRows(moreRows, 'published-more.json')];
const results = rows.map((row) => [row.id, Number(modelFigure(nodeIo(), row).toPrecision(4))]);
writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(results), null, 2)}\n`);
