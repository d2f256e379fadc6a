// The commands in process: what they print, and that whatever is wrong ends in status 2 and one line.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COST_OPTIONS } from '../paths/cost-options.ts';
import type { Report } from '../report/types.ts';
import { completeScenario } from '../scenario/complete.ts';
import { FEATURE_NAMES } from '../scenario/schema.ts';
import { runMain } from './io-for-test.ts';

let folder = '';
const file = (name: string) => join(folder, name);
function put(name: string, content: string | Uint8Array): string {
  writeFileSync(file(name), content);
  return file(name);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), '67ns-'));
  mkdirSync(file('folder'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Status 2, nothing on standard output, one line on standard error. */
function refused(argv: string[], input: string | Uint8Array = ''): string {
  const { status, out, err } = runMain(argv, input);
  expect(`${status} ${err}`).toMatch(/^2 [^\n]+: [^\n]+; [^\n]+\n$/);
  expect(out).toBe('');
  return err;
}

const SHORT = { stop: { packets: 600 }, warmup: { packets: 100 } };
const short = (more: object = {}) => JSON.stringify({ ...SHORT, ...more });

describe('what is printed', () => {
  it('--help and --version', () => {
    const help = runMain(['--help']);
    expect(help).toMatchObject({ status: 0, err: '' });
    for (const word of [
      'run',
      'sweep',
      '--vary',
      'validate',
      'presets',
      'costs',
      'schema',
      '--at',
      '--stats',
    ]) {
      expect(help.out).toContain(word);
    }
    expect(runMain(['run', 'x.json', '--help']).out).toBe(help.out);
    expect(runMain(['--version'])).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });

  it('presets, with all features', () => {
    const presets = JSON.parse(runMain(['presets']).out) as { preset: string; features: object }[];
    expect(presets.map(({ preset }) => preset)).toEqual(['trap', 'vmdq', 'sriov', 'ddio', 'dpdk']);
    for (const { features } of presets) expect(Object.keys(features)).toEqual(FEATURE_NAMES);
    const table = runMain(['presets', '--format', 'table']).out;
    expect(table.split('\n')).toHaveLength(FEATURE_NAMES.length + 2);
  });

  it('costs, each with unit, range and source', () => {
    const constants = JSON.parse(runMain(['costs']).out) as Record<string, unknown>[];
    expect(constants).toHaveLength(COST_OPTIONS.length);
    for (const constant of constants) {
      for (const name of ['key', 'unit', 'value', 'min', 'max', 'source', 'certainty', 'not_charged']) {
        expect(constant).toHaveProperty(name);
      }
    }
    expect(constants.find(({ key }) => key === 'mempool.cached')?.not_charged).toBe(
      'it is within pmd.perPkt',
    );
    expect(constants.find(({ key }) => key === 'vm.exitLight')?.not_charged).toBeNull();
    expect(runMain(['costs', '--format=table']).out).toContain('(not charged: it is within pmd.perPkt)');
    expect(runMain(['costs', '--format=table']).out).toContain('vm.exitLight');
  });

  it('schema, with defaults and without room for unknown fields', () => {
    const schema = JSON.parse(runMain(['schema']).out);
    expect(schema).toMatchObject({ type: 'object', additionalProperties: false });
    expect(Object.keys(schema.properties)).toEqual(Object.keys(completeScenario({}).scenario));
    expect(schema.properties.traffic.properties.load).toMatchObject({
      default: 1,
      maximum: 1,
      exclusiveMinimum: 0,
    });
    expect(schema.properties.costs.properties).toHaveProperty(['vm.exitLight', 'default']);
  });
});

describe('run', () => {
  it('prints the report as JSON, the complete scenario inside', () => {
    const { status, out, err } = runMain(['run', put('short.json', short())]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    const report = JSON.parse(out) as Report;
    expect(report.scenario).toEqual(completeScenario(SHORT).scenario);
    expect(report.lanes).toHaveLength(5);
    for (const { packets } of report.lanes) expect(packets.offered).toBe(500);
    expect(out).toBe(`${JSON.stringify(report, null, 2)}\n`);
    expect(runMain(['run', '-'], out.length > 0 ? JSON.stringify(report.scenario) : '').out).toBe(out);
  });

  it('takes options in any order, and a window that closes early', () => {
    const path = put('order.json', short());
    const table = runMain(['run', '--format', 'table', path]).out;
    expect(runMain(['run', path, '--format=table']).out).toBe(table);
    expect(runMain(['--format', 'table', 'run', path]).out).toBe(table);
    expect(table).toMatch(/^packets offered +500 +500 +500 +500 +500$/m);
    const early = JSON.parse(runMain(['run', path, '--at', '1000.5']).out) as Report;
    // The n-th frame's last bit is in at 57.6 + 67.2 (n − 1) ns.
    expect(early.lanes[0].packets.offered).toBe(15);
  });

  it('--stats is the last line on standard error', () => {
    const { err } = runMain(['run', '-', '--stats'], short());
    expect(JSON.parse(err.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ wall_ms: 1 });
    expect(err).toMatch(/^\{"events": \d+, "wall_ms": [\d.]+, "events_per_s": \d+\}\n$/);
  });

  it.each(['.csv', '.json', '.pcapng'])('--trace %s leaves the report as it is', (suffix) => {
    const path = put('trace-in.json', short());
    const plain = runMain(['run', path]).out;
    const target = file(`trace${suffix}`);
    const { status, out } = runMain(['run', path, '--trace', target, '--trace-packets', '100..110']);
    expect({ status, out }).toEqual({ status: 0, out: plain });
    const bytes = readFileSync(target);
    expect(bytes.length).toBeGreaterThan(500);
    if (suffix === '.csv') {
      expect(bytes.toString()).toMatch(/^t_ps,lane,kind,packet,vm,core,queue,duration_ps,cycles,category\n/);
    }
    if (suffix === '.json') expect(() => JSON.parse(bytes.toString())).not.toThrow();
    runMain(['run', path, '--trace', file(`again${suffix}`), '--trace-packets', '100..110']);
    expect(readFileSync(file(`again${suffix}`)).equals(bytes)).toBe(true);
  });

  it('a capture is found beside its scenario', () => {
    put('frames.pcap', readFileSync('public/captures/three-vms.pcap'));
    const path = put(
      'capture.json',
      '{"traffic": {"kind": "capture", "capture": {"file": "frames.pcap", "timing": "back-to-back"}}}',
    );
    const report = JSON.parse(runMain(['run', path]).out) as Report;
    expect(report.capture).toMatchObject({ packets: 6367, wire_bytes: 3_713_592, out_of_order: 3 });
    expect(report.scenario).toMatchObject({
      stop: { packets: 6367 },
      warmup: { packets: 0 },
      traffic: { vms: 3 },
    });
    for (const { packets } of report.lanes) expect(packets.offered).toBe(6367);
  });
});

it('what is wrong with a capture is said once', () => {
  put('cut.pcap', readFileSync('public/captures/three-vms.pcap').subarray(0, 40_000));
  const choice = { file: 'cut.pcap', timing: 'back-to-back' };
  const scenario = (capture: object) =>
    put('cut.json', JSON.stringify({ traffic: { kind: 'capture', capture } }));
  expect(refused(['run', scenario(choice)])).toMatch(/byte \d+/);
  const { warnings } = JSON.parse(runMain(['run', scenario({ ...choice, tolerant: true })]).out) as Report;
  expect(warnings).toHaveLength(1);
});

describe('unusable command lines', () => {
  const lines: [argv: string[], says: string][] = [
    [[], 'command: is missing'],
    [['rnu'], 'did you mean run?'],
    [['toString'], 'toString: is not a command'],
    [['--frobnicate'], '--frobnicate: is not a command'],
    [['run'], 'SCENARIO.json is missing'],
    [['run', ''], 'run: SCENARIO.json is empty'],
    [['run', '-', '-'], 'does not know what to do with "-"'],
    [['run', '-', '--fromat', 'json'], '--fromat: is not an option of run; did you mean --format?'],
    [['run', '-', '--format'], '--format: has no value'],
    [['run', '-', '--format', 'csv'], '--format: is "csv"; must be json or table'],
    [['run', '-', '--format', 'json', '--format', 'json'], 'given twice'],
    [['run', '-', '--stats=1'], '--stats: takes no value'],
    [['run', '-', '--at', '-5'], '--at: is "-5"'],
    [['run', '-', '--at', '1e3'], '--at: is "1e3"'],
    [['run', '-', '--at', '0.0001'], 'at most three decimals'],
    [['run', '-', '--at', '99999999999999'], '--at: is'],
    [['run', '-', '--trace', 'x.txt'], 'unknown suffix'],
    [['run', '-', '--trace-packets', '1..2'], 'without --trace'],
    [['run', '-', '--trace', 'x.csv', '--trace-packets', '5..2'], 'ascending'],
    [['run', '-', '--trace', 'x.csv', '--trace-packets', 'all'], 'A..B'],
    [['presets', 'trap'], 'presets: does not know'],
    [['costs', '--format', 'yaml'], 'must be json or table'],
    [['schema', '--pretty'], '--pretty: is not an option of schema'],
    [['--version', 'now'], 'stands alone'],
    [['validate', '--rows', '/nowhere/rows.json'], 'there is no such file'],
  ];
  it.each(lines)('%j', (argv, says) => {
    expect(refused(argv, '{}')).toContain(says);
  });
});

describe('unusable files', () => {
  const scenarios: [content: string | Uint8Array, says: string][] = [
    ['', 'is empty'],
    ['   \n', 'is empty'],
    ['{', 'line 1 column 2: the text ends'],
    ['{"traffic": {"load": 0.5,}}', 'line 1 column 26'],
    ['null', 'scenario: is null'],
    ['[]', 'scenario: is an empty list'],
    ['"{}"', 'scenario: is "{}"'],
    ['{"seed": 1e400}', 'seed: is Infinity'],
    ['{"__proto__": {"seed": 2}}', '__proto__: is a reserved name'],
    ['{"lanes": [{"preset": "__proto__"}]}', 'lanes[0].preset'],
    [`${'{"a":'.repeat(100_000)}1`, 'nested too deeply'],
    [new Uint8Array([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]), 'is not UTF-8'],
    [new Uint8Array([0x7b, 0x80, 0x7d]), 'is not UTF-8'],
    [new Uint8Array(64), 'line 1 column 1'],
  ];
  it.each(scenarios)('scenario %#', (content, says) => {
    expect(refused(['run', put('bad.json', content)])).toContain(says);
    expect(refused(['run', '-'], content)).toContain(says);
  });

  it('missing, a folder, too large, not to be written', () => {
    expect(refused(['run', file('none.json')])).toContain('there is no such file');
    expect(refused(['run', file('folder')])).toContain('is a folder');
    expect(refused(['run', join(put('plain.json', '{}'), 'x')])).toContain(
      'part of the path is not a folder',
    );
    const large = put('large.json', '');
    truncateSync(large, 17 * 2 ** 20);
    expect(refused(['run', large])).toContain('is larger than 16 MiB');
    expect(refused(['run', '-', '--trace', file('none/x.csv')], short())).toContain(
      'there is no such folder',
    );
    const own = put('own.json', short());
    expect(refused(['run', own, '--trace', own])).toContain('would overwrite its own input');
    expect(readFileSync(own, 'utf8')).toBe(short());
  });

  it('captures: missing, a folder, empty, no capture, far too large', () => {
    const scenario = (name: string) =>
      put('c.json', JSON.stringify({ traffic: { kind: 'capture', capture: { file: name } } }));
    expect(refused(['run', scenario('none.pcap')])).toContain('there is no such file');
    expect(refused(['run', scenario('folder')])).toContain('is a folder');
    put('empty.pcap', '');
    expect(refused(['run', scenario('empty.pcap')])).toContain('empty');
    put('text.pcap', 'not a capture at all');
    refused(['run', scenario('text.pcap')]);
    truncateSync(put('zeros.pcap', ''), 900 * 2 ** 20);
    refused(['run', scenario('zeros.pcap')]);
    truncateSync(put('huge.pcap', readFileSync('public/captures/three-vms.pcap')), 1100 * 2 ** 20);
    expect(refused(['run', scenario('huge.pcap')])).toContain('is larger than 1024 MiB');
    expect(refused(['run', '-'], readFileSync(scenario('nowhere/x.pcap'), 'utf8'))).toContain('no such file');
  });

  it('a window that only the run shows to be empty', () => {
    const random = { kind: 'poisson', load: 0.5 };
    const cases: [object, string][] = [
      [
        { stop: { packets: 10 }, warmup: { duration_ns: 1e9 }, traffic: random },
        'warmup: no packet arrives after it',
      ],
      [
        { stop: { duration_ns: 1000 }, warmup: { packets: 100 }, traffic: random },
        'warmup: no packet arrives',
      ],
      [{ stop: { duration_ns: 50 }, warmup: { packets: 0 } }, 'stop: no packet arrives before it'],
    ];
    for (const [scenario, says] of cases)
      expect(refused(['run', '-'], JSON.stringify(scenario))).toContain(says);
  });

  it('rows', () => {
    for (const rows of ['[]', '{}', '[{"id": "x"}]', '[1]', 'rows'])
      refused(['validate', '--rows', put('r.json', rows)]);
    const row = {
      claim: '',
      source: '',
      certainty: '',
      published: 1,
      gate: true,
      measure: '/x',
      scenario: {},
    };
    const rowsOf = (more: object) => put('r.json', JSON.stringify([{ id: 'A', ...row, ...more }]));
    expect(refused(['validate', '--rows', rowsOf({})])).toContain('row A needs one tolerance');
    expect(refused(['validate', '--rows', rowsOf({ tolerance: 1, published: 0 })])).toContain(
      'row A is published as 0, no ratio to it can be within tolerance',
    );
    refused(['validate', '--rows', rowsOf({ tolerance: 1, id: 'A\nB' })]);
  });
});

describe('validate', () => {
  const row = {
    claim: 'c',
    source: 's',
    certainty: 'read',
    scenario: { ...SHORT, lanes: [{ preset: 'dpdk' }] },
    measure: '/lanes/0/packets/offered',
    published: 500,
    tolerance: 0.01,
    gate: true,
  };

  it('prints model, published and ratio; 0 when every gating row passes', () => {
    const over = { scenario: row.scenario, measure: '/scenario/stop/packets' };
    const rows = [
      { id: 'A', ...row },
      { id: 'B', ...row, published: 5 / 6, over },
      { id: 'C', ...row, published: 1, gate: false },
    ];
    const { status, out } = runMain(['validate', '--rows', put('rows.json', JSON.stringify(rows))]);
    expect(status).toBe(0);
    expect(out).toMatch(/^A +500 +500 +1\.000 +±1 % +gate +passes$/m);
    expect(out).toMatch(/^B +0\.8333 +0\.8333 +1\.000 +±1 % +gate +passes$/m);
    expect(out).toMatch(/^C +500 +1 +500\.000 +±1 % +misses$/m);
    expect(out).toContain('2 of 2 gating rows pass');
  });

  it('has no ratio to nothing', () => {
    const rows = [{ id: 'A', ...row, published: 0, tolerance: undefined, tolerance_abs: 500 }];
    const { status, out } = runMain(['validate', '--rows', put('rows.json', JSON.stringify(rows))]);
    expect(status).toBe(0);
    expect(out).toMatch(/^A +500 +0 +- +±500 +gate +passes$/m);
  });

  it('1 when a gating row misses or is refused', () => {
    const nothing = { scenario: row.scenario, measure: '/lanes/0/packets/replicated' };
    const refusedRow = { ...row, scenario: { workload: { kind: 'vm-to-vm' }, traffic: { vms: 1 } } };
    for (const [bad, says] of [
      [{ ...row, published: 1 }, 'misses'],
      [{ ...row, measure: '/lanes/9/x' }, 'refused: /lanes/9/x'],
      [{ ...row, over: nothing }, 'refused: /lanes/0/packets/replicated: is 0'],
      [refusedRow, 'refused: traffic.vms'],
    ] as const) {
      const { status, out, err } = runMain([
        'validate',
        '--rows',
        put('rows.json', JSON.stringify([{ id: 'A', ...bad }])),
      ]);
      expect({ status, err }).toEqual({ status: 1, err: '' });
      expect(out).toContain(says);
    }
  });
});
