// Bench (j): from a first visit's click to packets moving, on a slow computer behind a slow line.
import type { Browser } from '@playwright/test';
import { serveCompressed } from '../tools/compressed-site.ts';
import { launchBrowser } from '../tools/site.ts';
import { markdownTable, median } from './markdown.ts';
import { measuredPage } from './played.ts';

const CPU_SLOWDOWN = 4;
const MEGABITS = 10;
const LATENCY_MS = 40;

interface Start {
  paintMs: number;
  movingMs: number;
  sureMs: number;
}

/**
 * Notes in the page when packets move: from the first frame with circles in other places than in the frame before
 * (`movingMs`), if two more such frames follow it at once; it is sure with the last of the three (`sureMs`). Runs before
 * the page's scripts.
 */
function watchForMotion(): void {
  const page = window as unknown as { movingMs?: number; sureMs?: number };
  const proto = CanvasRenderingContext2D.prototype;
  const { clearRect, arc } = proto;
  let places = '';
  let before = '';
  let changes = 0;
  let firstMs = 0;
  proto.clearRect = function (...args) {
    if (this.canvas.className === 'over') {
      changes = places !== '' && before !== '' && places !== before ? changes + 1 : 0;
      if (changes === 1) firstMs = performance.now();
      if (changes === 3 && page.sureMs === undefined) {
        page.movingMs = firstMs;
        page.sureMs = performance.now();
      }
      before = places;
      places = '';
    }
    clearRect.apply(this, args);
  };
  proto.arc = function (...args) {
    if (page.sureMs === undefined) places += `${args[0]} ${args[1]} `;
    arc.apply(this, args);
  };
}

async function startOnce(browser: Browser, url: string): Promise<Start> {
  // a context of its own: nothing is in any cache
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  try {
    const page = await measuredPage(context);
    await page.addInitScript(watchForMotion);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    const bytesPerS = (MEGABITS * 1e6) / 8;
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: LATENCY_MS,
      downloadThroughput: bytesPerS,
      uploadThroughput: bytesPerS,
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction('window.sureMs !== undefined', undefined, { timeout: 60_000 });
    return await page.evaluate(() => ({
      paintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      movingMs: (window as unknown as Start).movingMs,
      sureMs: (window as unknown as Start).sureMs,
    }));
  } finally {
    await context.close();
  }
}

/** Opens the built site in `dist` so many times without a cache; the browser slows computer and line down. */
export async function benchStart(dist: string, repetitions: number): Promise<string> {
  const site = await serveCompressed(dist);
  const browser = await launchBrowser();
  try {
    const starts: Start[] = [];
    for (let i = 0; i < repetitions; i++) starts.push(await startOnce(browser, site.url));
    const row = (what: string, of: (start: Start) => number, target: string): string[] => {
      const all = starts.map(of);
      return [
        what,
        `${median(all).toFixed(0)} ms`,
        `${Math.min(...all).toFixed(0)}…${Math.max(...all).toFixed(0)}`,
        target,
      ];
    };
    return [
      `## (j) First visit, CPU ${CPU_SLOWDOWN} times slower, ${MEGABITS} Mb/s, ${LATENCY_MS} ms latency (median of ${repetitions})`,
      markdownTable(
        ['after the click', 'median', 'least…most', 'target'],
        [
          row('first contentful paint', (s) => s.paintMs, ''),
          row('packets begin to move', (s) => s.movingMs, ''),
          row('packets move, for the third frame in a row', (s) => s.sureMs, '≤ 1500 ms'),
        ],
      ),
    ].join('\n\n');
  } finally {
    await browser.close();
    await site.close();
  }
}
