// The JSON reader agrees with the platform's on what is JSON, and says line and column of what is not.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from './runs-for-test.ts';
import { InputError } from './input-error.ts';
import { parseJson } from './json.ts';

function complaint(text: string): string {
  try {
    parseJson(text, 'f.json');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('parseJson', () => {
  it('reads every JSON value as the platform does', () => {
    fc.assert(
      fc.property(fc.json(), fc.boolean(), (text, pretty) => {
        const value = JSON.parse(text);
        const written = pretty ? JSON.stringify(value, null, 2) : text;
        expect(JSON.stringify(parseJson(written, 'f'))).toBe(JSON.stringify(value));
      }),
      { seed: 1, numRuns: runs(500) },
    );
  });

  it('names line and column', () => {
    expect(complaint('{\n  "a": 1,\n  b: 2\n}')).toMatch(/^f\.json line 3 column 3: /);
    expect(complaint('[1,]')).toMatch(/^f\.json line 1 column 4: found "]"; expected a value$/);
    expect(complaint('{"a": 1')).toMatch(/column 8: the text ends; expected , or }$/);
    expect(complaint('{} {}')).toMatch(/has more text after the end/);
    expect(complaint('"a\nb"')).toMatch(/not closed/);
    expect(complaint('"\\x"')).toMatch(/escape/);
    expect(complaint('01')).toMatch(/more text/);
  });

  it('refuses emptiness, double fields and bottomless nesting', () => {
    expect(complaint('')).toMatch(/is empty/);
    expect(complaint(' \n ')).toMatch(/is empty/);
    expect(complaint('{"seed": 1, "seed": 2}')).toMatch(/"seed" is given twice/);
    expect(complaint(`[${'0,'.repeat(8_000_000)}0]`)).toMatch(/more than 200000 values/);
    expect(complaint('['.repeat(1_000_000))).toMatch(/nested too deeply/);
  });

  it('keeps a field named __proto__ a plain field', () => {
    const value = parseJson('{"__proto__": {"seed": 5}}', 'f') as object;
    expect(Object.getOwnPropertyNames(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  it('reads a string of megabytes and skips a byte order mark', () => {
    const long = 'x'.repeat(4_000_000);
    expect(parseJson(`\uFEFF"${long}"`, 'f')).toBe(long);
  });
});
