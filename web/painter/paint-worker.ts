// The painter: a worker that owns the plate's canvas and paints the pictures that the page describes to it.
import fontFile from '@fontsource-variable/archivo/files/archivo-latin-wdth-normal.woff2';
import type { FromPainter, ToPainter } from './draw-list.ts';
import { patternOf } from './hatch.ts';
import { replay } from './replay.ts';

const scope = globalThis as unknown as {
  fonts: FontFaceSet;
  onmessage: (event: MessageEvent<ToPainter>) => void;
  postMessage(message: FromPainter, transfer?: Transferable[]): void;
};

let canvas: OffscreenCanvas;
let ctx: OffscreenCanvasRenderingContext2D;
let words: (string | CanvasPattern)[] = [];

async function begin(given: OffscreenCanvas): Promise<void> {
  const context = given.getContext('2d');
  // reaches the page as the worker's death, and it paints itself
  if (context === null) throw new Error('there is no 2D context in a worker');
  canvas = given;
  ctx = context;
  canvas.addEventListener('contextrestored', () => scope.postMessage('lost'));
  // as web/styles/fonts.css has it: a worker knows nothing of the page's fonts
  const face = new FontFace('Archivo', `url(${fontFile})`, { weight: '400 900', stretch: '62% 100%' });
  scope.fonts.add(face);
  // without its font it writes in what there is, as the page does
  await face.load().catch(() => undefined);
  scope.postMessage('ready');
}

scope.onmessage = ({ data }) => {
  if ('canvas' in data) {
    begin(data.canvas).catch((error) => {
      // out of the promise, so that the page hears of it
      setTimeout(() => {
        throw error;
      });
    });
    return;
  }
  const { list, length, words: fresh, afresh, width, height } = data.picture;
  if (afresh) words = [];
  for (const word of fresh) {
    const made = typeof word === 'string' ? word : patternOf(ctx, word, () => new OffscreenCanvas(1, 1));
    words.push(made ?? 'transparent');
  }
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  replay(ctx, list, length, words);
  scope.postMessage({ list }, [list.buffer]);
};
