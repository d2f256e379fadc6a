// The sweep in process: paths, values, order, refusals, formats, progress.
import { describe, expect, it } from 'vitest';
import type { Io } from '../io.ts';
import { runMain } from '../io-for-test.ts';
import { makePlan, scenarioOf } from './plan.ts';
import { createProgress } from './progress.ts';
import { type Row, writeRows } from './rows.ts';
import { parseVary } from './vary.ts';

const SHORT = { stop: { packets: 400 }, warmup: { packets: 100 } };
const LANES = [{ preset: 'trap' }, { name: 'a.b', preset: 'dpdk', features: { batch: 8 } }];
const input = (more: object = {}) => JSON.stringify({ ...SHORT, lanes: LANES, ...more });
const vary = (...texts: string[]) => texts.flatMap((text) => ['--vary', text]);
const setTo = (base: object, ...texts: string[]) => scenarioOf(makePlan(base, null, texts), 0);

function rowsOf(...texts: string[]): Row[] {
  const { status, out, err } = runMain(['sweep', '-', '--format', 'json', ...vary(...texts)], input());
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return JSON.parse(out) as Row[];
}

describe('paths and values', () => {
  it('reads numbers, words, lists and texts with commas', () => {
    expect(parseVary('p= 1,-2.5,true,null,poisson,"a,b",[[64,1],[1518,2]],1..3')).toEqual({
      path: 'p',
      values: [
        1,
        -2.5,
        true,
        null,
        'poisson',
        'a,b',
        [
          [64, 1],
          [1518, 2],
        ],
        '1..3',
      ],
    });
  });

  it('writes to every kind of place', () => {
    expect(setTo({}, 'seed=7', 'stop.packets=5', 'traffic.load=0.5', 'machine.ghz=2')).toEqual({
      seed: 7,
      stop: { packets: 5 },
      traffic: { load: 0.5 },
      machine: { ghz: 2 },
    });
    const costs = { 'vm.exitLight': 1 };
    expect(setTo({ costs }, 'costs.vm.exitLight=900')).toEqual({ costs: { 'vm.exitLight': 900 } });
    expect(costs).toEqual({ 'vm.exitLight': 1 });
    expect(setTo({ traffic: { capture: null } }, 'traffic.capture.file=x.pcap')).toEqual({
      traffic: { capture: { file: 'x.pcap' } },
    });
  });

  it('reaches one lane by name, dots in it included, or all; the special one stands', () => {
    const lanes = (...texts: string[]) => setTo({ lanes: LANES }, ...texts).lanes as Row[];
    expect(lanes('lanes.a.b.features.batch=2', 'features.batch=4').map(({ features }) => features)).toEqual([
      { batch: 4 },
      { batch: 2 },
    ]);
    expect(lanes('lanes.trap.preset=vmdq')[0]).toEqual({ name: 'trap', preset: 'vmdq' });
    expect(setTo({}, 'features.batch=4').lanes).toHaveLength(5);
  });
});

describe('rows', () => {
  it('stand in the order of combinations, the last path fastest, then lanes', () => {
    const rows = rowsOf('traffic.load=0.5,0.1', 'lanes.a.b.features.batch=1,32');
    expect(rows.map((row) => Object.values(row).slice(0, 4).join(' '))).toEqual([
      ...['0.5 1 trap trap', '0.5 1 a.b dpdk', '0.5 32 trap trap', '0.5 32 a.b dpdk'],
      ...['0.1 1 trap trap', '0.1 1 a.b dpdk', '0.1 32 trap trap', '0.1 32 a.b dpdk'],
    ]);
    expect(rows[0].offered_pps).toBeCloseTo(5 * (rows[4].offered_pps as number), -5);
  });

  it('hold the figures that run reports for the same scenario', () => {
    const [trap, dpdk] = rowsOf('costs.vm.exitLight=5000');
    const { lanes } = JSON.parse(runMain(['run', '-'], input({ costs: { 'vm.exitLight': 5000 } })).out);
    expect(trap).toMatchObject({
      'costs.vm.exitLight': 5000,
      delivered_pps: lanes[0].rate_pps.delivered,
      cycles_per_packet: lanes[0].cycles_per_packet.total,
      cycles_vm_exit: lanes[0].cycles_per_packet.by_category.vm_exit,
      latency_p99_ns: lanes[0].latency_ns.p99,
      dropped_nic_no_descriptor: lanes[0].packets.dropped_by.nic_no_descriptor,
    });
    expect(dpdk.cycles_per_packet).toBe(lanes[1].cycles_per_packet.total);
  });

  it('are CSV with the keys of the JSON, by default', () => {
    const argv = ['sweep', '-', ...vary('seed=1,2')];
    const lines = runMain(argv, input()).out.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[0].split(',')).toEqual(Object.keys(rowsOf('seed=1')[0]));
    expect(runMain([...argv, '--format=csv'], input()).out).toBe(`${lines.join('\n')}\n`);
    let text = '';
    writeRows([{ a: [1, 2], b: null, c: 'say "x"' }], 'csv', (piece) => {
      text += piece;
    });
    expect(text).toBe('a,b,c\n"[1,2]",,"say ""x"""\n');
  });

  it('come in pieces that make one list', () => {
    let text = '';
    const rows = Array.from({ length: 2500 }, (_, n) => ({ n }));
    writeRows(rows, 'json', (piece) => {
      text += piece;
    });
    expect(JSON.parse(text)).toEqual(rows);
  });

  it('--stats counts the events of all combinations', () => {
    const events = (values: string) =>
      JSON.parse(runMain(['sweep', '-', '--stats', ...vary(`seed=${values}`)], input()).err).events as number;
    expect(events('1,2')).toBe(events('1') + events('2'));
  });
});

describe('refusals: status 2, one line, nothing printed', () => {
  it.each<[texts: string[], says: string]>([
    [[], 'sweep: --vary is missing'],
    [['seed'], '--vary: is "seed"; write PATH=V1'],
    [['seed='], '--vary seed: has no value'],
    [['seed=1,,2'], 'has an empty value'],
    [['seed=1', 'seed=2'], '--vary seed: is given twice'],
    [['traffic..load=1'], 'has an empty segment'],
    [['traffic.lod=1'], 'did you mean load?'],
    [['features.bach=1'], 'did you mean batch?'],
    [['costs.vm.exitLigt=1'], 'did you mean vm.exitLight?'],
    [['lanes.trp.features.batch=1'], 'there is no lane "trp", in combination 1 of 1'],
    [['lanes.trap=1'], 'is a whole lane'],
    [['stop.packets.x=1'], 'packets has no fields'],
    [['__proto__.x=1'], 'is a reserved name'],
    [['lanes=1', 'features.batch=1'], 'lanes: is no list of lanes'],
    [
      ['seed=1,2', 'traffic.load=1,0'],
      'traffic.load: is 0, in combination 2 of 4 (seed=1, traffic.load=0); must',
    ],
    [['seed=1e400'], 'seed: is Infinity, in combination 1 of 1 (seed=Infinity); must'],
    [['traffic.kind=capture'], 'in combination 1 of 1 (traffic.kind=capture)'],
    [
      [`seed=${'1,'.repeat(100)}1`, `machine.ghz=${'1,'.repeat(99)}1`],
      '101 · 100 = 10100 combinations; at most 10000',
    ],
  ])('%j', (texts, says) => {
    const { status, out, err } = runMain(['sweep', '-', ...vary(...texts)], input());
    expect(`${status} ${out}${err}`).toMatch(/^2 [^\n]+: [^\n]+; [^\n]+\n$/);
    expect(err).toContain(says);
  });
});

describe('progress', () => {
  const heard = (terminal: boolean, times: number[]) => {
    let text = '';
    let now = 0;
    const progress = createProgress(
      {
        errIsTerminal: () => terminal,
        nowMs: () => now,
        err: (more: string) => (text += more),
      } as unknown as Io,
      9,
    );
    for (const [i, ms] of times.entries()) {
      now = ms;
      progress.at(i + 1);
    }
    progress.clear();
    return text;
  };

  it('is silent for a short sweep, a line now and then in a file, one line on a terminal', () => {
    expect(heard(true, [100, 900])).toBe('');
    expect(heard(false, [2000, 5000, 6000, 11_000])).toBe(
      '2 of 9 combinations, 5 s\n4 of 9 combinations, 11 s\n',
    );
    expect(heard(true, [2000, 2050])).toBe('\r\u001b[K1 of 9 combinations, 2 s\r\u001b[K');
  });
});
