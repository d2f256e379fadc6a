// The screen is a function of the trace and the time: any way to a time shows the same frame.
import { expect, test } from '@playwright/test';
import { recordDrawing } from './draw-hash.ts';
import {
  button,
  frameOf,
  LANES,
  lane,
  openLab,
  pause,
  playback,
  reading,
  SHORT,
  settled,
  time,
} from './lab-page.ts';

test.beforeEach(({ context }) => recordDrawing(context));

test('a step and a step back show the same frames, call for call', async ({ page }) => {
  await openLab(page, SHORT);
  await pause(page);
  await button(page, 'Step').click();
  const times: number[] = [];
  const frames: string[] = [];
  for (let i = 0; i < 6; i++) {
    times.push(await reading(time(page)));
    frames.push(await frameOf(page));
    await button(page, 'Step').click();
    await settled(time(page), (ns) => ns !== times[i]);
  }
  expect(times).toEqual([...times].sort((a, b) => a - b));
  for (let i = frames.length - 1; i >= 0; i--) {
    const here = await reading(time(page));
    await button(page, 'Step back').click();
    expect(await settled(time(page), (ns) => ns !== here)).toBe(times[i]);
    expect(await frameOf(page)).toBe(frames[i]);
  }
});

test('keys play, step, go to the ends and focus lanes', async ({ page }) => {
  await openLab(page, SHORT);
  await pause(page);
  await page.keyboard.press('Home');
  const start = await reading(time(page));
  await page.keyboard.press('.');
  await expect.poll(() => reading(time(page))).toBeGreaterThan(start);
  await page.keyboard.press(',');
  await expect.poll(() => reading(time(page))).toBe(start);
  await page.keyboard.press('Space');
  await expect(button(page, 'Pause')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(button(page, 'Play')).toBeVisible();
  await page.keyboard.press('End');
  await expect.poll(() => reading(time(page))).toBeGreaterThan(start);
  for (const [i, name] of LANES.entries()) {
    await page.keyboard.press(String(i + 1));
    await expect(lane(page, name)).toBeFocused();
  }
});

test('Space plays after a press with the mouse too, and the slider stays under the hand that drags it', async ({
  page,
}) => {
  await openLab(page, `${SHORT}&play=0`);
  const chip = lane(page, 'SR-IOV').getByRole('switch', { name: 'DDIO' });
  await chip.click();
  await expect(chip).toBeChecked();
  await page.keyboard.press('Space');
  await expect(button(page, 'Pause')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(button(page, 'Play')).toBeVisible();
  await expect(chip).toBeChecked();

  const pace = page.getByRole('slider', { name: 'Time scale' });
  const box = await pace.boundingBox();
  for (const at of ['0.1', '0.45', '0.62', '0.9']) {
    await pace.fill(at);
    expect(await pace.boundingBox()).toEqual(box);
  }
  await page.keyboard.press('b');
  await expect(playback(page)).toContainText('events');
  expect(await pace.boundingBox()).toEqual(box);
});

test('the address carries the time, and opens at it again', async ({ page, context }) => {
  await openLab(page, `${SHORT}&t=150000`);
  await pause(page);
  const there = await frameOf(page);
  const other = await context.newPage();
  await openLab(other, `${SHORT}&t=150000&play=0`);
  expect(await frameOf(other)).toBe(there);
});

test('an address followed on the open page goes to its time', async ({ page }) => {
  await openLab(page, `${SHORT}&t=150000&play=0`);
  const there = await frameOf(page);
  await page.goto(`./#/?${SHORT}&t=90000&play=0`);
  await settled(time(page), (ns) => ns === 90_000);
  await page.goto(`./#/?${SHORT}&t=150000&play=0`);
  await settled(time(page), (ns) => ns === 150_000);
  expect(await frameOf(page)).toBe(there);
});
