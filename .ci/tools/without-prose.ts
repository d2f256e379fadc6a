// Build step for the worker alone: the tables of costs and of trace kinds without their words. The simulator charges and
// records by number; sentences, meanings and sources are read by page, command line and documents, which keep them.
import { type ESTree, parseAst } from 'vite';
import type { Plugin } from 'vite';

interface Span {
  start: number;
  end: number;
}

/** Which arguments of a call are words, by file and function: of `group`, items of each row of its list. */
const COSTS = /sim-core\/costs\/table\.ts$/;
const KINDS = /sim-core\/trace\/kinds\.ts$/;
const WORDS_OF_ROW = [5, 6];
const WORDS_OF_KIND = [3, 4];

const isWords = (node: ESTree.Node | null | undefined): node is ESTree.Node & Span =>
  node?.type === 'TemplateLiteral' || (node?.type === 'Literal' && typeof node.value === 'string');

function wordsOfCall(call: ESTree.CallExpression, file: string): (ESTree.Node | null)[] {
  if (call.callee.type !== 'Identifier') return [];
  if (KINDS.test(file) && call.callee.name === 'kind') return WORDS_OF_KIND.map((i) => call.arguments[i]);
  const [, list] = call.arguments;
  if (!COSTS.test(file) || call.callee.name !== 'group' || list?.type !== 'ArrayExpression') return [];
  return list.elements.flatMap((row) =>
    row?.type === 'ArrayExpression' ? WORDS_OF_ROW.map((i) => row.elements[i]) : [],
  );
}

/** JavaScript of one of the two tables with every word of prose empty; any other code as it is. */
export function withoutProse(code: string, file: string): string {
  if (!COSTS.test(file) && !KINDS.test(file)) return code;
  const words: Span[] = [];
  JSON.stringify(parseAst(code), (_, node) => {
    if (node?.type === 'CallExpression') words.push(...wordsOfCall(node, file).filter(isWords));
    return node;
  });
  words.sort((a, b) => b.start - a.start);
  let text = code;
  for (const { start, end } of words) text = `${text.slice(0, start)}''${text.slice(end)}`;
  return text;
}

/** The plugin for Vite's worker builds. */
export function workerWithoutProse(): Plugin {
  return {
    name: '67ns:worker-without-prose',
    apply: 'build',
    transform: (code, id) => {
      const text = withoutProse(code, id.replaceAll('\\', '/').replace(/\?.*$/, ''));
      return text === code ? undefined : { code: text, map: null };
    },
  };
}
