// The comment goes to the first scripts alone, before all else in the file, and maps still tell the right line.
import { SourceMap, type SourceMapPayload } from 'node:module';
import { expect, test } from 'vitest';
import type { Rolldown } from 'vite';
import { EAGER, makeEager } from './eager-functions.ts';

function bundleOf(code: string, mappings: string): Rolldown.OutputBundle {
  const map = { version: 3, sources: ['a.ts'], names: [], mappings };
  return {
    'index.js': { type: 'chunk', fileName: 'index.js', code, map: { ...map } },
    'index.js.map': { type: 'asset', fileName: 'index.js.map', source: JSON.stringify(map) },
  } as unknown as Rolldown.OutputBundle;
}

test('the comment is the first line, and the map follows the line that moved', () => {
  const bundle = bundleOf('let a=1;', 'AAAA');
  makeEager(bundle, 'index.js');
  const chunk = bundle['index.js'] as Rolldown.OutputChunk;
  expect(chunk.code).toBe(`${EAGER}let a=1;`);
  expect(chunk.code.split('\n')).toHaveLength(2);
  for (const map of [
    chunk.map,
    JSON.parse(String((bundle['index.js.map'] as Rolldown.OutputAsset).source)),
  ]) {
    expect(new SourceMap(map as SourceMapPayload).findEntry(1, 0)).toMatchObject({
      originalSource: 'a.ts',
      originalLine: 0,
    });
  }
});

test('what is no script is left alone', () => {
  const bundle = bundleOf('let a=1;', 'AAAA');
  makeEager(bundle, 'index.js.map');
  makeEager(bundle, 'none.js');
  expect(bundle).toEqual(bundleOf('let a=1;', 'AAAA'));
});
