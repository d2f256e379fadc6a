// Links: exact round trips, links of the past that must always open, and damage that costs only what it hit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from './runs-for-test.ts';
import { scenarioInput } from './arbitrary-for-test.ts';
import { completeScenario } from './complete.ts';
import { decodeLink } from './link.ts';
import { encodeLink } from './link-write.ts';
import { FEATURE_CODES, FIELD_CODES } from './link-codes.ts';
import { migrate } from './migrations.ts';
import { FEATURE_NAMES } from './schema.ts';

const complete = (input: unknown) => completeScenario(input).scenario;

function legal(input: unknown) {
  try {
    return complete(input);
  } catch {
    return null;
  }
}

/** Written by version 1; they open for ever. */
const GOLDEN: [link: string, input: object][] = [
  ['', {}],
  ['1*to0.5*zz6msi98', { traffic: { load: 0.5 } }],
  [
    '1*sp1000*tkimix*covm.exitLight_1800*latrap*laddio*lnmy_20_lane_20__e9__2a_*fw4*zz1my6gs8',
    {
      stop: { packets: 1000 },
      traffic: { kind: 'imix' },
      costs: { 'vm.exitLight': 1800 },
      lanes: [{ preset: 'trap' }, { preset: 'ddio', name: 'my lane é*', features: { ddio_ways: 4 } }],
    },
  ],
  [
    '1*tf64_7_1518_0.5*zz34faww',
    {
      traffic: {
        frame_bytes: [
          [64, 7],
          [1518, 0.5],
        ],
      },
    },
  ],
];

describe('round trip', () => {
  it('every legal scenario comes back exactly, in characters that no address has to escape', () => {
    let tried = 0;
    fc.assert(
      fc.property(scenarioInput, (input) => {
        const scenario = legal(input);
        if (scenario === null) return;
        tried++;
        const link = encodeLink(scenario);
        expect(link).toMatch(/^[A-Za-z0-9*_.-]*$/);
        expect(new URLSearchParams({ s: link }).toString()).toBe(`s=${link}`);
        const { input: decoded, problems } = decodeLink(link);
        expect(problems).toEqual([]);
        expect(JSON.stringify(complete(decoded))).toBe(JSON.stringify(scenario));
      }),
      { seed: 11, numRuns: runs(500) },
    );
    expect(tried).toBeGreaterThan(0.4 * runs(500));
  });

  it('is empty for the default and short for one change', () => {
    expect(encodeLink(complete({}))).toBe('');
    expect(encodeLink(complete({ traffic: { load: 0.25 } })).length).toBeLessThan(20);
  });

  it("carries a capture's name and hash", () => {
    const scenario = complete({ traffic: { kind: 'capture', vms: 3, capture: { file: 'three vms.pcap' } } });
    const { input, captureHash, problems } = decodeLink(encodeLink(scenario, 'ab12cd34ef56'));
    expect(problems).toEqual([]);
    expect(captureHash).toBe('ab12cd34ef56');
    expect(input).toMatchObject({ traffic: { vms: 3, capture: { file: 'three vms.pcap' } } });
  });

  it('knows every feature, each code once', () => {
    expect(Object.values(FEATURE_CODES).map(([name]) => name)).toEqual(FEATURE_NAMES);
    const codes = [...Object.keys(FIELD_CODES), ...Object.keys(FEATURE_CODES), 'co', 'ch', 'la', 'ln', 'zz'];
    expect(new Set(codes).size).toBe(codes.length);
  });
});

it.each(GOLDEN)('golden link %s', (link, input) => {
  const decoded = decodeLink(link);
  expect(decoded.problems).toEqual([]);
  expect(complete(decoded.input)).toEqual(complete(input));
  expect(encodeLink(complete(input))).toBe(link);
});

describe('damage', () => {
  it('is named, and the rest is kept', () => {
    const { input, problems } = decodeLink('1*to5*tl40*laddio*fw99*gb9*lafoo*gb2*qq1*tvx');
    expect(input).toEqual({
      traffic: { link_gbps: 40 },
      lanes: [{ preset: 'ddio', features: { batch: 9 } }],
    });
    const unread = (part: string | null, lane: number, entry: string) => ({
      kind: 'unreadable',
      part,
      lane,
      entry,
    });
    expect(problems).toEqual([
      { kind: 'changed' },
      unread('lanes', 2, 'lafoo'),
      unread('batch', 2, 'gb2'),
      unread(null, 0, 'qq1'),
      unread('traffic.vms', 0, 'tvx'),
      {
        kind: 'refused',
        where: 'traffic.load',
        lane: 0,
        problem: 'is 5',
        remedy: 'must be a number above 0 and at most 1',
        dropped: 'field',
      },
      expect.objectContaining({
        kind: 'refused',
        where: 'lanes[0].features.ddio_ways',
        lane: 1,
        problem: 'is 99',
        dropped: 'feature',
      }),
    ]);
  });

  it('names what belongs to no field too', () => {
    const { problems } = decodeLink('1*latrap*ln_*co_*chxyz');
    expect(problems.slice(1).map((each) => (each.kind === 'unreadable' ? each.part : each.kind))).toEqual([
      'name',
      'costs',
      'traffic.capture',
    ]);
  });

  it('a combination that cannot be loses the feature that it is about', () => {
    const { input, problems } = decodeLink('1*lasriov*gi0*gb7');
    expect(input).toEqual({ lanes: [{ preset: 'sriov', features: { batch: 7 } }] });
    expect(problems[1]).toMatchObject({
      kind: 'refused',
      where: 'lanes[0].features.iommu',
      lane: 1,
      dropped: 'feature',
    });
  });

  it('another version and plain noise are named', () => {
    expect(decodeLink('2*to0.5').problems).toEqual([{ kind: 'version', version: '2', known: '1' }]);
    expect(decodeLink('eyJh').problems).toEqual([{ kind: 'noise' }]);
  });

  it('any text opens with something usable', () => {
    const whole = encodeLink(complete(GOLDEN[2][1]));
    fc.assert(
      fc.property(fc.nat(whole.length), fc.string({ maxLength: 4 }), fc.nat(8), (at, put, skip) => {
        const text = whole.slice(0, at) + put + whole.slice(at + skip);
        const { input, problems } = decodeLink(text);
        completeScenario(input);
        if (text !== whole && text !== '') expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(Object.values(problem).join()).not.toContain('\n');
      }),
      { seed: 13, numRuns: runs(1000) },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        completeScenario(decodeLink(text).input);
        completeScenario(decodeLink(`1*${text}`).input);
      }),
      { seed: 17, numRuns: runs(300) },
    );
  });
});

describe('migrations', () => {
  it('lift step by step to the present version', () => {
    const steps = [
      (old: Record<string, unknown>) => ({ ...old, speed: old.load }),
      (old: Record<string, unknown>) => ({ ...old, rate: old.speed }),
    ];
    expect(migrate({ version: 1, load: 5 }, steps)).toEqual({ version: 3, load: 5, speed: 5, rate: 5 });
    expect(migrate({ version: 2, speed: 4 }, steps)).toEqual({ version: 3, speed: 4, rate: 4 });
    expect(migrate({ load: 5 }, steps)).toEqual({ load: 5 });
    expect(() => migrate({ version: 4 }, steps)).toThrow('knows up to 3');
    expect(migrate(null, steps)).toBeNull();
  });
});
