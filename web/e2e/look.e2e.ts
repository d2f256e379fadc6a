// Both themes: no accessibility faults, nothing cut off on the plate.
import { expect, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { openLab, pause, STILL, stateOf } from './lab-page.ts';

/** Late enough that every lane has figures. */
const LATE = `${stateOf({ stop: { packets: 8000 } })}&t=500000&play=0`;

for (const theme of ['light', 'dark']) {
  test(`${theme} theme passes axe`, async ({ page }) => {
    await openLab(page, `${LATE}&theme=${theme}`);
    await pause(page);
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    expect(await axeFindings(page)).toEqual([]);
  });
}

test('the plate fits the window: nothing scrolls', async ({ page }) => {
  await openLab(page, STILL);
  for (const size of [
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
  ]) {
    await page.setViewportSize(size);
    const over = await page.evaluate(() => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
      return [scrollWidth - clientWidth, scrollHeight - clientHeight];
    });
    expect(over).toEqual([0, 0]);
  }
});
