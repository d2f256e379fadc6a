// Where the plate is painted: in a worker once that is ready, before that and without one on a canvas of the page.
import { contextTarget } from './hatch.ts';
import type { Target } from './pen.ts';
import { canPaintElsewhere, Remote } from './remote.ts';

/** Pictures that the worker has painted before its canvas is shown: by then the first of them is on the screen. */
const PAINTED_FIRST = 3;

export interface PainterEvents {
  /** The picture has to be drawn once more. */
  again(): void;
  /** A picture has been painted. */
  painted(): void;
}

/** A canvas that the page itself paints on. */
class Local {
  readonly canvas = newCanvas();
  readonly target = contextTarget(this.canvas.getContext('2d')!);
}

function newCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.className = 'over';
  return canvas;
}

/** Draws a picture on one target; `whole`: with what cannot be seen on the screen too. */
export type Draw = (target: Target, whole: boolean) => void;

export class Painter {
  private readonly host: HTMLElement;
  private readonly events: PainterEvents;
  /** Null while the worker's canvas is on the screen. */
  private local: Local | null = new Local();
  private remote: { worker: Remote; canvas: HTMLCanvasElement; painted: number } | null = null;
  /** On paper: a worker's canvas is not ready when the page is laid out for it. */
  private paper: Local | null = null;
  private asked = false;
  private printing = false;
  private width = 0;
  private height = 0;
  private dpr = 1;
  private last: Draw | null = null;

  /** Puts its canvases into `host`. */
  constructor(host: HTMLElement, events: PainterEvents) {
    this.host = host;
    this.events = events;
    host.append(this.local!.canvas);
  }

  /** Size in CSS pixels, and device pixels a CSS pixel. Whatever had been painted is gone. */
  resize(width: number, height: number, dpr: number): void {
    this.width = width;
    this.height = height;
    this.dpr = dpr;
    for (const local of [this.local, this.paper]) if (local !== null) this.fit(local.canvas, true);
    if (this.remote !== null) this.fit(this.remote.canvas, false);
  }

  /** Has a worker paint from when it is ready, where there can be one. */
  offload(): void {
    if (this.asked || !canPaintElsewhere()) return;
    this.asked = true;
    const canvas = newCanvas();
    try {
      const worker = new Remote(canvas, {
        ready: () => this.events.again(),
        painted: () => this.painted(),
        lost: () => this.events.again(),
        died: () => this.died(),
      });
      this.remote = { worker, canvas, painted: 0 };
    } catch {
      // the page goes on painting
      return;
    }
    // who reads the picture does not see where it was painted
    canvas.toDataURL = (...args) => this.copy().toDataURL(...args);
    this.fit(canvas, false);
    this.host.prepend(canvas);
  }

  /** Paints a picture; the worker does so as soon as it can. */
  paint(draw: Draw): void {
    this.last = draw;
    const { local, paper, remote } = this;
    if (local !== null) draw(local.target, false);
    if (paper !== null) draw(paper.target, true);
    if (remote?.worker.ready) {
      const { worker } = remote;
      worker.paint(() => draw(worker.target, false), ...this.pixels());
    } else this.events.painted();
  }

  /** While the page is laid out for paper, pictures are painted on it at once. */
  onPaper(printing: boolean): void {
    this.printing = printing;
    if (!printing) {
      this.paper?.canvas.remove();
      this.paper = null;
    } else if (this.paper === null && this.local === null) {
      this.paper = this.copyTo(new Local());
      this.host.append(this.paper.canvas);
    }
    if (this.remote !== null) this.remote.canvas.style.visibility = printing ? 'hidden' : '';
  }

  dispose(): void {
    this.remote?.worker.close();
    this.host.replaceChildren();
  }

  private pixels(): [width: number, height: number] {
    return [Math.round(this.width * this.dpr), Math.round(this.height * this.dpr)];
  }

  private fit(canvas: HTMLCanvasElement, own: boolean): void {
    // a worker's canvas takes its pixels with the picture
    if (own) [canvas.width, canvas.height] = this.pixels();
    // whole device pixels, so that nobody resamples the picture
    const [width, height] = this.pixels();
    canvas.style.width = `${width / this.dpr}px`;
    canvas.style.height = `${height / this.dpr}px`;
  }

  private painted(): void {
    this.events.painted();
    if (this.remote === null || this.local === null) return;
    if (++this.remote.painted >= PAINTED_FIRST && !this.printing) {
      this.local.canvas.remove();
      this.local = null;
    } else this.events.again();
  }

  private died(): void {
    this.remote?.worker.close();
    this.remote?.canvas.remove();
    this.remote = null;
    if (this.local === null) {
      this.local = new Local();
      this.fit(this.local.canvas, true);
      this.host.append(this.local.canvas);
    }
    this.events.again();
  }

  private copyTo(local: Local): Local {
    this.fit(local.canvas, true);
    this.last?.(local.target, true);
    return local;
  }

  /** The last picture on a canvas of the page. */
  private copy(): HTMLCanvasElement {
    return this.copyTo(new Local()).canvas;
  }
}
