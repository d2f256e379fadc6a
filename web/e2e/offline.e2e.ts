// After the first visit the Lab opens without a network, simulator, drawers and all.
import { expect, test } from '@playwright/test';
import { expectNoFaults, lane, ONE_LANE, openLab, ready } from './lab-page.ts';

test.use({ serviceWorkers: 'allow' });

test('opens again without a network', async ({ page, context }) => {
  // every file of the site is fetched a second time, to be kept
  test.slow();
  await openLab(page, ONE_LANE);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.setOffline(true);
  await page.reload();
  await ready(page);
  await expect(lane(page, 'SR-IOV')).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: /keys/i })).toBeVisible();
  expectNoFaults(page);
});
