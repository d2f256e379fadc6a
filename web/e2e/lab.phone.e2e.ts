// The phone's layout: five gauges as tabs, one lane below, nothing wider than the screen, axe-clean.
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, expectNoFaults, openLab, pause, SHORT } from './lab-page.ts';

test('fits the width, shows every lane by its tab, and can be operated', async ({ page }) => {
  await openLab(page, SHORT);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await pause(page);
  await button(page, 'Step').tap();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)).toEqual([]);
  expectNoFaults(page);
});
