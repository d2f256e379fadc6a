// Checks what the sentence's fields take, refuse and show.
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../sim-core/index.ts';
import { equation, fromPosition, packetTimeNs, readEntry, toPosition, WORDS } from './words.ts';

const scenario = { traffic: { frame_bytes: 64, link_gbps: 10 }, machine: { ghz: 3 } } as unknown as Scenario;

describe('words', () => {
  it('takes numbers with units', () => {
    expect(readEntry(WORDS.frame, '9 kB', scenario)).toBe(9000);
    expect(readEntry(WORDS.load, '30 kpps', scenario)).toBeCloseTo(0.002016, 6);
    expect(readEntry(WORDS.load, '5 Gb/s', scenario)).toBe(0.5);
    expect(readEntry(WORDS.ghz, '2600 MHz', scenario)).toBeCloseTo(2.6);
    expect(readEntry(WORDS.flows, '100k', scenario)).toBe(100_000);
  });
  it('answers a wrong entry with the range', () => {
    expect(readEntry(WORDS.frame, '63', scenario)).toBe(WORDS.frame.range);
    expect(readEntry(WORDS.link, '3', scenario)).toBe(WORDS.link.range);
    expect(readEntry(WORDS.load, '0', scenario)).toBe(WORDS.load.range);
    expect(readEntry(WORDS.vms, 'many', scenario)).toBe(WORDS.vms.range);
  });
  it('goes there and back on the slider', () => {
    for (const word of Object.values(WORDS)) {
      for (const value of word.presets)
        expect(fromPosition(word, toPosition(word, value))).toBeCloseTo(value, 5);
      expect(fromPosition(word, 0)).toBeCloseTo(word.min, 5);
      expect(fromPosition(word, 1)).toBeCloseTo(word.max, 5);
    }
  });
  it('writes the packet time', () => {
    expect(packetTimeNs(64, 10)).toBeCloseTo(67.2);
    expect(equation(67.2, 201.6)).toBe('67.2 ns = 202 cycles');
    expect(equation(1230.4, 3691.2)).toBe('1.23 µs = 3,691 cycles');
    expect(equation(1.68, 5.04)).toBe('1.68 ns = 5.04 cycles');
  });
});
