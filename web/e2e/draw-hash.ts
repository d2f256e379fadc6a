// What the canvases draw, as text: every call and every setting of the last frame, recorded in the page and hashed here.
import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';

/** From the next navigation on the page paints itself, as it does where no worker can: what it draws can be looked at. */
export async function paintOnPage(page: Pick<Page, 'addInitScript'>): Promise<void> {
  await page.addInitScript(() => {
    Reflect.deleteProperty(HTMLCanvasElement.prototype, 'transferControlToOffscreen');
  });
}

/**
 * Records from the next navigation on; call it before the page is opened. The product knows nothing of it: the context's
 * prototype is wrapped before any script of the page runs. A frame begins where the whole canvas is cleared.
 */
export async function recordDrawing(page: Pick<Page, 'addInitScript'>): Promise<void> {
  await paintOnPage(page);
  await page.addInitScript(() => {
    if ('drawLists' in window) return;
    const recorded = new WeakMap<HTMLCanvasElement, string[]>();
    const names = new WeakMap<object, string>();
    const of = (canvas: HTMLCanvasElement): string[] => {
      const calls = recorded.get(canvas) ?? [];
      recorded.set(canvas, calls);
      return calls;
    };
    const word = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(word).join(' ')}]`;
      if (typeof value !== 'object' || value === null) return String(value);
      return names.get(value) ?? value.constructor.name;
    };
    const prototype = CanvasRenderingContext2D.prototype;
    for (const name of Object.getOwnPropertyNames(prototype) as (keyof CanvasRenderingContext2D)[]) {
      const property = Object.getOwnPropertyDescriptor(prototype, name);
      if (property === undefined || name === 'canvas') continue;
      const { set, value } = property;
      if (set !== undefined) {
        property.set = function (this: CanvasRenderingContext2D, to: unknown) {
          of(this.canvas).push(`${name}=${word(to)}`);
          set.call(this, to);
        };
      } else if (typeof value === 'function' && !/^(get|is|measure)/.test(name)) {
        property.value = function (this: CanvasRenderingContext2D, ...args: unknown[]) {
          if (name === 'clearRect') of(this.canvas).length = 0;
          of(this.canvas).push(`${name}(${args.map(word).join(' ')})`);
          const result: unknown = value.apply(this, args);
          // a pattern is what was drawn on its tile
          if (name === 'createPattern' && typeof result === 'object' && result !== null) {
            names.set(result, `pattern{${of(args[0] as HTMLCanvasElement).join(';')}}`);
          }
          return result;
        };
      }
      Object.defineProperty(prototype, name, property);
    }
    const shown = () =>
      [...document.querySelectorAll('canvas')].filter((canvas) => canvas.getBoundingClientRect().width > 0);
    Object.assign(window, { drawLists: () => shown().map(of) });
  });
}

/** Calls of the last frame, canvas after canvas; ask when nothing is moving. Empty where nothing was recorded. */
export async function drawLists(page: Page): Promise<string[][]> {
  return page.evaluate(() => {
    const { drawLists: lists } = window as unknown as { drawLists?: () => string[][] };
    if (lists === undefined) throw new Error('recordDrawing was not called before the page was opened');
    // the frame asked for last has been drawn
    return new Promise<string[][]>((done) =>
      requestAnimationFrame(() => requestAnimationFrame(() => done(lists()))),
    );
  });
}

/** One hash over everything that the last frame drew. */
export async function drawHash(page: Page): Promise<string> {
  const lists = await drawLists(page);
  if (lists.every((calls) => calls.length === 0)) throw new Error('nothing has been drawn');
  const text = lists.map((calls) => calls.join('\n')).join('\n\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
