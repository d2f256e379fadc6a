// Completion: the contract's defaults, idempotence, limits at both edges, and one line for whatever is wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PATHS } from '../paths/registry.ts';
import { runs } from './runs-for-test.ts';
import { scenarioInput } from './arbitrary-for-test.ts';
import { captureOf, completeScenario } from './complete.ts';
import { InputError } from './input-error.ts';

function complaint(input: unknown): string {
  try {
    completeScenario(input);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'accepted';
}

const lane = (features: object, preset = 'dpdk') => ({ lanes: [{ preset, features }] });

describe('defaults', () => {
  const { scenario, warnings } = completeScenario({});

  it('{} is the lecture: five lanes, 64 B at line rate, 3 GHz', () => {
    expect(scenario.lanes.map(({ name }) => name)).toEqual(['trap', 'vmdq', 'sriov', 'ddio', 'dpdk']);
    expect(scenario.lanes.map(({ features }) => features)).toEqual(PATHS.map(({ features }) => features));
    expect(scenario.traffic).toMatchObject({ kind: 'line-rate', link_gbps: 10, frame_bytes: 64, load: 1 });
    expect(scenario).toMatchObject({ stop: { packets: 100_000 }, warmup: { packets: 20_000 }, seed: 1 });
    expect(scenario.machine).toMatchObject({ ghz: 3, cores: 4, pcie_gbps: 63, profile: 'server' });
    expect(warnings).toEqual([]);
  });

  it('warm-up is a fifth of stop in its unit, at most 20000 packets', () => {
    const warmup = (stop: object) => completeScenario({ stop }).scenario.warmup;
    expect(warmup({ packets: 5000 })).toEqual({ packets: 1000 });
    expect(warmup({ packets: 10_000_000 })).toEqual({ packets: 20_000 });
    expect(warmup({ packets: 1 })).toEqual({ packets: 0 });
    expect(warmup({ duration_ns: 1_000_000 })).toEqual({ duration_ns: 200_000 });
  });

  it('application cycles depend on the workload, null asks for the default', () => {
    const cycles = (workload: object) => completeScenario({ workload }).scenario.workload.app_cycles;
    expect(cycles({ kind: 'reply', app_cycles: null })).toBe(40);
    expect(cycles({ kind: 'drop-host' })).toBe(0);
    expect(cycles({ kind: 'drop-host', app_cycles: 7 })).toBe(7);
  });

  it('a capture brings its own lengths and VMs', () => {
    const input = { traffic: { kind: 'capture', capture: { file: 'x.pcap' } } };
    const { scenario: complete } = completeScenario(input, { packets: 6367, vms: 5 });
    expect(complete).toMatchObject({ stop: { packets: 6367 }, warmup: { packets: 0 } });
    expect(complete.traffic).toMatchObject({ vms: 5, frame_bytes: null });
    expect(complete.traffic.capture).toEqual({ file: 'x.pcap', timing: 'recorded', tolerant: false });
    expect(captureOf(input)).toEqual(complete.traffic.capture);
    expect(captureOf({})).toBeNull();
  });

  it('a warm-up as long as the capture is refused', () => {
    const input = { warmup: { packets: 10 }, traffic: { kind: 'capture', capture: { file: 'x.pcap' } } };
    expect(() => completeScenario(input, { packets: 10, vms: 1 })).toThrow(InputError);
  });

  it('a cache of one way leaves DMA one way and says so', () => {
    const { scenario: small, warnings: said } = completeScenario({ machine: { llc_ways: 1 } });
    expect(small.lanes[0].features.ddio_ways).toBe(1);
    expect(said[0]).toMatch(/^trap: the cache has 1 way/);
    expect(completeScenario(small).warnings).toEqual(said);
  });
});

it('a complete scenario completes to itself, with the same warnings', () => {
  fc.assert(
    fc.property(scenarioInput, (input) => {
      let once: ReturnType<typeof completeScenario>;
      try {
        once = completeScenario(input);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        return;
      }
      expect(JSON.stringify(completeScenario(once.scenario))).toBe(JSON.stringify(once));
      expect(JSON.stringify(completeScenario(JSON.parse(JSON.stringify(once.scenario))))).toBe(
        JSON.stringify(once),
      );
    }),
    { seed: 3, numRuns: runs(400) },
  );
});

describe('limits, both edges', () => {
  const edges: [where: string, make: (value: unknown) => object, good: unknown[], bad: unknown[]][] = [
    ['seed', (seed) => ({ seed }), [0, 4_294_967_295], [-1, 4_294_967_296, 0.5]],
    ['stop.packets', (packets) => ({ stop: { packets } }), [1, 1e8], [0, 1e8 + 1, 1.5]],
    ['stop.duration_ns', (ns) => ({ stop: { duration_ns: ns } }), [1000, 1e10], [0, 1e10 + 1, 1.0001]],
    ['machine.ghz', (ghz) => ({ machine: { ghz } }), [0.5, 6, 2.133], [0.499, 6.001, 2.1333]],
    ['machine.cores', (cores) => ({ machine: { cores } }), [1, 64], [0, 65, 1.5]],
    ['machine.llc_mib', (llc_mib) => ({ machine: { llc_mib } }), [0.25, 64], [0.24, 64.1]],
    ['machine.llc_ways', (llc_ways) => ({ machine: { llc_ways } }), [1, 32], [0, 33]],
    ['machine.dram_channels', (n) => ({ machine: { dram_channels: n } }), [1, 12], [0, 13]],
    ['machine.pcie_gbps', (n) => ({ machine: { pcie_gbps: n } }), [1, 1000], [0.99, 1000.1]],
    ['traffic.link_gbps', (n) => ({ traffic: { link_gbps: n } }), [1, 2, 5, 20, 400], [0, 3, 401, '10']],
    ['traffic.frame_bytes', (n) => ({ traffic: { frame_bytes: n } }), [64, 9216], [63, 9217, 64.5, []]],
    ['traffic.load', (load) => ({ traffic: { load } }), [1, 1e-6], [0, 1.0001, -1]],
    ['traffic.burst_packets', (n) => ({ traffic: { burst_packets: n } }), [1, 65_536], [0, 65_537]],
    ['traffic.flows', (flows) => ({ traffic: { flows } }), [1, 1_000_000], [0, 1_000_001]],
    ['traffic.flow_skew', (n) => ({ traffic: { flow_skew: n } }), [0, 10], [-0.1, 10.1]],
    ['traffic.vms', (vms) => ({ traffic: { vms }, ...lane({ vfs: 64 }) }), [1, 64], [0, 65]],
    ['traffic.vm_skew', (n) => ({ traffic: { vm_skew: n } }), [0, 10], [-0.1, 10.1]],
    ['traffic.priority_share', (n) => ({ traffic: { priority_share: n } }), [0], [-0.1, 1.1]],
    ['workload.app_cycles', (n) => ({ workload: { app_cycles: n } }), [0, 1e9], [-1, 1e9 + 1]],
    ['workload.page_table_writes', (n) => ({ workload: { page_table_writes: n } }), [0], [-1, 1e6 + 1]],
    ['lanes[0].features.itr_us', (n) => lane({ itr_us: n }), [0, 1000], [-1, 1001]],
    ['lanes[0].features.batch', (n) => lane({ batch: n }), [1, 512], [0, 513]],
    ['lanes[0].features.ring_size', (n) => lane({ ring_size: n }), [64, 4096], [32, 100, 8192]],
    ['lanes[0].features.ddio_ways', (n) => lane({ ddio_ways: n }), [1, 20], [0, 21]],
    ['lanes[0].features.poll_cores', (n) => lane({ poll_cores: n }), [1, 4], [0, 5]],
    ['lanes[0].features.vfs', (n) => lane({ vfs: n }), [1, 256], [-1, 257]],
    ['costs.napi.weight', (n) => ({ costs: { 'napi.weight': n } }), [], ['64', null]],
    ['costs.vm.exitLight', (n) => ({ costs: { 'vm.exitLight': n } }), [0, 1800], [-1, 1e10]],
  ];
  it.each(edges)('%s', (where, make, good, bad) => {
    for (const value of good) expect(complaint(make(value))).toBe('accepted');
    for (const value of bad) expect(complaint(make(value))).toMatch(`${where}: `);
  });

  it('1 to 12 lanes with unique names', () => {
    const lanes = (n: number) => ({
      lanes: Array.from({ length: n }, (_, i) => ({ name: `${i}`, preset: 'trap' })),
    });
    expect(complaint(lanes(12))).toBe('accepted');
    expect(complaint(lanes(13))).toMatch('lanes: ');
    expect(complaint(lanes(0))).toMatch('lanes: ');
    expect(complaint({ lanes: [{ preset: 'trap' }, { preset: 'trap' }] })).toMatch(
      'lanes[1].name: trap is taken',
    );
  });
});

describe('overrides of constants that run but may surprise', () => {
  const said = (costs: object) => completeScenario({ costs }).warnings;
  it('outside the sources, also at one edge only', () => {
    expect(said({ 'vm.exitLight': 800, 'mem.dram': 100 })).toEqual([]);
    expect(said({ 'vm.exitLight': 799 })).toEqual([
      "costs.vm.exitLight is 799 cyc, outside the sources' range of 800 to 2200",
    ]);
    expect(said({ 'vm.exitLight': 2201 })).toHaveLength(1);
  });

  it('without effect, with the reason', () => {
    expect(said({ 'mempool.cached': 12 })).toEqual([
      'costs.mempool.cached changes nothing: it is within pmd.perPkt',
    ]);
    expect(said({ 'vm.ipi': 5200, 'mem.l1': 1e6 })).toHaveLength(2);
  });
});

describe('what belongs together', () => {
  it.each([
    [
      { stop: { packets: 10, duration_ns: 10 } },
      'stop: is given twice; give packets or duration_ns, not both',
    ],
    [{ stop: { packets: 10 }, warmup: { packets: 10 } }, 'never opens'],
    [{ stop: { duration_ns: 1000 }, warmup: { duration_ns: 1000 } }, 'never opens'],
    [{ stop: { packets: 10 }, warmup: { duration_ns: 1_000_000 } }, 'never opens'],
    [{ stop: { duration_ns: 1000 }, warmup: { packets: 100 } }, 'never opens'],
    [{ traffic: { load: 1e-12 } }, 'traffic.load: 1e-12 makes 100000 packets take up to months'],
    [{ traffic: { kind: 'capture' } }, 'traffic.capture: is missing'],
    [{ traffic: { capture: { file: 'x' } } }, 'set traffic.kind to capture'],
    [{ traffic: { kind: 'imix', frame_bytes: 64 } }, 'traffic.frame_bytes: is given, but imix'],
    [{ traffic: { frame_bytes: null } }, 'traffic.frame_bytes: is null, but line-rate'],
    [{ version: 2 }, 'version: is 2, this program knows up to 1'],
    [{ version: '1' }, 'version: is "1"; must be 1'],
    [{ workload: { kind: 'vm-to-vm' }, traffic: { vms: 1 } }, 'traffic.vms: is 1'],
  ])('%j', (input, message) => {
    expect(complaint(input)).toContain(message);
  });

  it('a misspelt name gets its neighbour named', () => {
    expect(complaint({ trafic: {} })).toBe('trafic: is not a field of a scenario; did you mean traffic?');
    expect(complaint(lane({ bach: 1 }))).toMatch('did you mean batch?');
    expect(complaint({ lanes: [{ preset: 'dpkd' }] })).toMatch('did you mean dpdk?');
    expect(complaint({ costs: { 'vm.exitLigth': 1 } })).toMatch('did you mean vm.exitLight?');
    expect(
      complaint({
        traffic: {
          frame_bytes: [
            [64, 1],
            [63, 1],
          ],
        },
      }),
    ).toMatch('traffic.frame_bytes[1][0]: is 63');
  });

  it('names that reach into JavaScript are refused', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect(complaint(JSON.parse(`{"traffic": {"${name}": {}}}`))).toMatch(
        `traffic.${name}: is a reserved name`,
      );
      expect(complaint(JSON.parse(`{"costs": {"${name}": 1}}`))).toMatch(`costs.${name}: is a reserved name`);
    }
  });
});

/** A generator of its own, so that the damage is the same for ever. */
function damage(seed: number) {
  let state = seed >>> 0;
  const next = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  const poison: unknown[] = [
    null,
    -1,
    1e308,
    Number.NaN,
    '',
    'x'.repeat(5000),
    '\n\u0000\u2028',
    [],
    {},
    [[]],
    true,
    0.1,
    [null],
    { a: 1 },
    Number.NEGATIVE_INFINITY,
    JSON.parse('{"__proto__": 1}'),
    Symbol('s'),
    () => 1,
    new Date(0),
    10n,
    [1, [2, [3]]],
  ];
  const scenario = JSON.parse(JSON.stringify(completeScenario({}).scenario)) as Record<string, unknown>;
  let home = scenario;
  for (let depth = 0; depth < 5; depth++) {
    const keys = Object.keys(home);
    const key = keys[next(keys.length)];
    const inner = home[key];
    if (next(3) === 0 || typeof inner !== 'object' || inner === null || Object.keys(inner).length === 0) {
      if (next(4) === 0) home[`${key}\n${next(9)}`] = 1;
      else home[key] = poison[next(poison.length)];
      break;
    }
    home = inner as Record<string, unknown>;
  }
  return scenario;
}

it('400 damaged scenarios: an InputError of one line, or a scenario that completes to itself', () => {
  let refused = 0;
  for (let seed = 0; seed < 400; seed++) {
    const input = damage(seed * 7919 + 13);
    try {
      const { scenario } = completeScenario(input);
      expect(completeScenario(scenario).scenario).toEqual(scenario);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refused++;
      expect(error.message).not.toMatch(/[\p{Cc}\u2028]/u);
      expect(error.message.length).toBeLessThan(500);
    }
  }
  expect(refused).toBeGreaterThan(250);
});

it('anything at all: never another exception', () => {
  fc.assert(
    fc.property(fc.anything(), (input) => {
      expect(complaint(input)).not.toContain('\n');
    }),
    { seed: 5, numRuns: runs(500) },
  );
  const circle: Record<string, unknown> = {};
  circle.traffic = circle;
  expect(complaint(circle)).toMatch(/nested too deeply/);
  expect(complaint({ lanes: new Array(10_000_000) })).toMatch(/more than 200000 values/);
});
