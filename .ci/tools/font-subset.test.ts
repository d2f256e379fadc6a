// The font that the page loads: small, with the digits' feature, and with every sign that the page's words use.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { AXES, CHARACTERS, subsetFile } from './font-subset.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MOST_BYTES = 90_000;

/** Signs that Archivo's Latin file does not have: a system face draws them. */
const NOT_IN_ARCHIVO = /[←→≤≥]|\p{So}/u;

test('is a compressed font within its budget, made once', async () => {
  const file = await subsetFile();
  const bytes = readFileSync(file);
  expect(bytes.toString('latin1', 0, 4)).toBe('wOF2');
  expect(bytes.length).toBeLessThan(MOST_BYTES);
  expect(await subsetFile()).toBe(file);
});

test('holds every sign of the words on the page', () => {
  const used = new Set<string>();
  for (const folder of ['web', 'sim-core']) {
    for (const name of readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' })) {
      if (!/\.tsx?$/.test(name) || /test|e2e/.test(name)) continue;
      const code = readFileSync(`${ROOT}${folder}/${name}`, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      for (const sign of code.match(/[^\n\r]/gu) ?? []) used.add(sign);
    }
  }
  const missing = [...used].filter((sign) => !CHARACTERS.includes(sign) && !NOT_IN_ARCHIVO.test(sign));
  expect(missing).toEqual([]);
});

test('the stylesheet promises what the subset has', () => {
  const css = readFileSync(`${ROOT}web/styles/fonts.css`, 'utf8');
  expect(css).toContain(`font-weight: ${AXES.wght.min} ${AXES.wght.max};`);
  expect(css).toContain(`font-stretch: ${AXES.wdth.min}% ${AXES.wdth.max}%;`);
});
