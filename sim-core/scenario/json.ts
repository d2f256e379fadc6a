// A strict JSON reader that says line and column of what is wrong; what the platform's own reader keeps to itself.
import { InputError } from './input-error.ts';

const MAX_DEPTH = 64;
const MAX_VALUES = 200_000;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
const WORDS: readonly [string, unknown][] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

class Reader {
  private readonly text: string;
  private readonly source: string;
  private at = 0;
  private values = 0;

  constructor(text: string, source: string) {
    this.text = text;
    this.source = source;
  }

  document(): unknown {
    this.skip();
    if (this.at === this.text.length) {
      throw new InputError(this.source, 'is empty', 'write a JSON object, {} runs the defaults');
    }
    const value = this.value(0);
    this.skip();
    if (this.at < this.text.length) this.fail('has more text after the end', 'leave one JSON value');
    return value;
  }

  private fail(problem: string, remedy: string): never {
    const before = this.text.slice(0, this.at);
    const line = before.split('\n').length;
    const column = this.at - before.lastIndexOf('\n');
    throw new InputError(`${this.source} line ${line} column ${column}`, problem, remedy);
  }

  private unexpected(wanted: string): never {
    const found = this.text.codePointAt(this.at);
    const what =
      found === undefined ? 'the text ends' : `found ${JSON.stringify(String.fromCodePoint(found))}`;
    this.fail(what, `expected ${wanted}`);
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found === null) return null;
    this.at += found[0].length;
    return found[0];
  }

  private skip(): void {
    this.match(SPACE);
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    return true;
  }

  private value(depth: number): unknown {
    if (depth > MAX_DEPTH) this.fail('is nested too deeply', 'a scenario is at most 6 levels deep');
    if (++this.values > MAX_VALUES)
      this.fail(`more than ${MAX_VALUES} values`, 'leave out what is not needed');
    const character = this.text[this.at];
    if (character === '{') return this.object(depth);
    if (character === '[') return this.list(depth);
    if (character === '"') return this.string();
    const number = this.match(NUMBER);
    if (number !== null) return Number(number);
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.at));
    if (word === undefined) this.unexpected('a value');
    this.at += word[0].length;
    return word[1];
  }

  /** Walks to the closing quote by hand: a pattern would run out of stack on a string of megabytes. */
  private string(): string {
    const start = this.at;
    for (let i = start + 1; i < this.text.length; i++) {
      const code = this.text.charCodeAt(i);
      if (code === BACKSLASH) i++;
      else if (code < 0x20) break;
      else if (code === QUOTE) {
        this.at = i + 1;
        try {
          return JSON.parse(this.text.slice(start, i + 1)) as string;
        } catch {
          this.at = start;
          this.fail(
            'this string has an escape that JSON does not know',
            'use \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
          );
        }
      }
    }
    this.fail('this string is not closed on its line', 'close it with "');
  }

  private list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.at++;
    this.skip();
    if (this.take(']')) return items;
    for (;;) {
      items.push(this.value(depth + 1));
      this.skip();
      if (this.take(']')) return items;
      if (!this.take(',')) this.unexpected(', or ]');
      this.skip();
    }
  }

  private object(depth: number): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    this.at++;
    this.skip();
    if (this.take('}')) return fields;
    for (;;) {
      if (this.text[this.at] !== '"') this.unexpected('a field name in "');
      const start = this.at;
      const name = this.string();
      if (Object.hasOwn(fields, name)) {
        this.at = start;
        this.fail(`${JSON.stringify(name.slice(0, 60))} is given twice`, 'give each field once');
      }
      this.skip();
      if (!this.take(':')) this.unexpected(':');
      this.skip();
      const value = this.value(depth + 1);
      // Defined, not assigned: a field named __proto__ must stay a plain field, to be refused by the scenario's check.
      Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true });
      this.skip();
      if (this.take('}')) return fields;
      if (!this.take(',')) this.unexpected(', or }');
      this.skip();
    }
  }
}

/** Reads JSON text; `source` names it in messages. Throws InputError with line and column. */
export function parseJson(text: string, source: string): unknown {
  return new Reader(text.startsWith('\uFEFF') ? text.slice(1) : text, source).document();
}
