// Bench (h): the main thread's work a frame and its longest task while five lanes play, and what the page uses when it stands still or is hidden.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { completeScenario, encodeLink } from '../../sim-core/index.ts';
import { launchBrowser, serveSite } from '../tools/site.ts';
import { markdownTable } from './markdown.ts';
import { measuredPage, playFor } from './played.ts';

interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Of this, what the thread worked; the rest it waited for a core. */
  tdur?: number;
  pid: number;
  tid: number;
}

interface Work {
  frames: number;
  /** Work between two frames, milliseconds. */
  p50Ms: number;
  p95Ms: number;
  longestMs: number;
  /** Tasks over 50 ms. */
  long: number;
}

const TWELVE_LANES = Array.from({ length: 12 }, (_, i) => ({
  name: `L${i}`,
  preset: i % 2 === 0 ? 'sriov' : 'ddio',
}));

/** What is measured: a scenario and the size of the window. */
const SCENES = [
  { name: 'the default scene', input: {}, width: 1366, height: 768, targetMs: 6 },
  {
    name: 'crowded: 12 lanes, 16 VMs',
    input: {
      stop: { packets: 20_000 },
      traffic: { vms: 16 },
      lanes: TWELVE_LANES,
    },
    width: 1920,
    height: 1080,
    targetMs: 10,
  },
  {
    name: '12 lanes, 64 VMs, 40 Gb/s',
    input: {
      stop: { packets: 20_000 },
      traffic: { vms: 64, link_gbps: 40 },
      lanes: TWELVE_LANES,
    },
    width: 1920,
    height: 1080,
    targetMs: 10,
  },
] as const;

/** What is left to fetch after a run is fetched first: five seconds are looked at so many times, until nothing is done in them. */
const MOST_SETTLING = 12;

/** What the browser notes while `act` goes on, of all threads. */
async function tracedWhile(session: CDPSession, act: () => Promise<unknown>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  const categories = 'devtools.timeline,disabled-by-default-devtools.timeline';
  await session.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  await act();
  await session.send('Tracing.end');
  await complete;
  return events;
}

/** All events of the renderer's main thread over a time. */
async function traced(session: CDPSession, ms: number, page: Page): Promise<TraceEvent[]> {
  const events = await tracedWhile(session, () => playFor(page, ms));
  const frame = events.find(({ name }) => name === 'FireAnimationFrame');
  return events.filter(({ pid, tid }) => pid === frame?.pid && tid === frame.tid).sort((a, b) => a.ts - b.ts);
}

/** Tasks are counted to the frame before them. */
function workOf(events: readonly TraceEvent[]): Work {
  const frames: number[] = [];
  let longest = 0;
  let long = 0;
  for (const { name, ph, dur = 0, tdur = dur } of events) {
    if (name === 'RunTask' && ph === 'X') {
      longest = Math.max(longest, tdur);
      if (tdur > 50_000) long++;
      // the task that holds a frame begins before the frame does
      frames.push(tdur);
    } else if (name === 'FireAnimationFrame' && ph === 'X') frames.push(-1);
  }
  const work = perFrame(frames).sort((a, b) => a - b);
  const at = (share: number) => (work[Math.floor(share * work.length)] ?? Number.NaN) / 1000;
  return { frames: work.length, p50Ms: at(0.5), p95Ms: at(0.95), longestMs: longest / 1000, long };
}

/** Sums of the tasks from one that holds a frame (marked by the −1 after it) up to the next such. */
function perFrame(marks: readonly number[]): number[] {
  const sums: number[] = [];
  let sum = 0;
  let before = 0;
  for (const mark of marks) {
    if (mark < 0) {
      sums.push(sum - before);
      sum = before;
    } else {
      sum += mark;
      before = mark;
    }
  }
  return sums.slice(1);
}

/** Share of a core that renderers use over a time, percent. */
async function cpu(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const seconds = async (): Promise<number> => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo
      .filter(({ type }) => type === 'renderer')
      .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  const before = await seconds();
  await page.waitForTimeout(5000);
  const used = (await seconds()) - before;
  await session.detach();
  return (100 * used) / 5;
}

/** Marks that the last frame drew: shapes filled after the canvas was cleared; they are counted where the page paints itself. */
function countMarks(): void {
  Reflect.deleteProperty(HTMLCanvasElement.prototype, 'transferControlToOffscreen');
  const prototype = CanvasRenderingContext2D.prototype;
  const { clearRect, fill } = prototype;
  Object.assign(window, { marks: 0, marksBefore: 0 });
  const seen = window as unknown as { marks: number; marksBefore: number };
  prototype.clearRect = function (...box) {
    seen.marksBefore = seen.marks;
    seen.marks = 0;
    clearRect.apply(this, box);
  };
  prototype.fill = function (...args: unknown[]) {
    seen.marks++;
    fill.apply(this, args as Parameters<typeof fill>);
  };
}

async function open(
  browser: Browser,
  url: string,
  { input, width, height }: (typeof SCENES)[number],
  counting: boolean,
) {
  const page = await measuredPage(browser, { width, height });
  if (counting) await page.addInitScript(countMarks);
  await page.goto(`${url}#/?s=${encodeLink(completeScenario(input).scenario)}&play=0`);
  await page.waitForSelector('html[data-trace-hash]', { timeout: 600_000 });
  return page;
}

async function marksOf(browser: Browser, url: string, scene: (typeof SCENES)[number]): Promise<number> {
  const page = await open(browser, url, scene, true);
  await playFor(page, 3000);
  const marks = await page.evaluate(() => (window as unknown as { marksBefore: number }).marksBefore);
  await page.close();
  return marks;
}

/** Plays each scene for `seconds`. */
export async function benchMainThread(seconds: number): Promise<string> {
  const site = await serveSite();
  const browser = await launchBrowser();
  try {
    const rows: string[][] = [];
    let still = '';
    for (const scene of SCENES) {
      const marks = await marksOf(browser, site.url, scene);
      const page = await open(browser, site.url, scene, false);
      const session = await page.context().newCDPSession(page);
      const work = workOf(await traced(session, seconds * 1000, page));
      rows.push([
        scene.name,
        `${marks}`,
        `${work.frames}`,
        `${work.p50Ms.toFixed(2)} ms`,
        `${work.p95Ms.toFixed(2)} ms`,
        `≤ ${scene.targetMs} ms`,
        `${work.longestMs.toFixed(0)} ms`,
        `${work.long}`,
      ]);
      if (still === '') still = await standingStill(browser, page);
      await page.close();
    }
    return [
      `## (h) Main thread over ${seconds} s of play, without a GPU`,
      markdownTable(
        [
          'scene',
          'shapes filled in a frame',
          'frames',
          'work a frame, median',
          '95 %',
          'target',
          'longest task',
          'tasks over 50 ms (target 0)',
        ],
        rows,
      ),
      still,
    ].join('\n\n');
  } finally {
    await browser.close();
    await site.close();
  }
}

/** What a page meets behind another tab, which a browser without a screen has none of: it is told, and no frame comes. */
function hide(): void {
  Object.defineProperty(document, 'hidden', { value: true });
  Object.defineProperty(document, 'visibilityState', { value: 'hidden' });
  window.requestAnimationFrame = () => 1;
  document.dispatchEvent(new Event('visibilitychange'));
}

/** What a page does of its own accord: frames, timers, idle time, messages that its functions take; on any thread. */
const OWN = new Set([
  'FireAnimationFrame',
  'TimerFire',
  'FireIdleCallback',
  'FunctionCall',
  'Layout',
  'Paint',
]);

/** How often the page and its workers did something in five seconds. */
async function ownIn5s(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const events = await tracedWhile(session, () => page.waitForTimeout(5000));
  await session.detach();
  return events.filter(({ name }) => OWN.has(name)).length;
}

/** CPU of the page when it is paused, and when it plays while nobody sees it. */
async function standingStill(browser: Browser, page: Page): Promise<string> {
  const playback = page.getByRole('toolbar', { name: 'Playback' });
  const pause = playback.getByRole('button', { name: 'Pause', exact: true });
  if (await pause.isVisible()) await pause.click();
  let own = await ownIn5s(page);
  let settled = 0;
  // the check of the whole trace, and what is fetched ahead
  for (; settled < MOST_SETTLING && own > 0; settled++) own = await ownIn5s(page);
  const paused = await cpu(browser, page);
  await playback.getByRole('button', { name: 'Play', exact: true }).click();
  await page.evaluate(hide);
  await page.waitForTimeout(1000);
  const hidden = await cpu(browser, page);
  return `CPU of the page's process: ${paused.toFixed(1)} % paused, ${hidden.toFixed(1)} % playing behind another tab; target 0 %. Calls, timers, frames, layouts and paints of the page and its workers in 5 s of pause: ${own}, ${5 * settled} s after it began.`;
}
