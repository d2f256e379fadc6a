// The Lab goes into the page's one empty element, as it is; who lets go of it asks what the layout asks.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PLATE } from '../../web/lab/use-plate.ts';
import { withLab } from './prerender-plugin.ts';

const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');

test('the Lab stands in the element of the app, signs of a pattern included', () => {
  const filled = withLab(page, '<p>$& costs $1</p>');
  expect(filled).toContain('<div id="app"><p>$& costs $1</p></div>');
  expect(filled.length).toBe(page.length + '<p>$& costs $1</p>'.length);
});

test('a page without that element is an error', () => {
  expect(() => withLab('<body></body>', '')).toThrow('index.html has no <div id="app"></div>');
});

test('the page lets go of it where the layout is not the plate', () => {
  expect(page).toContain(`matchMedia('${PLATE}').matches`);
});
