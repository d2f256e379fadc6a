// Which value of a constant counts: the default, the machine's profile, the scenario's own; and what scales with the clock.
import { beforeEach, describe, expect, it } from 'vitest';
import { Costs, LECTURE_NS, less, times } from './resolve.ts';
import { COSTS } from './table.ts';

describe('costs', () => {
  let server: Costs;
  let lecture: Costs;
  beforeEach(() => {
    server = new Costs('server', {});
    lecture = new Costs('lecture', {});
  });

  it('are the table’s by default, cycles in thousandths and times in picoseconds', () => {
    for (const row of COSTS) {
      expect(server.value(row.key)).toBe(row.value);
      if (row.unit === 'cyc')
        expect(server.cost(row.key)).toEqual({ mc: Math.round(row.value * 1000), ps: 0 });
      else if (row.unit === 'ns')
        expect(server.cost(row.key)).toEqual({ mc: 0, ps: Math.round(row.value * 1000) });
      else expect(() => server.cost(row.key)).toThrow(row.key);
    }
    expect(server.timePs('mem.l3')).toBe(16_700);
    expect(server.cost('ring.spsc.b32')).toEqual({ mc: 3500, ps: 0 });
  });

  it('take the scenario’s value before the default, whatever the profile', () => {
    for (const profile of ['server', 'lecture'] as const) {
      const own = new Costs(profile, { 'mem.dram': 77.25, syscall: 1, 'vhost.tap': 3, 'copy.perByteL3': 0 });
      expect(own.timePs('mem.dram')).toBe(77_250);
      expect(own.cost('syscall')).toEqual({ mc: 1000, ps: 0 });
      expect(own.value('vhost.tap')).toBe(3);
      expect(own.value('copy.perByteL3')).toBe(0);
      expect(own.cost('irq.host')).toEqual({ mc: 2_300_000, ps: 0 });
    }
  });

  it('are in the lecture’s profile its rules of thumb, as times', () => {
    expect(LECTURE_NS).toEqual({
      'mem.l2': 4,
      'mem.l3': 8,
      'mem.dram': 32,
      'sync.atomic': 8,
      syscall: 40,
      ctxswitch: 1000,
      pagefault: 1000,
    });
    for (const [key, ns] of Object.entries(LECTURE_NS)) {
      expect(lecture.cost(key)).toEqual({ mc: 0, ps: ns * 1000 });
      expect(lecture.timePs(key)).toBe(ns * 1000);
    }
    for (const row of COSTS.filter(
      ({ key, unit }) => !(key in LECTURE_NS) && (unit === 'cyc' || unit === 'ns'),
    )) {
      expect(lecture.cost(row.key)).toEqual(server.cost(row.key));
    }
  });

  it('do not take what every object has for an override', () => {
    expect(() => server.value('toString')).toThrow('toString');
    expect(() => server.cost('constructor')).toThrow('constructor');
    expect(() => server.timePs('syscall')).toThrow('cycles');
  });

  it('are carved and multiplied in whole units, never below zero', () => {
    expect(less({ mc: 10, ps: 5 }, { mc: 4, ps: 9 })).toEqual({ mc: 6, ps: 0 });
    expect(times({ mc: 3, ps: 5 }, 0.5)).toEqual({ mc: 2, ps: 3 });
  });
});
