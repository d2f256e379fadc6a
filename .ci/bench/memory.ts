// Bench (i): whether memory stays flat while the page plays at its highest speed, over and over. Heaps after a forced collection, at the end of the first round that ends a minute after the one before.
import type { CDPSession } from '@playwright/test';
import { completeScenario, encodeLink } from '../../sim-core/index.ts';
import { launchBrowser, serveSite } from '../tools/site.ts';
import { markdownTable } from './markdown.ts';
import { measuredPage, playRounds } from './played.ts';

/** Longer than what the page holds, so that each round lets go of trace and simulates it again. */
const PACKETS = 300_000;
/** What a run may grow in half an hour, MiB, before it counts as a leak; sampling moves the figures by about this. */
const FLAT_MIB = 8;
const MIB = 2 ** 20;
/** Longest wait for the browser's end, ms. */
const CLOSING_MS = 10_000;

interface HeapUsage {
  usedSize: number;
  backingStorageSize?: number;
}

interface Sample {
  minute: number;
  pageMiB: number;
  workerMiB: number;
}

const mib = ({ usedSize, backingStorageSize = 0 }: HeapUsage): number =>
  (usedSize + backingStorageSize) / MIB;

/** Speaks to the page's simulator through the page's own session; rejects when it has none. */
async function workerOf(session: CDPSession): Promise<(method: string) => Promise<unknown>> {
  const answers = new Map<number, (result: unknown) => void>();
  let id = 0;
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      // the page has a worker that paints too
      if (targetInfo.type === 'worker' && targetInfo.url.includes('/entry-')) resolve(sessionId);
    });
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id: answered, result } = JSON.parse(message) as { id: number; result: unknown };
    answers.get(answered)?.(result);
  });
  const how = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
  await session.send('Target.setAutoAttach', how);
  const sessionId = await attached;
  return (method) =>
    new Promise((resolve) => {
      answers.set(++id, resolve);
      const message = JSON.stringify({ id, method });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(() => resolve(undefined));
    });
}

/** Least squares: what is gained a minute. */
function slope(samples: readonly Sample[], of: (sample: Sample) => number): number {
  const n = samples.length;
  const meanX = samples.reduce((sum, { minute }) => sum + minute, 0) / n;
  const meanY = samples.reduce((sum, each) => sum + of(each), 0) / n;
  const above = samples.reduce((sum, each) => sum + (each.minute - meanX) * (of(each) - meanY), 0);
  return above / samples.reduce((sum, { minute }) => sum + (minute - meanX) ** 2, 0);
}

function verdict(perMinute: number): string {
  if (Number.isNaN(perMinute)) return 'too short to say';
  const grown = 30 * perMinute;
  return `${perMinute.toFixed(2)} MiB a minute: ${grown > FLAT_MIB ? 'grows' : 'flat'}`;
}

/** What is taken first does not count: until then what is held fills. */
export async function benchMemory(minutes: number): Promise<string> {
  const site = await serveSite();
  const browser = await launchBrowser();
  try {
    const page = await measuredPage(browser);
    const session = await page.context().newCDPSession(page);
    const link = encodeLink(completeScenario({ stop: { packets: PACKETS } }).scenario);
    await page.goto(`${site.url}#/?s=${link}&play=0`);
    await page.waitForSelector('html[data-trace-hash]', { timeout: 600_000 });
    const askWorker = await workerOf(session);
    await page.getByRole('slider', { name: 'Time scale' }).press('End');
    const samples: Sample[] = [];
    let rounds = 0;
    const started = performance.now();
    const minute = () => (performance.now() - started) / 60_000;
    while (minute() < minutes) {
      // always at one place of a round: what is held differs within it
      rounds += await playRounds(page, 60_000);
      await session.send('HeapProfiler.collectGarbage');
      await askWorker('HeapProfiler.collectGarbage');
      const pageMiB = mib((await session.send('Runtime.getHeapUsage')) as HeapUsage);
      const workerMiB = mib((await askWorker('Runtime.getHeapUsage')) as HeapUsage);
      samples.push({ minute: minute(), pageMiB, workerMiB });
    }
    const settled = samples.slice(1);
    const rows = samples.map((s) => [s.minute.toFixed(1), s.pageMiB.toFixed(1), s.workerMiB.toFixed(1)]);
    return [
      `## (i) Memory, ${minutes} minutes of play at the highest speed, ${PACKETS.toLocaleString('en')} packets played ${rounds} times`,
      markdownTable(['minute', 'page, MiB', 'worker, MiB'], rows),
      `Page ${verdict(slope(settled, (s) => s.pageMiB))}. Worker ${verdict(slope(settled, (s) => s.workerMiB))}. Target: flat.`,
    ].join('\n\n');
  } finally {
    // seen once: after half an hour it did not close
    await Promise.race([browser.close(), new Promise((done) => setTimeout(done, CLOSING_MS))]);
    void site.close();
  }
}
