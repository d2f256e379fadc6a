// Every word on the page comes from web/i18n: in a made-up language nothing is said in plain English but names and units.
import { expect, type Page, test } from '@playwright/test';
import { build, preview } from 'vite';
import { PATHS } from '../../sim-core/index.ts';
import { openLab, SHORT } from './lab-page.ts';

const OUT = '.cache/pseudo';

/** Units, and names of things: the same in every language. */
const NAMES = /^(ns|µs|ms|Gb|GHz|Mpps|MiB|LLC|VMs?|VMDQ|SR|IOV|DDIO|DPDK)$/;

/** A path is called what the simulator calls it, on the command line too. */
const PATH_WORDS = new Set(
  PATHS.flatMap(({ title, subtitle }) => `${title} ${subtitle}`.split(/[^A-Za-z]+/)),
);

/** What is said outside the marks, word for word; keys are named as they are printed on them. */
async function plainWords(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const texts: string[] = [];
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest('script, style, noscript, kbd') !== null) continue;
      for (const node of element.childNodes)
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.textContent ?? '');
      for (const name of ['aria-label', 'aria-valuetext', 'placeholder', 'alt'])
        texts.push(element.getAttribute(name) ?? '');
    }
    return texts;
  });
  const plain = said.flatMap((text) => {
    let depth = 0;
    let outside = '';
    for (const letter of text) {
      if (letter === '‹') depth++;
      else if (letter === '›') depth--;
      else outside += depth === 0 ? letter : ' ';
    }
    return outside.match(/[\p{L}]{2,}/gu) ?? [];
  });
  return [...new Set(plain)]
    .filter((word) => /^[A-Za-z]+$/.test(word) && !NAMES.test(word) && !PATH_WORDS.has(word))
    .sort();
}

/** How many made-up words the page holds. */
async function wordsMade(page: Page): Promise<number> {
  return (await page.locator('body').innerText()).split('‹').length;
}

test('in a made-up language no word is left in English', async ({ page }) => {
  // it builds a site first
  test.setTimeout(180_000);
  const before = process.env.LOCALE;
  process.env.LOCALE = 'pseudo';
  await build({ logLevel: 'error', build: { outDir: OUT } });
  if (before === undefined) delete process.env.LOCALE;
  else process.env.LOCALE = before;
  const server = await preview({
    build: { outDir: OUT },
    logLevel: 'error',
    preview: { port: 0, strictPort: false, host: '127.0.0.1' },
  });
  try {
    const address = server.httpServer.address();
    if (address === null || typeof address === 'string') throw new Error('the preview server has no port');
    await openLab(page, SHORT, `http://127.0.0.1:${address.port}/`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'pseudo');
    expect(await plainWords(page), 'the Lab').toEqual([]);
    for (const [key, name] of [
      ['?', 'keys'],
      ['m', 'machine and traffic'],
      ['g', 'time'],
      ['w', 'presets'],
    ]) {
      const before = await wordsMade(page);
      await page.keyboard.press(key);
      await expect.poll(() => wordsMade(page), name).toBeGreaterThan(before + 5);
      await expect.poll(() => plainWords(page), name).toEqual([]);
      await page.keyboard.press('Escape');
      await expect.poll(() => wordsMade(page), name).toBeLessThan(before + 5);
    }
    await openLab(page, 's=%7Bbroken&t=soon&theme=blue&play=2', `http://127.0.0.1:${address.port}/`);
    await expect(page.locator('.banner')).toContainText('‹');
    await expect.poll(() => plainWords(page), 'a damaged link').toEqual([]);
  } finally {
    await server.close();
  }
});
