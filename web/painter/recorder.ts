// A pen that writes down what it is asked for. Nothing is allocated once its buffers are as large as a picture.
import { OP, type Picture, type Word } from './draw-list.ts';
import type { Fill, Hatch, Pen, Target } from './pen.ts';

/** Numbers that a first buffer has room for. */
const FIRST_ROOM = 16_384;
/** More words than these are forgotten: sizes of text may be new in every picture. */
const MOST_WORDS = 4096;
/** Most numbers that one call takes, apart from dashes. */
const LONGEST = 8;

const NO_ROOM = new Float64Array(0);

/** Settings as they are known to be; what is not known yet is null. */
class Settings {
  fillStyle: Fill | null = null;
  strokeStyle: Fill | null = null;
  lineWidth: number | null = null;
  lineCap: CanvasLineCap | null = null;
  lineJoin: CanvasLineJoin | null = null;
  globalAlpha: number | null = null;
  font: string | null = null;
  textAlign: CanvasTextAlign | null = null;
  textBaseline: CanvasTextBaseline | null = null;

  /** Takes over what others are; null forgets everything. */
  take(other: Settings | null): void {
    this.fillStyle = other === null ? null : other.fillStyle;
    this.strokeStyle = other === null ? null : other.strokeStyle;
    this.lineWidth = other === null ? null : other.lineWidth;
    this.lineCap = other === null ? null : other.lineCap;
    this.lineJoin = other === null ? null : other.lineJoin;
    this.globalAlpha = other === null ? null : other.globalAlpha;
    this.font = other === null ? null : other.font;
    this.textAlign = other === null ? null : other.textAlign;
    this.textBaseline = other === null ? null : other.textBaseline;
  }
}

/** Records one picture after another; a setting that is already in force is left out. */
export class Recorder implements Pen, Target {
  readonly pen = this;
  private list: Float64Array<ArrayBuffer> = NO_ROOM;
  private at = 0;
  private readonly numbers = new Map<Word, number>();
  private fresh: Word[] = [];
  private afresh = false;
  private readonly now = new Settings();
  private readonly saved: Settings[] = [];
  private depth = 0;

  /** A recipe is its own fill: the painter makes the pattern. */
  hatch(recipe: Hatch): Hatch {
    return recipe;
  }

  /** Begins a picture in `buffer`, where one has come back. */
  begin(buffer: Float64Array<ArrayBuffer> | undefined): void {
    this.list = buffer ?? new Float64Array(FIRST_ROOM);
    this.at = 0;
    this.depth = 0;
    this.now.take(null);
    if (this.numbers.size <= MOST_WORDS) return;
    this.numbers.clear();
    this.fresh = [];
    this.afresh = true;
  }

  /** The picture; its buffer is the receiver's. Sizes in device pixels. */
  finish(width: number, height: number): Picture {
    const { list, at: length, fresh: words, afresh } = this;
    this.list = NO_ROOM;
    this.fresh = words.length === 0 ? words : [];
    this.afresh = false;
    return { list, length, words, afresh, width, height };
  }

  private room(numbers: number): void {
    if (this.at + numbers <= this.list.length) return;
    const grown = new Float64Array(Math.max(2 * this.list.length, this.at + numbers));
    grown.set(this.list);
    this.list = grown;
  }

  private word(word: Word): number {
    let number = this.numbers.get(word);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(word, number);
      this.fresh.push(word);
    }
    return number;
  }

  private op(op: number): void {
    this.room(LONGEST);
    this.list[this.at++] = op;
  }

  private op1(op: number, a: number): void {
    this.room(LONGEST);
    this.list[this.at++] = op;
    this.list[this.at++] = a;
  }

  private op2(op: number, a: number, b: number): void {
    this.room(LONGEST);
    this.list[this.at++] = op;
    this.list[this.at++] = a;
    this.list[this.at++] = b;
  }

  private op4(op: number, a: number, b: number, c: number, d: number): void {
    this.room(LONGEST);
    this.list[this.at++] = op;
    this.list[this.at++] = a;
    this.list[this.at++] = b;
    this.list[this.at++] = c;
    this.list[this.at++] = d;
  }

  private op6(op: number, a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.op4(op, a, b, c, d);
    this.room(LONGEST);
    this.list[this.at++] = e;
    this.list[this.at++] = f;
  }

  set fillStyle(fill: Fill) {
    if (fill === this.now.fillStyle) return;
    this.now.fillStyle = fill;
    this.op1(OP.fillStyle, this.word(fill as Word));
  }

  get fillStyle(): Fill {
    return this.now.fillStyle ?? '#000000';
  }

  set strokeStyle(fill: Fill) {
    if (fill === this.now.strokeStyle) return;
    this.now.strokeStyle = fill;
    this.op1(OP.strokeStyle, this.word(fill as Word));
  }

  get strokeStyle(): Fill {
    return this.now.strokeStyle ?? '#000000';
  }

  set lineWidth(px: number) {
    if (px === this.now.lineWidth) return;
    this.now.lineWidth = px;
    this.op1(OP.lineWidth, px);
  }

  get lineWidth(): number {
    return this.now.lineWidth ?? 1;
  }

  set lineCap(cap: CanvasLineCap) {
    if (cap === this.now.lineCap) return;
    this.now.lineCap = cap;
    this.op1(OP.lineCap, this.word(cap));
  }

  get lineCap(): CanvasLineCap {
    return this.now.lineCap ?? 'butt';
  }

  set lineJoin(join: CanvasLineJoin) {
    if (join === this.now.lineJoin) return;
    this.now.lineJoin = join;
    this.op1(OP.lineJoin, this.word(join));
  }

  get lineJoin(): CanvasLineJoin {
    return this.now.lineJoin ?? 'miter';
  }

  set globalAlpha(alpha: number) {
    if (alpha === this.now.globalAlpha) return;
    this.now.globalAlpha = alpha;
    this.op1(OP.globalAlpha, alpha);
  }

  get globalAlpha(): number {
    return this.now.globalAlpha ?? 1;
  }

  set font(font: string) {
    if (font === this.now.font) return;
    this.now.font = font;
    this.op1(OP.font, this.word(font));
  }

  get font(): string {
    return this.now.font ?? '10px sans-serif';
  }

  set textAlign(align: CanvasTextAlign) {
    if (align === this.now.textAlign) return;
    this.now.textAlign = align;
    this.op1(OP.textAlign, this.word(align));
  }

  get textAlign(): CanvasTextAlign {
    return this.now.textAlign ?? 'start';
  }

  set textBaseline(baseline: CanvasTextBaseline) {
    if (baseline === this.now.textBaseline) return;
    this.now.textBaseline = baseline;
    this.op1(OP.textBaseline, this.word(baseline));
  }

  get textBaseline(): CanvasTextBaseline {
    return this.now.textBaseline ?? 'alphabetic';
  }

  save(): void {
    this.op(OP.save);
    if (this.depth === this.saved.length) this.saved.push(new Settings());
    this.saved[this.depth++].take(this.now);
  }

  restore(): void {
    this.op(OP.restore);
    // nothing saved in this picture: it ends what an earlier one saved, whose settings are not known here
    this.now.take(this.depth > 0 ? this.saved[--this.depth] : null);
  }

  setTransform(a: number, b: number, c: number, d: number, e: number, f: number): void {
    this.op6(OP.setTransform, a, b, c, d, e, f);
  }

  translate(x: number, y: number): void {
    this.op2(OP.translate, x, y);
  }

  scale(x: number, y: number): void {
    this.op2(OP.scale, x, y);
  }

  setLineDash(segments: number[]): void {
    this.op1(OP.setLineDash, segments.length);
    this.room(segments.length);
    for (let i = 0; i < segments.length; i++) this.list[this.at++] = segments[i];
  }

  beginPath(): void {
    this.op(OP.beginPath);
  }

  closePath(): void {
    this.op(OP.closePath);
  }

  moveTo(x: number, y: number): void {
    this.op2(OP.moveTo, x, y);
  }

  lineTo(x: number, y: number): void {
    this.op2(OP.lineTo, x, y);
  }

  quadraticCurveTo(cpx: number, cpy: number, x: number, y: number): void {
    this.op4(OP.quadraticCurveTo, cpx, cpy, x, y);
  }

  bezierCurveTo(cp1x: number, cp1y: number, cp2x: number, cp2y: number, x: number, y: number): void {
    this.op6(OP.bezierCurveTo, cp1x, cp1y, cp2x, cp2y, x, y);
  }

  arc(x: number, y: number, radius: number, start: number, end: number, anticlockwise = false): void {
    this.op6(OP.arc, x, y, radius, start, end, anticlockwise ? 1 : 0);
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.op4(OP.rect, x, y, width, height);
  }

  clip(): void {
    this.op(OP.clip);
  }

  fill(): void {
    this.op(OP.fill);
  }

  stroke(): void {
    this.op(OP.stroke);
  }

  clearRect(x: number, y: number, width: number, height: number): void {
    this.op4(OP.clearRect, x, y, width, height);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.op4(OP.fillRect, x, y, width, height);
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.op4(OP.strokeRect, x, y, width, height);
  }

  fillText(text: string, x: number, y: number): void {
    this.op1(OP.fillText, this.word(text));
    this.room(LONGEST);
    this.list[this.at++] = x;
    this.list[this.at++] = y;
  }
}
