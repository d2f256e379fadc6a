// Words made strange: what is read changes, what is looked up or filled in stays.
import { expect, test } from 'vitest';
import { pseudo, pseudoWords } from './locale-plugin.ts';

test('words change, figures and places to fill in stay', () => {
  expect(pseudo('Copies of {n} packets')).toBe('‹Çöpîés öf {n} påçkéts›');
  expect(pseudo('67.2')).toBe('67.2');
});

test('literals and templates are words; keys, imports, comparisons and lookups are not', () => {
  const code = [
    "import { a } from './en.ts';",
    `export const W = { 'a key': 'One', two: (n) => n === 'x' ? 'yes' : \`\${n} cats\`, l: 'b'.split(', ') };`,
  ].join('\n');
  expect(pseudoWords(code)).toBe(
    [
      "import { a } from './en.ts';",
      `export const W = { 'a key': '‹Öñé›', two: (n) => n === 'x' ? '‹ÿés›' : \`\${n}‹ çåts›\`, l: '‹b›'.split(', ') };`,
    ].join('\n'),
  );
});
