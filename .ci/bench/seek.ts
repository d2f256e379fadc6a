// Bench (g): from the click to the frame. Jumps over runs of 100,000 and 1,000,000 packets in the built page, 1366×768.
import type { Page } from '@playwright/test';
import { completeScenario, encodeLink } from '../../sim-core/index.ts';
import { launchBrowser, serveSite } from '../tools/site.ts';
import { markdownTable, median } from './markdown.ts';
import { measuredPage } from './played.ts';

const RUNS = [
  { packets: 100_000, targetMs: 100 },
  { packets: 1_000_000, targetMs: 1000 },
] as const;
const JUMPS = 20;
/** A jump that takes longer is given up, ms. */
const PATIENCE_MS = 20_000;
/** A run that takes longer to simulate is given up, ms. */
const RUN_MS = 180_000;

/** What the page's script below notes. */
interface Watch {
  /** Wall time of the last click on the ruler, or Enter in the field; −1 once its frame has been painted. */
  askedMs: number;
  /** From the click until the frame was painted, ms; −1 while it has not been. */
  tookMs: number;
  /** A bar of progress was seen meanwhile. */
  progress: boolean;
}

/** Notes when a time is asked for and when the plate is drawn next: the plate is not drawn for a time that is not here. */
function watch(): void {
  const seen: Watch = { askedMs: -1, tookMs: -1, progress: false };
  Object.assign(window, { seen });
  const ask = (event: Event) => {
    seen.askedMs = event.timeStamp;
    seen.tookMs = -1;
    seen.progress = false;
  };
  addEventListener('pointerdown', ask, true);
  addEventListener('keydown', (event) => event.key === 'Enter' && ask(event), true);
  const painted = new MessageChannel();
  painted.port1.onmessage = () => {
    if (seen.askedMs >= 0) seen.tookMs = performance.now() - seen.askedMs;
    seen.askedMs = -1;
  };
  const frame = () => {
    if (seen.askedMs >= 0) painted.port2.postMessage(0);
  };
  const bar = () => {
    if (seen.askedMs >= 0 && document.querySelector('[role=progressbar]') !== null) seen.progress = true;
  };
  new MutationObserver(bar).observe(document, { subtree: true, childList: true, attributes: true });
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (this.canvas.clientWidth > 600) frame();
    clearRect.apply(this, box);
  };
  // a worker that paints sends each picture's buffer back; the first one that was posted since is the frame
  const { Worker: Before } = window;
  window.Worker = class extends Before {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      if (!String(url).includes('paint-worker')) return;
      let posted = 0;
      let painted = 0;
      let awaited = 0;
      const post = this.postMessage.bind(this) as Worker['postMessage'];
      this.postMessage = (message: unknown, transfer?: unknown) => {
        if (typeof message === 'object' && message !== null && 'picture' in message) {
          posted++;
          if (seen.askedMs >= 0 && awaited <= painted) awaited = posted;
        }
        post(message, transfer as Transferable[]);
      };
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'object' || ++painted !== awaited) return;
        frame();
      });
    }
  };
}

/** Shares 0…1 of the run in an order that jumps about; the same on every machine (steps of the golden ratio). */
export const MOMENTS: readonly number[] = Array.from(
  { length: JUMPS },
  (_, i) => 0.02 + 0.96 * (((i + 1) * 0.618_033_988_75) % 1),
);

interface Jump {
  share: number;
  ms: number;
  progress: boolean;
}

async function took(page: Page): Promise<Pick<Jump, 'ms' | 'progress'>> {
  const seen = () => page.evaluate(() => (window as unknown as { seen: Watch }).seen);
  const given = Date.now() + PATIENCE_MS;
  for (let now = await seen(); ; now = await seen()) {
    if (now.tookMs >= 0) return { ms: now.tookMs, progress: now.progress };
    if (Date.now() > given) return { ms: Infinity, progress: now.progress };
  }
}

/** Every other jump is a click on the ruler, the others are typed into the field. */
async function jumpTo(page: Page, share: number, i: number, endNs: number): Promise<Jump> {
  if (i % 2 === 0) {
    const ruler = page.getByRole('slider', { name: 'Time', exact: true });
    const box = (await ruler.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.click(box.x + share * box.width, box.y + box.height / 2);
  } else {
    const field = page.getByRole('combobox', { name: 'Go to' });
    await field.fill(`${((share * endNs) / 1000).toFixed(3)}us`);
    await field.press('Enter');
  }
  return { share, ...(await took(page)) };
}

interface Measured {
  runS: number;
  jumps: Jump[];
}

async function measure(url: string, packets: number): Promise<Measured> {
  const browser = await launchBrowser();
  try {
    const page = await measuredPage(browser);
    await page.addInitScript(watch);
    const began = Date.now();
    await page.goto(`${url}#/?s=${encodeLink(completeScenario({ stop: { packets } }).scenario)}&play=0`);
    await page.waitForSelector('html[data-ready="true"]', { timeout: 60_000 });
    const pause = page.getByRole('button', { name: 'Pause', exact: true });
    if (await pause.isVisible()) await pause.click();
    await page.waitForSelector('html[data-trace-hash]', { timeout: RUN_MS });
    const runS = (Date.now() - began) / 1000;
    await page.keyboard.press('g');
    await page.getByRole('combobox', { name: 'Go to' }).waitFor();
    const endNs = Number(await page.getByRole('slider', { name: 'Time', exact: true }).getAttribute('max'));
    const jumps: Jump[] = [];
    for (const [i, share] of MOMENTS.entries()) jumps.push(await jumpTo(page, share, i, endNs));
    return { runS, jumps };
  } finally {
    await browser.close();
  }
}

const ms = (value: number): string => (value < Infinity ? `${value.toFixed(0)} ms` : `> ${PATIENCE_MS} ms`);

/** Each run is opened, simulated to its end, and jumped about in; the first 100 ms after a click are the user's. */
export async function benchSeek(): Promise<string> {
  const site = await serveSite();
  const rows: string[][] = [];
  const all: string[] = [];
  try {
    for (const { packets, targetMs } of RUNS) {
      const { runS, jumps } = await measure(site.url, packets);
      const times = jumps.map((jump) => jump.ms);
      const slow = jumps.filter((jump) => jump.ms > 100);
      rows.push([
        packets.toLocaleString('en'),
        `${runS.toFixed(1)} s`,
        ms(median(times)),
        ms([...times].sort((a, b) => a - b)[Math.floor(0.9 * times.length)]),
        ms(Math.max(...times)),
        `≤ ${targetMs} ms`,
        `${slow.filter((jump) => jump.progress).length} of ${slow.length}`,
      ]);
      all.push(`${packets.toLocaleString('en')}: ${times.map(ms).join(', ')}`);
    }
    return [
      `## (g) From click to frame, ${JUMPS} jumps about a run that has been simulated, five lanes, 1366×768`,
      markdownTable(
        ['packets', 'simulated in', 'median', '90 %', 'longest', 'target', 'over 100 ms with progress'],
        rows,
      ),
      ...all,
    ].join('\n\n');
  } finally {
    await site.close();
  }
}
