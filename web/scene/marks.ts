// The drawing's marks, each one function: packet, bolt, chevron, cross, arc, brackets. Positions in CSS pixels.
import type { Pen } from '../painter/pen.ts';
import type { Palette } from './palette.ts';

const TAU = Math.PI * 2;

/** VMs that have a shape and ink of their own; the next four have the same, hollow; beyond that a letter alone. */
export const VM_INKS = 4;

export interface PacketLook {
  alpha?: number;
}

function outline(ctx: Pen, shape: number, x: number, y: number, r: number): void {
  ctx.beginPath();
  if (shape === 0) ctx.arc(x, y, r, 0, TAU);
  else if (shape === 1) ctx.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76);
  else if (shape === 2) {
    ctx.moveTo(x, y - r * 1.12);
    ctx.lineTo(x + r * 1.12, y + r * 0.84);
    ctx.lineTo(x - r * 1.12, y + r * 0.84);
    ctx.closePath();
  } else {
    ctx.moveTo(x, y - r * 1.2);
    ctx.lineTo(x + r * 1.2, y);
    ctx.lineTo(x, y + r * 1.2);
    ctx.lineTo(x - r * 1.2, y);
    ctx.closePath();
  }
}

/** Letter of a VM, counted from 1: A … Z, then AA …; a dot for no VM. */
export function vmLetter(vm: number): string {
  if (vm < 1 || vm > 64) return '·';
  const n = vm - 1;
  return n < 26
    ? String.fromCharCode(65 + n)
    : `${String.fromCharCode(64 + Math.floor(n / 26))}${String.fromCharCode(65 + (n % 26))}`;
}

/** One packet's badge; `vm` counted from 1, anything above 64 is nobody's. Its letter is printed where it can be read. */
export function drawPacket(
  ctx: Pen,
  palette: Palette,
  vm: number,
  x: number,
  y: number,
  r: number,
  look: PacketLook = {},
): void {
  const known = vm >= 1 && vm <= 64;
  const index = (vm - 1) % VM_INKS;
  const hollow = known && vm > VM_INKS;
  ctx.globalAlpha = look.alpha ?? 1;
  outline(ctx, known ? index : 0, x, y, r * (hollow ? 0.94 : known ? 1 : 0.7));
  ctx.fillStyle = known && !hollow ? palette.vm[index] : palette.sheet;
  ctx.fill();
  ctx.lineWidth = Math.max(hollow ? 2.4 : 1.2, r * (hollow ? 0.52 : 0.2));
  ctx.strokeStyle = known ? palette.vmLine : palette.rule2;
  ctx.stroke();
  // ink on both sides of the hue: yellow alone is hardly told from the sheet
  if (hollow) {
    ctx.lineWidth = Math.max(1, r * 0.27);
    ctx.strokeStyle = palette.vm[index];
    ctx.stroke();
  }
  if (known && (r >= 11 || (vm > 2 * VM_INKS && r >= 5))) {
    ctx.fillStyle = hollow ? palette.ink : palette.vmText[index];
    ctx.font = `800 ${Math.max(8, r * 1.15)}px Archivo, sans-serif`;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(vmLetter(vm), x, y + (index === 2 ? r * 0.22 : r * 0.06));
  }
  ctx.globalAlpha = 1;
}

/** An interrupt. Lit while it travels. */
export function drawBolt(ctx: Pen, palette: Palette, x: number, y: number, size: number, lit: boolean): void {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(size, size);
  ctx.beginPath();
  ctx.moveTo(0.25, -1);
  ctx.lineTo(-0.6, 0.2);
  ctx.lineTo(-0.08, 0.2);
  ctx.lineTo(-0.25, 1);
  ctx.lineTo(0.6, -0.25);
  ctx.lineTo(0.08, -0.25);
  ctx.closePath();
  ctx.restore();
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.sheet;
  ctx.stroke();
  ctx.fillStyle = palette.part.irq;
  ctx.fill();
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = lit ? palette.ink : palette.edge.irq;
  ctx.stroke();
  ctx.lineJoin = 'miter';
}

/** Exit and entry on the VM boundary: a double chevron, heavy while one is under way. */
export function drawChevrons(
  ctx: Pen,
  palette: Palette,
  x: number,
  y: number,
  size: number,
  lit: boolean,
): void {
  for (const down of [1, -1]) {
    const middle = y + down * size * 0.75;
    ctx.beginPath();
    ctx.moveTo(x - size, middle - down * size * 0.45);
    ctx.lineTo(x, middle + down * size * 0.45);
    ctx.lineTo(x + size, middle - down * size * 0.45);
    ctx.lineWidth = 6;
    ctx.strokeStyle = palette.sheet;
    ctx.stroke();
    ctx.lineWidth = lit ? 3.6 : 2.2;
    ctx.strokeStyle = palette.part.exit;
    ctx.stroke();
  }
}

/** A drop. */
export function drawCross(
  ctx: Pen,
  palette: Palette,
  x: number,
  y: number,
  size: number,
  alpha: number,
): void {
  ctx.globalAlpha = Math.min(1, Math.max(0, alpha));
  ctx.lineWidth = 2.2;
  ctx.strokeStyle = palette.late;
  ctx.beginPath();
  ctx.moveTo(x - size, y - size);
  ctx.lineTo(x + size, y + size);
  ctx.moveTo(x + size, y - size);
  ctx.lineTo(x - size, y + size);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** A core works on this packet: arc length is progress through the phase, 0…1. */
export function drawArc(ctx: Pen, palette: Palette, x: number, y: number, r: number, progress: number): void {
  ctx.lineWidth = 2.4;
  ctx.strokeStyle = palette.ink;
  ctx.beginPath();
  ctx.arc(x, y, r * 1.85, -Math.PI / 2, -Math.PI / 2 + TAU * Math.min(1, Math.max(0.02, progress)));
  ctx.stroke();
}

/** Four corner brackets: the selected packet. */
export function drawBrackets(ctx: Pen, palette: Palette, x: number, y: number, r: number): void {
  const outer = r * 1.95;
  const arm = r * 0.8;
  ctx.lineWidth = 2.4;
  ctx.strokeStyle = palette.ink;
  ctx.beginPath();
  for (const sx of [-1, 1]) {
    for (const sy of [-1, 1]) {
      ctx.moveTo(x + sx * outer, y + sy * (outer - arm));
      ctx.lineTo(x + sx * outer, y + sy * outer);
      ctx.lineTo(x + sx * (outer - arm), y + sy * outer);
    }
  }
  ctx.stroke();
}
