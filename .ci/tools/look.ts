// Pictures of the built page at every size and theme, to look at; with --readme the one that README.md shows.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { launchBrowser, serveSite } from './site.ts';
import { typicalMomentNs } from './typical-moment.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1366, height: 768 },
  { width: 390, height: 844 },
];
const THEMES = ['light', 'dark'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    readme: { type: 'boolean', default: false },
    /** What stands behind `#/?`, such as s=…&t=…; theme is added. */
    state: { type: 'string', default: '' },
  },
});
const folder = positionals[0] ?? join(ROOT, '.cache/look');

interface Picture {
  state: string;
  theme: string;
  size: { width: number; height: number };
  file: string;
}

async function shoot(browser: Browser, url: string, { state, theme, size, file }: Picture): Promise<void> {
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${url}#/?${state ? `${state}&` : ''}theme=${theme}`);
  await page.waitForSelector('html[data-ready="true"]', { timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.screenshot({ path: file });
  await page.close();
  console.log(`${file}${faults.length > 0 ? `: ${faults.join('; ')}` : ''}`);
}

const site = await serveSite();
const browser = await launchBrowser();
try {
  if (values.readme) {
    const state = values.state || `t=${typicalMomentNs()}&play=0`;
    await shoot(browser, site.url, {
      state,
      theme: 'light',
      size: SIZES[1],
      file: join(ROOT, 'public/lab.png'),
    });
  } else {
    mkdirSync(folder, { recursive: true });
    for (const size of SIZES) {
      for (const theme of THEMES) {
        const file = join(folder, `lab-${size.width}x${size.height}-${theme}.png`);
        await shoot(browser, site.url, { state: values.state, theme, size, file });
      }
    }
  }
} finally {
  await browser.close();
  await site.close();
}
