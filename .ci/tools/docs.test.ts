// The documents must say what the code says: generated parts up to date, named files and commands there.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { GENERATED, withGeneratedParts } from './generated-docs.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const DOCUMENTS = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'sim-core/MODEL.md'];
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;

/** Words in code quotes that name a file or folder of the project. */
function namedPaths(document: string): string[] {
  return [...document.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)]
    .map((m) => m[1])
    .filter((path) => /^(sim-core|web|public|\.ci|\.github)\//.test(path));
}

describe('documents', () => {
  it.each(Object.keys(GENERATED))('%s has generated parts that are up to date (npm run docs)', (name) => {
    const document = read(name);
    expect(withGeneratedParts(name, document)).toBe(document);
  });

  it.each(DOCUMENTS)('%s names only files that exist', (document) => {
    expect(namedPaths(read(document)).filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s names only commands that exist', (document) => {
    const named = [...read(document).matchAll(/npm run (?:-s )?([\w:-]+)/g)].map((m) => m[1]);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it.each(DOCUMENTS)('%s shows only pictures and links only documents that exist', (document) => {
    const targets = [...read(document).matchAll(/\]\(([^)#:]+)\)/g)].map((m) => m[1]);
    expect(targets.filter((path) => !existsSync(join(ROOT, dirname(document), path)))).toEqual([]);
  });

  it('README gives the two commands', () => {
    expect(read('README.md')).toContain('npm ci && npm start');
    expect(read('README.md')).toContain('npm ci && npm test');
  });
});
