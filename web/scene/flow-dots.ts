// Dots on a band: one for every hundred packets, all at one speed, so that how many pass says the rate and nothing else.
import type { Pen } from '../painter/pen.ts';
import type { LaneGeometry } from './geometry.ts';
import type { Palette } from './palette.ts';
import type { Point } from './places.ts';

/** Packets that a dot stands for. */
export const DOT_PACKETS = 100;
/** Distance of two dots at line rate, packet radii. */
const CLOSEST = 2.6;

export interface Dots {
  ctx: Pen;
  palette: Palette;
  g: LaneGeometry;
  /** Packets a second at line rate. */
  linePps: number;
  /** How opaque bands are, and the dots on them, 0…1. */
  bands: number;
  alpha: number;
}

/**
 * Draws the dots of a band along `points`. Where they are follows from how many packets have passed, `count`, alone:
 * each further hundred sends a dot on its way. `vm` from 1 gives their ink; 0 gives them those of all VMs in turn.
 */
export function drawDots(
  { ctx, palette, g, linePps, bands, alpha }: Dots,
  points: readonly Point[],
  count: number,
  pps: number,
  vm: number,
  every = DOT_PACKETS,
): void {
  if (pps <= 0 || alpha <= 0) return;
  if (alpha < 1) ctx.globalAlpha = alpha;
  const spacing = (g.radius * CLOSEST * linePps) / pps;
  const length = lengthOf(points);
  const passed = count / every;
  const first = Math.floor(passed);
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = palette.vmLine;
  for (let j = 0; (passed - first + j) * spacing < length; j++) {
    const [x, y] = along(points, (passed - first + j) * spacing);
    const ink = vm > 0 ? vm - 1 : (((first - j) % g.columns) + g.columns) % g.columns;
    ctx.fillStyle = palette.vm[ink % palette.vm.length];
    ctx.beginPath();
    ctx.arc(x, y, g.radius * 0.42, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
  if (alpha < 1) ctx.globalAlpha = bands;
}

function lengthOf(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) sum += distance(points[i - 1], points[i]);
  return sum;
}

/** The point so far along a line. */
function along(points: readonly Point[], s: number): Point {
  let left = s;
  for (let i = 1; i < points.length; i++) {
    const d = distance(points[i - 1], points[i]);
    if (left <= d) {
      const f = d === 0 ? 0 : left / d;
      const [ax, ay] = points[i - 1];
      const [bx, by] = points[i];
      return [ax + (bx - ax) * f, ay + (by - ay) * f];
    }
    left -= d;
  }
  return points[points.length - 1];
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}
