// Time: every way to a moment draws the same frame; the tray, going to a moment, and finding one.
import { expect, type Page, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { recordDrawing } from './draw-hash.ts';
import {
  button,
  expectNoFaults,
  finished,
  frameOf,
  openLab,
  pause,
  playback,
  reading,
  SHORT,
  settled,
  time,
} from './lab-page.ts';

const AT = `${SHORT}&t=150000&play=0`;
const tray = (page: Page) => page.getByRole('dialog', { name: 'Time', exact: true });
const find = (page: Page) => page.getByRole('dialog', { name: 'Find', exact: true });

/** Types into the tray's field and goes there. */
async function goTo(page: Page, text: string): Promise<void> {
  if (!(await tray(page).isVisible())) await page.keyboard.press('g');
  const field = tray(page).getByRole('combobox', { name: 'Go to' });
  await field.fill(text);
  await field.press('Enter');
  await page.keyboard.press('Escape');
  await expect(tray(page)).toBeHidden();
}

/** The frame at a time, reached by a link. */
async function linked(page: Page, ns: number): Promise<string> {
  await page.goto(`./#/?${SHORT}&t=${ns}&play=0`);
  await expect.poll(() => reading(time(page))).toBe(ns);
  return frameOf(page);
}

test.beforeEach(({ context }) => recordDrawing(context));

test('link, scrub, steps, go to, play, event by event, loop and find draw the same frame', async ({
  page,
}) => {
  await openLab(page, AT);
  await finished(page);
  const here = await frameOf(page);
  for (const size of ['event', 'packet', 'packet time', 'interrupt']) {
    await playback(page).getByRole('combobox', { name: 'Step size' }).selectOption(size);
    for (let i = 0; i < 3; i++) await button(page, 'Step').click();
    for (let i = 0; i < 4; i++) await button(page, 'Step back').click();
    if (size !== 'interrupt') await button(page, 'Step').click();
    if (size === 'packet time') expect(await frameOf(page)).toBe(here);
    await goTo(page, '150us');
    expect(await frameOf(page)).toBe(here);
  }
  await time(page).fill('20000');
  await time(page).fill('150000');
  expect(await frameOf(page)).toBe(here);

  const reached: [number, string][] = [];
  const stopped = async () => {
    await pause(page);
    reached.push([await reading(time(page)), await frameOf(page)]);
  };
  const play = async () => {
    const before = await reading(time(page));
    await button(page, 'Play').click();
    await settled(time(page), (ns) => ns !== before);
    await stopped();
  };
  await play();
  await page.keyboard.press('b');
  await play();
  await page.keyboard.press('o');
  await play();
  await page.keyboard.press('o');
  await page.keyboard.press('b');
  await page.keyboard.press('/');
  await find(page)
    .getByRole('button', { name: /^First drop/ })
    .press('Enter');
  await stopped();
  for (const [ns, frame] of reached) expect(await linked(page, ns)).toBe(frame);
  expect(new Set(reached.map(([ns]) => ns)).size).toBe(reached.length);
  expectNoFaults(page);
});

test('a time can be typed while it plays: the clock does not run on under the hand', async ({ page }) => {
  await openLab(page, AT);
  await finished(page);
  await button(page, 'Play').click();
  await page.keyboard.press('g');
  const field = tray(page).getByRole('combobox', { name: 'Go to' });
  await expect(field).toBeFocused();
  const shown = page.locator('.clock strong');
  for (let i = 0; i < 3; i++) {
    const said = (await shown.textContent()) ?? '';
    await expect(shown).not.toHaveText(said);
  }
  await page.keyboard.type('20us');
  await expect(field).toHaveValue('20us');
  await page.keyboard.press('Enter');
  await expect.poll(() => reading(time(page))).toBe(20_000);
  expectNoFaults(page);
});

test('the tray says what a step changed and what an entry means in each lane', async ({ page }) => {
  await openLab(page, AT);
  await finished(page);
  const clock = playback(page).getByRole('button', { name: /^Time, go to/ });
  await button(page, 'Step').click();
  await clock.click();
  await expect(clock).toHaveAttribute('aria-expanded', 'true');
  await expect(tray(page)).toContainText(/This step.*Lane \d.*nothing/s);
  const field = tray(page).getByRole('combobox', { name: 'Go to' });
  await expect(field).toBeFocused();
  await field.fill('p271');
  const options = tray(page).getByRole('option');
  await expect(options.first()).toHaveText(/Packet 271, when it arrives/);
  expect(await options.count()).toBe(6);
  await field.fill('9 ms');
  await expect(tray(page).getByRole('status')).toHaveText(/^The run ends at 201\.6 µs\.$/);
  await field.fill('#100');
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(playback(page)).toContainText(/event \d+/);
  await tray(page).getByRole('radio', { name: '3', exact: true }).click();
  await tray(page).getByRole('radio', { name: 'event by event' }).click();
  await expect(playback(page)).toContainText('1 s here = 4 events');
  await tray(page).getByRole('button', { name: /^Loop/ }).click();
  const from = tray(page).getByRole('slider', { name: 'Loop from' });
  const before = await reading(from);
  await from.press('ArrowRight');
  expect(await reading(from)).toBeGreaterThan(before);
  for (const theme of ['light', 'dark']) {
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme);
    expect(await axeFindings(page)).toEqual([]);
  }
  await page.keyboard.press('Escape');
  await expect(tray(page)).toBeHidden();
  await expect(clock).toBeFocused();
});

test('find goes there and pauses, names what there is none of, opens the packet', async ({ page }) => {
  await openLab(page, AT);
  await finished(page);
  await button(page, 'Find').click();
  const rows = find(page).getByRole('button');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const next = find(page).getByRole('button', { name: /^Next drop/ });
  await expect(next).toBeFocused();
  await expect(find(page).getByRole('button', { name: /^First packet of a flow.*packet 52/ })).toBeVisible();
  await find(page).getByRole('radio', { name: '5', exact: true }).click();
  await expect(find(page).getByRole('button', { name: /^Next VM exit\s*none/ })).toBeVisible();
  expect(await axeFindings(page, '.find')).toEqual([]);
  await find(page).getByRole('radio', { name: 'all lanes' }).click();
  await next.press('Enter');
  await expect(find(page)).toBeHidden();
  await settled(time(page), (ns) => ns > 150_000);
  await expect(button(page, 'Find')).toBeFocused();
  await page.keyboard.press('/');
  await find(page)
    .getByRole('button', { name: /^Slowest packet/ })
    .press('Shift+Enter');
  await expect(
    page.getByRole('dialog', { name: 'Packet' }).or(page.getByRole('complementary', { name: 'Packet' })),
  ).toBeVisible();
});
