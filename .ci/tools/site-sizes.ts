// What a first visit loads of the built site, in compressed bytes: for the bench and for the test that holds the budgets.
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Bytes as a server sends them, gzip; fonts are compressed already. */
export interface SiteSizes {
  /** JavaScript of the page: what it names and all that it imports statically, and the painter, which every visit fetches. */
  firstJavaScript: number;
  /** The largest piece that comes when it is needed. */
  largestLazyPiece: number;
  worker: number;
  css: number;
  fonts: number;
}

/** Budgets in bytes (1 kB = 1000 B). */
export const SIZE_BUDGETS: SiteSizes = {
  firstJavaScript: 150_000,
  largestLazyPiece: 60_000,
  worker: 60_000,
  css: 12_000,
  fonts: 90_000,
};

const gzip = (content: string | Uint8Array): number => gzipSync(content, { level: 9 }).length;

/** Names of a chunk and of all that it imports statically. */
function withImports(chunks: Map<string, Rolldown.OutputChunk>, name: string, seen = new Set<string>()) {
  const chunk = chunks.get(name);
  if (chunk === undefined || seen.has(name)) return seen;
  seen.add(name);
  for (const each of chunk.imports) withImports(chunks, each, seen);
  return seen;
}

/** Builds the site in memory and weighs it. */
export async function weighSite(): Promise<SiteSizes> {
  const built = await build({
    root: ROOT,
    configFile: `${ROOT}vite.config.ts`,
    logLevel: 'error',
    build: { write: false },
  });
  const { output } = built as Rolldown.RolldownOutput;
  const chunks = new Map(output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
  const html = output.find((file) => file.type === 'asset' && file.fileName === 'index.html');
  const page = html?.type === 'asset' ? String(html.source) : '';
  const entries = [...chunks.keys()].filter((name) => page.includes(name));
  if (entries.length === 0) throw new Error('the page asks for no script');
  const first = new Set<string>();
  for (const entry of entries) withImports(chunks, entry, first);
  const weights = [...chunks].map(([name, chunk]) => ({ first: first.has(name), bytes: gzip(chunk.code) }));
  const assets = (wanted: (name: string) => boolean): number[] =>
    output.flatMap((file) => {
      if (file.type !== 'asset' || !wanted(file.fileName)) return [];
      return [file.fileName.endsWith('.woff2') ? file.source.length : gzip(file.source)];
    });
  const sum = (list: number[]): number => list.reduce((total, bytes) => total + bytes, 0);
  return {
    firstJavaScript: sum([
      ...weights.filter((each) => each.first).map(({ bytes }) => bytes),
      ...assets((name) => /(^|\/)paint-worker-[^/]*\.js$/.test(name)),
    ]),
    largestLazyPiece: Math.max(...weights.filter((each) => !each.first).map(({ bytes }) => bytes)),
    worker: sum(assets((name) => /(^|\/)entry-[^/]*\.js$/.test(name))),
    // styles of what opens come with what opens; the page itself waits for one sheet
    css: sum(assets((name) => name.endsWith('.css') && page.includes(name))),
    fonts: sum(assets((name) => name.endsWith('.woff2'))),
  };
}
