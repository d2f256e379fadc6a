// Too fast for single packets: bands whose width is packets a second, on one scale in all lanes.
import type { LanePlan } from './building.ts';
import { columnAt, type LaneGeometry, middleX, roomY, slotAt } from './geometry.ts';
import type { Palette } from './palette.ts';

/** Packets a second of wall time above which single ones blur. */
export const BLUR_PER_S = 75;

/** Rates of one lane, packets a second, and how full its rings are. */
export interface FlowRates {
  offered: number;
  delivered: number;
  dropped: number;
  /** Share of recent deliveries by VM, in order. */
  vmShares: readonly number[];
  /** Share of its descriptors that the ring of each VM (or the one ring) holds filled. */
  rings: readonly number[];
}

/** Draws the bands of one lane; a band at line rate is `unit` wide. */
export function drawFlow(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  g: LaneGeometry,
  plan: LanePlan,
  rates: FlowRates,
  linePps: number,
): void {
  const width = (pps: number) => (pps <= 0 ? 0 : Math.max(1.5, (pps / linePps) * g.unit * 1.1));
  const mid = middleX(g);
  drawRings(ctx, palette, g, plan, rates);
  ctx.lineCap = 'butt';
  ctx.strokeStyle = palette.ink2;
  line(ctx, width(rates.offered), [g.right, g.rows.wire.y], [mid, g.rows.wire.y]);
  line(ctx, width(rates.offered), [mid, g.rows.wire.y], [mid, g.rows.nic.y]);
  if (rates.dropped > 0) {
    ctx.strokeStyle = palette.late;
    const w = width(rates.dropped);
    line(ctx, w, [mid, g.rows.nic.y], [g.shaftX + w / 2 + 3, g.rows.nic.y]);
    line(ctx, w, [g.shaftX + w / 2 + 3, g.rows.nic.y - w / 2], [g.shaftX + w / 2 + 3, g.rows.wire.bottom]);
  }
  const fan = plan.fan === 'none' ? null : g.rows[plan.fan];
  ctx.strokeStyle = palette.ink2;
  line(ctx, width(rates.delivered), [mid, g.rows.nic.y], [mid, fan === null ? roomY(g) : fan.bottom]);
  if (fan === null) return;
  for (let n = 0; n < g.columns; n++) {
    const w = width(rates.delivered * (rates.vmShares[n] ?? 0));
    if (w === 0) continue;
    const x = columnAt(g, n);
    for (const [colour, extra] of [
      [palette.vmLine, 2],
      [palette.vm[n % palette.vm.length], 0],
    ] as const) {
      ctx.strokeStyle = colour;
      line(ctx, w + extra, [mid, fan.bottom], [x, fan.top]);
      line(ctx, w + extra, [x, fan.top], [x, roomY(g)]);
    }
  }
}

function line(
  ctx: CanvasRenderingContext2D,
  width: number,
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  if (width <= 0) return;
  ctx.lineWidth = width;
  ctx.beginPath();
  ctx.moveTo(from[0], from[1]);
  ctx.lineTo(to[0], to[1]);
  ctx.stroke();
}

/** Each drawn ring as a bar, filled from below. */
function drawRings(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  g: LaneGeometry,
  plan: LanePlan,
  rates: FlowRates,
): void {
  const row = plan.ddio ? g.rows.llc : g.rows.dram;
  const side = g.radius * 1.12;
  const rings = plan.perVmRings ? g.columns : 1;
  for (let ring = 0; ring < rings; ring++) {
    const [x, bottom] = slotAt(g, row, ring + 1, plan.perVmRings ? 1 : 4, plan.perVmRings);
    const right = plan.perVmRings ? x : slotAt(g, row, ring + 1, 7, false)[0];
    const top = slotAt(g, row, ring + 1, 0, plan.perVmRings)[1] - side;
    const height = bottom + side - top;
    const filled = height * Math.min(1, rates.rings[ring] ?? 0);
    ctx.fillStyle = palette.dma;
    ctx.fillRect(x - side, bottom + side - filled, right - x + 2 * side, filled);
  }
}
