// Where a lane's rows, lines and rails are on the canvas, measured from the page once a resize.
import type { FloorId } from './floors.ts';

export interface RowBox {
  top: number;
  bottom: number;
  /** Middle. */
  y: number;
}

/** All in CSS pixels from the canvas's corner. */
export interface LaneGeometry {
  left: number;
  right: number;
  shaftX: number;
  shaftWidth: number;
  rows: Record<FloorId, RowBox>;
  gaugeTop: number;
  /** The plate's rem. */
  unit: number;
  /** Packet radius. */
  radius: number;
  /** Lines that are drawn, one a VM. */
  columns: number;
}

/** VM lines that fit a shaft; further VMs share them in turn. */
export const MOST_COLUMNS = 8;

const ROWS: readonly FloorId[] = ['app', 'kern', 'vmb', 'copy', 'sort', 'llc', 'dram', 'nic', 'wire'];

/** Measures one lane's elements against the canvas's parent; null while the lane is hidden. */
export function measureLane(
  lane: HTMLElement,
  root: HTMLElement,
  vms: number,
  unit: number,
): LaneGeometry | null {
  const box = lane.getBoundingClientRect();
  if (box.width === 0) return null;
  const origin = root.getBoundingClientRect();
  const rows = {} as Record<FloorId, RowBox>;
  for (const id of ROWS) {
    const row = lane.querySelector(`[data-row="${id}"]`);
    if (row === null) return null;
    const r = row.getBoundingClientRect();
    rows[id] = {
      top: r.top - origin.top,
      bottom: r.bottom - origin.top,
      y: r.top - origin.top + r.height / 2,
    };
  }
  const gauge = lane.querySelector('.gauge')?.getBoundingClientRect();
  const left = box.left - origin.left;
  // text begins where the shaft ends: packets never cross it
  const note = lane.querySelector('[data-row="app"] .note');
  const shaftWidth = note === null ? box.width * 0.43 : note.getBoundingClientRect().left - box.left;
  const columns = Math.max(1, Math.min(MOST_COLUMNS, vms));
  const pitch = columnPitch(shaftWidth, columns);
  return {
    left,
    right: box.right - origin.left,
    shaftX: left,
    shaftWidth,
    rows,
    gaugeTop: gauge === undefined ? 0 : gauge.top - origin.top,
    unit,
    radius: Math.min(unit * 0.375, pitch * 0.36),
    columns,
  };
}

function columnPitch(shaftWidth: number, columns: number): number {
  return columns <= 4 ? shaftWidth / 5.1 : (shaftWidth * 0.68) / (columns - 1);
}

/** x of a VM's line; `vm` counted from 1, any other number stands in the middle. */
export function columnX(g: LaneGeometry, vm: number): number {
  if (vm < 1 || vm > 64) return middleX(g);
  return columnAt(g, (vm - 1) % g.columns);
}

/** x of the n-th line, from 0. */
export function columnAt(g: LaneGeometry, n: number): number {
  return middleX(g) + (n - (g.columns - 1) / 2) * columnPitch(g.shaftWidth, g.columns);
}

/** x of the riser that all packets share before they are sorted. */
export function middleX(g: LaneGeometry): number {
  return g.shaftX + g.shaftWidth * 0.435;
}

/** x of the interrupt rail or the poll loop. */
export function railX(g: LaneGeometry): number {
  return g.shaftX + g.shaftWidth * 0.915;
}

/** y of the floor that applications stand on. */
export function roomY(g: LaneGeometry): number {
  return g.rows.app.top + g.unit * 1.35;
}

/** Slots of the descriptor ring that are drawn. */
export const SLOTS = 8;

/** Centre of a drawn ring slot; two a line, or eight shared. */
export function slotAt(
  g: LaneGeometry,
  row: RowBox,
  vm: number,
  slot: number,
  perVm: boolean,
): [number, number] {
  const dy = g.radius * 2.45;
  if (perVm) return [columnX(g, vm), row.y + (slot === 0 ? -dy / 2 : dy / 2)];
  const x = middleX(g) + ((slot % 4) - 1.5) * columnPitch(g.shaftWidth, 4);
  return [x, row.y + (slot < 4 ? -dy / 2 : dy / 2)];
}
