// Checks the way from packets to bands: where it begins and ends, and that nothing is drawn twice over on the way.
import { describe, expect, it } from 'vitest';
import type { Pen } from '../painter/pen.ts';
import type { LanePlan } from './building.ts';
import { blurOf, drawFlow } from './flow.ts';
import type { LaneGeometry } from './geometry.ts';
import { drawMark } from './lane-painter.ts';
import type { PacketMark } from './packets.ts';
import type { Palette } from './palette.ts';

/** Packets a second at 10 Gb/s in 64-byte frames. */
const LINE_PPS = 1e10 / 8 / 84;

/** How opaque each arc and each line was, as it was stroked. */
function opacities(draw: (pen: Pen) => void): { arcs: number[]; lines: number[] } {
  const seen = { arcs: [] as number[], lines: [] as number[] };
  let round = false;
  const own: Record<string, unknown> = {
    globalAlpha: 1,
    beginPath: () => {
      round = false;
    },
    arc: () => {
      round = true;
    },
    stroke: () => seen[round ? 'arcs' : 'lines'].push(own.globalAlpha as number),
  };
  const pen = new Proxy(own, { get: (target, name) => target[name as string] ?? (() => {}) });
  draw(pen as unknown as Pen);
  return seen;
}

const row = (y: number) => ({ top: y - 10, bottom: y + 10, y });
const GEOMETRY = {
  left: 0,
  right: 260,
  shaftX: 0,
  shaftWidth: 110,
  unit: 16,
  radius: 6,
  columns: 3,
  rows: Object.fromEntries(
    ['app', 'kern', 'vmb', 'copy', 'sort', 'llc', 'dram', 'nic', 'wire'].map((id, i) => [
      id,
      row(20 + 30 * i),
    ]),
  ),
} as unknown as LaneGeometry;
const PLAN = { fan: 'none', ddio: false, perVmRings: false } as unknown as LanePlan;
const PALETTE = { vm: ['c', 'm', 'y', 'k'], vmText: [] } as unknown as Palette;
const RATES = {
  offered: LINE_PPS,
  delivered: LINE_PPS / 10,
  droppedAtNic: LINE_PPS * 0.9,
  droppedLater: 0,
  laterRow: 'nic' as const,
  vmShares: [],
  rings: [0.5],
};
const COUNTS = { arrived: 5000, delivered: 500, dropped: 4500 };

function bandsAt(blend: number) {
  const flow = { rates: RATES, linePps: LINE_PPS, blend };
  return opacities((pen) => drawFlow(pen, PALETTE, GEOMETRY, PLAN, flow, COUNTS));
}

const MARK: PacketMark = {
  packet: 1,
  vm: 2,
  passes: false,
  x: 50,
  y: 50,
  size: 1,
  alpha: 0.25,
  arc: 0.5,
  drop: -1,
  copying: false,
};

describe('from packets to bands', () => {
  it('begins above the detent of 2 µs a second and is done at that of 20 µs', () => {
    expect(blurOf(LINE_PPS * 2e-6, true)).toBe(0);
    expect(blurOf(LINE_PPS * 5e-6, true)).toBeGreaterThan(0);
    expect(blurOf(LINE_PPS * 5e-6, true)).toBeLessThan(1);
    expect(blurOf(LINE_PPS * 20e-6, true)).toBe(1);
  });

  it('is one or the other where nothing fades', () => {
    for (let scale = 1e-6; scale < 1e-4; scale *= 1.3)
      expect([0, 1]).toContain(blurOf(LINE_PPS * scale, false));
    expect(blurOf(LINE_PPS * 2e-6, false)).toBe(0);
    expect(blurOf(LINE_PPS * 20e-6, false)).toBe(1);
  });

  it('draws all of a band as faint as it is, also behind the crosses of what is dropped', () => {
    expect([...new Set(bandsAt(0.4).lines)]).toEqual([0.4]);
    expect([...new Set(bandsAt(1).lines)]).toEqual([1]);
  });

  it('draws dots that stand for a hundred only when single packets go', () => {
    expect(bandsAt(0.4).arcs).toEqual([]);
    expect([...new Set(bandsAt(0.75).arcs)]).toEqual([0.5]);
    expect([...new Set(bandsAt(1).arcs)]).toEqual([1]);
  });

  it('lets a packet go with its arc and with what it is copied from', () => {
    for (const copying of [false, true]) {
      const { arcs, lines } = opacities((pen) =>
        drawMark(pen, PALETTE, GEOMETRY, { ...MARK, copying }, false),
      );
      expect(Math.max(...arcs, ...lines)).toBe(0.25);
    }
  });
});
