// What the exporters write: CSV as the contract has it, JSON that viewers can nest, a capture whose bytes add up.
import { expect, test } from 'vitest';
import type { TraceChunk } from './chunk.ts';
import { CSV_HEADER } from './export-csv.ts';
import { microseconds } from './export-perfetto.ts';
import { SNAP_BYTES } from './export-pcapng.ts';
import {
  createExporter,
  cyclesText,
  type ExportScenario,
  type TraceSuffix,
  traceSuffix,
} from './exporters.ts';
import { CTX, K, KINDS } from './kinds.ts';
import { instant, rechunked, traceOf, work, writeLane } from './synthetic-for-test.ts';

const SCENARIO: ExportScenario = {
  machine: { ghz: 3 },
  lanes: [{ name: 'trap' }, { name: 'a "b", c' }],
  traffic: { capture: null },
};
function exported(suffix: TraceSuffix, chunks: TraceChunk[], scenario = SCENARIO): (string | Uint8Array)[] {
  const pieces: (string | Uint8Array)[] = [];
  const exporter = createExporter(suffix, scenario, (p) => pieces.push(p));
  for (const c of chunks) exporter.chunk(c);
  exporter.end();
  return pieces;
}
const CHUNKS = traceOf((w) => writeLane(w, 3000));
const COUNT = CHUNKS.reduce((n, c) => n + c.count, 0);

test('suffixes are told from file names', () => {
  expect([
    traceSuffix('a.CSV'),
    traceSuffix('x/y.pcapng'),
    traceSuffix('a.json'),
    traceSuffix('a.txt'),
  ]).toEqual(['.csv', '.pcapng', '.json', null]);
});

test('cycles have at most three decimals', () => {
  expect([cyclesText(1000, 3), cyclesText(333, 3), cyclesText(100, 2.5), cyclesText(7, 2.123)]).toEqual([
    '3',
    '0.999',
    '0.25',
    '0.015',
  ]);
});

test('csv: the header, a line a record, in order of beginning, empty where there is nothing', () => {
  const lines = exported('.csv', CHUNKS).join('').trimEnd().split('\n');
  expect(lines[0]).toBe(CSV_HEADER);
  expect(lines).toHaveLength(COUNT + 1);
  let before = 0;
  for (const line of lines.slice(1)) {
    const cells = line.split(',');
    expect(cells).toHaveLength(10);
    expect(Number(cells[0])).toBeGreaterThanOrEqual(before);
    before = Number(cells[0]);
  }
  expect(lines[1]).toBe('67200,trap,packet.arrived,0,vm1,,,0,,');
  expect(lines).toContain('117200,trap,cache.missed,0,vm1,0,0,40000,120,dram');
  expect(lines).toContain('87200,trap,burst.received,,vm1,0,0,30000,90,driver');
  expect(exported('.csv', rechunked(CHUNKS, 500)).join('')).toBe(`${lines.join('\n')}\n`);
});

test('csv: names are quoted where they must be, and order holds across many windows', () => {
  const many = traceOf((w) => writeLane(w, 60000), 1);
  const lines = exported('.csv', many).join('').trimEnd().split('\n');
  expect(lines[1]).toMatch(/^67200,"a ""b"", c",packet.arrived/);
  const times = lines.slice(1).map((l) => Number(l.slice(0, l.indexOf(','))));
  expect(times.length).toBeGreaterThan(200000);
  for (let i = 1; i < times.length; i++) if (times[i] < times[i - 1]) throw new Error(`out of order at ${i}`);
});

interface Slice {
  ph: string;
  name: string;
  pid: number;
  tid: number;
  ts?: number;
  dur?: number;
  args: Record<string, unknown>;
}

test('json: parses, names its tracks, and slices on a track nest or lie apart', () => {
  const both = [...CHUNKS, ...traceOf((w) => writeLane(w, 100), 1)];
  const { traceEvents } = JSON.parse(exported('.json', both).join('')) as { traceEvents: Slice[] };
  const names = traceEvents.filter((e) => e.name === 'process_name').map((e) => e.args.name);
  expect(names).toEqual(['trap', 'a "b", c']);
  const named = new Set(traceEvents.filter((e) => e.name === 'thread_name').map((e) => `${e.pid}/${e.tid}`));
  const tracks = new Map<string, [number, number][]>();
  for (const e of traceEvents) {
    if (e.ph === 'M') continue;
    expect(named.has(`${e.pid}/${e.tid}`)).toBe(true);
    if (e.ph !== 'X') continue;
    const key = `${e.pid}/${e.tid}`;
    // compare in whole picoseconds
    const from = Math.round(e.ts! * 1e6);
    tracks.set(key, [...(tracks.get(key) ?? []), [from, from + Math.round(e.dur! * 1e6)]]);
  }
  expect(tracks.size).toBeGreaterThan(1000);
  for (const slices of tracks.values()) {
    slices.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const open: number[] = [];
    for (const [from, to] of slices) {
      while (open.length > 0 && open[open.length - 1] <= from) open.pop();
      if (open.length > 0) expect(to).toBeLessThanOrEqual(open[open.length - 1]);
      open.push(to);
    }
  }
  expect(microseconds(67200)).toBe('0.067200');
  expect(microseconds(9007199254740991)).toBe('9007199254.740991');
});

test('json and csv take every kind of record', () => {
  const chunks = traceOf((w) => {
    for (const k of KINDS)
      w.record(k.id, 1000 * k.id, k.shape === 'instant' ? 0 : 500, 5, 1, 0, 1, 0, CTX.none);
    for (const k of KINDS) instant(w, k.id, 90000 + k.id);
    work(w, K.skbBuilt, 95000, 10, 6);
  });
  expect(() => JSON.parse(exported('.json', chunks).join(''))).not.toThrow();
  expect(() => JSON.parse(exported('.json', []).join(''))).not.toThrow();
  expect(exported('.csv', chunks).join('').split('\n')).toHaveLength(2 * KINDS.length + 3);
  expect(exported('.csv', []).join('')).toBe(`${CSV_HEADER}\n`);
});

interface ReadPacket {
  interface: number;
  tPs: number;
  destination: string;
  captured: number;
  original: number;
  comment: string;
}

/** A reader by the file format's definition, for what the exporter writes. */
function readPcapng(pieces: (string | Uint8Array)[]): { names: string[]; packets: ReadPacket[] } {
  const bytes = Buffer.concat(pieces as Uint8Array[]);
  const names: string[] = [];
  const packets: ReadPacket[] = [];
  for (let at = 0; at < bytes.length; ) {
    const type = bytes.readUInt32LE(at);
    const length = bytes.readUInt32LE(at + 4);
    expect(length % 4).toBe(0);
    expect(bytes.readUInt32LE(at + length - 4)).toBe(length);
    if (type === 1) names.push(bytes.toString('utf8', at + 20, at + 20 + bytes.readUInt16LE(at + 18)));
    if (type === 6) {
      const captured = bytes.readUInt32LE(at + 20);
      const options = at + 28 + ((captured + 3) & ~3);
      packets.push({
        interface: bytes.readUInt32LE(at + 8),
        tPs: bytes.readUInt32LE(at + 12) * 4294967296 + bytes.readUInt32LE(at + 16),
        destination: bytes.toString('hex', at + 28, at + 34),
        captured,
        original: bytes.readUInt32LE(at + 24),
        comment: bytes.toString('utf8', options + 4, options + 4 + bytes.readUInt16LE(options + 2)),
      });
    }
    at += length;
  }
  return { names, packets };
}

test('pcapng: an interface a lane, every packet at its arrival with its length, address and fate', () => {
  const { names, packets } = readPcapng(exported('.pcapng', CHUNKS));
  expect(names).toEqual(['trap', 'a "b", c']);
  expect(packets).toHaveLength(3000);
  for (const [i, p] of packets.entries()) {
    expect(p.tPs).toBe((i + 1) * 67200);
    expect([p.captured, p.original, p.interface]).toEqual([60, 60, 0]);
    expect(p.destination).toBe(`02000000000${1 + (i % 3)}`);
    expect(p.comment).toMatch(/^(delivered after [\d.]+ (ns|µs)|dropped after 0 ps: nic_no_descriptor)$/);
  }
});

test('pcapng: named addresses, long frames and packets without a fate', () => {
  const vms = ['52:54:00:aa:bb:01'];
  const chunks = traceOf((w) => {
    instant(w, K.packetArrived, 5e12, 0, 1518, 1);
    instant(w, K.packetArrived, 6e12, 1, 64, 2);
    instant(w, K.packetDelivered, 7e12, 1, 64, 2);
  });
  const { packets } = readPcapng(exported('.pcapng', chunks, { ...SCENARIO, traffic: { capture: { vms } } }));
  expect(packets).toEqual([
    {
      interface: 0,
      tPs: 5e12,
      destination: '525400aabb01',
      captured: SNAP_BYTES,
      original: 1514,
      comment: 'under way when the trace ended',
    },
    {
      interface: 0,
      tPs: 6e12,
      destination: '020000000002',
      captured: 60,
      original: 60,
      comment: 'delivered after 1 s',
    },
  ]);
});
