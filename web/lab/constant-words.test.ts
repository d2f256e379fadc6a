// Constants in words: every one has a short name of its own, and a changed one says value, unit and what it usually is.
import { describe, expect, it } from 'vitest';
import { COST_OPTIONS, completeScenario } from '../../sim-core/index.ts';
import { CONSTANT_WORDS } from '../i18n/en-constants.ts';
import { CERTAINTY_WORDS } from '../i18n/en-why.ts';
import { constantName } from './constant-name.ts';
import { valueText, whatIfWords, withNames } from './constant-words.ts';

const words = (costs: Record<string, number>, profile: 'server' | 'lecture' = 'server') => {
  const { scenario } = completeScenario({ costs, machine: { profile } });
  const { name, value, usually } = whatIfWords(Object.keys(costs)[0], scenario);
  return `${name} ${value} ${usually}`;
};

describe('constants', () => {
  it('have names, each its own, that fit a label', () => {
    expect(Object.keys(CONSTANT_WORDS)).toEqual(COST_OPTIONS.map(({ key }) => key));
    const names = Object.values(CONSTANT_WORDS);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) {
      expect(name.length, name).toBeLessThanOrEqual(25);
      expect(name, name).not.toMatch(/[a-z]\.[a-z]|[a-z]{2}[A-Z]/);
    }
    expect(constantName('no.such')).toBe('no.such');
  });
  it('say how certain they are in words', () => {
    for (const { certainty } of COST_OPTIONS) expect(CERTAINTY_WORDS[certainty]).toMatch(/ /);
  });
  it('say a changed value with its unit, and what it usually is', () => {
    expect(words({ 'vm.exitLight': 4000 })).toBe('VM exit 4,000 cycles (usually 1,300)');
    expect(words({ 'mem.dram': 65.5 })).toBe('memory access 65.5 ns (usually 90)');
    expect(words({ 'pcie.mps': 512 })).toBe('largest PCIe payload 512 bytes (usually 256)');
    expect(words({ 'kern.backlog': 10 })).toBe('backlog room 10 (usually 1,000)');
  });
  it('say the usual unit too where the lecture counts in another', () => {
    expect(words({ syscall: 300 }, 'lecture')).toBe('system call 300 cycles (usually 40 ns)');
  });
  it('say rates in full', () => {
    expect(valueText(0.05, 'cyc/B')).toBe('0.05 cycles a byte');
  });
  it('stand by their names in descriptions and sources, and nothing else changes', () => {
    expect(withNames('share of kern.bridge')).toBe('share of kernel bridging');
    expect(withNames('lookup, within ovsk.hit; all there is')).toBe(
      'lookup, within kernel datapath hit; all there is',
    );
    expect(withNames('over two cores: ring.mpmc.x-core.b32.')).toBe(
      'over two cores: shared ring, two cores.',
    );
    for (const { source } of COST_OPTIONS) {
      const left = withNames(source).match(/[a-z]+\.[A-Za-z0-9]+/g) ?? [];
      for (const key of left) expect(COST_OPTIONS.map((row) => row.key)).not.toContain(key);
    }
    expect(withNames('Linux net/core/user_dma.c, 7-cpu.com')).toBe('Linux net/core/user_dma.c, 7-cpu.com');
  });
});
