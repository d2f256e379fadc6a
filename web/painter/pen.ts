// What the drawing asks of a canvas: the part of a 2D context that is used, which a recorder can stand in for.

/** A diagonal hatch as a recipe: whoever paints makes the pattern. Lengths in CSS pixels. */
export interface Hatch {
  colour: string;
  /** Null leaves it transparent. */
  background: string | null;
  gap: number;
  width: number;
  dpr: number;
}

export type Fill = string | CanvasPattern | CanvasGradient | Hatch;

/** A 2D context is one; only who paints with `Hatch` has to hand over what it makes of a recipe. */
export interface Pen {
  fillStyle: Fill;
  strokeStyle: Fill;
  lineWidth: number;
  lineCap: CanvasLineCap;
  lineJoin: CanvasLineJoin;
  globalAlpha: number;
  font: string;
  textAlign: CanvasTextAlign;
  textBaseline: CanvasTextBaseline;
  save(): void;
  restore(): void;
  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void;
  translate(x: number, y: number): void;
  scale(x: number, y: number): void;
  setLineDash(segments: number[]): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cpx: number, cpy: number, x: number, y: number): void;
  bezierCurveTo(cp1x: number, cp1y: number, cp2x: number, cp2y: number, x: number, y: number): void;
  arc(x: number, y: number, radius: number, start: number, end: number, anticlockwise?: boolean): void;
  rect(x: number, y: number, width: number, height: number): void;
  clip(): void;
  fill(): void;
  stroke(): void;
  clearRect(x: number, y: number, width: number, height: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  strokeRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
}

/** A pen, and what it takes for a hatch. */
export interface Target {
  readonly pen: Pen;
  hatch(recipe: Hatch): Fill;
}
