// The phone's layout: five gauges as tabs, one lane below, nothing wider than the screen, axe-clean.
import { expect, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { paintOnPage } from './draw-hash.ts';
import {
  button,
  expectNoFaults,
  ink,
  LANES,
  lane,
  openLab,
  pause,
  reading,
  SHORT,
  stateOf,
  settled,
  time,
} from './lab-page.ts';

test('fits the width, can be operated, and passes axe', async ({ page }) => {
  await openLab(page, SHORT);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await pause(page);
  const before = await reading(time(page));
  await button(page, 'Step').tap();
  await settled(time(page), (ns) => ns > before);
  expect(await axeFindings(page)).toEqual([]);
  expectNoFaults(page);
});

test('every lane is one tap away, on targets for a thumb', async ({ page }) => {
  await paintOnPage(page);
  await openLab(page, SHORT);
  await pause(page);
  for (const name of LANES) {
    const tab = page.getByRole('tab', { name });
    const box = await tab.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await tab.tap();
    await expect(lane(page, name)).toBeVisible();
    await expect.poll(() => ink(page), `${name} is drawn`).toBeGreaterThan(2000);
    for (const other of LANES.filter((each) => each !== name)) await expect(lane(page, other)).toBeHidden();
  }
  expectNoFaults(page);
});

test('a constant that is not as measured is flagged in sight, and can be reset', async ({ page }) => {
  await openLab(page, `${stateOf({ stop: { packets: 3000 }, costs: { 'vm.exitLight': 4000 } })}&play=0`);
  const stamp = page.getByRole('button', { name: '1 what-if' });
  await expect(stamp).toBeInViewport();
  expect((await stamp.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await stamp.tap();
  const list = page.getByRole('dialog', { name: 'What is not as measured' });
  await list.getByRole('button', { name: 'Reset', exact: true }).tap();
  await expect(stamp).toBeHidden();
  expectNoFaults(page);
});
