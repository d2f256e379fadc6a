// Build step: asks the browser to compile the first scripts whole while they load, not function by function as they are called.
import type { Plugin, Rolldown } from 'vite';

/**
 * Read at the top of a script by Chromium since 136; elsewhere a comment. Nearly all that these files hold is called
 * before the first picture, and for what is compiled beside the download the page does not wait.
 */
export const EAGER = '//# allFunctionsCalledOnLoad\n';

/** Puts the comment before a file of the bundle, and a line more into its map. */
export function makeEager(bundle: Rolldown.OutputBundle, name: string): void {
  const chunk = bundle[name];
  if (chunk?.type !== 'chunk') return;
  chunk.code = EAGER + chunk.code;
  if (chunk.map !== null) chunk.map.mappings = `;${chunk.map.mappings}`;
  const map = bundle[`${name}.map`];
  if (map?.type !== 'asset') return;
  const content = JSON.parse(String(map.source)) as { mappings: string };
  map.source = JSON.stringify({ ...content, mappings: `;${content.mappings}` });
}

/** For the page's own script and all that it imports statically. */
export function eagerFunctions(): Plugin {
  return {
    name: '67ns:eager-functions',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      // after Vite's own additions: the comment has to be the first thing in the file
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !chunk.isEntry) continue;
          for (const name of [chunk.fileName, ...chunk.imports]) makeEager(bundle, name);
        }
      },
    },
  };
}
