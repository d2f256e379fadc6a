// What is kept for visits without a network: all of the page, by name where the name says what is in it.
import { expect, it } from 'vitest';
import { precacheOf } from './offline-plugin.ts';

it('keeps every file but maps, and gives those without a hash in their name a revision', () => {
  const contents: Record<string, string> = { 'index.html': '<html>', 'favicon.svg': '<svg>' };
  const files = ['index.html', 'assets/a-1.js', 'assets/a-1.js.map', 'favicon.svg'];
  const kept = precacheOf(files, (file) => Buffer.from(contents[file]));
  expect(kept.map(({ url }) => url)).toEqual(['assets/a-1.js', 'favicon.svg', 'index.html']);
  expect(kept[0].revision).toBeNull();
  const changed = precacheOf(['index.html'], () => Buffer.from('<html lang="en">'));
  expect(changed[0].revision).not.toBe(kept[2].revision);
});
