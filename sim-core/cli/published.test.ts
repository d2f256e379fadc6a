// The published rows that the model must pass, run as `validate` runs them, with their own scenarios.
import { describe, expect, it } from 'vitest';
import type { Io } from './io.ts';
import { nodeIo } from './node-io.ts';
import moreRows from './published-more.json' with { type: 'json' };
import results from './published-results.json' with { type: 'json' };
import { parseRows, type PublishedRow } from './published.ts';
import shippedRows from './published.json' with { type: 'json' };
import { modelFigure, validateCommand } from './validate.ts';

const HELD = shippedRows.filter((row) => row.gate).map((row) => row.id);
/** Rows that do not gate: held to what MODEL.md says of them. */
const TOLD = [...shippedRows.filter((row) => !row.gate), ...moreRows];

/** Runs the command on one row; its output and status. */
function validate(id: string): { status: number; out: string } {
  let out = '';
  const io: Io = {
    ...nodeIo(),
    readFile: () => new TextEncoder().encode(JSON.stringify(shippedRows.filter((row) => row.id === id))),
    out: (text) => {
      out += text;
    },
  };
  const status = validateCommand(['--rows', 'one-row.json'], io);
  return { status, out };
}

/** MODEL.md rounds to four digits; half a per cent is beyond what it may be stale. */
const STALE = 0.005;
const told = (id: string): number | undefined => (results as Record<string, number | undefined>)[id];

describe('published measurements', () => {
  it('lists every row once, with an answer', () => {
    const ids = [...shippedRows, ...moreRows].map((row) => row.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(results).sort()).toEqual([...ids].sort());
  });

  it.each(parseRows(TOLD, 'rows').map((row): [string, PublishedRow] => [row.id, row]))(
    '%s is answered as MODEL.md says (else: npm run docs)',
    (id, row) => {
      expect(Math.abs(modelFigure(nodeIo(), row) / (told(id) ?? Number.NaN) - 1)).toBeLessThan(STALE);
    },
  );

  it.each(HELD)('%s is met', (id) => {
    const { status, out } = validate(id);
    expect(out).toContain('1 of 1 gating rows pass');
    expect(status).toBe(0);
    expect(out.split('\n')[1]).toMatch(new RegExp(`^${id} .* gate +passes$`));
    const model = Number(out.split('\n')[1].split(/ +/)[1]);
    expect(Math.abs(model / (told(id) ?? Number.NaN) - 1)).toBeLessThan(STALE);
  });

  it('fails a row whose figure is elsewhere, and says by how much', () => {
    const [first] = shippedRows;
    const wrong = {
      ...first,
      published: first.published * 2,
      scenario: { ...first.scenario, stop: { packets: 3000 }, warmup: { packets: 1000 } },
    };
    let out = '';
    const io: Io = {
      ...nodeIo(),
      readFile: () => new TextEncoder().encode(JSON.stringify([wrong])),
      out: (text) => {
        out += text;
      },
    };
    expect(validateCommand(['--rows', 'x'], io)).toBe(1);
    expect(out).toContain('misses');
    expect(out).toContain('0 of 1 gating rows pass');
  });
});
