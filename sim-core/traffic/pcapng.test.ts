// Both formats in every variant: what a writer of our own puts in, the reader gets out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LoadedCapture, loadCapture } from './capture.ts';
import {
  frame,
  type NgBlock,
  type NgInterface,
  type NgSection,
  writePcap,
  writePcapng,
} from './capture-writer.ts';

const load = (bytes: Uint8Array): LoadedCapture =>
  loadCapture(bytes, { file: 'x', timing: 'back-to-back', tolerant: false });

interface Expected {
  ps: bigint;
  to: number;
  original: number;
}

function expectPackets(capture: LoadedCapture, expected: Expected[]): void {
  const sorted = expected.map((e, i) => ({ ...e, i }));
  sorted.sort((a, b) => (a.ps < b.ps ? -1 : a.ps > b.ps ? 1 : a.i - b.i));
  const macs = [...new Set(expected.map(({ to }) => to))].sort((a, b) => a - b);
  expect([...capture.timePs]).toEqual(sorted.map(({ ps }) => Number(ps - sorted[0].ps)));
  expect([...capture.bytes]).toEqual(sorted.map(({ original }) => Math.max(60, original) + 4));
  expect([...capture.destination]).toEqual(sorted.map(({ to }) => macs.indexOf(to)));
  let outOfOrder = 0;
  for (let i = 1; i < expected.length; i++) if (expected[i].ps < expected[i - 1].ps) outOfOrder++;
  expect(capture.report.out_of_order).toBe(outOfOrder);
}

const anyPacket = fc.record({
  to: fc.integer({ min: 0, max: 255 }),
  captured: fc.integer({ min: 6, max: 120 }),
  more: fc.integer({ min: 0, max: 2000 }),
  // Within two hours, so that picoseconds stay exact.
  ps: fc.bigInt({ min: 0n, max: 7_200_000_000_000_000n }),
});

describe('pcap', () => {
  it('reads back in both byte orders, microseconds and nanoseconds', () => {
    const variant = fc.record({ little: fc.boolean(), nanoseconds: fc.boolean() });
    fc.assert(
      fc.property(variant, fc.array(anyPacket, { minLength: 1, maxLength: 20 }), (how, packets) => {
        const unit = how.nanoseconds ? 1000n : 1_000_000n;
        const rows = packets.map(({ to, captured, more, ps }) => ({
          to,
          captured,
          original: captured + more,
          units: ps / unit,
        }));
        const perSecond = 1_000_000_000_000n / unit;
        const bytes = writePcap(
          rows.map(({ to, captured, original, units }) => ({
            seconds: 4_294_960_000 + Number(units / perSecond),
            fraction: Number(units % perSecond),
            data: frame(to, captured),
            original,
          })),
          how,
        );
        expectPackets(
          load(bytes),
          rows.map(({ to, original, units }) => ({ to, original, ps: units * unit })),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('carries a fraction above a second over', () => {
    const packet = (seconds: number, fraction: number) => ({
      seconds,
      fraction,
      data: frame(1),
      original: 60,
    });
    const capture = load(writePcap([packet(5, 0), packet(5, 2_000_001)], { nanoseconds: false }));
    expect(capture.timePs[1]).toBe(2_000_001e6);
  });

  it('refuses other versions and link types', () => {
    const bytes = writePcap([{ seconds: 0, fraction: 0, data: frame(1), original: 60 }], { linkType: 113 });
    expect(() => load(bytes)).toThrow(
      'x, byte 20: packets of link type 113, but only Ethernet (link type 1) is read',
    );
    bytes[4] = 3;
    expect(() => load(bytes)).toThrow('x, byte 4: pcap version 3');
  });
});

/** Counts a second of an interface. */
function unitsASecond({ resolution = 6 }: NgInterface): bigint {
  return resolution & 0x80 ? 2n ** BigInt(resolution & 0x7f) : 10n ** BigInt(resolution);
}

const anyInterface: fc.Arbitrary<NgInterface> = fc.record({
  resolution: fc.option(
    fc.oneof(
      fc.integer({ min: 0, max: 12 }),
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 0x80, max: 0x80 + 50 }),
    ),
    { nil: undefined },
  ),
  offsetSeconds: fc.option(fc.integer({ min: -1000, max: 1000 }), { nil: undefined }),
  snapLength: fc.constant(0),
});

const anyBlock = fc.record({
  kind: fc.constantFrom('enhanced' as const, 'old' as const, 'unknown' as const),
  at: fc.nat(),
  packet: anyPacket,
});

const anySection = fc.record({
  little: fc.boolean(),
  interfaces: fc.array(anyInterface, { minLength: 1, maxLength: 4 }),
  blocks: fc.array(anyBlock, { minLength: 1, maxLength: 10 }),
});

type AnySection = typeof anySection extends fc.Arbitrary<infer T> ? T : never;

/** Less than an hour, so that offsets leave every span exact; counts stay below 2⁶⁴. */
const MOST_PS = 3_600_000_000_000_000n;

function toSection({ little, interfaces, blocks }: AnySection, expected: Expected[]): NgSection {
  const written = blocks.map(({ kind, at, packet }): NgBlock => {
    const data = frame(packet.to, packet.captured);
    if (kind === 'unknown') return { kind, type: 0x0bad + (at % 100), data };
    const index = at % interfaces.length;
    const perSecond = unitsASecond(interfaces[index]);
    const units = ((packet.ps % MOST_PS) * perSecond) / 1_000_000_000_000n;
    const offset = BigInt(interfaces[index].offsetSeconds ?? 0);
    const original = packet.captured + packet.more;
    expected.push({
      to: packet.to,
      original,
      ps: (units * 1_000_000_000_000n) / perSecond + offset * 1_000_000_000_000n,
    });
    return { kind, at: index, units, data, original };
  });
  return { little, interfaces, blocks: written };
}

describe('pcapng', () => {
  it('reads back sections of both byte orders, interfaces of any resolution and offset, all dated blocks', () => {
    fc.assert(
      fc.property(fc.array(anySection, { minLength: 1, maxLength: 3 }), (sections) => {
        const expected: Expected[] = [];
        const bytes = writePcapng(sections.map((section) => toSection(section, expected)));
        if (expected.length === 0) expect(() => load(bytes)).toThrow('no packets');
        else expectPackets(load(bytes), expected);
      }),
      { numRuns: 300 },
    );
  });

  it('takes a simple packet as far as its interface captures', () => {
    const blocks: NgBlock[] = [
      { kind: 'simple', data: frame(1, 32), original: 1000 },
      { kind: 'simple', data: frame(2, 20), original: 20 },
    ];
    const capture = load(writePcapng([{ little: false, interfaces: [{ snapLength: 32 }], blocks }]));
    expect(capture.report).toMatchObject({ captured_bytes: 52, truncated: 1, wire_bytes: 1020 });
  });

  it('refuses a file with any packet of another link type, but not an interface without packets', () => {
    const packet = (at: number): NgBlock => ({
      kind: 'enhanced',
      at,
      units: 0n,
      data: frame(1),
      original: 60,
    });
    const file = (...at: number[]) =>
      writePcapng([{ little: true, interfaces: [{}, { linkType: 276 }], blocks: at.map(packet) }]);
    expect(load(file(0, 0)).packets).toBe(2);
    expect(() => load(file(0, 1))).toThrow('packets of link type 276, but only Ethernet');
  });

  it('says which byte is wrong', () => {
    const packet = (at: number, data = frame(1)): NgBlock => ({
      kind: 'enhanced',
      at,
      units: 0n,
      data,
      original: 60,
    });
    const good = writePcapng([{ little: true, interfaces: [{}], blocks: [packet(0)] }]);
    const blockAt = 28 + 36;
    const changed = (at: number, ...bytes: number[]) => {
      const copy = good.slice();
      copy.set(bytes, at);
      return copy;
    };
    expect(good[blockAt]).toBe(6);
    expect(() => load(changed(8, 0))).toThrow('x, byte 8: a section without a byte-order mark');
    expect(() => load(changed(12, 9))).toThrow('x, byte 12: pcapng version 9');
    expect(() => load(changed(blockAt + 4, 11))).toThrow(`x, byte ${blockAt + 4}: a block of 11 bytes`);
    expect(() => load(changed(good.length - 4, 16))).toThrow(
      `x, byte ${good.length - 4}: the block's length is`,
    );
    expect(() => load(changed(blockAt + 8, 5))).toThrow(
      `x, byte ${blockAt}: a packet of interface 5, of which its section has 1`,
    );
    expect(() => load(changed(blockAt + 20, 250))).toThrow(
      `x, byte ${blockAt + 20}: 250 captured bytes in a block with room for`,
    );
    expect(() => load(changed(28 + 16 + 2, 99))).toThrow('an option of 99 bytes');
  });

  it('forgets interfaces at the next section', () => {
    const first: NgSection = { little: true, interfaces: [{}], blocks: [] };
    const second: NgSection = {
      little: false,
      interfaces: [],
      blocks: [{ kind: 'simple', data: frame(1), original: 60 }],
    };
    expect(() => load(writePcapng([first, second]))).toThrow(
      'a packet of interface 0, of which its section has 0',
    );
  });
});
