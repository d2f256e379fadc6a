// Captures: the figures any reader must find, and the contract's rules for who a packet is for and how long it is.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CaptureChoice } from '../scenario/types.ts';
import { type LoadedCapture, loadCapture } from './capture.ts';
import { frame, writePcap, writePcapng } from './capture-writer.ts';
import { captureFacts, captureReport, captureVmCount } from './loaded-capture.ts';

const folder = 'public/captures/';

interface Truth {
  packets: number;
  wire_bytes: number;
  captured_bytes: number;
  first_in_file_ns: string;
  last_in_file_ns: string;
  min_ns: string;
  max_ns: string;
  out_of_order: number;
  by_destination_mac: Record<string, number>;
  wire_frame_bytes_histogram: Record<string, number>;
  frame_bytes_histogram: Record<string, number>;
  sha256: string;
}

const truth = JSON.parse(readFileSync(`${folder}truth.json`, 'utf8')) as Record<string, Truth>;

function load(bytes: Uint8Array, choice: Partial<CaptureChoice> = {}): LoadedCapture {
  return loadCapture(bytes, { file: 'x.pcap', timing: 'recorded', tolerant: false, ...choice });
}

describe('the sample captures', () => {
  for (const [name, expected] of Object.entries(truth)) {
    it(`${name} has the figures that capinfos and tshark found`, () => {
      const bytes = readFileSync(folder + name);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(expected.sha256);
      const capture = load(bytes);
      const { packets, wire_bytes, captured_bytes, out_of_order, by_destination_mac } = capture.report;
      expect({ packets, wire_bytes, captured_bytes, out_of_order }).toEqual({
        packets: expected.packets,
        wire_bytes: expected.wire_bytes,
        captured_bytes: expected.captured_bytes,
        out_of_order: expected.out_of_order,
      });
      expect(JSON.stringify(by_destination_mac)).toBe(JSON.stringify(expected.by_destination_mac));
      expect(capture.stamps).toEqual({
        firstNs: expected.first_in_file_ns,
        lastNs: expected.last_in_file_ns,
        minNs: expected.min_ns,
        maxNs: expected.max_ns,
      });
      expect(capture.spanPs).toBe(Number((BigInt(expected.max_ns) - BigInt(expected.min_ns)) * 1000n));
      const histogram = Object.fromEntries(
        capture.sizes.map(({ from, to, packets: n }) => [`${from}-${to}`, n]),
      );
      expect(histogram).toEqual(expected.wire_frame_bytes_histogram);
      for (const [bounds, packets] of Object.entries(expected.frame_bytes_histogram)) {
        const [from, to] = bounds.split('-').map(Number);
        const inside = capture.bytes.filter((bytes) => bytes - 4 >= from && bytes - 4 <= to);
        expect([bounds, inside.length]).toEqual([bounds, packets]);
      }
    });

    it(`${name} gives each packet the VM of its destination`, () => {
      const capture = load(readFileSync(folder + name));
      const unicast = Object.keys(expected.by_destination_mac).filter((mac) => mac.startsWith('52:'));
      expect(captureVmCount(capture)).toBe(unicast.length);
      unicast.forEach((mac, i) => {
        expect(capture.vm.filter((vm) => vm === i).length).toBe(expected.by_destination_mac[mac]);
        expect(capture.report.by_vm[`vm${i + 1}`]).toBe(expected.by_destination_mac[mac]);
      });
      expect(capture.vm.filter((vm) => vm === 254).length).toBe(capture.everybody);
      expect(capture.notForUs).toBe(0);
    });
  }

  it('are read in under 100 ms', () => {
    const bytes = readFileSync(`${folder}three-vms-both-ways.pcapng`);
    const begin = process.cpuUsage().user;
    load(bytes);
    expect((process.cpuUsage().user - begin) / 1000).toBeLessThan(100);
  });

  it('the flows are those recorded: 16 of datagrams, 8 of memcached and the uploads', () => {
    const capture = load(readFileSync(`${folder}three-vms.pcap`));
    const flowsOf = (vm: number) => new Set(capture.flow.filter((_, i) => capture.vm[i] === vm)).size;
    expect([flowsOf(1), flowsOf(2)]).toEqual([16, 8]);
    expect(capture.flows).toBe(flowsOf(0) + 24);
    expect(capture.flow[0]).toBe(0);
  });
});

/** A capture of these frames, a microsecond apart. */
function pcapOf(...packets: { data: Uint8Array; original?: number; at?: number }[]): Uint8Array {
  return writePcap(
    packets.map(({ data, original, at }, i) => ({
      seconds: 1000,
      fraction: at ?? i * 1000,
      data,
      original: original ?? data.length,
    })),
  );
}

describe('who a packet is for', () => {
  it('numbers unicast destinations ascending, whatever their order of appearance', () => {
    const capture = load(
      pcapOf({ data: frame(9) }, { data: frame(3) }, { data: frame(7) }, { data: frame(3) }),
    );
    expect([...capture.vm]).toEqual([2, 0, 1, 0]);
    expect(capture.destinations).toEqual([
      { mac: '52:54:00:00:00:03', packets: 2 },
      { mac: '52:54:00:00:00:07', packets: 1 },
      { mac: '52:54:00:00:00:09', packets: 1 },
    ]);
    expect(captureFacts(capture)).toEqual({ packets: 4, destinations: 3 });
  });

  it('goes round again beyond 16, or beyond as many VMs as the scenario has', () => {
    const capture = load(pcapOf(...Array.from({ length: 18 }, (_, i) => ({ data: frame(i) }))));
    expect(capture.vms).toBe(16);
    expect([...capture.vm.slice(14)]).toEqual([14, 15, 0, 1]);
    expect(capture.report.by_vm.vm1).toBe(2);
    expect(capture.warnings).toEqual([
      'capture: 18 destinations for 16 VMs; beyond vm16 they begin again at vm1',
    ]);
    expect(captureReport(capture, 4).by_vm).toEqual({ vm1: 5, vm2: 5, vm3: 4, vm4: 4 });
  });

  it('gives named destinations their VM and the rest to nobody', () => {
    const bytes = pcapOf(
      { data: frame(3) },
      { data: frame(7) },
      { data: frame(9) },
      { data: frame([1, 0, 94, 0, 0, 22]) },
    );
    const capture = load(bytes, { vms: ['52:54:00:00:00:09', '52-54-00-00-00-AA', '52:54:00:00:00:03'] });
    expect([...capture.vm]).toEqual([2, 255, 0, 254]);
    expect(capture.vms).toBe(3);
    expect(capture.notForUs).toBe(1);
    expect(capture.report.by_vm).toEqual({ vm1: 1, vm2: 0, vm3: 1 });
    expect(capture.report.by_destination_mac['52:54:00:00:00:07']).toBe(1);
  });

  it('refuses names that are no unicast address or come twice', () => {
    const bytes = pcapOf({ data: frame(3) });
    for (const vms of [['x'], ['01:00:5e:00:00:16'], ['52:54:00:00:00:03', '52:54:00:00:00:03']]) {
      expect(() => load(bytes, { vms })).toThrow(`traffic.capture.vms[${vms.length - 1}]: `);
    }
  });

  it('gives broadcast and multicast to everybody, and what was captured too short to nobody', () => {
    const broadcast = [255, 255, 255, 255, 255, 255];
    const capture = load(
      pcapOf(
        { data: frame(broadcast) },
        { data: frame([0x33, 0x33, 0, 0, 0, 2]) },
        { data: frame(3, 5), original: 60 },
        { data: frame(3, 6), original: 60 },
        { data: frame(3, 0), original: 60 },
      ),
    );
    expect([...capture.vm]).toEqual([254, 254, 255, 0, 255]);
    expect(capture.everybody).toBe(2);
    expect(capture.notForUs).toBe(2);
    expect(capture.report.by_vm).toEqual({ vm1: 1 });
    expect(Object.keys(capture.report.by_destination_mac)).toEqual([
      '33:33:00:00:00:02',
      '52:54:00:00:00:03',
      'ff:ff:ff:ff:ff:ff',
    ]);
  });

  it('has one VM when nothing is unicast', () => {
    expect(load(pcapOf({ data: frame([255, 255, 255, 255, 255, 255]) })).vms).toBe(1);
  });
});

describe('sizes', () => {
  it('are the original length, at least 60, plus 4', () => {
    const capture = load(
      pcapOf(
        { data: frame(3, 42) },
        { data: frame(3, 60) },
        { data: frame(3, 60), original: 1514 },
        { data: frame(3, 60), original: 65_226 },
      ),
    );
    expect([...capture.bytes]).toEqual([64, 64, 1518, 65_230]);
    expect(capture.report).toMatchObject({
      padded: 1,
      truncated: 2,
      wire_bytes: 42 + 60 + 1514 + 65_226,
      captured_bytes: 222,
    });
    expect(capture.totalFrameBytes).toBe(64 + 64 + 1518 + 65_230);
    expect(capture.sizes).toEqual([
      { from: 64, to: 64, packets: 2 },
      { from: 1280, to: 1518, packets: 1 },
      { from: 1519, to: null, packets: 1 },
    ]);
    expect(capture.warnings.length).toBe(1);
    expect(capture.warnings[0]).toContain('1 frame is longer than 9216 B');
  });

  it('of a million bytes are not believed', () => {
    expect(() => load(pcapOf({ data: frame(3), original: 2 ** 20 + 1 }))).toThrow(
      'x.pcap, byte 24: a frame of 1048577 bytes',
    );
  });
});

describe('order', () => {
  it('sorts stably and counts timestamps below their predecessor', () => {
    const at = [5, 5, 3, 4, 9, 3, 9];
    const capture = load(pcapOf(...at.map((t, i) => ({ data: frame(i), at: t }))));
    expect(capture.report.out_of_order).toBe(2);
    expect([...capture.timePs]).toEqual([0, 0, 1000, 2000, 2000, 6000, 6000]);
    expect([...capture.destination]).toEqual([2, 5, 3, 0, 1, 4, 6]);
  });

  it('keeps packets without a timestamp behind their predecessor', () => {
    const timed = (to: number, units: bigint) => ({
      kind: 'enhanced' as const,
      at: 0,
      units,
      data: frame(to),
      original: 60,
    });
    const simple = (to: number) => ({ kind: 'simple' as const, data: frame(to), original: 60 });
    const blocks = [simple(0), simple(1), timed(2, 50n), simple(3), timed(4, 20n), simple(5), timed(6, 50n)];
    const capture = load(writePcapng([{ little: true, interfaces: [{}], blocks }]));
    expect(capture.simple).toBe(4);
    expect(capture.report.out_of_order).toBe(1);
    expect([...capture.destination]).toEqual([4, 5, 0, 1, 2, 3, 6]);
    expect([...capture.timePs]).toEqual([0, 0, 3e7, 3e7, 3e7, 3e7, 3e7]);
  });
});

describe('refused', () => {
  it('recorded over two hours, but not scaled or back-to-back', () => {
    const packet = (seconds: number) => ({ seconds, fraction: 0, data: frame(3), original: 60 });
    const bytes = writePcap([packet(0), packet(7201)]);
    expect(() => load(bytes)).toThrow('traffic.capture.timing: "recorded" with a capture of 2.0 hours');
    expect(load(bytes, { timing: 'scaled' }).spanPs).toBe(7.201e15);
    expect(load(writePcap([packet(0), packet(7200)])).spanPs).toBe(7.2e15);
  });

  it('nothing, nothing known and no packets', () => {
    expect(() => load(new Uint8Array(0))).toThrow('x.pcap: the file is empty; choose a pcap or pcapng file');
    expect(() => load(new Uint8Array([1, 2]))).toThrow('x.pcap, byte 2: the file ends inside its first word');
    expect(() => load(new TextEncoder().encode('hello there'))).toThrow(
      'x.pcap, byte 0: begins with 68656c6c, which is neither',
    );
    expect(() => load(new Uint8Array([0x1f, 0x8b, 8, 0, 0]))).toThrow('gzip');
    expect(() => load(writePcap([]))).toThrow('x.pcap: no packets in it');
    expect(() => load(writePcapng([{ little: true, interfaces: [{}], blocks: [] }]))).toThrow(
      'no packets in it',
    );
  });

  it('is frozen, so that snapshots pass it by', () => {
    expect(Object.isFrozen(load(pcapOf({ data: frame(3) })))).toBe(true);
  });
});
