// Never more than two pictures on their way, and the last one asked for is always painted.
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FromPainter, ToPainter } from './draw-list.ts';
import { Remote } from './remote.ts';

/** Takes pictures and paints one of them when it is told to. */
class FakeWorker {
  static last: FakeWorker;
  onmessage: ((event: { data: FromPainter }) => void) | null = null;
  readonly waiting: Extract<ToPainter, { picture: unknown }>['picture'][] = [];
  painted: number[] = [];

  constructor() {
    FakeWorker.last = this;
  }

  postMessage(message: ToPainter): void {
    if ('picture' in message) this.waiting.push(message.picture);
  }

  /** A picture here is one number, drawn as a translation. */
  paint(): void {
    const picture = this.waiting.shift();
    if (picture === undefined) return;
    this.painted.push(picture.list[1]);
    this.onmessage?.({ data: { list: picture.list } });
  }

  terminate(): void {}
}

const before = globalThis.Worker;
beforeEach(() => Object.assign(globalThis, { Worker: FakeWorker }));
afterEach(() => Object.assign(globalThis, { Worker: before }));

const canvas = { transferControlToOffscreen: () => ({}) } as HTMLCanvasElement;
const nothing = () => undefined;

test('the newest picture is painted in the end, however painter and page take turns', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 60 }), (turns) => {
      const events = { ready: nothing, painted: nothing, lost: nothing, died: nothing };
      const remote = new Remote(canvas, events);
      const worker = FakeWorker.last;
      let asked = 0;
      let most = 0;
      for (const page of turns) {
        if (page) {
          const number = ++asked;
          remote.paint(() => remote.target.pen.translate(number, 0), 1, 1);
        } else worker.paint();
        most = Math.max(most, worker.waiting.length);
      }
      while (worker.waiting.length > 0) worker.paint();
      expect(most).toBeLessThanOrEqual(2);
      expect(worker.painted.at(-1) ?? 0).toBe(asked);
      expect(worker.painted).toEqual([...worker.painted].sort((a, b) => a - b));
    }),
  );
});
