// The import check must catch what it is there for, and only that.
import { describe, expect, it } from 'vitest';
import { judge } from './check-imports.ts';
import { importsOf, resolveImport, violationsOf, withoutCommentsAndStrings } from './import-rules.ts';

/** Reasons found in a file of that path and text. */
const reasons = (file: string, source: string): string[] => violationsOf(file, source).map((v) => v.why);

describe('imports of a text', () => {
  it('finds static, type, re-exporting, bare, dynamic and URL imports with their lines', () => {
    const source = [
      "import { a } from './a.ts';",
      "import type { B } from '../b.ts';",
      "export * from './c.ts';",
      "import './d.css';",
      "const e = () => import('./e.ts');",
      "new Worker(new URL('../f.ts', import.meta.url));",
      "// import { g } from './g.ts';",
      'import {\n  h,\n  i,\n} from "node:fs";',
    ].join('\n');
    expect(importsOf(source).map((i) => [i.specifier, i.line, i.url])).toEqual([
      ['./a.ts', 1, false],
      ['../b.ts', 2, false],
      ['./c.ts', 3, false],
      ['./d.css', 4, false],
      ['node:fs', 8, false],
      ['./e.ts', 5, false],
      ['../f.ts', 6, true],
    ]);
  });

  it('resolves a relative import from the root', () => {
    expect(resolveImport('web/lab/stage/lane.tsx', '../../ui/button.tsx')).toBe('web/ui/button.tsx');
  });

  it('blanks comments and strings and keeps lines', () => {
    const blank = withoutCommentsAndStrings("a; // Date\n'Date' /* x\ny */ b");
    expect(blank).not.toMatch(/[Dxy']/);
    expect(blank.split('\n').map((line) => line.trim())).toEqual(['a;', '', 'b']);
  });
});

describe('the table', () => {
  it.each([
    ['sim-core/engine/x.ts', "import { K } from '../trace/kinds.ts';"],
    ['sim-core/hardware/x.ts', "import { W } from '../trace/writer.ts';"],
    ['sim-core/hardware/x.ts', "import { H } from '../software/host-kernel.ts';"],
    ['sim-core/paths/trap/index.ts', "import { V } from '../vmdq/index.ts';"],
    ['sim-core/report/x.ts', "import { S } from '../../web/stores/lab.ts';"],
    ['sim-core/engine/x.ts', "import { S } from '../scenario/schema.ts';"],
    ['sim-core/scenario/input-error.ts', "import { nsToPs } from '../engine/time.ts';"],
    ['sim-core/newroom/x.ts', "import { Q } from '../engine/event-queue.ts';"],
    ['sim-core/traffic/x.ts', "import { readFileSync } from 'node:fs';"],
    ['sim-core/trace/x.ts', "import { useState } from 'react';"],
    ['web/lab/x.tsx', "import { Simulation } from '../../sim-core/paths/simulation.ts';"],
    ['web/lab/x.tsx', "new Worker(new URL('../../sim-core/worker/entry.ts', import.meta.url));"],
    ['web/lab/x.tsx', "import { Ring } from '../lenses/ring.tsx';"],
    ['web/lab/x.tsx', "import { client } from '../sim-client/client.ts';"],
    ['web/ui/x.tsx', "import { Lab } from '../lab/lab.tsx';"],
    ['web/scene/x.ts', "import { store } from '../stores/lab.ts';"],
    ['web/scene/frame.ts', "import { useRef } from 'react';"],
    ['web/share/x.ts', "import { tool } from '../../.ci/tools/tool.ts';"],
    ['web/share/x.ts', "import { join } from 'node:path';"],
  ])('refuses in %s: %s', (file, source) => {
    expect(reasons(file, source)).toHaveLength(1);
  });

  it.each([
    ['sim-core/hardware/nic.ts', "import { K } from '../trace/kinds.ts';"],
    ['sim-core/hardware/nic.ts', "import type { Scenario } from '../scenario/types.ts';"],
    ['sim-core/traffic/capture.ts', "import { InputError } from '../scenario/input-error.ts';"],
    ['sim-core/paths/assemble.ts', "import { TRAP } from './trap/index.ts';"],
    ['sim-core/paths/trap/index.ts', "import type { LanePath } from '../path.ts';"],
    ['sim-core/cli/main.ts', "import { readFileSync } from 'node:fs';"],
    ['sim-core/engine/x.test.ts', "import { readFileSync } from 'node:fs';"],
    ['sim-core/cli/main.ts', "new URL('../../package.json', import.meta.url)"],
    ['sim-core/engine/x.test.ts', "import { K } from '../trace/kinds.ts';"],
    ['web/sim-client/client.test.ts', "import { TraceHash } from '../../sim-core/trace/hash.ts';"],
    ['sim-core/checks/run-for-test.ts', "import { Simulation } from '../paths/simulation.ts';"],
    ['web/sim-client/client.ts', "new Worker(new URL('../../sim-core/worker/entry.ts', import.meta.url));"],
    ['web/lab/x.tsx', "import { PATHS } from '../../sim-core/index.ts';"],
    ['web/lab/x.tsx', "import { Button } from '../ui/button.tsx';"],
    ['web/app/app.tsx', "import { Lab } from '../lab/lab.tsx';"],
    ['web/scene/canvas.tsx', "import { useRef } from 'react';"],
  ])('allows in %s: %s', (file, source) => {
    expect(reasons(file, source)).toEqual([]);
  });
});

describe('words that make a run depend on where it runs', () => {
  it.each([
    'const x = Math.random();',
    'const x = Math.log(y);',
    'const x = Math.pow(y, z);',
    'const x = a ** b;',
    'const x = Date.now();',
    'const x = new Date();',
    'const x = performance.now();',
    'const x = n.toLocaleString();',
    'names.sort((a, b) => a.localeCompare(b));',
    'const f = new Intl.NumberFormat();',
  ])('refuses %s', (source) => {
    expect(reasons('sim-core/engine/x.ts', source)).toHaveLength(1);
    expect(reasons('sim-core/cli/x.ts', source)).toEqual([]);
    expect(reasons('sim-core/worker/entry.ts', source)).toEqual([]);
    expect(reasons('web/lab/x.ts', source)).toEqual([]);
  });

  it('lets exact arithmetic, constants and comments pass', () => {
    const source =
      '/** Date and Math.random are not used. */\nconst x = Math.floor(2 ** 48) + Number(10n ** b) + Math.sqrt(y); // Math.log';
    expect(reasons('sim-core/engine/x.ts', source)).toEqual([]);
  });
});

describe('exceptions', () => {
  const violation = { file: 'a.ts', line: 1, what: 'b.ts', why: '' };

  it('excuse exactly what they name', () => {
    expect(judge([violation], [{ file: 'a.ts', what: 'b.ts', why: '' }])).toEqual({ open: [], stale: [] });
    expect(judge([violation], [{ file: 'a.ts', what: 'c.ts', why: '' }]).open).toEqual([violation]);
  });

  it('are reported when nothing needs them', () => {
    const exception = { file: 'a.ts', what: 'b.ts', why: '' };
    expect(judge([], [exception]).stale).toEqual([exception]);
  });
});
