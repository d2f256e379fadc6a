// The first visit: three captions over a moving scene, ended by a key or a press, and never again.
import { expect, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { ready } from './lab-page.ts';

test('captions come once, name a floor, a line and a chip, and go with any key', async ({ page }) => {
  await page.goto('./');
  await ready(page);
  const captions = page.getByRole('group', { name: 'Three captions' });
  await expect(captions.getByRole('listitem')).toHaveCount(3);
  await expect(captions.getByRole('button', { name: 'Got it' })).toBeFocused();
  expect(await axeFindings(page, '.captions')).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(captions).toBeVisible();
  await page.keyboard.press('k');
  await expect(captions).toBeHidden();
  await page.reload();
  await ready(page);
  await page.keyboard.press('?');
  await expect(captions).toBeHidden();
  await page.getByRole('button', { name: 'Show captions' }).click();
  await expect(captions).toBeVisible();
  await captions.getByRole('button', { name: 'Got it' }).click();
  await expect(captions).toBeHidden();
});

test('a link that carries a moment shows that alone', async ({ page }) => {
  await page.goto('./#/?t=1000&play=0');
  await ready(page);
  await expect(page.getByRole('group', { name: 'Three captions' })).toBeHidden();
});
