// Bench (d): what a frame of the built page costs with five lanes in play, at 1366×768 without a GPU.
import type { Page } from '@playwright/test';
import { launchBrowser, serveSite } from '../tools/site.ts';
import { markdownTable, median } from './markdown.ts';
import { measuredPage } from './played.ts';

const MEASURED_MS = 5000;

interface FrameCost {
  fps: number;
  /** All work of the main thread per frame, and the part that is script, milliseconds. */
  mainMs: number;
  scriptMs: number;
  gapP95Ms: number;
}

/** Gaps between frames over a time, milliseconds. Runs in the page. */
function frameGaps(ms: number): Promise<number[]> {
  return new Promise((resolve) => {
    const gaps: number[] = [];
    let last = -1;
    let first = -1;
    const frame = (now: number): void => {
      if (last >= 0) gaps.push(now - last);
      else first = now;
      last = now;
      if (now - first < ms) requestAnimationFrame(frame);
      else resolve(gaps);
    };
    requestAnimationFrame(frame);
  });
}

async function measure(page: Page): Promise<FrameCost> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const metrics = async (): Promise<Map<string, number>> => {
    const { metrics: list } = await session.send('Performance.getMetrics');
    return new Map(list.map(({ name, value }) => [name, value]));
  };
  const before = await metrics();
  const gaps = await page.evaluate(frameGaps, MEASURED_MS);
  const after = await metrics();
  const perFrame = (name: string): number =>
    (((after.get(name) ?? Number.NaN) - (before.get(name) ?? Number.NaN)) * 1000) / gaps.length;
  const sorted = gaps.sort((a, b) => a - b);
  await session.detach();
  return {
    fps: (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0),
    mainMs: perFrame('TaskDuration'),
    scriptMs: perFrame('ScriptDuration'),
    gapP95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN,
  };
}

/** The page plays for `repetitions` times five seconds after its run has been simulated; then it stands still. */
export async function benchFrames(repetitions: number): Promise<string> {
  const site = await serveSite();
  const browser = await launchBrowser();
  try {
    const page = await measuredPage(browser);
    await page.goto(site.url);
    await page.waitForSelector('html[data-ready="true"]', { timeout: 60_000 });
    const playback = page.getByRole('toolbar', { name: 'Playback' });
    // What is measured is the page alone: the worker has nothing more to do once the run's hash is there.
    await page.waitForSelector('html[data-trace-hash]', { timeout: 120_000 });
    const play = playback.getByRole('button', { name: 'Play', exact: true });
    if (await play.isVisible()) await play.click();
    const playing: FrameCost[] = [];
    for (let i = 0; i < repetitions; i++) playing.push(await measure(page));
    await playback.getByRole('button', { name: 'Pause', exact: true }).click();
    const paused = await measure(page);
    const of = (figure: (cost: FrameCost) => number): number => median(playing.map(figure));
    return [
      `## (d) Frames, five lanes in play, 1366×768, no GPU (median of ${repetitions})`,
      markdownTable(
        ['what', 'playing', 'paused', 'target'],
        [
          [
            'main thread per frame',
            `${of((c) => c.mainMs).toFixed(2)} ms`,
            `${paused.mainMs.toFixed(2)} ms`,
            '≤ 6 ms',
          ],
          [
            'of this, script',
            `${of((c) => c.scriptMs).toFixed(2)} ms`,
            `${paused.scriptMs.toFixed(2)} ms`,
            '',
          ],
          [
            'gap between frames, 95 %',
            `${of((c) => c.gapP95Ms).toFixed(1)} ms`,
            `${paused.gapP95Ms.toFixed(1)} ms`,
            '≤ 17.5 ms',
          ],
          ['frames a second', of((c) => c.fps).toFixed(1), paused.fps.toFixed(1), '60'],
        ],
      ),
    ].join('\n\n');
  } finally {
    await browser.close();
    await site.close();
  }
}
