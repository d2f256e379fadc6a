// The Lab opens as the contract says: five lanes with gauge, counters and features, playback, traffic, and no faults.
import { expect, test } from '@playwright/test';
import {
  button,
  expectNoFaults,
  gauge,
  LANES,
  lane,
  openLab,
  pause,
  playback,
  time,
  reading,
} from './lab-page.ts';

test('opens with five lanes, each with gauge, counters and features', async ({ page }) => {
  await openLab(page);
  for (const name of LANES) {
    await expect(lane(page, name)).toBeVisible();
    await expect(gauge(page, name)).toHaveAttribute('aria-valuetext', /^[\d\s,]+ cycles a packet.*budget/);
    expect(await reading(gauge(page, name))).toBeGreaterThan(0);
    const counters = lane(page, name).getByRole('group', { name: 'Counters' });
    expect(await counters.getByRole('term').count()).toBeGreaterThan(2);
    expect(await counters.getByRole('definition').count()).toBe(await counters.getByRole('term').count());
  }
  await expect(page.getByRole('status').first()).toBeAttached();
  expectNoFaults(page);
});

test('the ladder falls from lane to lane at the end of the run', async ({ page }) => {
  await openLab(page);
  await pause(page);
  await page.keyboard.press('End');
  await expect.poll(async () => (await reading(time(page))) > 0).toBe(true);
  const cycles = await Promise.all(LANES.map((name) => reading(gauge(page, name))));
  expect(cycles).toEqual([...cycles].sort((a, b) => b - a));
  expect(new Set(cycles).size).toBe(LANES.length);
});

test('traffic is a group of words that can be changed', async ({ page }) => {
  await openLab(page);
  const traffic = page.getByRole('group', { name: 'Traffic' });
  for (const label of ['Frame size', 'Load', 'Flows', 'VMs', 'Link']) {
    await expect(traffic.getByLabel(new RegExp(`^${label}`)).first()).toBeVisible();
  }
  await expect(page.getByRole('button', { name: 'Open capture' })).toBeVisible();
});

test('playback has its controls, and a run that ends stops', async ({ page }) => {
  await openLab(page);
  const toolbar = playback(page);
  await expect(toolbar.getByRole('button', { name: /^(Play|Pause)$/ })).toBeVisible();
  await expect(button(page, 'Step')).toBeVisible();
  await expect(button(page, 'Step back')).toBeVisible();
  await expect(time(page)).toBeVisible();
  await expect(toolbar.getByRole('slider', { name: 'Time scale' })).toBeVisible();

  await pause(page);
  const before = await reading(time(page));
  await button(page, 'Play').click();
  await expect.poll(() => reading(time(page))).toBeGreaterThan(before);
  await page.keyboard.press('End');
  await expect(button(page, 'Play')).toBeVisible();
  expectNoFaults(page);
});
