// A picture as a list of numbers, and the messages that carry it between page and painter.
import type { Hatch } from './pen.ts';

/** Numbers of the calls and settings; each stands in the list before its arguments. Words are given by their number. */
export const OP = {
  save: 0,
  restore: 1,
  setTransform: 2,
  translate: 3,
  scale: 4,
  setLineDash: 5,
  beginPath: 6,
  closePath: 7,
  moveTo: 8,
  lineTo: 9,
  quadraticCurveTo: 10,
  bezierCurveTo: 11,
  arc: 12,
  rect: 13,
  clip: 14,
  fill: 15,
  stroke: 16,
  clearRect: 17,
  fillRect: 18,
  strokeRect: 19,
  fillText: 20,
  fillStyle: 21,
  strokeStyle: 22,
  lineWidth: 23,
  lineCap: 24,
  lineJoin: 25,
  globalAlpha: 26,
  font: 27,
  textAlign: 28,
  textBaseline: 29,
} as const;

/** A colour, a text, a font, or another setting that is no number. */
export type Word = string | Hatch;

/** One picture. `list` is transferred and comes back with `Painted`. */
export interface Picture {
  list: Float64Array<ArrayBuffer>;
  /** Numbers of the list that are used. */
  length: number;
  /** Words that come after those of the pictures before. */
  words: Word[];
  /** The words of the pictures before are forgotten. */
  afresh: boolean;
  /** Size of the canvas, device pixels. */
  width: number;
  height: number;
}

/** Page to painter: the canvas first, then pictures. */
export type ToPainter = { canvas: OffscreenCanvas } | { picture: Picture };

/** Painter to page: it can paint, fonts and all; a picture is painted; what was painted is lost. */
export type FromPainter = 'ready' | 'lost' | { list: Float64Array<ArrayBuffer> };
