// The import table of the house and the words that the simulator may not use; check-imports.ts applies them to the tree.

/** Rooms of sim-core and what each may import; its own room is always allowed. `trace/kinds` names one file. */
export const SIM_CORE_TABLE: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  costs: ['engine'],
  trace: ['engine'],
  traffic: ['engine'],
  hardware: ['engine', 'costs', 'trace/kinds'],
  software: ['hardware', 'engine', 'costs', 'trace/kinds'],
  report: ['trace', 'engine', 'costs'],
  checks: ['trace', 'engine', 'costs', 'report'],
  paths: ['engine', 'costs', 'trace', 'traffic', 'hardware', 'software', 'report', 'checks'],
  scenario: ['paths'],
  protocol: ['scenario', 'trace', 'report'],
  worker: ['*'],
  cli: ['*'],
  index: ['*'],
};

/** The contract's words and the one way to refuse an input: open to all of sim-core, so they import only each other. */
export const SHARED: readonly string[] = [
  'sim-core/scenario/types.ts',
  'sim-core/scenario/imix.ts',
  'sim-core/scenario/input-error.ts',
  'sim-core/report/types.ts',
];

/** Rooms of web that are screens: they share no code but through the rooms below. */
export const SCREENS: readonly string[] = ['lab', 'lenses', 'learn', 'present', 'experiments', 'evidence'];
export const SCREEN_MAY_IMPORT: readonly string[] = ['ui', 'stores', 'scene', 'playback', 'commands', 'i18n'];

/** Rounded alike by every engine; every other member of Math may differ in the last bit. */
const EXACT_MATH =
  /^(abs|ceil|clz32|floor|fround|imul|max|min|round|sign|sqrt|trunc|PI|E|LN2|LN10|SQRT2|SQRT1_2)$/;

/** One import statement (or `new URL(…, import.meta.url)`) of a file. */
export interface Import {
  specifier: string;
  line: number;
  url: boolean;
}

export interface Violation {
  file: string;
  line: number;
  /** What an exception is listed under: the import's target or the forbidden word. */
  what: string;
  why: string;
}

/** Source with comments and the contents of strings blanked out, line breaks kept. */
export function withoutCommentsAndStrings(source: string): string {
  const tokens = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;
  return source.replace(tokens, (token) => token.replace(/[^\n]/g, ' '));
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split('\n').length;
}

/** Every static, re-exporting, dynamic and URL import of a source text. */
export function importsOf(source: string): Import[] {
  const found: Import[] = [];
  const code = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/[^\n]*/gm, (c) => c.replace(/[^\n]/g, ' '));
  const statement = /\b(?:import|export)\s+(?:type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]/g;
  for (const m of code.matchAll(statement)) {
    found.push({ specifier: m[1], line: lineAt(code, m.index), url: false });
  }
  for (const m of code.matchAll(/\bimport\s*\(\s*['"]([^'"\n]+)['"]/g)) {
    found.push({ specifier: m[1], line: lineAt(code, m.index), url: false });
  }
  for (const m of code.matchAll(/\bnew\s+URL\(\s*['"]([^'"\n]+)['"]\s*,\s*import\.meta\.url/g)) {
    found.push({ specifier: m[1], line: lineAt(code, m.index), url: true });
  }
  return found;
}

/** Path of a relative import's target, from the repository's root, `/` between folders. */
export function resolveImport(file: string, specifier: string): string {
  const parts = file.split('/').slice(0, -1);
  for (const step of specifier.replace(/[?#].*$/, '').split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** `sim-core/engine/time.ts` → ['sim-core', 'engine']; a file directly under sim-core is its own room. */
function place(path: string): [string, string] {
  const [top, second = ''] = path.split('/');
  return [top, second.replace(/\.tsx?$/, '')];
}

/** Tests and their helpers may look behind the doors. */
const isTest = (file: string): boolean =>
  /(\.(test|bench|e2e)|-for-test)\.tsx?$/.test(file) || file.startsWith('web/e2e/');

function simCoreProblem(file: string, target: string): string {
  const [top, to] = place(target);
  const from = place(file)[1];
  if (from === 'cli' && target === 'package.json') return '';
  if (top !== 'sim-core') return 'sim-core imports nothing from outside itself';
  const path = file.split('/')[2];
  const otherPath = target.split('/')[2];
  if (from === 'paths' && to === 'paths' && file.split('/').length === 4 && target.split('/').length === 4) {
    if (path !== otherPath) return 'a path never imports another path';
  }
  if (SHARED.includes(target)) return '';
  if (SHARED.includes(file)) return 'what everybody may import imports nothing else';
  if (from === to || isTest(file)) return '';
  const allowed = SIM_CORE_TABLE[from];
  if (!allowed) return `the room ${from} is not in the import table`;
  if (allowed.includes('*') || allowed.includes(to)) return '';
  if (allowed.includes(target.replace(/^sim-core\//, '').replace(/\.ts$/, ''))) return '';
  return `${from} may import ${allowed.length ? allowed.join(', ') : 'nothing'}, not ${to}`;
}

/** Workers that web starts by their address; only they know the browser. */
const WORKER_ENTRIES = ['sim-core/worker/entry.ts', 'sim-core/worker/task-entry.ts'];

function webProblem(file: string, target: string, url: boolean): string {
  const [top, to] = place(target);
  const from = place(file)[1];
  if (top === 'sim-core') {
    if (to === 'index' || to === 'protocol' || isTest(file)) return '';
    if (url && WORKER_ENTRIES.includes(target) && from === 'sim-client') return '';
    return 'web sees sim-core only through sim-core/index.ts and sim-core/protocol';
  }
  if (top !== 'web')
    return isTest(file) || top === 'public' ? '' : 'web imports nothing from outside web and sim-core';
  // a sheet of styles is no code: whoever needs it brings it along
  if (target.endsWith('.css')) return '';
  if (from === to || from === 'app' || isTest(file)) return '';
  if (SCREENS.includes(to)) {
    return SCREENS.includes(from)
      ? 'a screen never imports another screen'
      : `only app imports a screen, ${from} is none`;
  }
  if (SCREENS.includes(from) && !SCREEN_MAY_IMPORT.includes(to)) {
    return `a screen may import ${SCREEN_MAY_IMPORT.join(', ')}, not ${to}`;
  }
  if (from === 'scene' && to === 'stores') return 'scene is a function of trace and time: it knows no store';
  return '';
}

/** Packages: `node:` only in the command line; no React where a frame is computed and painted. */
function packageProblem(file: string, specifier: string): string {
  const [top, room] = place(file);
  if (specifier.startsWith('node:') && !isTest(file) && !(top === 'sim-core' && room === 'cli')) {
    return 'node: only in sim-core/cli and in tests';
  }
  if (top === 'sim-core' && /^(react|react-dom|zustand|framer-motion|d3-)/.test(specifier)) {
    return 'the simulator knows no page';
  }
  if (
    /^web\/scene\/(frame|painter)/.test(file) &&
    /^(react|react-dom|zustand|framer-motion)\b/.test(specifier)
  ) {
    return 'frame and painter know no React';
  }
  return '';
}

/** Words that make a run depend on the clock, the locale or the engine, outside the parts that may use them. */
function forbiddenWords(file: string, source: string): Violation[] {
  if (!file.startsWith('sim-core/') || isTest(file)) return [];
  if (file.startsWith('sim-core/cli/') || WORKER_ENTRIES.includes(file)) return [];
  const code = withoutCommentsAndStrings(source);
  const out: Violation[] = [];
  const report = (index: number, what: string, why: string): void => {
    out.push({ file, line: lineAt(code, index), what, why });
  };
  for (const m of code.matchAll(/\bMath\s*\.\s*(\w+)/g)) {
    if (!EXACT_MATH.test(m[1]))
      report(m.index, `Math.${m[1]}`, 'not rounded alike by every engine; see engine/math.ts');
  }
  for (const m of code.matchAll(/(?<![.\w])(Date|performance|Intl)\b(?!\s*:)/g)) {
    report(m.index, m[1], 'the simulator asks neither clock nor locale');
  }
  for (const m of code.matchAll(/\.(toLocale\w*|localeCompare)\b/g)) {
    report(m.index, m[1], 'the simulator asks no locale');
  }
  for (const m of code.matchAll(/([\w.)\]]+)\s*\*\*\s*(\S+)/g)) {
    // Literals are folded when compiled; powers of two and of big integers are exact everywhere.
    if (m[1] !== '2' && !/^\d+n$/.test(m[1]) && !(/^\d/.test(m[1]) && /^\d/.test(m[2]))) {
      report(m.index, '**', 'a power of variables differs between engines; see engine/math.ts');
    }
  }
  return out;
}

/** Everything that a file does against the table. `file` is its path from the root. */
export function violationsOf(file: string, source: string): Violation[] {
  const out: Violation[] = [];
  const [top] = place(file);
  for (const { specifier, line, url } of importsOf(source)) {
    const relative = specifier.startsWith('.');
    const target = relative ? resolveImport(file, specifier) : specifier;
    let why = '';
    if (!relative) why = url ? '' : packageProblem(file, specifier);
    else if (top === 'sim-core') why = simCoreProblem(file, target);
    else if (top === 'web') why = webProblem(file, target, url);
    if (why) out.push({ file, line, what: target, why });
  }
  return [...out, ...forbiddenWords(file, source)];
}
