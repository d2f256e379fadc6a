// Writes the generated parts of ARCHITECTURE.md anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withGeneratedParts } from './generated-docs.ts';

const FILE = fileURLToPath(new URL('../../ARCHITECTURE.md', import.meta.url));

const before = readFileSync(FILE, 'utf8');
const after = withGeneratedParts(before);
writeFileSync(FILE, after);
console.log(before === after ? 'docs: up to date' : 'docs: ARCHITECTURE.md written anew');
