// Bench (e): what a first visit loads, compressed as GitHub Pages does.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser, serveSite } from '../tools/site.ts';
import { markdownTable } from './markdown.ts';

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
  const isWorker = (file: string): boolean => /worker|entry/.test(file);
  const sum = (wanted: (file: string) => boolean): number =>
    files.filter(wanted).reduce((total, file) => total + bytesOf(dist, file), 0);
  const row = (what: string, bytes: number, target: string): string[] => [
    what,
    `${(bytes / 1000).toFixed(1)} kB`,
    target,
  ];
  return [
    '## (e) First visit, gzip',
    markdownTable(
      ['what', 'measured', 'target'],
      [
        row(
          'JavaScript of the page',
          sum((f) => f.endsWith('.js') && !isWorker(f)),
          '≤ 150 kB',
        ),
        row(
          'the worker',
          sum((f) => f.endsWith('.js') && isWorker(f)),
          '≤ 60 kB',
        ),
        row(
          'CSS',
          sum((f) => f.endsWith('.css')),
          '≤ 12 kB',
        ),
        row(
          'fonts',
          sum((f) => f.endsWith('.woff2')),
          '≤ 90 kB',
        ),
        row(
          'everything',
          sum(() => true),
          '≤ 300 kB',
        ),
      ],
    ),
  ].join('\n\n');
}
