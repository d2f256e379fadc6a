// What stands before the scripts run: the build's own rendering, whose elements the app takes over, or nothing.
import { devices, expect, test, type Page } from '@playwright/test';

const WIDE = { width: 1366, height: 768 };

/** Marks every element that the page came with. */
const markElements = `document.addEventListener('DOMContentLoaded', () => {
  const all = document.querySelectorAll('#app *');
  for (const element of all) element.fromBuild = true;
  window.fromBuild = all.length;
});`;

async function counts(page: Page): Promise<{ built: number; kept: number }> {
  return page.evaluate<{ built: number; kept: number }>(`({
    built: window.fromBuild,
    kept: [...document.querySelectorAll('#app *')].filter((element) => element.fromBuild).length,
  })`);
}

async function open(page: Page, path: string): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.addInitScript(markElements);
  await page.goto(path);
  await expect(page.locator('[role="toolbar"]')).toBeVisible();
  return faults;
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a first visit keeps the elements that the build rendered (${colorScheme})`, async ({ browser }) => {
    const context = await browser.newContext({ viewport: WIDE, colorScheme });
    const page = await context.newPage();
    const faults = await open(page, './');
    const { built, kept } = await counts(page);
    expect(built).toBeGreaterThan(400);
    // the transport takes the place of its empty row
    expect(kept).toBe(built - 1);
    expect(faults).toEqual([]);
    await context.close();
  });
}

test('without scripts the building stands, and the page says what it lacks', async ({ browser }) => {
  const context = await browser.newContext({ viewport: WIDE, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'DPDK' })).toBeVisible();
  const note = page.locator('noscript');
  await expect(note).toBeInViewport({ ratio: 1 });
  // and nothing lies over it
  const box = await note.boundingBox();
  const point = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
  expect(await page.evaluate(([x, y]) => document.elementFromPoint(x, y)?.tagName, point)).toBe('NOSCRIPT');
  await context.close();
});

test('a link with state, and a narrow window, begin from nothing', async ({ browser }) => {
  for (const { path, options } of [
    { path: './#/?t=1000000&play=0', options: { viewport: WIDE } },
    { path: './', options: devices['Pixel 7'] },
  ]) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const faults = await open(page, path);
    expect(await counts(page)).toEqual({ built: 0, kept: 0 });
    expect(faults).toEqual([]);
    await context.close();
  }
});

test('the scripts that the page cannot begin without ask to be compiled whole, others do not', async ({
  page,
}) => {
  // as it is served: a page that runs names what it fetches later there too
  const html = await (await page.request.get('./')).text();
  const first = [...html.matchAll(/<(?:script|link)\b[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => /type="module"|rel="modulepreload"/.test(tag))
    .map((tag) => /(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? '')
    .filter((address) => address !== '');
  expect(first.length).toBeGreaterThan(1);
  const asks = async (address: string) =>
    (await (await page.request.get(address)).text()).startsWith('//# allFunctionsCalledOnLoad\n');
  for (const address of first) expect(await asks(address), address).toBe(true);
  const painter = page.waitForRequest(/paint-worker/);
  await page.goto('./#/?play=0');
  expect(await asks((await painter).url())).toBe(false);
});
