// What goes wrong is said in words that can be dismissed, and the Lab goes on.
import { expect, type Page, test } from '@playwright/test';
import { recordDrawing } from './draw-hash.ts';
import {
  expectNoFaults,
  finished,
  frameOf,
  LANES,
  lane,
  openLab,
  pause,
  ready,
  STILL,
  stateOf,
} from './lab-page.ts';

/** A message that says `words`, and its way out. */
async function expectMessage(page: Page, words: RegExp): Promise<void> {
  await expect(page.getByText(words).first()).toBeVisible();
}

async function dismiss(page: Page): Promise<void> {
  const close = page.getByRole('button', { name: /dismiss|close/i }).first();
  await close.click();
  await expect(close).toBeHidden();
}

test.beforeEach(({ context }) => recordDrawing(context));

test('unknown and damaged values of the address are named; what is usable is used', async ({ page }) => {
  await openLab(page, 's=%7Bbroken&t=soon&theme=dark&colour=blue');
  await expectMessage(page, /a part “colour”, which this page does not know: it is left out\./);
  await expectMessage(page, /The link’s time could not be read: the run opens where counting begins\./);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expectMessage(page, /The link’s scenario could not be read: the lecture’s case is shown\./);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy a clean link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#\/\?t=[\d.]+&play=0$/);
  await dismiss(page);
  for (const name of LANES) await expect(lane(page, name)).toBeVisible();
});

test('a route without a screen opens the Lab and says so', async ({ page }) => {
  await page.goto('./#/lens/ring');
  await ready(page);
  await expectMessage(page, /lens/i);
  await expect(lane(page, LANES[0])).toBeVisible();
});

test('a worker that dies is said to have, and comes back', async ({ page }) => {
  await openLab(page, STILL);
  await pause(page);
  const before = await frameOf(page);
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error('killed by the test');
    });
  });
  await expectMessage(page, /^The simulator stopped at [\d.,]+ µs\.$/);
  await expect(page.getByText('Restart it, or keep reading')).toBeVisible();
  await expect(page.getByText('killed by the test')).toBeHidden();
  await expect(page.getByRole('button', { name: /^Self-check: .*stopped$/ })).toBeVisible();
  await page.getByRole('button', { name: /^Self-check: / }).click();
  const sheet = page.getByRole('dialog', { name: 'Self-check' });
  await expect(sheet).toContainText('nothing can be checked');
  await expect(sheet.getByRole('progressbar')).toHaveCount(0);
  await expect(sheet.getByRole('button', { name: 'Restart' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Report with this state' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('killed by the test');
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByRole('button', { name: 'Restart' })).toBeHidden();
  await expect.poll(() => frameOf(page)).toBe(before);
});

test('a run whose window has no packet says why, and is no stopped simulator', async ({ page }) => {
  // packets come every 67 ms: the first is warm-up, and no other comes within two
  const traffic = { load: 1e-6 };
  const stop = { duration_ns: 2_000_000 };
  await openLab(page, stateOf({ traffic, stop, warmup: { duration_ns: 100_000 } }));
  await expectMessage(page, /nothing to measure.*No packet arrives/);
  for (const name of LANES) await expect(lane(page, name)).toContainText('No traffic in this window.');
  await expect(page.getByRole('button', { name: 'Restart' })).toBeHidden();
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('button', { name: /^Light load/ }).click();
  await finished(page);
  await expect(lane(page, LANES[0])).not.toContainText('No traffic');
  expectNoFaults(page);
});

test('an unreadable capture is refused with its reason, and the Lab goes on', async ({ page }) => {
  await openLab(page, STILL);
  await pause(page);
  const before = await frameOf(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open capture' }).click();
  const file = {
    name: 'damaged.pcap',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('not a capture'),
  };
  await (await chooser).setFiles(file);
  await expectMessage(page, /damaged\.pcap/);
  await dismiss(page);
  expect(await frameOf(page)).toBe(before);
  expectNoFaults(page);
});

test('an impossible combination is asked about, and without an answer the lane stays as it was', async ({
  page,
}) => {
  await openLab(page, STILL);
  await pause(page);
  const chip = lane(page, 'Trap to hypervisor').getByRole('switch', { name: 'DPDK' });
  const before = await frameOf(page);
  await chip.click();
  const question = page.getByRole('dialog', { name: 'Not possible yet' });
  await expect(question).toBeVisible();
  await expect(chip).not.toBeChecked();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  expect(await frameOf(page)).toBe(before);
  expectNoFaults(page);
});
