// After the first visit the Lab opens without a network, simulator, drawers and all.
import { expect, test } from '@playwright/test';
import { expectNoFaults, LANES, lane, openLab, pause, ready, SHORT } from './lab-page.ts';

test.use({ serviceWorkers: 'allow' });

test('opens again without a network', async ({ page, context }) => {
  // every file of the site is fetched a second time, to be kept
  test.slow();
  await openLab(page, SHORT);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  await pause(page);
  await expect(lane(page, LANES[0])).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: /keys/i })).toBeVisible();
  expectNoFaults(page);
});
