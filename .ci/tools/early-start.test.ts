// What the page starts before its own script: one simulator, and the fonts.
import { expect, test } from 'vitest';
import { earlyFiles } from './early-start.ts';

test('simulator and fonts are found among the files of the site', () => {
  const files = ['index.html', 'assets/entry-Ab_1.js', 'assets/task-entry-C.js', 'assets/archivo-x.woff2'];
  expect(earlyFiles(files)).toEqual({ worker: 'assets/entry-Ab_1.js', fonts: ['assets/archivo-x.woff2'] });
});

test('a site without a simulator, or with two, is refused', () => {
  expect(() => earlyFiles(['assets/first.js'])).toThrow('one simulator');
  expect(() => earlyFiles(['assets/entry-a.js', 'assets/entry-b.js'])).toThrow('entry-b.js');
});
