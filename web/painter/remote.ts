// The page's end of the painter worker: records pictures, posts them, and has never more than two of them on their way.
import type { FromPainter, Picture, ToPainter } from './draw-list.ts';
import { Recorder } from './recorder.ts';
import type { Target } from './pen.ts';

/** One is painted while the next one waits; what is asked for meanwhile is recorded when there is room. */
const MOST_UNDER_WAY = 2;

export interface RemoteEvents {
  /** It can paint. */
  ready(): void;
  /** A picture has been painted. */
  painted(): void;
  /** What it had painted is gone: it wants the picture once more. */
  lost(): void;
  died(): void;
}

/** True where a canvas can be handed to a worker. */
export function canPaintElsewhere(): boolean {
  return (
    typeof Worker === 'function' &&
    typeof OffscreenCanvas === 'function' &&
    'transferControlToOffscreen' in HTMLCanvasElement.prototype
  );
}

export class Remote {
  ready = false;
  private readonly worker: Worker;
  private readonly recorder = new Recorder();
  private readonly buffers: Float64Array<ArrayBuffer>[] = [];
  private readonly events: RemoteEvents;
  private underWay = 0;
  /** The last picture asked for, while there was no room for it. */
  private due: (() => void) | null = null;

  /** Takes the canvas for good. Throws where that cannot be done. */
  constructor(canvas: HTMLCanvasElement, events: RemoteEvents) {
    this.events = events;
    this.worker = new Worker(new URL('./paint-worker.ts', import.meta.url), { type: 'module' });
    this.worker.onmessage = ({ data }: MessageEvent<FromPainter>) => this.take(data);
    this.worker.onmessageerror = () => events.died();
    this.worker.onerror = (event) => {
      event.preventDefault();
      events.died();
    };
    const offscreen = canvas.transferControlToOffscreen();
    this.post({ canvas: offscreen }, [offscreen]);
  }

  get target(): Target {
    return this.recorder;
  }

  /** Has `draw` draw on `target`, now or as soon as there is room, unless another picture is asked for before. Sizes in device pixels. */
  paint(draw: () => void, width: number, height: number): void {
    if (this.underWay === MOST_UNDER_WAY) {
      this.due = () => this.paint(draw, width, height);
      return;
    }
    this.due = null;
    this.recorder.begin(this.buffers.pop());
    draw();
    const picture: Picture = this.recorder.finish(width, height);
    this.underWay++;
    this.post({ picture }, [picture.list.buffer]);
  }

  close(): void {
    this.due = null;
    this.worker.onmessage = null;
    this.worker.terminate();
  }

  private post(message: ToPainter, transfer: Transferable[]): void {
    this.worker.postMessage(message, transfer);
  }

  private take(message: FromPainter): void {
    if (message === 'ready') {
      this.ready = true;
      this.events.ready();
    } else if (message === 'lost') this.events.lost();
    else {
      this.buffers.push(message.list);
      this.underWay--;
      this.events.painted();
      this.due?.();
    }
  }
}
