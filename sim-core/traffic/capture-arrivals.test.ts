// A capture as traffic: recorded, scaled and back-to-back, never faster than the line.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreSnapshot, takeSnapshot } from '../engine/snapshot.ts';
import type { CaptureTiming, Extent, Traffic } from '../scenario/types.ts';
import { createArrivalBlock, createArrivals, trafficBudget } from './arrivals.ts';
import { type LoadedCapture, loadCapture } from './capture.ts';
import { frame, writePcap, writePcapng } from './capture-writer.ts';
import { recordedLoad } from './loaded-capture.ts';
import { scenarioWith } from './traffic-for-test.ts';
import { lastBitOffsetPs, wireTimePs } from './wire.ts';

const choiceOf = (timing: CaptureTiming) => ({ file: 'x', timing, tolerant: false });
const load = (bytes: Uint8Array) => loadCapture(bytes, choiceOf('back-to-back'));
const sample = () => load(readFileSync('public/captures/three-vms.pcap'));

const capturedTraffic = (capture: LoadedCapture, timing: CaptureTiming): Partial<Traffic> => ({
  kind: 'capture',
  frame_bytes: null,
  capture: choiceOf(timing),
  vms: capture.vms,
});

/** Starts of all frames, picoseconds, after checking that none is faster than the line. */
function starts(
  capture: LoadedCapture,
  timing: CaptureTiming,
  more: Partial<Traffic> = {},
  stop?: Extent,
): number[] {
  const scenario = scenarioWith(
    { ...capturedTraffic(capture, timing), ...more },
    stop ?? { packets: capture.packets },
  );
  const gbps = scenario.traffic.link_gbps;
  const source = createArrivals(scenario, capture);
  const block = createArrivalBlock();
  const all: number[] = [];
  let before = -Infinity;
  for (source.next(block); block.count > 0; source.next(block)) {
    expect(block.first).toBe(all.length);
    for (let i = 0; i < block.count; i++) {
      const t = block.lastBitPs[i];
      if (!Number.isSafeInteger(t) || t - before < wireTimePs(block.bytes[i], gbps))
        expect.fail(`${t} after ${before}`);
      before = t;
      all.push(t - lastBitOffsetPs(block.bytes[i], gbps));
    }
  }
  return all;
}

function wireBefore(capture: LoadedCapture, gbps: number): number[] {
  let sum = 0;
  return [...capture.bytes].map((bytes) => {
    sum += wireTimePs(bytes, gbps);
    return sum - wireTimePs(bytes, gbps);
  });
}

/** A capture of 60-byte frames at these nanoseconds. */
const at = (...ns: number[]) =>
  load(writePcap(ns.map((fraction, i) => ({ seconds: 7, fraction, data: frame(i), original: 60 }))));

describe('recorded', () => {
  it('starts frames when they were recorded, and lets those wait that the wire cannot take yet', () => {
    expect(starts(at(500, 1500, 1501, 1502, 1700), 'recorded')).toEqual([
      0, 1e6, 1_067_200, 1_134_400, 1_201_600,
    ]);
  });

  it('lets packets without a timestamp follow back-to-back', () => {
    const simple = { kind: 'simple' as const, data: frame(3), original: 60 };
    const dated = { kind: 'enhanced' as const, at: 0, units: 100n, data: frame(3), original: 1000 };
    const blocks = [dated, simple, simple, { ...dated, units: 200n }];
    const capture = load(writePcapng([{ little: true, interfaces: [{}], blocks }]));
    const long = wireTimePs(1004, 10);
    for (const timing of ['recorded', 'scaled'] as const) {
      expect(starts(capture, timing, { load: 0.2 }).slice(0, 3)).toEqual([0, long, long + 67_200]);
    }
    expect(starts(capture, 'recorded')[3]).toBe(100e6);
  });

  it('keeps the sample to its times on a fast link', () => {
    const capture = sample();
    const recorded = starts(capture, 'recorded', { link_gbps: 400 });
    expect(recorded.length).toBe(6367);
    recorded.forEach((t, i) => {
      if (t < capture.timePs[i]) expect.fail(`packet ${i} before its time`);
    });
    const late = recorded.filter((t, i) => t > capture.timePs[i]).length;
    expect(late).toBeLessThan(100);
  });
});

describe('back-to-back', () => {
  it('is line rate, whatever the load', () => {
    const capture = sample();
    expect(starts(capture, 'back-to-back', { load: 0.3 })).toEqual(wireBefore(capture, 10));
  });
});

describe('scaled', () => {
  it('has the load asked for, on the sample', () => {
    const capture = sample();
    const total = wireBefore(capture, 10)[capture.packets - 1];
    for (const wanted of [0.001, 0.1, 0.5, 0.9, 0.999]) {
      const scaled = starts(capture, 'scaled', { load: wanted });
      expect(Math.abs(scaled[scaled.length - 1] - total / wanted)).toBeLessThanOrEqual(1);
    }
  });

  it('has it for any capture whose packets are not all at once', () => {
    const packets = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 60, max: 9000 })),
      {
        minLength: 2,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(packets, fc.double({ min: 0.01, max: 1, noNaN: true }), (rows, wanted) => {
        const capture = load(
          writePcap(rows.map(([fraction, original]) => ({ seconds: 1, fraction, data: frame(1), original }))),
        );
        const scaled = starts(capture, 'scaled', { load: wanted });
        const target = wireBefore(capture, 10)[capture.packets - 1] / (capture.spanPs === 0 ? 1 : wanted);
        if (Math.abs(scaled[scaled.length - 1] - target) > 1 + target * 1e-12)
          expect.fail(`${scaled} is not ${target}`);
      }),
      { numRuns: 200 },
    );
  });

  it('stretches and shrinks all gaps alike where nothing waits', () => {
    expect(starts(at(0, 1000, 3000), 'scaled', { load: 0.5 })).toEqual([0, 89_600, 268_800]);
  });

  it('with load 1 or zero span is back-to-back', () => {
    const capture = sample();
    expect(starts(capture, 'scaled', { load: 1 })).toEqual(wireBefore(capture, 10));
    expect(starts(at(5, 5, 5), 'scaled', { load: 0.1 })).toEqual([0, 67_200, 134_400]);
    expect(starts(at(5), 'scaled', { load: 0.1 })).toEqual([0]);
  });

  it('to more than two hours is refused', () => {
    expect(() => starts(sample(), 'scaled', { load: 1e-7 })).toThrow(
      'traffic.load: the packets need more than 2 hours',
    );
  });
});

describe('what the blocks carry', () => {
  it('is the VM for as many VMs as the scenario has, the flow and the priority', () => {
    const capture = sample();
    const source = createArrivals(
      scenarioWith({ ...capturedTraffic(capture, 'recorded'), vms: 2, priority_share: 1 }),
      capture,
    );
    const block = createArrivalBlock();
    source.next(block);
    expect(block.count).toBe(4096);
    for (let i = 0; i < block.count; i++) {
      if (
        block.vm[i] !== capture.destination[i] % 2 ||
        block.flow[i] !== capture.flow[i] ||
        block.priority[i] !== 1
      ) {
        expect.fail(`packet ${i}`);
      }
    }
  });

  it('ends at the scenario\u2019s stop or at the end of the file', () => {
    const capture = at(0, 1000, 2000);
    expect(starts(capture, 'recorded', {}, { packets: 2 }).length).toBe(2);
    expect(starts(capture, 'recorded', {}, { packets: 100 }).length).toBe(3);
    expect(starts(capture, 'recorded', {}, { duration_ns: 1057.5 }).length).toBe(1);
    expect(starts(capture, 'recorded', {}, { duration_ns: 1057.6 }).length).toBe(2);
  });

  it('goes back with a snapshot that leaves the capture alone', () => {
    const capture = sample();
    const source = createArrivals(scenarioWith(capturedTraffic(capture, 'recorded')), capture);
    const block = createArrivalBlock();
    source.next(block);
    const kept = takeSnapshot(source);
    expect(kept.bytes).toBeLessThan(1024);
    source.next(block);
    const once = block.lastBitPs.slice(0, block.count);
    restoreSnapshot(kept);
    source.next(block);
    expect(block.lastBitPs.slice(0, block.count)).toEqual(once);
  });

  it('needs a capture that has been read', () => {
    expect(() => createArrivals(scenarioWith(capturedTraffic(sample(), 'recorded')), null)).toThrow(
      'traffic.capture: ',
    );
  });
});

describe('figures', () => {
  it('the budget is the mean of the frames', () => {
    const capture = sample();
    const ns = ((capture.totalFrameBytes + 20 * capture.packets) * 0.8) / capture.packets;
    const budget = trafficBudget(scenarioWith(capturedTraffic(capture, 'recorded')), capture);
    expect(budget.ns).toBeCloseTo(ns, 9);
    expect(budget.cycles).toBeCloseTo(3 * ns, 9);
  });

  it('the recorded load is a share of the wire', () => {
    expect(recordedLoad(at(0, 672, 1344), 10)).toBeCloseTo(0.1, 12);
    expect(recordedLoad(at(5, 5), 10)).toBe(null);
  });
});
