// Damaged captures: always one line and never a hang, whatever the bytes.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../engine/random.ts';
import { InputError } from '../scenario/input-error.ts';
import { createArrivalBlock, createArrivals } from './arrivals.ts';
import { type LoadedCapture, loadCapture } from './capture.ts';
import { frame, type NgBlock, writePcap, writePcapng } from './capture-writer.ts';
import { scenarioWith } from './traffic-for-test.ts';

// A plain copy: a Buffer's slices share its memory, and damage would add up.
const sample = (name: string): Uint8Array => Uint8Array.from(readFileSync(`public/captures/${name}`));

const load = (bytes: Uint8Array, tolerant = false): LoadedCapture =>
  loadCapture(bytes, { file: 'x', timing: 'back-to-back', tolerant });

const PACKETS = Array.from({ length: 9 }, (_, i) => ({
  seconds: 1,
  fraction: i,
  data: frame(i, 40 + i),
  original: 100,
}));

function ngBlocks(): NgBlock[] {
  return PACKETS.map(({ data, original }, i) =>
    i % 3 === 0
      ? { kind: 'simple', data, original: data.length }
      : { kind: i % 3 === 1 ? 'enhanced' : 'old', at: i % 2, units: BigInt(i), data, original },
  );
}

const SOURCES = [
  sample('three-vms.pcap'),
  sample('three-vms-both-ways.pcapng'),
  writePcap(PACKETS),
  writePcap(PACKETS, { little: false, nanoseconds: false }),
  writePcapng([
    { little: true, interfaces: [{ resolution: 0x80 + 20 }, { offsetSeconds: -5 }], blocks: ngBlocks() },
    { little: false, interfaces: [{ resolution: 9 }, {}], blocks: ngBlocks() },
  ]),
];

const EXTREMES = [0, 1, 3, 11, 0x7f, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffff0, 0xffffffff];

const MUTATIONS: Record<string, (bytes: Uint8Array, random: RandomStream) => Uint8Array> = {
  truncate: (bytes, random) => bytes.slice(0, random.below(bytes.length)),
  flip: (bytes, random) => {
    for (let n = 1 + random.below(60); n > 0; n--) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
    return bytes;
  },
  'early flip': (bytes, random) => {
    for (let n = 1 + random.below(4); n > 0; n--)
      bytes[random.below(Math.min(200, bytes.length))] ^= 1 << random.below(8);
    return bytes;
  },
  length: (bytes, random) => {
    const at = random.below(Math.min(random.below(2) === 0 ? 300 : bytes.length, bytes.length) >> 2) * 4;
    const value = EXTREMES[random.below(EXTREMES.length)];
    for (let i = 0; i < 4 && at + i < bytes.length; i++) bytes[at + i] = value >>> (8 * i);
    return bytes;
  },
  zero: (bytes, random) => {
    const at = random.below(bytes.length);
    return bytes.fill(0, at, at + random.below(5000));
  },
  garbage: (bytes, random) => {
    const from = random.below(bytes.length);
    for (let i = from; i < Math.min(bytes.length, from + 4096); i++) bytes[i] = random.below(256);
    return bytes;
  },
  remove: (bytes, random) => {
    const at = random.below(bytes.length);
    return Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + 1 + random.below(40))]);
  },
  'only the head': (bytes, random) => {
    const noise = bytes.slice(0, 5000);
    for (let i = 24; i < noise.length; i++) noise[i] = random.below(256);
    return noise;
  },
};

/** Reads a damaged file; the arrivals of one that loads must still keep to the line. */
function survives(bytes: Uint8Array, tolerant: boolean): 'loaded' | 'refused' {
  const begin = process.cpuUsage().user;
  let capture: LoadedCapture;
  try {
    capture = load(bytes, tolerant);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).toMatch(/^x.{0,20}: [^\n]{10,150}; [^\n]+$/);
    return 'refused';
  } finally {
    expect((process.cpuUsage().user - begin) / 1000).toBeLessThan(200);
  }
  const choice = { file: 'x', timing: 'scaled', tolerant } as const;
  const scenario = scenarioWith({
    kind: 'capture',
    frame_bytes: null,
    capture: choice,
    vms: capture.vms,
    load: 0.5,
  });
  const source = createArrivals(scenario, capture);
  const block = createArrivalBlock();
  let before = -1;
  let packets = 0;
  for (source.next(block); block.count > 0; source.next(block)) {
    for (let i = 0; i < block.count; i++) {
      if (!(block.lastBitPs[i] > before) || block.vm[i] === undefined) expect.fail(`packet ${packets + i}`);
      before = block.lastBitPs[i];
    }
    packets += block.count;
  }
  expect(packets).toBe(Math.min(20_000, capture.packets));
  return 'loaded';
}

describe('damaged captures', () => {
  const names = Object.keys(MUTATIONS);
  it('200 of them load or are refused with one line, quickly and in bounded memory', () => {
    const rssBefore = process.memoryUsage().rss;
    const outcomes = { loaded: 0, refused: 0 };
    for (let seed = 0; seed < 200; seed++) {
      const random = new RandomStream(seed, 'damage');
      const source = SOURCES[seed % SOURCES.length];
      const mutate = MUTATIONS[names[Math.floor(seed / SOURCES.length) % names.length]];
      outcomes[survives(mutate(source.slice(), random), seed % 7 === 0)]++;
    }
    // Both must occur, or the damage is too mild or too coarse to test anything.
    expect(outcomes.loaded).toBeGreaterThan(20);
    expect(outcomes.refused).toBeGreaterThan(60);
    // what else this process has run is not this test's
    expect(process.memoryUsage().rss - rssBefore).toBeLessThan(384 * 2 ** 20);
  });

  it('every possible truncation of a small file is refused or, between records, loads', () => {
    for (const source of SOURCES.slice(2)) {
      for (let length = 0; length < source.length; length++) {
        const cut = source.slice(0, length);
        survives(cut, false);
        survives(cut, true);
      }
    }
  });
});

describe('a file that ends inside a record', () => {
  const record = 16 + 40;
  const whole = writePcap(PACKETS.map((p) => ({ ...p, data: frame(1, 40) })));

  it('is refused with the byte and how many whole packets precede it', () => {
    const at = 24 + 3 * record;
    expect(() => load(whole.slice(0, at + 20))).toThrow(
      `x, byte ${at}: the file ends at byte ${at + 20}, inside the record that begins here, after 3 whole packets; copy or record the file again, or set traffic.capture.tolerant`,
    );
    expect(() => load(whole.slice(0, 24 + record + 1))).toThrow('after 1 whole packet;');
    expect(load(whole.slice(0, at)).packets).toBe(3);
  });

  it('is read as far as it is whole when tolerant', () => {
    const at = 24 + 3 * record;
    const capture = load(whole.slice(0, at + 20), true);
    expect(capture.packets).toBe(3);
    expect(capture.skipped).toBe(1);
    expect(capture.warnings).toEqual([
      `capture: the file ends inside the record at byte ${at}; the 3 packets before it are used`,
    ]);
    expect(() => load(whole.slice(0, 30), true)).toThrow('x: no whole packet before byte 24');
    expect(() => load(whole.slice(0, 20), true)).toThrow(
      'x, byte 20: the file ends inside its header of 24 bytes',
    );
  });

  it('is found in the samples too', () => {
    expect(() => load(SOURCES[0].slice(0, -1))).toThrow('after 6366 whole packets');
    expect(() => load(SOURCES[1].slice(0, -200))).toThrow(/x, byte \d+: the file ends at byte 1273224/);
    expect(load(SOURCES[0].slice(0, -1), true).packets).toBe(6366);
  });
});
