// A difference in words adds up from its floors, says packet times, and names a reason where there is none.
import { describe, expect, it } from 'vitest';
import { completeScenario, type Features } from '../../sim-core/index.ts';
import { floorsOf, PARTS, type Part } from '../scene/floors.ts';
import { NO_DIFFERENCE } from '../i18n/en-ghost.ts';
import {
  againWords,
  changeNames,
  cyclesWords,
  type Difference,
  differenceOf,
  earlyWords,
  floorWords,
  overallWords,
  timesWords,
  trafficWords,
  whyNone,
} from './difference.ts';
import type { Bill, LaneFigures } from './figures.ts';
import { NO_FIGURES } from './figures-at.ts';

const { scenario } = completeScenario({});
const sriov = scenario.lanes[2].features;

function figures(parts: Partial<Record<Part, number>>, more: Partial<LaneFigures> = {}): LaneFigures {
  const all = Object.fromEntries(PARTS.map((part) => [part, parts[part] ?? 0])) as Record<Part, number>;
  const total = PARTS.reduce((sum, part) => sum + all[part], 0);
  const bill: Bill = {
    parts: all,
    total,
    budgetUsed: total / 201.6,
    coresSharing: 1,
    fullBursts: null,
    overall: null,
    own: [],
  };
  return { ...NO_FIGURES, bill, delivered: 100, dropped: 10, p99Ns: 1000, ...more };
}

const floors = (features: Features) =>
  floorsOf(features, { workload: { kind: 'receive' }, traffic: { vms: 3 } });

describe('difference', () => {
  const ddio = { ...sriov, placement: 'ddio' as const };
  const before = { figures: figures({ miss: 480.4, kern: 1160.3, poll: 96.3 }), floors: floors(sriov) };
  const now = {
    figures: figures({ llc: 120.4, kern: 1060.4, poll: 96.2 }, { delivered: 130, dropped: 9, p99Ns: 770 }),
    floors: floors(ddio),
  };
  const difference = differenceOf(now, before)!;
  it('adds up exactly from the floors that paid', () => {
    expect(difference.floors.reduce((sum, [, cycles]) => sum + cycles, 0)).toBe(difference.cycles);
    expect(difference.cycles).toBe(1277 - 1737);
    expect(floorWords(difference)).toBe('DRAM −480, cache +120, kernel −100');
  });
  it('adds up where only the first floors are named', () => {
    const four = {
      ...difference,
      floors: [...difference.floors, ['nic', 30], ['copy', -7]] as Difference['floors'],
    };
    expect(floorWords(four, 2)).toBe('DRAM −480, cache +120 and 3 more floors −77');
    expect(floorWords(four, 4)).toBe('DRAM −480, cache +120, kernel −100, NIC +30, copy −7');
    expect(floorWords(four, 3)).toBe('DRAM −480, cache +120, kernel −100 and 2 more floors +23');
  });
  it('is said in cycles, per cent, packet times, packets and delay', () => {
    expect(cyclesWords(difference, before.figures.bill!)).toBe('−460 cycles, 26 %');
    const was = before.figures.bill!;
    expect(timesWords(now.figures.bill!, was)).toBe('2.3 packet times less');
    expect(timesWords({ ...was, budgetUsed: was.budgetUsed + 0.45 }, was)).toBe('45 % of a packet time more');
    expect(trafficWords(now.figures, before.figures)).toBe('Delivered +30 %, dropped −10 %, p99 −23 %');
  });
  it('counts packet times as the gauge does, over the cores that share the work', () => {
    const was = before.figures.bill!;
    const shared = { ...was, budgetUsed: was.budgetUsed / 3, coresSharing: 3 };
    const less = { ...was, budgetUsed: (was.budgetUsed - 6) / 3, coresSharing: 3 };
    expect(timesWords(less, shared)).toBe('2.0 packet times less');
  });
  it('says what the whole run costs where the last packets of either run mislead', () => {
    const was = { ...before.figures.bill!, budgetUsed: 25, overall: 33.3 };
    const then = { ...was, budgetUsed: 78, overall: 15.6 };
    expect(overallWords(then, was)).toBe('Overall 16×, was 33×');
    expect(overallWords({ ...then, budgetUsed: 16 }, was)).toBe('');
    expect(overallWords({ ...then, overall: null }, was)).toBe('');
  });
  it('says after how few packets it is said', () => {
    const later = { ...now.figures, delivered: 5000 };
    expect(earlyWords(later, { ...before.figures, delivered: 255 })).toBe('After only 255 packets:');
    expect(earlyWords(later, { ...before.figures, delivered: 1000 })).toBe('');
  });
  it('names what was changed, and what is so again', () => {
    expect(changeNames({ ...ddio, itr_us: 20 }, sriov)).toEqual(['DDIO on', 'shortest gap 20']);
    expect(againWords(sriov, ddio)).toBe('DDIO is off');
    expect(againWords(sriov, { ...sriov, ring_size: 1024 })).toBe('ring size is 512');
  });
  it('gives a reason where nothing differs', () => {
    const same = differenceOf(before, before)!;
    expect(same.none).toBe(true);
    const why = (change: Partial<Features>) =>
      whyNone({ ...sriov, ...change }, sriov, scenario, before.figures);
    expect(why({ ddio_ways: 4 })).toBe(NO_DIFFERENCE.memory);
    expect(why({ isolated: false })).toBe(NO_DIFFERENCE.noPolling);
    expect(why({ tx_reclaim: 'late' })).toBe(NO_DIFFERENCE.nothingSent);
  });
});
