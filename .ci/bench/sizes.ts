// Bench (e): what a first visit loads, compressed as GitHub Pages does.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser, serveSite } from '../tools/site.ts';
import { SIZE_BUDGETS, type SiteSizes, weighSite } from '../tools/site-sizes.ts';
import { markdownTable } from './markdown.ts';

const WORDS: Record<keyof SiteSizes, string> = {
  firstJavaScript: 'JavaScript that the page cannot begin without',
  largestLazyPiece: 'largest piece that comes when needed',
  worker: 'the worker',
  css: 'CSS',
  fonts: 'fonts',
};

/** Compressed bytes of a built file; fonts are compressed already. */
function bytesOf(dist: string, file: string): number {
  const content = readFileSync(join(dist, file));
  return file.endsWith('.woff2') ? content.length : gzipSync(content, { level: 9 }).length;
}

/** Loads the page once and returns the report; `dist` is the built site's folder. */
export async function benchSizes(dist: string): Promise<string> {
  const site = await serveSite(dist);
  const browser = await launchBrowser();
  const asked = new Set<string>();
  try {
    const page = await browser.newPage();
    page.on('request', (request) => asked.add(new URL(request.url()).pathname.slice(1) || 'index.html'));
    await page.goto(site.url);
    await page.waitForSelector('html[data-ready="true"]', { timeout: 60_000 });
    for (const worker of page.workers()) asked.add(new URL(worker.url()).pathname.slice(1));
  } finally {
    await browser.close();
    await site.close();
  }
  const built = new Set(readdirSync(dist, { recursive: true, encoding: 'utf8' }));
  const files = [...asked].filter((file) => built.has(file));
  const everything = files.reduce((total, file) => total + bytesOf(dist, file), 0);
  const sizes = await weighSite();
  const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
  const rows = (Object.keys(WORDS) as (keyof SiteSizes)[]).map((name) => [
    WORDS[name],
    kilobytes(sizes[name]),
    `≤ ${kilobytes(SIZE_BUDGETS[name])}`,
  ]);
  rows.push(['everything that a first visit asks for', kilobytes(everything), '≤ 300.0 kB']);
  return ['## (e) First visit, gzip', markdownTable(['what', 'measured', 'target'], rows)].join('\n\n');
}
