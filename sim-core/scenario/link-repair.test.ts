// What a damaged link loses: what a complaint is about, no more; where nothing fits the complaint ever more, until it ends.
import { describe, expect, it } from 'vitest';
import { InputError } from './input-error.ts';
import { DamagedLink, type Dropped, type LinkProblem } from './link-repair.ts';
import type { ScenarioInput } from './schema.ts';

/** Two lanes with names and features, fields in two groups, two costs. */
function link(): DamagedLink {
  const link = new DamagedLink();
  link.setField('seed', 7);
  link.setField('traffic.load', 0.5);
  link.setField('traffic.vms', 4);
  link.setField('workload.events', [{ at_ns: 5 }]);
  link.setCost('vm.exitLight', 900);
  link.setCost('mem.dram', 80);
  link.openLane('trap');
  link.nameLane('a');
  link.setFeature('batch', 8);
  link.setFeature('ring_size', 512);
  link.openLane('dpdk');
  link.setFeature('batch', 16);
  return link;
}

const WHOLE = {
  seed: 7,
  traffic: { load: 0.5, vms: 4 },
  workload: { events: [{ at_ns: 5 }] },
  costs: { 'vm.exitLight': 900, 'mem.dram': 80 },
  lanes: [
    { name: 'a', preset: 'trap', features: { batch: 8, ring_size: 512 } },
    { preset: 'dpdk', features: { batch: 16 } },
  ],
};

/** What is left after complaints about these, one after the other; each is told as what it was. */
function repaired(...complaints: string[]): ScenarioInput {
  return told(...complaints).input;
}

/** The same, with what each complaint cost and in which lane. */
function told(...complaints: string[]): { input: ScenarioInput; lost: [Dropped, number][] } {
  const problems: LinkProblem[] = [];
  const left = [...complaints];
  const input = link().repair(() => {
    const where = left.shift();
    if (where !== undefined) throw new InputError(where, 'is wrong', 'make it right');
  }, problems);
  expect(problems).toEqual(
    complaints.map((where) => ({
      kind: 'refused',
      where,
      problem: 'is wrong',
      remedy: 'make it right',
      dropped: expect.any(String),
      lane: expect.any(Number),
    })),
  );
  return {
    input,
    lost: problems.map((each) => (each.kind === 'refused' ? [each.dropped, each.lane] : ['lanes', -1])),
  };
}

describe('repair', () => {
  it('keeps everything where nobody complains', () => {
    expect(repaired()).toEqual(WHOLE);
    expect(new DamagedLink().repair(() => {}, [])).toEqual({});
  });

  it.each([
    ['lanes[0].features.batch', 0, { name: 'a', preset: 'trap', features: { ring_size: 512 } }],
    ['lanes[0].features.copy', 0, { name: 'a', preset: 'trap' }],
    ['lanes[0].features', 0, { name: 'a', preset: 'trap' }],
    ['lanes[0].name', 0, { preset: 'trap', features: { batch: 8, ring_size: 512 } }],
    ['lanes[1].features.batch', 1, { preset: 'dpdk' }],
  ])('a lane loses what %s names', (where, index, lane) => {
    const lanes = [...WHOLE.lanes];
    lanes.splice(index, 1, lane as (typeof lanes)[number]);
    expect(repaired(where)).toEqual({ ...WHOLE, lanes });
  });

  it('the eleventh lane is found too', () => {
    const eleven = new DamagedLink();
    for (let i = 0; i < 11; i++) eleven.openLane('trap');
    eleven.nameLane('last');
    let complaints = 1;
    const { lanes } = eleven.repair(() => {
      if (complaints-- > 0) throw new InputError('lanes[10].name', 'is wrong', 'make it right');
    }, []);
    expect(lanes).toStrictEqual(Array(11).fill({ preset: 'trap' }));
  });

  it.each(['lanes[1].preset', 'lanes[1].name', 'lanes[1]'])('a lane goes for %s', (where) => {
    expect(repaired(where)).toEqual({ ...WHOLE, lanes: WHOLE.lanes.slice(0, 1) });
  });

  it('a lane whose features are gone goes when they are complained of again', () => {
    const [first] = WHOLE.lanes;
    expect(repaired('lanes[1].features.copy', 'lanes[1].features.copy')).toEqual({
      ...WHOLE,
      lanes: [first],
    });
  });

  it.each([
    ['costs.vm.exitLight', { ...WHOLE, costs: { 'mem.dram': 80 } }],
    ['traffic.load', { ...WHOLE, traffic: { vms: 4 } }],
    ['seed', { ...WHOLE, seed: undefined }],
  ])('a constant or a field goes by its name: %s', (where, left) => {
    expect(repaired(where)).toEqual(left);
  });

  it('a group goes whole, and a list for what is wrong in it', () => {
    const { traffic: _traffic, ...rest } = WHOLE;
    expect(repaired('traffic')).toEqual(rest);
    const { workload: _workload, ...others } = WHOLE;
    expect(repaired('workload.events[0].at_ns')).toEqual(others);
  });

  it('what no entry is about takes fields and constants first, then the lanes', () => {
    expect(repaired('scenario')).toEqual({ lanes: WHOLE.lanes });
    expect(repaired('costs.no.such')).toEqual({ lanes: WHOLE.lanes });
    expect(repaired('lanes[2].name')).toEqual({ lanes: WHOLE.lanes });
    expect(repaired('scenario', 'scenario')).toEqual({});
  });

  it.each<[string[], [Dropped, number][]]>([
    [['lanes[0].features.batch'], [['feature', 1]]],
    [['lanes[0].features.copy'], [['features', 1]]],
    [['lanes[0].name'], [['name', 1]]],
    // the second of the link, though the first has gone
    [
      ['lanes[0].preset', 'lanes[0].preset'],
      [
        ['lane', 1],
        ['lane', 2],
      ],
    ],
    [['costs.mem.dram'], [['constant', 0]]],
    [['traffic.load'], [['field', 0]]],
    [
      ['scenario', 'scenario'],
      [
        ['settings', 0],
        ['lanes', 0],
      ],
    ],
  ])('complaints about %j are told with what they cost', (complaints, lost) => {
    expect(told(...complaints).lost).toEqual(lost);
  });

  it('passes on what is no complaint', () => {
    const fault = new Error('a fault of the program');
    expect(() =>
      link().repair(() => {
        throw fault;
      }, []),
    ).toThrow(fault);
  });
});

describe('entries', () => {
  it('without a value are not used', () => {
    const empty = new DamagedLink();
    expect(empty.setField('seed', undefined)).toBe(false);
    expect(empty.setCost(undefined, 5)).toBe(false);
    expect(empty.setCost('mem.dram', undefined)).toBe(false);
    expect(empty.setField('seed', 0)).toBe(true);
    expect(empty.setCost('mem.dram', 0)).toBe(true);
    expect(empty.repair(() => {}, [])).toEqual({ seed: 0, costs: { 'mem.dram': 0 } });
  });

  it('of a lane need one: those behind a lane that could not be read belong to none', () => {
    const one = new DamagedLink();
    expect(one.nameLane('a')).toBe(false);
    expect(one.setFeature('batch', 8)).toBe(false);
    expect(one.openLane('trap')).toBe(true);
    expect(one.nameLane(undefined)).toBe(false);
    expect(one.setFeature('batch', undefined)).toBe(false);
    expect(one.openLane('no path')).toBe(false);
    expect(one.nameLane('b')).toBe(false);
    expect(one.setFeature('batch', 8)).toBe(false);
    expect(one.repair(() => {}, [])).toEqual({ lanes: [{ preset: 'trap' }] });
  });
});
