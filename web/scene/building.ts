// What stands still in a lane's shaft: lines that bytes take, rooms of the VMs, ring slots, interrupt rail or poll loop.
import type { Features } from '../../sim-core/index.ts';
import type { Pen } from '../painter/pen.ts';
import { type PathChoice, sharingFrom, withoutVms } from './floors.ts';
import {
  columnAt,
  columnX,
  type LaneGeometry,
  middleX,
  railX,
  type RowBox,
  roomY,
  SLOTS,
  slotAt,
} from './geometry.ts';
import { drawPacket } from './marks.ts';
import type { Palette } from './palette.ts';

/** What of a lane's features decides its drawing. */
export interface LanePlan {
  /** One line becomes one a VM at this row. */
  fan: 'nic' | 'sort' | 'none';
  /** A gap in every line: bytes are copied there. */
  copies: boolean;
  /** DMA lands in the cache. */
  ddio: boolean;
  polls: boolean;
  /** Interrupts end in the guest, past the hypervisor. */
  direct: boolean;
  /** No VM on the path. */
  host: boolean;
  perVmRings: boolean;
  /** First of the VMs, from 1, that share the last function: their packets end in one ring, and the host sorts and copies. */
  sharedFrom: number;
  /** A packet may have a VM exit. */
  exits: boolean;
  vms: number;
}

/** NICs whose guest rings a doorbell that exits. */
const TRAPPING: readonly Features['vnic'][] = ['emulated', 'virtio', 'vhost-net'];

/** The plan of a lane. */
export function planOf(features: Features, path: PathChoice): LanePlan {
  const host = withoutVms(path.workload.kind);
  const sharedFrom = sharingFrom(features, path);
  const sorted = features.classify !== 'software';
  return {
    fan: host ? 'none' : sorted ? 'nic' : 'sort',
    copies: !host && features.copy !== 'none',
    ddio: features.placement === 'ddio',
    polls: features.notify === 'poll',
    direct: host || features.vnic === 'passthrough',
    host,
    perVmRings: sorted && !host,
    sharedFrom,
    exits: !host && (features.notify !== 'poll' || sharedFrom > 0 || TRAPPING.includes(features.vnic)),
    vms: host ? 1 : path.traffic.vms,
  };
}

/** Rings, or lines out of the NIC, that are drawn. */
export function ringsOf(g: LaneGeometry, { perVmRings, sharedFrom }: LanePlan): number {
  if (!perVmRings) return 1;
  return sharedFrom > 0 ? Math.min(sharedFrom, g.columns) : g.columns;
}

/** VM at whose line a packet stands as long as the host has not sorted it. */
export function ringVm({ sharedFrom }: LanePlan, vm: number): number {
  return sharedFrom > 0 && vm > sharedFrom && vm <= 64 ? sharedFrom : vm;
}

/** Draws it. */
export function drawBuilding(ctx: Pen, palette: Palette, g: LaneGeometry, plan: LanePlan): void {
  drawLines(ctx, palette, g, plan);
  drawRooms(ctx, palette, g, plan);
  drawSlots(ctx, palette, g, plan);
  if (plan.polls) drawLoop(ctx, palette, g);
  else drawRail(ctx, palette, g, plan);
}

function drawLines(ctx: Pen, palette: Palette, g: LaneGeometry, plan: LanePlan): void {
  const { rows, radius, unit } = g;
  const mid = middleX(g);
  const top = roomY(g);
  const bend = radius * 1.5;
  ctx.lineCap = 'butt';
  ctx.lineWidth = Math.max(1.6, unit * 0.13);
  ctx.strokeStyle = palette.rule2;
  ctx.beginPath();
  ctx.moveTo(g.right, rows.wire.y);
  ctx.lineTo(mid + bend, rows.wire.y);
  ctx.quadraticCurveTo(mid, rows.wire.y, mid, rows.wire.y - bend);
  if (plan.fan === 'none') {
    ctx.lineTo(mid, top);
    ctx.stroke();
    return;
  }
  const fan = rows[plan.fan];
  ctx.lineTo(mid, fan.bottom - 2);
  const lines = plan.fan === 'nic' ? ringsOf(g, plan) : g.columns;
  const shared = plan.sharedFrom > 0 ? lines - 1 : g.columns;
  for (let n = 0; n < lines; n++) {
    drawBranch(ctx, mid, columnAt(g, n), fan);
    if (n >= shared) ctx.lineTo(columnAt(g, n), rows.sort.bottom - 2);
    else climb(ctx, g, columnAt(g, n), plan.copies);
  }
  // the last function's line becomes one a VM where the host sorts
  for (let n = shared; n < g.columns; n++) {
    drawBranch(ctx, columnAt(g, shared), columnAt(g, n), rows.sort);
    climb(ctx, g, columnAt(g, n), true);
  }
  ctx.stroke();
}

/** On to the VM's room, with a gap where bytes are copied. */
function climb(ctx: Pen, g: LaneGeometry, x: number, copies: boolean): void {
  if (copies) {
    ctx.lineTo(x, g.rows.copy.y + g.radius * 1.1);
    ctx.moveTo(x, g.rows.copy.y - g.radius * 1.1);
  }
  ctx.lineTo(x, roomY(g));
}

/** One line of a fan, from its foot. */
function drawBranch(ctx: Pen, from: number, to: number, row: RowBox): void {
  ctx.moveTo(from, row.bottom - 2);
  ctx.bezierCurveTo(from, row.y, to, row.bottom - 4, to, row.top + 3);
}

function drawRooms(ctx: Pen, palette: Palette, g: LaneGeometry, plan: LanePlan): void {
  const top = roomY(g);
  const r = g.radius;
  ctx.lineWidth = Math.max(2, g.unit * 0.2);
  ctx.strokeStyle = palette.ink;
  ctx.beginPath();
  if (plan.host) {
    ctx.moveTo(middleX(g) - r * 4, top);
    ctx.lineTo(middleX(g) + r * 4, top);
  } else {
    for (let n = 0; n < g.columns; n++) {
      const x = columnAt(g, n);
      ctx.moveTo(x - r * 1.3, top);
      ctx.lineTo(x + r * 1.3, top);
    }
  }
  ctx.stroke();
  if (plan.host) return;
  for (let vm = 1; vm <= g.columns; vm++) {
    drawPacket(ctx, palette, vm, columnX(g, vm), top - r * 1.75, r * 1.02);
  }
}

function drawSlots(ctx: Pen, palette: Palette, g: LaneGeometry, plan: LanePlan): void {
  const row = plan.ddio ? g.rows.llc : g.rows.dram;
  const side = g.radius * 1.12;
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.rule2;
  ctx.fillStyle = palette.sheet;
  const rings = ringsOf(g, plan);
  const slots = plan.perVmRings ? 2 : SLOTS;
  for (let ring = 0; ring < rings; ring++) {
    for (let slot = 0; slot < slots; slot++) {
      const [x, y] = slotAt(g, row, ring + 1, slot, plan.perVmRings);
      ctx.fillRect(x - side, y - side, 2 * side, 2 * side);
      ctx.strokeRect(x - side, y - side, 2 * side, 2 * side);
    }
  }
}

/** Where an interrupt's rail ends: in the guest's kernel, or at the hypervisor. */
export function railTop(g: LaneGeometry, plan: LanePlan): number {
  return plan.direct ? g.rows.kern.y : g.rows.copy.y;
}

function drawRail(ctx: Pen, palette: Palette, g: LaneGeometry, plan: LanePlan): void {
  ctx.lineWidth = Math.max(2, g.unit * 0.15);
  ctx.strokeStyle = palette.edge.irq;
  ctx.beginPath();
  ctx.moveTo(railX(g), g.rows.nic.y);
  ctx.lineTo(railX(g), railTop(g, plan));
  ctx.stroke();
}

function drawLoop(ctx: Pen, palette: Palette, g: LaneGeometry): void {
  const half = g.unit * 0.28;
  const bottom = g.rows.llc.y;
  const top = g.rows.app.y + 4;
  const x = railX(g);
  ctx.lineWidth = Math.max(1.6, g.unit * 0.12);
  ctx.strokeStyle = palette.edge.poll;
  ctx.setLineDash([5, 4]);
  ctx.beginPath();
  ctx.moveTo(x - half, top);
  ctx.lineTo(x - half, bottom);
  ctx.arc(x, bottom, half, Math.PI, 0, true);
  ctx.lineTo(x + half, top);
  ctx.arc(x, top, half, 0, Math.PI, true);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The running dot of a poll loop; `turn` 0…1 is how far it has come round. */
export function drawLoopDot(ctx: Pen, palette: Palette, g: LaneGeometry, turn: number): void {
  const half = g.unit * 0.28;
  const bottom = g.rows.llc.y;
  const top = g.rows.app.y + 4;
  const up = turn >= 0.5;
  const share = up ? (turn - 0.5) * 2 : turn * 2;
  const y = up ? bottom + (top - bottom) * share : top + (bottom - top) * share;
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.arc(railX(g) + (up ? half : -half), y, Math.max(2.5, g.unit * 0.19), 0, Math.PI * 2);
  ctx.fill();
}
