// The folded gauge: one printed line is one packet time. Pure layout, and the drawing of one lane's lines.
import type { Pen } from '../painter/pen.ts';
import { PARTS, type Part } from './floors.ts';
import type { Fills } from './palette.ts';

/** Where things are in the gauge's row, CSS pixels from its top; heights are whole device pixels. */
export interface GaugeLayout {
  coreY: number;
  coreH: number;
  lensY: number;
  lens: number;
  rule: number;
  /** Top of line 2, under the rule. */
  over: number;
  pitch: number;
  /** Most lines under the rule that there is room for. */
  room: number;
  /** Most of the run before, where its bill is the longer one: words stand under it. */
  ghostRoom: number;
  pad: number;
}

/** More lines than these tear off. */
export const MOST_LINES = 50;
/** Heights of the multiple and of the strip of the last packets below it, rem. */
export const MULTIPLE_REM = 2.15;
export const STRIP_REM = 1.75;
/** Height of what is said of a difference with its buttons beside it, rem. */
const WORDS_REM = 4.9;
const CAPACITIES = [8, 12, 16, 20, 25, 30, 36, 43, MOST_LINES];

/**
 * Lays out a gauge row of `height` px; `unit` is the plate's rem, `lines` the longest bill in packet times.
 * The pitch is a whole number of device pixels, at least 2. Runs before do not count: a comparison in one lane must not
 * change what the others look like.
 */
export function layOutGauge(height: number, unit: number, dpr: number, lines: number): GaugeLayout {
  const snap = (px: number) => Math.round(px * dpr) / dpr;
  const roomy = height >= 9.5 * unit;
  const coreY = snap(0.4 * unit);
  const coreH = snap(0.95 * unit);
  const lensY = snap(coreY + coreH + (roomy ? 0.85 : 0.6) * unit);
  const lens = snap(1.25 * unit);
  const rule = Math.max(3, Math.round(unit * 0.2));
  const over = lensY + lens + rule;
  const available = Math.max(0, height - over - (MULTIPLE_REM + 0.35 + STRIP_REM) * unit);
  // in steps, so that the pitch does not change with every delivery
  const capacity = CAPACITIES.find((most) => most >= Math.ceil(lines) - 1) ?? MOST_LINES;
  const pitch = Math.max(2, Math.floor((available / capacity) * dpr)) / dpr;
  const roomIn = (px: number) => Math.max(1, Math.min(MOST_LINES, Math.floor(px / pitch)));
  const room = roomIn(available);
  const ghostRoom = roomIn(available - WORDS_REM * unit);
  return { coreY, coreH, lensY, lens, rule, over, pitch, room, ghostRoom, pad: 0.62 * unit };
}

/** A lane's bill in packet times (lines), by part. */
export interface GaugeBill {
  lines: Record<Part, number>;
  total: number;
  /** The driver polls: its part is hatched. */
  polls: boolean;
}

/** The bill between two others, `share` 0…1 of the way. */
export function mixBills(from: GaugeBill, to: GaugeBill, share: number): GaugeBill {
  const lines = {} as Record<Part, number>;
  for (const part of PARTS) lines[part] = from.lines[part] + (to.lines[part] - from.lines[part]) * share;
  return { lines, total: from.total + (to.total - from.total) * share, polls: to.polls };
}

/** Lines under the rule that a bill fills, and how many of those do not fit. */
export function linesOf(total: number, { room }: Pick<GaugeLayout, 'room'>): { drawn: number; torn: number } {
  const under = Math.max(0, Math.ceil(total - 1e-9) - 1);
  return { drawn: Math.min(under, room), torn: Math.max(0, under - room) };
}

/** The same of the run before, `was`, beside the present bill `now`. */
export function ghostLinesOf(was: number, now: number, layout: GaugeLayout): { drawn: number; torn: number } {
  return linesOf(was, { room: Math.max(linesOf(now, layout).drawn, layout.ghostRoom) });
}

export interface GaugeBox {
  x: number;
  /** Top of the gauge's row on the canvas. */
  y: number;
  width: number;
}

/** Draws the lines of one bill; returns the bottom of the last one. */
export function drawGauge(
  ctx: Pen,
  fills: Fills,
  bill: GaugeBill,
  box: GaugeBox,
  layout: GaugeLayout,
): number {
  const { drawn, torn } = linesOf(bill.total, layout);
  let at = 0;
  for (const part of PARTS) {
    const length = bill.lines[part];
    if (length <= 0) continue;
    ctx.fillStyle = fills.of(part, bill.polls);
    fillRun(ctx, at, Math.min(at + length, drawn + 1), box, layout);
    at += length;
  }
  keyLines(ctx, fills, bill, box, layout);
  if (bill.total < 1) drawSpare(ctx, fills, bill.total, box, layout);
  separate(ctx, fills, drawn, box, layout);
  setApart(ctx, fills, bill, drawn, box, layout);
  const bottom = box.y + layout.over + drawn * layout.pitch;
  if (torn > 0) tear(ctx, fills, box, bottom, layout.pitch);
  return bottom;
}

function fillRun(ctx: Pen, from: number, to: number, box: GaugeBox, layout: GaugeLayout): void {
  let start = from;
  while (start < to - 1e-9) {
    const line = Math.floor(start + 1e-9);
    const end = Math.min(to, line + 1);
    const x = box.x + (start - line) * box.width;
    const width = (end - start) * box.width;
    if (line === 0) ctx.fillRect(x, box.y + layout.lensY, width, layout.lens);
    else ctx.fillRect(x, box.y + layout.over + (line - 1) * layout.pitch, width + 0.4, layout.pitch);
    start = end;
  }
}

/** On the enlarged line: an edge under each part, a gap before it. */
function keyLines(ctx: Pen, fills: Fills, bill: GaugeBill, box: GaugeBox, layout: GaugeLayout) {
  let at = 0;
  const y = box.y + layout.lensY;
  for (const part of PARTS) {
    const length = bill.lines[part];
    if (length <= 0) continue;
    if (at >= 1) return;
    const end = Math.min(1, at + length);
    ctx.fillStyle = fills.palette.edge[part];
    ctx.fillRect(box.x + at * box.width, y + layout.lens - 2, (end - at) * box.width, 2);
    if (at > 0) {
      ctx.fillStyle = fills.palette.film;
      ctx.fillRect(box.x + at * box.width - 0.75, y, 1.5, layout.lens);
    }
    at += length;
  }
}

function drawSpare(ctx: Pen, fills: Fills, total: number, box: GaugeBox, layout: GaugeLayout) {
  const x = box.x + total * box.width;
  const width = box.width * (1 - total);
  ctx.fillStyle = fills.spare;
  ctx.fillRect(x, box.y + layout.lensY, width, layout.lens);
  ctx.strokeStyle = fills.palette.rule2;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, box.y + layout.lensY + 0.5, Math.max(0, width - 1), layout.lens - 1);
}

/** One device pixel between lines, so that they can be counted. */
function separate(ctx: Pen, fills: Fills, drawn: number, box: GaugeBox, layout: GaugeLayout) {
  ctx.fillStyle = fills.palette.film;
  const pixel = layout.pitch >= 3 ? 1 : 0.5;
  ctx.globalAlpha = layout.pitch >= 3 ? 0.38 : 0.25;
  for (let line = 1; line <= drawn; line++) {
    ctx.fillRect(box.x, box.y + layout.over + line * layout.pitch - pixel, box.width + 0.4, pixel);
  }
  ctx.globalAlpha = 1;
}

/** Below the enlarged line: a gap where one part ends and the next begins, along, down and along. Hues alone do not tell them apart. */
function setApart(
  ctx: Pen,
  fills: Fills,
  bill: GaugeBill,
  drawn: number,
  box: GaugeBox,
  layout: GaugeLayout,
) {
  ctx.fillStyle = fills.palette.film;
  const pixel = layout.pitch >= 3 ? 1 : 0.5;
  let at = 0;
  for (const part of PARTS) {
    const length = bill.lines[part];
    if (length <= 0) continue;
    const line = Math.floor(at + 1e-9);
    if (line > drawn) return;
    if (line >= 1) {
      const along = Math.max(0, at - line) * box.width;
      const top = box.y + layout.over + (line - 1) * layout.pitch;
      if (line > 1) ctx.fillRect(box.x + along, top - pixel, box.width - along, pixel);
      if (along > 0) ctx.fillRect(box.x + along - pixel, top, pixel, layout.pitch);
      if (along > 0 && line < drawn) {
        const below = Math.min(along, (at + length - line - 1) * box.width);
        if (below > 0) ctx.fillRect(box.x, top + layout.pitch - pixel, below, pixel);
      }
    }
    at += length;
  }
}

/** Least depth of a torn edge, px. */
const TOOTH = 5;

/** The last line is torn off: more follow than are drawn. */
function tear(ctx: Pen, fills: Fills, box: GaugeBox, bottom: number, pitch: number) {
  const depth = Math.max(pitch, TOOTH);
  ctx.fillStyle = fills.palette.film;
  ctx.strokeStyle = fills.palette.ink;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  teeth(ctx, box, bottom, depth);
  ctx.lineTo(box.x + box.width + 1, bottom + 1);
  ctx.lineTo(box.x - 1, bottom + 1);
  ctx.closePath();
  ctx.fill();
  ctx.beginPath();
  teeth(ctx, box, bottom, depth);
  ctx.stroke();
}

function teeth(ctx: Pen, box: GaugeBox, bottom: number, depth: number): void {
  const count = Math.max(8, Math.round(box.width / 12));
  ctx.moveTo(box.x, bottom - depth);
  for (let i = 1; i <= count; i++) {
    const x = box.x + (box.width * i) / count;
    ctx.lineTo(x - box.width / count / 2, bottom);
    ctx.lineTo(x, bottom - depth);
  }
}

/** The white-edged cursor: now, sweeping all lanes' bills at one speed. `at` in packet times from the bill's start. */
export function drawCursor(ctx: Pen, fills: Fills, at: number, box: GaugeBox, layout: GaugeLayout): void {
  const line = Math.floor(at);
  if (line > layout.room) return;
  const x = box.x + (at - line) * box.width;
  const top = line === 0 ? box.y + layout.lensY - 2 : box.y + layout.over + (line - 1) * layout.pitch - 2;
  const height = line === 0 ? layout.lens + 4 : layout.pitch + 4;
  ctx.fillStyle = fills.palette.sheet;
  ctx.fillRect(x - 2.5, top - 1, 5, height + 2);
  ctx.fillStyle = fills.palette.ink;
  ctx.fillRect(x - 1.25, top, 2.5, height);
}

/**
 * The run before: a dashed outline of its `was` lines, ending where its last line ends, or torn. `now` is the lane's
 * present bill.
 */
export function drawGhost(
  ctx: Pen,
  fills: Fills,
  was: number,
  now: number,
  box: GaugeBox,
  layout: GaugeLayout,
): void {
  if (was <= 0) return;
  const { drawn, torn } = ghostLinesOf(was, now, layout);
  const out = 2.5;
  const left = box.x - out;
  const right = box.x + box.width + out;
  const top = box.y + layout.lensY - out;
  const last = box.y + layout.over + drawn * layout.pitch + out;
  ctx.strokeStyle = fills.palette.ink;
  ctx.lineWidth = 1.6;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  if (torn > 0) {
    const wide = { ...box, x: left, width: right - left };
    teeth(ctx, wide, last, TOOTH);
    ctx.lineTo(right, top);
    ctx.lineTo(left, top);
    ctx.lineTo(left, last - TOOTH);
  } else {
    const corner = box.x + (was - drawn) * box.width + out;
    if (drawn === 0) {
      ctx.rect(left, top, corner - left, layout.lens + 2 * out);
    } else {
      ctx.moveTo(left, top);
      ctx.lineTo(right, top);
      ctx.lineTo(right, last - layout.pitch);
      ctx.lineTo(corner, last - layout.pitch);
      ctx.lineTo(corner, last);
      ctx.lineTo(left, last);
      ctx.closePath();
    }
  }
  ctx.stroke();
  ctx.setLineDash([]);
}
