// The program as a process: exit statuses, streams and pipes, with damaged inputs of all kinds.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runMain } from './io-for-test.ts';

interface Ended {
  status: number | null;
  out: string;
  err: string;
}

/** The program as `npm run sim` starts it. */
const SOURCE = ['--import', 'tsx', 'sim-core/cli/main.ts'];

/** Runs the program; `hangUp` closes its standard output after the first piece. */
function sim(argv: string[], input = '', { hangUp = false, program = SOURCE } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...program, ...argv]);
    let out = '';
    let err = '';
    child.stdout.on('data', (piece) => {
      out += piece;
      if (hangUp) child.stdout.destroy();
    });
    child.stderr.on('data', (piece) => {
      err += piece;
    });
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
    child.stdin.end(input);
  });
}

let folder = '';
const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), '67ns-main-'));
  writeFileSync(file('cut.pcap'), new Uint8Array([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0]));
  writeFileSync(file('text.pcap'), 'this is no capture');
  writeFileSync(file('empty.pcap'), '');
  writeFileSync(file('zeros.pcap'), '');
  truncateSync(file('zeros.pcap'), 700 * 2 ** 20);
  writeFileSync(file('bytes.json'), new Uint8Array([0x7b, 0xc3, 0x28, 0x7d]));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The whole program in one file: its path. */
async function bundled(): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      ssr: 'sim-core/cli/main.ts',
      outDir: file('program'),
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs' } },
    },
    ssr: { noExternal: true },
  });
  return file('program/main.mjs');
}

const capture = (name: string) => JSON.stringify({ traffic: { kind: 'capture', capture: { file: name } } });

it('20 damaged inputs by command: one line, status 2, nothing on standard output', async () => {
  const cases: [argv: string[], input?: string][] = [
    [[]],
    [['rum', '-'], '{}'],
    [['sweep', '-'], '{}'],
    [['run', '-', '--nonsense'], '{}'],
    [['run', '-'], ''],
    [['run', '-'], '{"seed": }'],
    [['run', '-'], '{"seed": "1"}'],
    [['run', '-'], '{"sede": 1}'],
    [['run', '-'], '{"traffic": {"load": 0}}'],
    [['run', '-'], '{"lanes": [{"preset": "sriov", "features": {"copy": "cpu"}}]}'],
    [['run', '-'], '{"stop": {"packets": 10}, "warmup": {"packets": 10}}'],
    [['run', '-'], '['.repeat(200_000)],
    [['run', '-'], '{"__proto__": {}}'],
    [['run', '-'], capture(file('cut.pcap'))],
    [['run', '-'], capture(file('text.pcap'))],
    [['run', '-'], capture(file('empty.pcap'))],
    [['run', '-'], capture(file('zeros.pcap'))],
    [['run', folder]],
    [['run', file('bytes.json')]],
    [['run', file('none.json'), '--at', '5']],
  ];
  expect(cases).toHaveLength(20);
  // in one file, as each of the twenty would else load two hundred
  const program = [await bundled()];
  const queue = cases.entries();
  const worker = async () => {
    for (const [, [argv, input]] of queue) {
      const { status, out, err } = await sim(argv, input, { program });
      expect({ argv, status, out }).toEqual({ argv, status: 2, out: '' });
      expect(err).toMatch(/^[^\n]+: [^\n]+; [^\n]+\n$/);
    }
  };
  await Promise.all([worker(), worker()]);
});

it('a reader that goes away is no fault, and a long output arrives whole', async () => {
  const [gone, whole] = await Promise.all([sim(['costs'], '', { hangUp: true }), sim(['costs'])]);
  expect(gone).toMatchObject({ status: 0, err: '' });
  expect(whole.status).toBe(0);
  expect(() => JSON.parse(whole.out)).not.toThrow();
});

it('runs from standard input', async () => {
  const scenario = '{"stop": {"packets": 200}, "warmup": {"packets": 0}}';
  const { status, out, err } = await sim(['run', '-'], scenario);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(JSON.parse(out).lanes).toHaveLength(5);
});

it('sweeps in threads what it sweeps in one', async () => {
  const scenario = '{"stop": {"packets": 200}, "warmup": {"packets": 0}}';
  const argv = ['sweep', '-', '--vary', 'traffic.load=1,0.5'];
  const { status, out, err } = await sim(argv, scenario);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(out).toBe(runMain(argv, scenario).out);
  expect(out.split('\n')).toHaveLength(12);
});
