// What each core has done in the last twenty packet times: a strip a core, in the gauge's colours.
import { CATEGORIES, CTX, K, KINDS, type LaneStore } from '../../sim-core/index.ts';
import type { Fill, Pen } from '../painter/pen.ts';
import { CATEGORY_PART, type Part } from './floors.ts';
import type { Fills } from './palette.ts';

/** Packet times that the strip looks back. */
export const STRIP_PACKETS = 20;
/** Most cores drawn one above the other. */
const MOST_ROWS = 6;

export interface StripBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

const KIND_PART: readonly (Part | null)[] = KINDS.map((kind) =>
  kind.category < CATEGORIES.length ? CATEGORY_PART[CATEGORIES[kind.category]] : null,
);

const work: number[] = [];

/** Draws the strip of `cores` cores at `tPs`, with a tick every packet time below. */
export function drawCoreStrip(
  ctx: Pen,
  fills: Fills,
  store: LaneStore,
  cores: readonly number[],
  tPs: number,
  packetPs: number,
  box: StripBox,
): void {
  const span = STRIP_PACKETS * packetPs;
  const rows = Math.min(MOST_ROWS, Math.max(1, cores.length));
  const height = box.height / rows;
  ctx.save();
  ctx.beginPath();
  const left = fills.snap(box.x);
  const top = fills.snap(box.y);
  ctx.rect(left, top, fills.snap(box.x + box.width) - left, fills.snap(box.y + box.height) - top);
  ctx.clip();
  for (let row = 0; row < rows; row++) {
    const strip = { ...box, y: box.y + row * height, height: rows > 1 ? height - 1 : height };
    drawSleeps(ctx, fills.spare, store, cores[row], tPs, span, strip);
    drawWork(ctx, fills, store, cores[row], tPs, span, strip);
  }
  ctx.restore();
  drawTicks(ctx, fills, tPs, packetPs, box);
}

function drawWork(
  ctx: Pen,
  fills: Fills,
  store: LaneStore,
  core: number,
  tPs: number,
  span: number,
  box: StripBox,
): void {
  work.length = 0;
  store.work.between(core, tPs - span, tPs, work);
  const scale = box.width / span;
  const from = tPs - span;
  let last: Fill = '';
  for (const r of work) {
    const part = KIND_PART[store.records.kind(r)];
    if (part === null) continue;
    const start = Math.max(0, store.records.t(r) - from) * scale;
    const end = Math.min(span, store.records.endPs(r) - from) * scale;
    // a polling core's own work is hatched, so that waiting and working look apart
    const polls = part === 'poll' && store.records.context(r) === CTX.poll;
    const fill = fills.of(part, polls);
    if (fill !== last) ctx.fillStyle = fill;
    last = fill;
    ctx.fillRect(box.x + start, box.y, Math.max(end - start, 0.4), box.height);
  }
}

function drawSleeps(
  ctx: Pen,
  fill: Fill,
  store: LaneStore,
  core: number,
  tPs: number,
  span: number,
  box: StripBox,
): void {
  const list = store.sleeps[core];
  if (list === undefined) return;
  const scale = box.width / span;
  const from = tPs - span;
  ctx.fillStyle = fill;
  for (let p = firstEndingAfter(store, core, from); p < list.end; p++) {
    const r = list.at(p);
    const start = store.records.t(r);
    if (start >= tPs) return;
    const x = Math.max(0, start - from) * scale;
    ctx.fillRect(box.x + x, box.y, Math.min(span, store.records.endPs(r) - from) * scale - x, box.height);
  }
}

function firstEndingAfter(store: LaneStore, core: number, tPs: number): number {
  const list = store.sleeps[core];
  let lo = list.base;
  let hi = list.end;
  while (lo < hi) {
    const mid = (lo + hi) >>> 1;
    if (store.records.endPs(list.at(mid)) > tPs) hi = mid;
    else lo = mid + 1;
  }
  return lo;
}

function drawTicks(ctx: Pen, fills: Fills, tPs: number, packetPs: number, box: StripBox): void {
  const from = tPs - STRIP_PACKETS * packetPs;
  const scale = box.width / (STRIP_PACKETS * packetPs);
  const bottom = box.y + box.height;
  ctx.fillStyle = fills.palette.ink;
  for (let k = Math.ceil(from / packetPs); k * packetPs <= tPs; k++) {
    const x = Math.round(box.x + (k * packetPs - from) * scale);
    ctx.fillRect(x, bottom + 1, k % 5 === 0 ? 2 : 1, k % 5 === 0 ? 6 : 4);
  }
  ctx.fillRect(box.x + box.width - 1, box.y - 3, 2.5, box.height + 10);
}

/** Cores that have worked or polled in a lane so far, in order. */
export function usedCores(store: LaneStore): number[] {
  const used: number[] = [];
  const most = Math.max(store.work.count, store.sleeps.length);
  for (let core = 0; core < most && used.length < MOST_ROWS; core++) {
    work.length = 0;
    const polls = store.sleeps[core] !== undefined && store.sleeps[core].end > store.sleeps[core].base;
    if (polls || hasWork(store, core)) used.push(core);
  }
  return used.length === 0 ? [0] : used;
}

const seen = new Float64Array(CATEGORIES.length);

function hasWork(store: LaneStore, core: number): boolean {
  store.work.before(core, Number.MAX_SAFE_INTEGER, seen);
  return seen.some((ps) => ps > 0);
}

/** How far a polling core has come round its loop, 0…1: one round takes a poll's period. */
export function loopTurn(tPs: number, periodPs: number): number {
  return (tPs % periodPs) / periodPs;
}

/** Work kinds that show as an interrupt on the rail. */
export function isInterrupt(kind: number): boolean {
  return kind === K.interruptHandled || kind === K.interruptNotified || kind === K.interruptInjected;
}
