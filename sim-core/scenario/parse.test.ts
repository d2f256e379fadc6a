// Every way in which a scenario can be wrong has one line that names the field, says what it is and what would be right.
import { expect, test } from 'vitest';
import { dotted, parseScenario, show } from './parse.ts';

const OBJECT = (fields: string) => `must be an object with fields of ${fields}`;
const ALL = 'version, seed, stop, warmup, machine, traffic, workload, costs, lanes';
const TRAFFIC =
  'kind, link_gbps, frame_bytes, load, burst_packets, flows, flow_skew, vms, vm_skew, priority_share, capture';
const FRAME =
  'must be a whole number from 64 to 9216, a list of [bytes, weight], or null for imix and captures';
const LOAD = 'must be a number above 0 and at most 1';

function nested(depth: number): unknown {
  return depth === 0 ? {} : { a: nested(depth - 1) };
}

const WRONG: readonly (readonly [input: unknown, message: string])[] = [
  [null, `scenario: is null; ${OBJECT(ALL)}`],
  [[], `scenario: is an empty list; ${OBJECT(ALL)}`],
  ['x', `scenario: is "x"; ${OBJECT(ALL)}`],
  [undefined, `scenario: is missing; ${OBJECT(ALL)}`],
  [{ a: 1 }, `a: is not a field of a scenario; known are ${ALL}`],
  [{ traffic: null }, `traffic: is null; ${OBJECT(TRAFFIC)}`],
  [{ traffic: 5 }, `traffic: is 5; ${OBJECT(TRAFFIC)}`],
  [{ traffic: { lod: 1 } }, 'traffic.lod: is not a field of traffic; did you mean load?'],
  [{ traffic: { load: 2 } }, `traffic.load: is 2; ${LOAD}`],
  [{ traffic: { load: 'x' } }, `traffic.load: is "x"; ${LOAD}`],
  [{ traffic: { load: true } }, `traffic.load: is true; ${LOAD}`],
  [{ traffic: { load: null } }, `traffic.load: is null; ${LOAD}`],
  [{ traffic: { load: {} } }, `traffic.load: is an object; ${LOAD}`],
  [{ traffic: { load: [1, 2] } }, `traffic.load: is a list of 2; ${LOAD}`],
  [{ traffic: { load: [] } }, `traffic.load: is an empty list; ${LOAD}`],
  [{ traffic: { load: () => 1 } }, `traffic.load: is a function; ${LOAD}`],
  [{ traffic: { frame_bytes: 63 } }, 'traffic.frame_bytes: is 63; must be a whole number from 64 to 9216'],
  [{ traffic: { frame_bytes: 'x' } }, `traffic.frame_bytes: is "x"; ${FRAME}`],
  [{ traffic: { frame_bytes: {} } }, `traffic.frame_bytes: is an object; ${FRAME}`],
  [
    { traffic: { frame_bytes: [] } },
    'traffic.frame_bytes: is an empty list; must be a list of 1 to 256 pairs [bytes, weight]',
  ],
  [
    { traffic: { frame_bytes: [[64]] } },
    'traffic.frame_bytes[0]: is a list of 1; must be a pair [bytes, weight]',
  ],
  [
    { traffic: { frame_bytes: [[63, 1]] } },
    'traffic.frame_bytes[0][0]: is 63; must be a whole number from 64 to 9216',
  ],
  [{ traffic: { capture: 'x' } }, 'traffic.capture: is "x"; must be an object with the field file, or null'],
  [{ traffic: { capture: {} } }, 'traffic.capture.file: is missing; must be the name of a capture file'],
  [
    { traffic: { kind: 'y' } },
    'traffic.kind: is "y"; must be line-rate, constant, poisson, on-off, imix or capture',
  ],
  [
    { traffic: { kind: 'y'.repeat(100) } },
    `traffic.kind: is "${'y'.repeat(41)}…; must be line-rate, constant, poisson, on-off, imix or capture`,
  ],
  [
    { traffic: { ['x'.repeat(100)]: 1 } },
    `traffic.${'x'.repeat(60)}…: is not a field of traffic; known are ${TRAFFIC}`,
  ],
  [
    { traffic: { link_gbps: 7 } },
    'traffic.link_gbps: is 7; must be one of the link speeds 1, 2, 5, 10, 20, 25, 40, 50, 100, 200, 400',
  ],
  [
    { machine: { ghz: 3.0001 } },
    'machine.ghz: is 3.0001; must be a number from 0.5 to 6 with at most three decimals',
  ],
  [{ machine: { cores: 1.5 } }, 'machine.cores: is 1.5; must be a whole number from 1 to 64'],
  [{ stop: { packets: 1, duration_ns: 2 } }, 'stop: is given twice; give packets or duration_ns, not both'],
  [{ stop: { packets: 0 } }, 'stop.packets: is 0; must be a whole number from 1 to 100000000'],
  [{ lanes: [] }, 'lanes: is an empty list; must be a list of 1 to 12 lanes'],
  [{ lanes: Array(13).fill({ preset: 'trap' }) }, 'lanes: is a list of 13; must be a list of 1 to 12 lanes'],
  [{ lanes: [{}] }, 'lanes[0].preset: is missing; must be trap, vmdq, sriov, ddio or dpdk'],
  [{ lanes: [{ preset: 'nope' }] }, 'lanes[0].preset: is "nope"; must be trap, vmdq, sriov, ddio or dpdk'],
  [
    { lanes: [{ preset: 'trap', features: { batc: 1 } }] },
    'lanes[0].features.batc: is not a field of lanes[0].features; did you mean batch?',
  ],
  [
    { lanes: [{ preset: 'trap', features: { batch: 'x' } }] },
    'lanes[0].features.batch: is "x"; must be a whole number from 1 to 512',
  ],
  [
    { costs: { 'vm.exitLight': 'a' } },
    'costs.vm.exitLight: is "a"; must be a number in the constant\'s unit (see `costs`)',
  ],
  [{ seed: 2 ** 32 }, 'seed: is 4294967296; must be a whole number from 0 to 4294967295'],
  [{ version: 2 }, 'version: is 2; must be 1'],
  [
    { workload: { kind: 'no' } },
    'workload.kind: is "no"; must be receive, reply, drop-host, forward-host, forward-vm or vm-to-vm',
  ],
  [
    { workload: { app_cycles: 'x' } },
    'workload.app_cycles: is "x"; must be a whole number from 0 to 1000000000, or null for the default',
  ],
  [
    { workload: { events: [{}] } },
    'workload.events[0].at_ns: is missing; must be a number of ns from 0 to 10000000000 with at most three decimals',
  ],
  [JSON.parse('{"__proto__": 1}'), '__proto__: is a reserved name; leave it out'],
  [{ traffic: { constructor: 1 } }, 'traffic.constructor: is a reserved name; leave it out'],
  [{ lanes: [{ prototype: 1 }] }, 'lanes[0].prototype: is a reserved name; leave it out'],
  [nested(18), 'a.a.a.a: is nested too deeply; a scenario is at most 6 levels deep'],
  [
    { lanes: Array(200_001).fill(0) },
    'scenario: holds more than 200000 values; leave out what is not needed',
  ],
];

test.each(WRONG.map(([input, message]) => [message, input] as const))('%s', (message, input) => {
  expect(() => parseScenario(input)).toThrow(expect.objectContaining({ name: 'InputError', message }));
});

test('depth and size are refused just beyond what is allowed', () => {
  expect(() => parseScenario(nested(16))).toThrow('a: is not a field');
  expect(() => parseScenario(nested(17))).toThrow('a.a.a.a: is nested too deeply');
  expect(() => parseScenario({ lanes: Array(199_000).fill(0) })).toThrow('lanes: is a list of 199000');
});

test('paths are written as people write them', () => {
  expect(dotted([])).toBe('scenario');
  expect(dotted(['lanes', 1, 'features', 'batch'])).toBe('lanes[1].features.batch');
  expect(dotted(['x'.repeat(60)])).toBe('x'.repeat(60));
  expect(dotted(['x'.repeat(61)])).toBe(`${'x'.repeat(60)}…`);
});

test('values are shown by their beginning', () => {
  expect(show('short')).toBe('"short"');
  expect(show('x'.repeat(40))).toBe(`"${'x'.repeat(40)}"`);
  expect(show('x'.repeat(41))).toBe(`"${'x'.repeat(41)}…`);
  expect([show(1), show(false), show(null), show(undefined)]).toEqual(['1', 'false', 'null', 'undefined']);
  expect([show([]), show([1]), show({}), show(Symbol.iterator)]).toEqual([
    'an empty list',
    'a list of 1',
    'an object',
    'a symbol',
  ]);
});
