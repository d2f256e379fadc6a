// Writes the generated parts of the documents anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GENERATED, withGeneratedParts } from './generated-docs.ts';

for (const name of Object.keys(GENERATED)) {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const before = readFileSync(file, 'utf8');
  const after = withGeneratedParts(name, before);
  writeFileSync(file, after);
  console.log(`docs: ${name} ${before === after ? 'is up to date' : 'written anew'}`);
}
