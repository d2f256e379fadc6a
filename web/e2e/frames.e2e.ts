// What a frame costs while it plays, told by what the browser has to do for it and not by how long that takes.
import { expect, type Page, test } from '@playwright/test';
import { paintOnPage } from './draw-hash.ts';
import { button, expectNoFaults, finished, lane, openLab, pause, stateOf } from './lab-page.ts';

const PLAYED_MS = 1500;
/** Text that gets longer or shorter may lay out more than its own box, and so may a button that is another now. */
const LEAST_PARTIAL = 0.7;
/** The page, the canvas, what is written over it, the playhead; elements that are layers each by themselves are many more. */
const MOST_LAYERS = 18;

/** Of the layouts in a while of play, how many began at a box of their own. */
async function partialLayouts(page: Page): Promise<{ all: number; partial: number }> {
  const session = await page.context().newCDPSession(page);
  const counted = { all: 0, partial: 0 };
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, args } of value as unknown as {
      name: string;
      args: { beginData?: { partialLayout: boolean; dirtyObjects: number } };
    }[]) {
      if (name !== 'Layout' || args.beginData === undefined || args.beginData.dirtyObjects === 0) continue;
      counted.all++;
      if (args.beginData.partialLayout) counted.partial++;
    }
  });
  const complete = new Promise<void>((done) => session.once('Tracing.tracingComplete', () => done()));
  await session.send('Tracing.start', { categories: 'devtools.timeline', transferMode: 'ReportEvents' });
  await page.evaluate((ms) => new Promise((done) => setTimeout(done, ms)), PLAYED_MS);
  await session.send('Tracing.end');
  await complete;
  return counted;
}

async function layers(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const tree = new Promise<number>((done) =>
    session.on('LayerTree.layerTreeDidChange', ({ layers: all }) => {
      if (all !== undefined) done(all.length);
    }),
  );
  await session.send('LayerTree.enable');
  return tree;
}

test('new figures lay out their own boxes, and few layers lie over the canvas', async ({ page }) => {
  await openLab(page, `${stateOf({ stop: { packets: 8000 } })}&t=400000&play=0`);
  await finished(page);
  await button(page, 'Play').click();
  const { all, partial } = await partialLayouts(page);
  expect(all).toBeGreaterThan(5);
  expect(partial / all).toBeGreaterThan(LEAST_PARTIAL);
  expect(await layers(page)).toBeLessThanOrEqual(MOST_LAYERS);
  expectNoFaults(page);
});

/** What runs on while it plays; everything else stands. */
const RUNNING = '.lane, .clock, .scrub, .edge, .check-stamp';

/** How often something was written in a while of play that does not run, by what it is in. */
async function writtenBeside(page: Page): Promise<Record<string, number>> {
  return page.evaluate(
    ([running, ms]) =>
      new Promise<Record<string, number>>((done) => {
        const written: Record<string, number> = {};
        const observer = new MutationObserver((records) => {
          for (const { target, type } of records) {
            const element = target instanceof Element ? target : target.parentElement;
            if (element === null || element.closest(running) !== null) continue;
            const what = `${type} in ${element.tagName}.${element.className}`;
            written[what] = (written[what] ?? 0) + 1;
          }
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        setTimeout(() => {
          observer.disconnect();
          done(written);
        }, ms);
      }),
    [RUNNING, PLAYED_MS] as const,
  );
}

test('while it plays nothing is written but what runs', async ({ page }) => {
  await openLab(page, `${stateOf({ stop: { packets: 8000 } })}&t=400000&play=0`);
  await finished(page);
  await button(page, 'Play').click();
  await expect(button(page, 'Pause')).toBeVisible();
  const clock = page.locator('.clock strong');
  const before = await clock.textContent();
  expect(await writtenBeside(page)).toEqual({});
  expect(await clock.textContent()).not.toBe(before);
  expectNoFaults(page);
});

test('lanes out of view are written when it pauses, or when they are scrolled to', async ({ page }) => {
  const lanes = Array.from({ length: 9 }, (_, i) => ({ preset: 'sriov', name: `lane ${i + 1}` }));
  await openLab(page, `${stateOf({ stop: { packets: 8000 }, lanes })}&t=400000&play=0`);
  await finished(page);
  const cost = (name: string) => lane(page, name).getByRole('meter').getAttribute('aria-valuetext');
  const [first, last] = [await cost('lane 1'), await cost('lane 9')];
  await button(page, 'Play').click();
  await expect.poll(() => cost('lane 1')).not.toBe(first);
  const then = await cost('lane 1');
  await expect.poll(() => cost('lane 1')).not.toBe(then);
  expect(await cost('lane 9')).toBe(last);
  await pause(page);
  const paused = await cost('lane 1');
  await expect.poll(() => cost('lane 9')).toBe(paused);
  await button(page, 'Play').click();
  await lane(page, 'lane 9').scrollIntoViewIfNeeded();
  await expect.poll(() => cost('lane 9')).not.toBe(paused);
  expectNoFaults(page);
});

test('a tab that is seen again is drawn once more: the browser may have let go of the picture', async ({
  page,
}) => {
  await paintOnPage(page);
  await openLab(page, `${stateOf({ stop: { packets: 2000 } })}&t=50000&play=0`);
  await finished(page);
  await pause(page);
  await page.evaluate(() => {
    const pictures = { count: 0 };
    Object.assign(window, { pictures });
    const { clearRect } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.clearRect = function (...box) {
      if (this.canvas.className === 'over') pictures.count++;
      clearRect.apply(this, box);
    };
  });
  const painted = () =>
    page.evaluate(() => (window as unknown as { pictures: { count: number } }).pictures.count);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(painted).toBe(1);
  expectNoFaults(page);
});
