// Too fast for single packets: bands whose width is packets a second, on one scale in all lanes and rows; dots ride on them.
import type { Pen } from '../painter/pen.ts';
import { type LanePlan, ringsOf, ringVm } from './building.ts';
import { DOT_PACKETS, type Dots, drawDots } from './flow-dots.ts';
import { columnAt, type LaneGeometry, middleX, roomY, slotAt } from './geometry.ts';
import { drawCross } from './marks.ts';
import type { Palette } from './palette.ts';
import type { Point } from './places.ts';

/**
 * Packets a second of wall time at which single ones begin to blur, and at which they are gone: between two detents. At
 * 10 Gb/s in 64-byte frames 30 pass at 2 µs a second, and 298 at 20 µs.
 */
const BLUR_FROM = 30;
const BLUR_FULL = 290;

/**
 * How far packets have become bands, 0…1, when so many pass in a second of wall time. Where less motion is wanted nothing
 * `fades`: it is one or the other.
 */
export function blurOf(perSecond: number, fades: boolean): number {
  if (perSecond <= BLUR_FROM) return 0;
  const blur = Math.min(1, Math.log(perSecond / BLUR_FROM) / Math.log(BLUR_FULL / BLUR_FROM));
  return fades ? blur : Math.round(blur);
}

/** Rates of one lane, packets a second, and how full its rings are. */
export interface FlowRates {
  offered: number;
  delivered: number;
  /** Without a descriptor, room or owner at the NIC; and further up, at `laterRow`. */
  droppedAtNic: number;
  droppedLater: number;
  laterRow: 'llc' | 'copy' | 'kern' | 'nic';
  /** Share of recent deliveries by VM, in order. */
  vmShares: readonly number[];
  /** Share of its descriptors that the ring of each VM (or the one ring) holds filled. */
  rings: readonly number[];
}

/** What is drawn of one lane: its rates, and its counts at this very time for the dots. */
export interface Flow {
  rates: FlowRates;
  /** Packets a second at line rate. */
  linePps: number;
  /** 0…1, as `blurOf` has it. */
  blend: number;
}

export interface FlowCounts {
  arrived: number;
  delivered: number;
  dropped: number;
}

/** Draws the bands of one lane; a band at line rate is about a packet wide. */
export function drawFlow(
  ctx: Pen,
  palette: Palette,
  g: LaneGeometry,
  plan: LanePlan,
  { rates, linePps, blend }: Flow,
  counts: FlowCounts,
): void {
  const width = (pps: number) => (pps <= 0 ? 0 : Math.max(1.2, (pps / linePps) * g.unit));
  // single packets are gone before dots that stand for a hundred have come
  const dots = { ctx, palette, g, linePps, bands: blend, alpha: Math.max(0, 2 * blend - 1) };
  ctx.save();
  ctx.globalAlpha = blend;
  ctx.lineCap = 'butt';
  ctx.lineJoin = 'round';
  drawRings(ctx, palette, g, plan, rates);
  drawWire(dots, rates, counts, width);
  drawRiser(dots, plan, rates, counts, width);
  ctx.restore();
}

type Width = (pps: number) => number;

/** The wire's band; what has no place at the NIC falls off as a red one. */
function drawWire(dots: Dots, rates: FlowRates, counts: FlowCounts, width: Width): void {
  const { ctx, palette, g } = dots;
  const mid = middleX(g);
  const { y } = g.rows.wire;
  const wire: Point[] = [
    [g.right, y],
    [mid, y],
  ];
  ctx.strokeStyle = palette.wire;
  path(ctx, width(rates.offered), wire);
  if (rates.droppedAtNic > 0) {
    ctx.strokeStyle = palette.late;
    const off: Point[] = [
      [mid, y],
      [g.shaftX + 2, y],
    ];
    path(ctx, width(rates.droppedAtNic), off);
    for (let x = mid - g.radius * 1.6; x > g.shaftX + g.radius; x -= g.radius * 3.2)
      drawCross(ctx, { ...palette, late: palette.sheet }, x, y, g.radius * 0.42, dots.bands);
    // a cross ends opaque
    if (dots.bands < 1) ctx.globalAlpha = dots.bands;
  }
  drawDots(dots, wire, counts.arrived, rates.offered, 0);
}

/** From the NIC up to where packets part, then a thread to each VM; drops further up leave at their row. */
function drawRiser(dots: Dots, plan: LanePlan, rates: FlowRates, counts: FlowCounts, width: Width): void {
  const { ctx, palette, g } = dots;
  const mid = middleX(g);
  const fan = plan.fan === 'none' ? null : g.rows[plan.fan];
  const up: Point[] = [
    [mid, g.rows.wire.y],
    [mid, fan === null ? roomY(g) : fan.bottom],
  ];
  const climbing = rates.delivered + rates.droppedLater;
  ctx.strokeStyle = palette.ink2;
  path(ctx, width(climbing), up);
  if (fan === null) {
    drawDots(dots, up, counts.delivered, rates.delivered, 0);
    return;
  }
  for (let n = 0; n < g.columns; n++) {
    const share = rates.vmShares[n] ?? 0;
    const w = width(rates.delivered * share);
    if (w === 0) continue;
    const thread = threadTo(g, plan, n, up[1], fan.top);
    // an edge of ink, so that yellow can be seen on every ground
    ctx.strokeStyle = palette.vmLine;
    path(ctx, w + 2, thread);
    ctx.strokeStyle = palette.vm[n % palette.vm.length];
    path(ctx, w, thread);
    const every = DOT_PACKETS * g.columns;
    drawDots(
      dots,
      [up[0], ...thread],
      counts.delivered + DOT_PACKETS * n,
      rates.delivered / g.columns,
      n + 1,
      every,
    );
  }
  if (rates.droppedLater > 0) drawLater(dots, rates, width);
}

/** From the fan to a VM's room; by way of the last function's line and the host's fan where that is shared. */
function threadTo(g: LaneGeometry, plan: LanePlan, n: number, foot: Point, fanTop: number): Point[] {
  const x = columnAt(g, n);
  const own = columnAt(g, ringVm(plan, n + 1) - 1);
  if (own === x) return [foot, [x, fanTop], [x, roomY(g)]];
  const { sort } = g.rows;
  return [foot, [own, fanTop], [own, sort.bottom], [x, sort.top], [x, roomY(g)]];
}

function drawLater({ ctx, palette, g }: Dots, rates: FlowRates, width: Width): void {
  const row = g.rows[rates.laterRow];
  const w = width(rates.droppedLater);
  const x = g.shaftX + w / 2 + 2;
  ctx.strokeStyle = palette.late;
  path(ctx, w, [
    [middleX(g), row.y],
    [x, row.y],
    [x, row.bottom + g.unit],
  ]);
}

function path(ctx: Pen, width: number, points: readonly Point[]): void {
  if (width <= 0) return;
  ctx.lineWidth = width;
  ctx.beginPath();
  for (const [i, [x, y]] of points.entries()) {
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  }
  ctx.stroke();
}

/** Each drawn ring as a bar, filled from below. */
function drawRings(ctx: Pen, palette: Palette, g: LaneGeometry, plan: LanePlan, rates: FlowRates): void {
  const row = plan.ddio ? g.rows.llc : g.rows.dram;
  const side = g.radius * 1.12;
  const rings = ringsOf(g, plan);
  for (let ring = 0; ring < rings; ring++) {
    const [x, bottom] = slotAt(g, row, ring + 1, plan.perVmRings ? 1 : 4, plan.perVmRings);
    const right = plan.perVmRings ? x : slotAt(g, row, ring + 1, 7, false)[0];
    const top = slotAt(g, row, ring + 1, 0, plan.perVmRings)[1] - side;
    const height = bottom + side - top;
    const filled = height * Math.min(1, rates.rings[ring] ?? 0);
    const wide = right - x + 2 * side;
    ctx.fillStyle = palette.sheet;
    ctx.fillRect(x - side, top, wide, height);
    ctx.fillStyle = plan.perVmRings ? palette.vm[ring % palette.vm.length] : palette.wire;
    ctx.fillRect(x - side, bottom + side - filled, wide, filled);
    ctx.strokeStyle = palette.vmLine;
    ctx.lineWidth = 1.2;
    ctx.strokeRect(x - side, top, wide, height);
  }
}
