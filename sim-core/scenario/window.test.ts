// The window at its borders: by packets, by time, mixed where arrivals are regular, and runs too long for exact picoseconds.
import { describe, expect, it } from 'vitest';
import { fillDefaults } from './defaults.ts';
import type { ScenarioInput } from './schema.ts';
import { checkWindow, emptyWindow } from './window.ts';

const facts = { packets: 100, destinations: 1 } as unknown as Parameters<typeof checkWindow>[1];

/** The refusal of an input, or that there is none. */
function refusal(input: ScenarioInput, withFacts = false): string {
  try {
    checkWindow(fillDefaults(input), withFacts ? facts : null);
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('a window that never opens', () => {
  it('by packets alone, by time alone, or longer than the capture', () => {
    expect(refusal({ stop: { packets: 10 }, warmup: { packets: 9 } })).toBe('');
    expect(refusal({ stop: { packets: 10 }, warmup: { packets: 10 } })).toMatch(/10 packets is not shorter/);
    expect(refusal({ stop: { duration_ns: 500 }, warmup: { duration_ns: 499 } })).toBe('');
    expect(refusal({ stop: { duration_ns: 500 }, warmup: { duration_ns: 500 } })).toMatch(/500 ns is not/);
    const capture = (packets: number): ScenarioInput => ({
      traffic: { kind: 'capture', capture: { file: 'a.pcap' } },
      warmup: { packets },
    });
    expect(refusal(capture(99), true)).toBe('');
    expect(refusal(capture(100), true)).toMatch(/not shorter than the capture \(100\)/);
    expect(refusal(capture(100))).toBe('');
  });

  // 64 B at 10 Gb/s: the n-th packet's last bit after 57.6 + 67.2 (n − 1) ns
  it('in mixed units where every arrival is known', () => {
    const packets = (warmupNs: number) =>
      refusal({ stop: { packets: 3 }, warmup: { duration_ns: warmupNs } });
    expect(packets(191)).toBe('');
    expect(packets(192)).toMatch(/all 3 packets arrive within 192 ns/);
    const time = (stopNs: number) => refusal({ stop: { duration_ns: stopNs }, warmup: { packets: 2 } });
    expect(time(192)).toBe('');
    expect(time(191)).toMatch(/2 packets need more than the 191 ns/);
    // random arrivals and mixed sizes show it when they run
    for (const traffic of [{ kind: 'poisson' }, { kind: 'imix' }, { frame_bytes: [[64, 1]] }]) {
      const input = { stop: { duration_ns: 191 }, warmup: { packets: 2 }, traffic } as ScenarioInput;
      expect(refusal(input)).toBe('');
    }
  });
});

describe('a run too long', () => {
  const slow = (kind: string, load: number, more: object = {}): string =>
    refusal({ stop: { packets: 1000 }, traffic: { kind, load, ...more } } as ScenarioInput);

  it('of regular arrivals ends within 9000 s or is refused', () => {
    // 1000 × 67.2 ns ÷ load
    expect(slow('line-rate', 7.5e-9)).toBe('');
    expect(slow('line-rate', 7.4e-9)).toMatch(/1000 packets take up to 9082 s/);
    expect(slow('constant', 1e-12)).toMatch(/months/);
  });

  it('of random arrivals has room for long pauses', () => {
    // 1000 + 6 √1000 + 15 gaps
    expect(slow('poisson', 9.1e-9)).toBe('');
    expect(slow('poisson', 8.9e-9)).toMatch(/9097 s/);
    // 32 gaps a pause: 32 + 6 √32 + 15 of them
    const bursts = { burst_packets: 32 };
    expect(slow('on-off', 1.94e-8, bursts)).toBe('');
    expect(slow('on-off', 1.92e-8, bursts)).toMatch(/90\d\d s/);
  });

  it('is longer with larger frames', () => {
    // 361.8 bytes on average, and 532
    expect(slow('imix', 3.3e-8)).toMatch(/9257 s/);
    expect(slow('imix', 3.5e-8)).toBe('');
    const sizes = {
      frame_bytes: [
        [64, 1],
        [1000, 1],
      ],
    };
    expect(slow('line-rate', 4.9e-8, sizes)).toMatch(/9013 s/);
    expect(slow('line-rate', 5e-8, sizes)).toBe('');
  });
});

describe('what a finished run shows', () => {
  const scenario = (warmup: object) => fillDefaults({ warmup } as ScenarioInput);

  it('is refused where the window has no length', () => {
    expect(emptyWindow(scenario({ packets: 5 }), 0, 1)).toBeNull();
    expect(emptyWindow(scenario({ packets: 5 }), 1, 1)?.message).toMatch(/no packet arrives after it/);
    expect(emptyWindow(scenario({ packets: 5 }), -1, 9)?.message).toMatch(/never opens/);
    expect(emptyWindow(scenario({ packets: 0 }), 0, 0)?.message).toMatch(/^stop.*no packet arrives before/);
    expect(emptyWindow(scenario({ duration_ns: 0 }), 0, 0)?.message).toMatch(/^stop/);
  });
});
