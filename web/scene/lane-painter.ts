// Draws one lane's shaft at one time: building, interrupts, exits, packets. Nothing here keeps state between frames.
import { CTX, counterIndex, K, type LaneFrame, type LaneStore } from '../../sim-core/index.ts';
import type { Pen } from '../painter/pen.ts';
import { drawBuilding, drawLoopDot, type LanePlan, railTop } from './building.ts';
import { isInterrupt, loopTurn } from './core-strip.ts';
import { drawFlow, type Flow, type FlowCounts } from './flow.ts';
import { type LaneGeometry, railX } from './geometry.ts';
import { drawArc, drawBolt, drawBrackets, drawChevrons, drawCross, drawPacket } from './marks.ts';
import { eachPacket, type PacketMark } from './packets.ts';
import { eachPile } from './places.ts';
import type { Palette } from './palette.ts';

/** A round of the poll loop as drawn, ps: long enough to be seen at the usual scale. */
const LOOP_PS = 33_000;

export interface LanePicture {
  frame: LaneFrame | null;
  store: LaneStore;
  geometry: LaneGeometry;
  plan: LanePlan;
  packetPs: number;
  /** Packet with brackets; −1 for none. */
  selected: number;
  /** Bands instead of packets, where those would blur; null otherwise. */
  flow: Flow | null;
  /** Packets glide; else they jump. */
  glides: boolean;
  /** Only half of the packets that pass are drawn, where the machine is slow; whatever waits is. */
  thinned: boolean;
}

/** Where packets were drawn last, for a press on the canvas: x, y and packet one after the other. */
export type HitList = number[];

/** Draws it and adds what can be pressed to `hits`. */
export function drawLane(ctx: Pen, palette: Palette, picture: LanePicture, hits: HitList): void {
  const { geometry, plan, frame } = picture;
  drawBuilding(ctx, palette, geometry, plan);
  if (frame === null || !frame.held) {
    if (!plan.polls) drawBolt(ctx, palette, railX(geometry), geometry.rows.nic.y, geometry.unit * 0.5, false);
    return;
  }
  if (plan.polls) drawLoopDot(ctx, palette, geometry, loopTurn(frame.tPs, LOOP_PS));
  else drawInterrupts(ctx, palette, picture, frame);
  if (plan.exits) drawExits(ctx, palette, picture, frame);
  if (picture.flow !== null) {
    drawFlow(ctx, palette, geometry, plan, picture.flow, countsOf(frame));
    if (picture.flow.blend === 1) return;
  }
  const scene = {
    frame,
    store: picture.store,
    geometry,
    plan,
    packetPs: picture.packetPs,
    glides: picture.glides,
  };
  // glyphs shrink to dots where they are while the bands fade in, and are gone when dots that stand for many have come
  const left = 1 - (picture.flow?.blend ?? 0);
  const shown = { ...geometry, radius: geometry.radius * (0.4 + 0.6 * left) };
  if (left === 1) eachPile(scene, (vm, x, y, depth) => drawPile(ctx, palette, geometry, vm, x, y, depth));
  eachPacket(scene, (mark) => {
    mark.alpha *= Math.min(1, 2 * left);
    // as many in turn as there are VMs: by every other number, those that send by turns would be gone
    const out = picture.thinned && mark.passes && (mark.packet / plan.vms) & 1;
    if (out && mark.packet !== picture.selected) return;
    drawMark(ctx, palette, shown, mark, mark.packet === picture.selected);
    hits.push(mark.x, mark.y, mark.packet);
  });
}

const C_ARRIVED = counterIndex('arrived');
const C_DELIVERED = counterIndex('delivered');
const C_DROPPED = counterIndex('dropped');

function countsOf({ counters }: LaneFrame): FlowCounts {
  return { arrived: counters[C_ARRIVED], delivered: counters[C_DELIVERED], dropped: counters[C_DROPPED] };
}

/** One packet, with all that belongs to it as opaque as it is. */
export function drawMark(
  ctx: Pen,
  palette: Palette,
  g: LaneGeometry,
  mark: PacketMark,
  selected: boolean,
): void {
  const r = g.radius * mark.size;
  if (mark.drop >= 0) drawCross(ctx, palette, mark.x, mark.y, g.radius * 0.72, mark.alpha);
  else if (mark.copying) {
    drawPacket(ctx, palette, mark.vm, mark.x, mark.y + g.radius * 1.35, r * 0.9, {
      alpha: 0.35 * mark.alpha,
    });
    drawPacket(ctx, palette, mark.vm, mark.x, mark.y - g.radius * 1.1, r, mark);
    drawWork(ctx, palette, g, mark, mark.y - g.radius * 1.1);
  } else {
    drawPacket(ctx, palette, mark.vm, mark.x, mark.y, r, mark);
    drawWork(ctx, palette, g, mark, mark.y);
  }
  if (selected) drawBrackets(ctx, palette, mark.x, mark.y, g.radius);
}

/** The arc of the core that works on a packet, at the height of what it works on. */
function drawWork(
  ctx: Pen,
  palette: Palette,
  g: LaneGeometry,
  { x, arc, alpha }: PacketMark,
  y: number,
): void {
  if (arc < 0) return;
  if (alpha < 1) ctx.globalAlpha = alpha;
  drawArc(ctx, palette, x, y, g.radius, arc);
  if (alpha < 1) ctx.globalAlpha = 1;
}

/** A queue behind its first packet: up to two more edges, however many wait. */
function drawPile(
  ctx: Pen,
  palette: Palette,
  g: LaneGeometry,
  vm: number,
  x: number,
  y: number,
  depth: number,
): void {
  for (let behind = Math.min(2, depth - 1); behind >= 1; behind--) {
    drawPacket(ctx, palette, vm, x, y + behind * g.radius * 0.5, g.radius * 0.94);
  }
}

/** An interrupt travels its rail while a core handles it; else its bolt waits at the NIC. */
function drawInterrupts(
  ctx: Pen,
  palette: Palette,
  { geometry: g, plan }: LanePicture,
  frame: LaneFrame,
): void {
  const x = railX(g);
  for (let core = 0; core < frame.coreCount; core++) {
    if (frame.coreRecord[core] < 0 || !isInterrupt(frame.coreKind[core])) continue;
    const f = frame.coreProgress(core);
    const eased = f < 0.5 ? 4 * f * f * f : 1 - (2 - 2 * f) ** 3 / 2;
    const y = g.rows.nic.y + (railTop(g, plan) - g.rows.nic.y) * eased;
    drawBolt(ctx, palette, x, y, g.unit * 0.72, true);
    return;
  }
  drawBolt(ctx, palette, x, g.rows.nic.y, g.unit * 0.5, false);
}

/** Exit and entry on the VM boundary, heavy while a core is on its way through it. */
function drawExits(ctx: Pen, palette: Palette, { geometry: g }: LanePicture, frame: LaneFrame): void {
  let lit = false;
  for (let core = 0; core < frame.coreCount; core++) {
    if (
      frame.coreRecord[core] >= 0 &&
      frame.coreKind[core] === K.vmExited &&
      frame.coreContext[core] === CTX.hypervisor
    ) {
      lit = true;
    }
  }
  drawChevrons(ctx, palette, railX(g), g.rows.vmb.y, g.unit * 0.34, lit);
}

/** The packet drawn nearest to a point within `reach` px; −1 if none is. */
export function packetAt(hits: HitList, x: number, y: number, reach: number): number {
  let best = -1;
  let nearest = reach * reach;
  for (let i = 0; i < hits.length; i += 3) {
    const d = (hits[i] - x) ** 2 + (hits[i + 1] - y) ** 2;
    if (d <= nearest) {
      nearest = d;
      best = hits[i + 2];
    }
  }
  return best;
}
