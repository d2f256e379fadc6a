// When frames leave: exact where gaps are exact, within honest statistical bounds where they are drawn.
import { describe, expect, it } from 'vitest';
import { type Arrival, arrivalsOf, scenarioWith } from './traffic-for-test.ts';
import { lastBitOffsetPs, wireTimePs } from './wire.ts';

/** Wire time of all but the last frame ÷ time between the first and the last start. */
function loadOf(all: Arrival[], gbps: number): number {
  let wire = 0;
  for (const { bytes } of all.slice(0, -1)) wire += wireTimePs(bytes, gbps);
  const start = (a: Arrival) => a.ps - lastBitOffsetPs(a.bytes, gbps);
  return wire / (start(all[all.length - 1]) - start(all[0]));
}

function mean(values: number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}

describe('paced traffic', () => {
  it('is the lecture: a 64 B frame every 67.2 ns', () => {
    arrivalsOf(scenarioWith({})).forEach(({ ps, bytes }, k) => {
      expect(bytes).toBe(64);
      expect(ps).toBe(57_600 + 67_200 * k);
    });
  });

  it('has two names', () => {
    expect(arrivalsOf(scenarioWith({ kind: 'constant', load: 0.37 }))).toEqual(
      arrivalsOf(scenarioWith({ kind: 'line-rate', load: 0.37 })),
    );
  });

  it('stays within half a picosecond of k wire times ÷ load, however far it runs', () => {
    for (const load of [0.7, 0.3, 1 / 3, 0.123456789]) {
      arrivalsOf(scenarioWith({ load }, { packets: 100_000 })).forEach(({ ps }, k) => {
        const exact = (k * 67_200) / load;
        if (Math.abs(ps - 57_600 - exact) > 0.5 + exact * 3e-16) expect.fail(`${load}: packet ${k} at ${ps}`);
      });
    }
  });

  it('follows each frame of a mix by its own wire time ÷ load', () => {
    const all = arrivalsOf(scenarioWith({ kind: 'imix', frame_bytes: null, load: 0.5 }));
    for (let k = 1; k < all.length; k++) {
      const gap =
        all[k].ps -
        lastBitOffsetPs(all[k].bytes, 10) -
        (all[k - 1].ps - lastBitOffsetPs(all[k - 1].bytes, 10));
      expect(gap).toBe(2 * wireTimePs(all[k - 1].bytes, 10));
    }
  });
});

describe('drawn gaps', () => {
  const n = 400_000;

  it('Poisson: joining gaps have mean and variance of an exponential', () => {
    // At a load of 1 % queueing is rare, so gaps between starts are almost the joining gaps.
    const all = arrivalsOf(scenarioWith({ kind: 'poisson', load: 0.01 }, { packets: n }));
    const gaps = all.slice(1).map(({ ps }, i) => (ps - all[i].ps) / 6_720_000);
    const m = mean(gaps);
    const variance = mean(gaps.map((g) => (g - m) ** 2));
    expect(Math.abs(m - 1)).toBeLessThan(4 / Math.sqrt(n));
    expect(Math.abs(variance - 1)).toBeLessThan((4 * Math.sqrt(8)) / Math.sqrt(n) + 0.002);
  });

  it('Poisson: the share of frames that find the wire busy is the load', () => {
    for (const load of [0.3, 0.7, 0.9]) {
      const all = arrivalsOf(scenarioWith({ kind: 'poisson', load }, { packets: n }));
      const waited = all.filter(({ ps }, k) => k > 0 && ps - all[k - 1].ps === 67_200).length;
      // Arrivals see time averages; the tolerance covers correlated waits near saturation.
      expect(Math.abs(waited / n - load)).toBeLessThan(0.01);
      expect(Math.abs(loadOf(all, 10) / load - 1)).toBeLessThan(5 / Math.sqrt(n));
    }
  });

  it('on-off: burst lengths are geometric, pauses exponential, the load as asked', () => {
    for (const [burst, load] of [
      [1, 0.2],
      [4, 0.5],
      [32, 0.5],
      [32, 0.9],
    ] as const) {
      const all = arrivalsOf(scenarioWith({ kind: 'on-off', load, burst_packets: burst }, { packets: n }));
      const lengths: number[] = [];
      const pauses: number[] = [];
      let length = 1;
      for (let k = 1; k < all.length; k++) {
        const pause = all[k].ps - all[k - 1].ps - 67_200;
        if (pause === 0) length++;
        else {
          lengths.push(length);
          pauses.push(pause);
          length = 1;
        }
      }
      const bursts = lengths.length;
      const m = mean(lengths);
      const expectedVariance = burst * (burst - 1);
      expect(Math.abs(m - burst)).toBeLessThanOrEqual(
        4 * Math.sqrt(expectedVariance / bursts) + 0.001 * burst,
      );
      const variance = mean(lengths.map((x) => (x - m) ** 2));
      expect(Math.abs(variance - expectedVariance)).toBeLessThanOrEqual(
        14 * (expectedVariance / Math.sqrt(bursts)),
      );
      const meanPause = 67_200 * burst * (1 / load - 1);
      expect(Math.abs(mean(pauses) / meanPause - 1)).toBeLessThan(4 / Math.sqrt(bursts) + 0.001);
      expect(Math.abs(loadOf(all, 10) / load - 1)).toBeLessThan(6 / Math.sqrt(bursts));
    }
  });

  it('on-off at load 1 is the line rate', () => {
    expect(arrivalsOf(scenarioWith({ kind: 'on-off' }))).toEqual(arrivalsOf(scenarioWith({})));
  });
});
