// Builds the service worker after the site: every file that a visit may need, so that the Lab opens without a network.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const ENTRY = fileURLToPath(new URL('../../web/app/service-worker.ts', import.meta.url));
/** Small files of public/ that belong to the page itself; captures and the README's picture do not. */
const PUBLIC = ['favicon.svg', 'manifest.webmanifest'];

export interface PrecacheEntry {
  url: string;
  /** Null where the name has a hash of the contents in it. */
  revision: string | null;
}

/** What to keep of the built `files`; `read` gives a file's contents. */
export function precacheOf(files: readonly string[], read: (file: string) => Buffer): PrecacheEntry[] {
  return files
    .filter((file) => !file.endsWith('.map'))
    .sort()
    .map((url) => ({
      url,
      revision: url.startsWith('assets/')
        ? null
        : createHash('sha256').update(read(url)).digest('hex').slice(0, 16),
    }));
}

/** Writes `sw.js` beside the site's index.html. */
export function offline(): Plugin {
  let outDir = 'dist';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async writeBundle(_, bundle) {
      const files = [...Object.keys(bundle), ...PUBLIC];
      const precache = precacheOf(files, (file) => readFileSync(join(outDir, file)));
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { PRECACHE: JSON.stringify(precache), 'process.env.NODE_ENV': '"production"' },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2022',
          lib: { entry: ENTRY, formats: ['iife'], name: 'offline', fileName: () => 'sw.js' },
        },
      });
    },
  };
}
