// A hatch as a pattern of a real context: a square tile with its diagonals.
import type { Hatch, Target } from './pen.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Draws the tile, crisp at any device pixel ratio, on the canvas that `newTile` makes; null where that cannot be had. */
export function patternOf(
  ctx: Context,
  { colour, background, gap, width, dpr }: Hatch,
  newTile: () => HTMLCanvasElement | OffscreenCanvas,
): CanvasPattern | null {
  const size = Math.max(3, Math.round(gap * dpr));
  const tile = newTile();
  tile.width = size;
  tile.height = size;
  const pen = tile.getContext('2d') as Context | null;
  if (pen === null) return null;
  if (background !== null) {
    pen.fillStyle = background;
    pen.fillRect(0, 0, size, size);
  }
  pen.strokeStyle = colour;
  pen.lineWidth = width * dpr;
  pen.beginPath();
  for (let i = -1; i < 2; i++) {
    pen.moveTo(i * size - 2, size + 2);
    pen.lineTo(i * size + size + 2, -2);
  }
  pen.stroke();
  const pattern = ctx.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / dpr));
  return pattern;
}

/** A context of the page as what a picture is drawn on. */
export function contextTarget(ctx: CanvasRenderingContext2D): Target {
  return {
    pen: ctx,
    hatch: (recipe) =>
      patternOf(ctx, recipe, () => document.createElement('canvas')) ?? recipe.background ?? 'transparent',
  };
}
