// The published rows that the model must pass, run as `validate` runs them, with their own scenarios.
import { describe, expect, it } from 'vitest';
import type { Io } from './io.ts';
import { nodeIo } from './node-io.ts';
import shippedRows from './published.json' with { type: 'json' };
import { validateCommand } from './validate.ts';

/** Rows whose features all are simulated. */
const HELD = ['P1', 'P2', 'P3', 'P4', 'P5', 'P6a', 'P6b', 'P8a', 'P8b', 'P12'];

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

describe('published measurements', () => {
  it.each(HELD)('%s is met', (id) => {
    const { status, out } = validate(id);
    expect(out).toContain('1 of 1 gating rows pass');
    expect(status).toBe(0);
    expect(out.split('\n')[1]).toMatch(new RegExp(`^${id} .* gate +passes$`));
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
