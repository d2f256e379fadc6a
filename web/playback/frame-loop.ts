// The only owner of requestAnimationFrame: everybody who draws is called from here, and nothing runs unless asked.

/** Called once a frame with the frame's wall time in milliseconds. */
export type FrameListener = (wallMs: number) => void;

export interface FrameSource {
  request(callback: (wallMs: number) => void): number;
  cancel(handle: number): void;
}

/** The browser's frames. */
export function browserFrames(): FrameSource {
  return {
    request: (callback) => window.requestAnimationFrame(callback),
    cancel: (handle) => window.cancelAnimationFrame(handle),
  };
}

/** Calls its listeners in each frame that was asked for: once after `requestFrame`, or all the time while kept running. */
export class FrameLoop {
  private readonly source: FrameSource;
  private readonly listeners = new Set<FrameListener>();
  private handle = -1;
  private running = false;

  constructor(source: FrameSource) {
    this.source = source;
  }

  /** True while a frame is due. Paused and drawn, it is false: no frame is asked for. */
  get active(): boolean {
    return this.handle >= 0;
  }

  /** Adds a listener, in order of addition; the function returned takes it out. */
  add(listener: FrameListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** One frame, soon. Asking again before it comes changes nothing. */
  requestFrame(): void {
    if (this.handle < 0) this.handle = this.source.request(this.tick);
  }

  /** Frame after frame, or no more of them. */
  keepRunning(running: boolean): void {
    this.running = running;
    if (running) this.requestFrame();
  }

  /** No frame comes any more, asked for or not. */
  stop(): void {
    this.running = false;
    if (this.handle >= 0) this.source.cancel(this.handle);
    this.handle = -1;
  }

  private readonly tick = (wallMs: number): void => {
    this.handle = -1;
    for (const listener of this.listeners) listener(wallMs);
    if (this.running) this.requestFrame();
  };
}
