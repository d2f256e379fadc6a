// Checks what the sentence's fields take, refuse and show.
import { describe, expect, it } from 'vitest';
import { fillDefaults } from '../../sim-core/index.ts';
import { budgetOf } from '../playback/packet-time.ts';
import { equation, fromPosition, patched, readEntry, toPosition, within, WORDS } from './words.ts';

const scenario = fillDefaults({});

describe('words', () => {
  it('takes numbers with units', () => {
    expect(readEntry(WORDS.frame, '9 kB', scenario)).toEqual({ value: 9000 });
    expect(readEntry(WORDS.load, '30 kpps', scenario)).toEqual({ value: 0.002016 });
    expect(readEntry(WORDS.load, '5 Gb/s', scenario)).toEqual({ value: 0.5 });
    expect(readEntry(WORDS.load, '50', scenario)).toEqual({ value: 0.5 });
    expect(readEntry(WORDS.load, '7.44', scenario, 'Mpps')).toEqual({ value: 0.499968 });
    expect(readEntry(WORDS.load, '1', scenario, 'Gb/s')).toEqual({ value: 0.1 });
    expect(readEntry(WORDS.ghz, '2600 MHz', scenario)).toEqual({ value: 2.6 });
    expect(readEntry(WORDS.flows, '100k', scenario)).toEqual({ value: 100_000 });
  });
  it('answers a wrong entry with the range', () => {
    expect(readEntry(WORDS.frame, '63', scenario)).toEqual({ wrong: WORDS.frame.range });
    expect(readEntry(WORDS.link, '3', scenario)).toEqual({ wrong: WORDS.link.range });
    expect(readEntry(WORDS.load, '0', scenario)).toEqual({ wrong: WORDS.load.range });
    expect(readEntry(WORDS.load, '15 Mpps', scenario)).toEqual({ wrong: WORDS.load.range });
    expect(readEntry(WORDS.vms, 'many', scenario)).toEqual({ wrong: WORDS.vms.range });
  });
  it('goes there and back on the slider', () => {
    for (const word of Object.values(WORDS)) {
      for (const value of word.stops)
        expect(fromPosition(word, toPosition(word, value))).toBeCloseTo(value, 5);
      expect(fromPosition(word, 0)).toBeCloseTo(word.min, 5);
      expect(fromPosition(word, 1)).toBeCloseTo(word.max, 5);
    }
  });
  it('steps by keys stay within the limits', () => {
    for (const word of Object.values(WORDS)) {
      expect(within(word, word.nudge(word.max, 1, true))).toBe(word.max);
      expect(within(word, word.nudge(word.min, -1, false))).toBe(word.min);
      expect(within(word, word.nudge(word.min, 1, false))).toBeGreaterThan(word.min);
    }
    expect(WORDS.frame.nudge(64, 1, true)).toBe(128);
  });
  it('says what a scenario would be while a slider is dragged', () => {
    const wide = patched(scenario, WORDS.frame.patch(1518, scenario));
    expect(budgetOf(wide).ns).toBeCloseTo(1230.4);
    expect(patched(scenario, WORDS.ghz.patch(2, scenario)).machine.ghz).toBe(2);
    const mixed = fillDefaults({ traffic: { kind: 'imix' } });
    expect(patched(mixed, WORDS.frame.patch(64, mixed)).traffic).toMatchObject({
      kind: 'line-rate',
      frame_bytes: 64,
    });
  });
  it('writes the packet time', () => {
    expect(equation(67.2, 201.6)).toBe('67.2 ns = 202 cycles');
    expect(equation(1230.4, 3691.2)).toBe('1.23 µs = 3,691 cycles');
    expect(equation(1.68, 5.04)).toBe('1.68 ns = 5.04 cycles');
  });
});
