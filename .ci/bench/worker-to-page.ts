// Bench (c): the trace on its way from the built site's worker to the page, beside bare transfers of the same buffers.
import type { Page } from '@playwright/test';
import { CHUNK_BYTES, CHUNK_RECORDS } from '../../sim-core/trace/chunk.ts';
import { runInWorker, type WorkerRun } from '../../web/e2e/worker-run.ts';
import { launchBrowser, serveSite } from '../tools/site.ts';
import { markdownTable, median } from './markdown.ts';

const PACKETS = 100_000;
const BARE_TRANSFERS = 4000;

/** Sends buffers from a worker that does nothing else, four in turn; megabytes a second. Runs in the page. */
function bareTransfers({ bytes, count }: { bytes: number; count: number }): Promise<number> {
  const source = `
    let left = ${count};
    const send = (buffer) => { if (left-- > 0) postMessage(buffer, [buffer]); };
    onmessage = ({ data }) => send(data);
    for (let i = 0; i < 4; i++) send(new ArrayBuffer(${bytes}));`;
  return new Promise((resolve) => {
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    const started = performance.now();
    let received = 0;
    worker.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => {
      if (++received < count) {
        worker.postMessage(data, [data]);
      } else {
        worker.terminate();
        resolve((bytes * count) / (performance.now() - started) / 1000);
      }
    };
  });
}

/** An empty page of the site's own origin, and the address of the worker that the built site uses. */
async function emptyPage(page: Page, url: string): Promise<string> {
  // Functions are sent to the page as text; the TypeScript runner marks their names with this helper.
  await page.addInitScript('globalThis.__name = (f) => f');
  await page.goto(url);
  await page.waitForSelector('html[data-ready="true"]', { timeout: 60_000 });
  const workerUrl = page.workers()[0]?.url();
  if (!workerUrl) throw new Error('the built site runs no worker');
  await page.route('**/empty.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto(`${url}empty.html`);
  return workerUrl;
}

/** Runs `repetitions` times and returns the report. */
export async function benchWorkerToPage(repetitions: number): Promise<string> {
  const site = await serveSite();
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const workerUrl = await emptyPage(page, site.url);
    const runs: WorkerRun[] = [];
    const bare: number[] = [];
    for (let i = 0; i < repetitions; i++) {
      runs.push(await page.evaluate(runInWorker, { workerUrl, input: { stop: { packets: PACKETS } } }));
      bare.push(await page.evaluate(bareTransfers, { bytes: CHUNK_BYTES, count: BARE_TRANSFERS }));
    }
    const of = (figure: (run: WorkerRun) => number): number => median(runs.map(figure));
    return [
      `## (c) Worker to page (median of ${repetitions}, Chromium ${browser.version()})`,
      markdownTable(
        ['what', 'measured', 'target'],
        [
          [
            `bare transfers of ${(CHUNK_BYTES / 1024).toFixed(0)} KiB, four in turn`,
            `${median(bare).toFixed(0)} MB/s, ${((((median(bare) * 1e6) / CHUNK_BYTES) * CHUNK_RECORDS) / 1e6).toFixed(0)} M records/s`,
            '',
          ],
          [
            'five lanes simulated, every record sent and read',
            `${of((r) => r.records / r.wallMs / 1000).toFixed(1)} M records/s, ${of((r) => r.bytes / r.wallMs / 1000).toFixed(0)} MB/s`,
            'floor 3 M/s',
          ],
          ["page's thread per record", `${of((r) => (r.busyMs * 1e6) / r.records).toFixed(1)} ns`, '≤ 10 ns'],
          ["page's thread busy", `${of((r) => (100 * r.busyMs) / r.wallMs).toFixed(1)} %`, ''],
          ['longest handler', `${Math.max(...runs.map((r) => r.longestMs)).toFixed(1)} ms`, '≤ 4 ms'],
        ],
      ),
    ].join('\n\n');
  } finally {
    await browser.close();
    await site.close();
  }
}
