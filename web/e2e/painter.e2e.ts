// The worker paints what the page would have painted, pixel for pixel, whatever happens to the picture.
import { type Browser, expect, type Page, test } from '@playwright/test';
import { paintOnPage } from './draw-hash.ts';
import { at } from './main-states.ts';
import { button, drawn, expectNoFaults, finished, openLab } from './lab-page.ts';

/** Five lanes, through all that happens to a picture; and one lane whose badges have letters, on a screen with two device pixels a pixel. */
const CASES = [
  { name: 'five lanes', input: { stop: { packets: 3000 } }, scale: 1, acts: 6 },
  {
    name: 'twelve VMs with letters',
    input: { stop: { packets: 3000 }, traffic: { vms: 12 }, lanes: [{ name: 'A', preset: 'sriov' }] },
    scale: 2,
    acts: 3,
  },
];

/** Told apart from a canvas of the page: that one has a context. */
async function paintedElsewhere(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const canvases = [...document.querySelectorAll<HTMLCanvasElement>('canvas.over')];
    if (canvases.length !== 1) return false;
    try {
      return canvases[0].getContext('2d') === null;
    } catch {
      return true;
    }
  });
}

async function opened(browser: Browser, state: string, scale: number, onPage: boolean): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    deviceScaleFactor: scale,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  if (onPage) await paintOnPage(page);
  else {
    // the painter within reach, so that it can be made to fail
    await page.addInitScript(() => {
      const Before = Worker;
      window.Worker = class extends Before {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          if (String(url).includes('paint-worker')) Object.assign(window, { painter: this });
        }
      };
    });
  }
  await openLab(page, state);
  await finished(page);
  return page;
}

const plate = async (page: Page): Promise<string> => {
  await drawn(page);
  // the self-check says how far it is
  const style = '.check-stamp { visibility: hidden }';
  return (await page.locator('.plate').screenshot({ animations: 'disabled', style })).toString('base64');
};

/**
 * Pixels that differ between two screenshots by more than one level of 255, and where they are: where the plate begins
 * between pixels, what is half transparent is blended in two steps or in one, and rounded so often.
 */
async function differing(page: Page, a: string, b: string): Promise<{ pixels: number; where: number[] }> {
  if (a === b) return { pixels: 0, where: [] };
  return page.evaluate(
    async (files) => {
      const [one, other] = await Promise.all(
        files.map(async (file) => {
          const image = new Image();
          image.src = `data:image/png;base64,${file}`;
          await image.decode();
          const ctx = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
          ctx.drawImage(image, 0, 0);
          return ctx.getImageData(0, 0, image.width, image.height);
        }),
      );
      const where = [Infinity, Infinity, 0, 0];
      let pixels = 0;
      for (let i = 0; i < one.data.length; i += 4) {
        if (![0, 1, 2].some((c) => Math.abs(one.data[i + c] - other.data[i + c]) > 1)) continue;
        pixels++;
        const [x, y] = [(i / 4) % one.width, Math.floor(i / 4 / one.width)];
        where[0] = Math.min(where[0], x);
        where[1] = Math.min(where[1], y);
        where[2] = Math.max(where[2], x);
        where[3] = Math.max(where[3], y);
      }
      return { pixels, where: pixels > 0 ? where : [] };
    },
    [a, b],
  );
}

const ACTS: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
  ['as it was opened', async () => undefined],
  ['after a step', (page) => button(page, 'Step').click()],
  ['in the dark', (page) => page.keyboard.press('t')],
  ['in a smaller window', (page) => page.setViewportSize({ width: 1280, height: 720 })],
  ['on paper', (page) => page.emulateMedia({ media: 'print' })],
  ['off paper', (page) => page.emulateMedia({ media: 'screen' })],
];

for (const { name, input, scale, acts } of CASES) {
  test(`${name}: a worker paints what the page does`, async ({ browser }) => {
    const state = at(400_000, input);
    const elsewhere = await opened(browser, state, scale, false);
    const onPage = await opened(browser, state, scale, true);
    await expect.poll(() => paintedElsewhere(elsewhere)).toBe(true);
    expect(await paintedElsewhere(onPage)).toBe(false);
    const same = async (when: string) => {
      let wanted = '';
      // either page may still be on its way to what is wanted
      const left = async () => {
        wanted = await plate(onPage);
        return differing(onPage, await plate(elsewhere), wanted);
      };
      await expect.poll(left, when).toEqual({ pixels: 0, where: [] });
      return wanted;
    };
    const read = (page: Page) =>
      page.evaluate(() => document.querySelector<HTMLCanvasElement>('canvas.over')?.toDataURL());
    const seen = new Set<string>();
    for (const [when, act] of ACTS.slice(0, acts)) {
      for (const page of [elsewhere, onPage]) await act(page);
      seen.add(await same(when));
    }
    // nothing above compares a picture with itself: only off paper it is as it was before
    expect(seen.size).toBe(acts < ACTS.length ? acts : acts - 1);
    expect(await read(elsewhere), 'as who saves a picture reads it').toBe(await read(onPage));
    await elsewhere.evaluate(() => {
      const { painter } = window as unknown as { painter: Worker };
      painter.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    });
    await same('after the painter has died');
    expect(await paintedElsewhere(elsewhere)).toBe(false);
    for (const page of [elsewhere, onPage]) expectNoFaults(page);
    for (const page of [elsewhere, onPage]) await page.context().close();
  });
}
