// Build step: the page's words in another language. Words stand in web/i18n, in files named by their language; LOCALE=de
// takes de-time.ts for en-time.ts where there is one. LOCALE=pseudo makes the words from the English ones, longer and
// between marks, so that a test finds whatever is said from elsewhere.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type ESTree, parseAst } from 'vite';
import type { Plugin } from 'vite';

/** The language that is complete, and stands in for what another lacks. */
const ENGLISH = 'en';
const PSEUDO = 'pseudo';
/** What the words made up stand between; English has neither. */
export const MARKS = ['‹', '›'] as const;

const ENGLISH_WORDS = /web\/i18n\/en(-[a-z-]+)?\.ts$/;
const LETTERS: Record<string, string> = {
  ...{ a: 'å', e: 'é', i: 'î', o: 'ö', u: 'ü', c: 'ç', n: 'ñ', y: 'ÿ' },
  ...{ A: 'Å', E: 'É', I: 'Î', O: 'Ö', U: 'Ü', C: 'Ç', N: 'Ñ' },
};

/** English made strange: accents on most letters, marks around. `{names}` of places to fill in stay. */
export function pseudo(text: string): string {
  if (!/[A-Za-z]/.test(text)) return text;
  const strange = text.replace(/\{\w+\}|[A-Za-z]/g, (part) => LETTERS[part] ?? part);
  return `${MARKS[0]}${strange}${MARKS[1]}`;
}

interface Word {
  start: number;
  end: number;
  text: string;
}

/** Literals that are looked up or compared, not read: imports, keys, operands, arguments of methods of strings. */
function notRead(node: ESTree.Node): unknown[] {
  if (node.type === 'ImportDeclaration' || node.type === 'ExportNamedDeclaration') return [node.source];
  if (node.type === 'Property') return [node.key];
  if (node.type === 'BinaryExpression' && node.operator !== '+') return [node.left, node.right];
  if (node.type === 'SwitchCase') return [node.test];
  if (node.type === 'MemberExpression') return [node.property];
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') return node.arguments;
  return [];
}

/** Words a template says between what it is filled with. */
function templateWords(node: ESTree.TemplateLiteral): Word[] {
  return node.quasis.map(({ start, end, value }) => ({ start, end, text: value.raw }));
}

/** JavaScript of a file of words with every word made strange. Identifiers in lists, all small letters and hyphens, stay. */
export function pseudoWords(code: string): string {
  const words: Word[] = [];
  const skipped = new Set<unknown>();
  JSON.stringify(parseAst(code), (_, node) => {
    if (node === null || typeof node !== 'object' || !('type' in node)) return node;
    for (const child of notRead(node as ESTree.Node)) skipped.add(child);
    if (skipped.has(node)) return node;
    if (node.type === 'TemplateLiteral') words.push(...templateWords(node));
    if (node.type === 'Literal' && typeof node.value === 'string') {
      words.push({
        start: node.start + 1,
        end: node.end - 1,
        text: code.slice(node.start + 1, node.end - 1),
      });
    }
    return node;
  });
  words.sort((a, b) => b.start - a.start);
  let text = code;
  for (const word of words) text = text.slice(0, word.start) + pseudo(word.text) + text.slice(word.end);
  return text;
}

/** The plugin for Vite; does nothing in English. */
export function locale(code = process.env.LOCALE ?? ENGLISH): Plugin {
  return {
    name: '67ns:locale',
    enforce: 'post',
    resolveId(source, importer) {
      if (code === ENGLISH || code === PSEUDO || importer === undefined) return null;
      const file = resolve(dirname(importer), source);
      if (!ENGLISH_WORDS.test(file.replaceAll('\\', '/'))) return null;
      const translated = file.replace(/en(-[a-z-]+)?\.ts$/, `${code}$1.ts`);
      return existsSync(translated) ? translated : null;
    },
    transform: {
      filter: { id: ENGLISH_WORDS },
      handler: (text) => (code === PSEUDO ? { code: pseudoWords(text), map: null } : undefined),
    },
    transformIndexHtml: (html) => (code === ENGLISH ? html : html.replace(/lang="en"/, `lang="${code}"`)),
  };
}
