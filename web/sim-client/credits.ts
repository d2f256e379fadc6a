// What the page gives back to the worker for each chunk: the permission to send another, and the buffer for it.

/** Chunks for which credits go back together. */
const TOGETHER = 4;

export class Credits {
  private readonly send: (chunks: number, buffers: ArrayBuffer[]) => void;
  private buffers: ArrayBuffer[] = [];

  constructor(send: (chunks: number, buffers: ArrayBuffer[]) => void) {
    this.send = send;
  }

  /** A chunk has been dealt with; its buffer is free. */
  giveBack(buffer: ArrayBuffer): void {
    this.buffers.push(buffer);
    if (this.buffers.length < TOGETHER) return;
    const { buffers } = this;
    this.buffers = [];
    this.send(buffers.length, buffers);
  }

  clear(): void {
    this.buffers = [];
  }
}
