// The sentence as control panel: each word's control, machine and traffic behind "more", and the presets.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { axeFindingsInBoth } from './axe.ts';
import { expectNoFaults, finished, lane, ONE_LANE, openLab, pause, playback, SHORT } from './lab-page.ts';

const traffic = (page: Page): Locator => page.getByRole('group', { name: 'Traffic' });
const word = (page: Page, label: RegExp): Locator => traffic(page).getByRole('button', { name: label });

async function open(page: Page, label: RegExp, name: string): Promise<Locator> {
  await word(page, label).click();
  const surface = page.getByRole('dialog', { name });
  await expect(surface).toBeVisible();
  await expect(word(page, label)).toHaveAttribute('aria-expanded', 'true');
  return surface;
}

/** No fault of accessibility, nothing under 12 px, nothing wider than its surface; Escape gives focus back. */
async function expectSound(page: Page, surface: Locator, opener: Locator): Promise<void> {
  // the page around it has tests of its own
  expect(await axeFindingsInBoth(page, '[role="dialog"]')).toEqual([]);
  const bad = await surface.evaluate((root) => {
    const box = root.getBoundingClientRect();
    return [...root.querySelectorAll<HTMLElement>('*')]
      .filter((each) => each.childElementCount === 0 && each.textContent !== '' && each.offsetParent !== null)
      .filter((each) => {
        const { left, right } = each.getBoundingClientRect();
        const small = Number.parseFloat(getComputedStyle(each).fontSize) < 12;
        return small || left < box.left - 0.5 || right > box.right + 0.5;
      })
      .map((each) => each.textContent);
  });
  expect(bad).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(surface).toBeHidden();
  await expect(opener).toBeFocused();
}

for (const words of [
  [
    [/^Frame size/, 'Frame size'],
    [/^Load/, 'Load'],
    [/^Link/, 'Link'],
    [/^Clock/, 'Clock of the cores'],
  ],
  [
    [/^Flows/, 'Flows'],
    [/^VMs/, 'Virtual machines'],
    [/^Arrivals/, 'Arrivals'],
    [/^More/, 'Machine and traffic'],
  ],
] as const) {
  test(`words open their controls, ${words.map(([, name]) => name).join(', ')}`, async ({ page }) => {
    await openLab(page, `${ONE_LANE}&theme=light`);
    for (const [label, name] of words) {
      const surface = await open(page, label, name);
      await expectSound(page, surface, word(page, label));
    }
    expectNoFaults(page);
  });
}

test('the presets are sound too', async ({ page }) => {
  await openLab(page, `${ONE_LANE}&theme=light`);
  const presets = page.getByRole('button', { name: 'Presets' });
  await presets.click();
  await expectSound(page, page.getByRole('dialog', { name: 'Presets worth a click' }), presets);
  expectNoFaults(page);
});

test('a preset opens where its point can be seen, and time passes as fast as its packets come', async ({
  page,
}) => {
  await openLab(page, ONE_LANE);
  const choose = async (name: RegExp) => {
    await page.getByRole('button', { name: 'Presets' }).click();
    await page.getByRole('button', { name }).click();
  };
  await choose(/^Big rings leak/);
  await expect(page).toHaveURL(/[?&]t=3140000&/);
  await expect(playback(page)).toContainText('500 ns');
  // the third lane waits for memory, the first does not
  const dram = (i: number) => page.locator(`#lane-${i}`).locator('[data-why="floor-dram"]');
  await expect(dram(3)).toHaveText(/^1\d\d$/);
  await expect(dram(1)).toHaveText('0');
  await choose(/^Light load/);
  await expect(playback(page)).toContainText('20 µs');
  await choose(/^The lecture/);
  await expect(playback(page)).toContainText('500 ns');
  expectNoFaults(page);
});

test('while a slider is dragged the sentence moves; letting go is one step of the history', async ({
  page,
}) => {
  await openLab(page, ONE_LANE);
  const popover = await open(page, /^Frame size/, 'Frame size');
  const slider = popover.getByRole('slider', { name: 'Frame size' });
  // its popover has come to rest
  await slider.hover();
  const box = await slider.boundingBox();
  if (box === null) throw new Error('the slider has no place');
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 10, middle);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 3, middle, { steps: 4 });
  await expect(word(page, /^Frame size/)).not.toHaveAccessibleName('Frame size 64-byte');
  expect(page.url()).toMatch(/#\/\?.*s=/);
  const before = page.url();
  await page.mouse.move(box.x + box.width, middle, { steps: 4 });
  await expect(word(page, /^Frame size 9,216-byte/)).toBeVisible();
  await expect(traffic(page)).toContainText('7.39 µs = 22,166 cycles');
  expect(page.url()).toBe(before);
  await page.mouse.up();
  await expect.poll(() => page.url()).not.toBe(before);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(word(page, /^Frame size 64-byte/)).toBeVisible();
  expectNoFaults(page);
});

test('exact entries take units, answer wrong ones in the row, and mixes are said', async ({ page }) => {
  await openLab(page, ONE_LANE);
  const frame = await open(page, /^Frame size/, 'Frame size');
  const field = frame.getByRole('textbox', { name: 'Frame size, exact' });
  await expect(field).toBeFocused();
  await field.fill('63');
  await field.press('Enter');
  await expect(frame.getByRole('alert')).toHaveText('Frames have 64 to 9,216 bytes.');
  await field.fill('1.5 kB');
  await field.press('Enter');
  await expect(word(page, /^Frame size 1,500-byte/)).toBeVisible();
  await frame.getByRole('button', { name: 'IMIX' }).click();
  await expect(word(page, /^Frame size IMIX/)).toBeVisible();
  await page.keyboard.press('Escape');
  const load = await open(page, /^Load/, 'Load');
  await load.getByRole('radio', { name: 'Mpps' }).click();
  await load.getByRole('textbox', { name: 'Load, exact' }).fill('30 kpps');
  await page.keyboard.press('Enter');
  await expect(word(page, /^Load 0\.9/)).toBeVisible();
  await page.keyboard.press('Escape');
  const more = await open(page, /^More/, 'Machine and traffic');
  const ways = more.getByRole('textbox', { name: 'Ways' });
  await ways.fill('1');
  await ways.press('Enter');
  await expect(more).toContainText('Default: 20 ways.');
  expectNoFaults(page);
});

test('where lanes start to drop stands above the load scale', async ({ page }) => {
  await openLab(page, SHORT);
  await pause(page);
  await finished(page);
  const load = await open(page, /^Load/, 'Load');
  await expect(load.locator('.knees b').first()).toBeVisible({ timeout: 40_000 });
  const lanes = (await load.locator('.knees b').allTextContents())
    .join(' ')
    .split(/[\s·]+/)
    .sort();
  expect(lanes).toEqual(['1', '2', '3', '4', '5']);
  await expect(load).toContainText('keeps up at line rate (5)');
  expectNoFaults(page);
});

test('a preset replaces lanes and sentence, is marked while it runs, and can be undone', async ({ page }) => {
  await openLab(page, ONE_LANE);
  const button = page.getByRole('button', { name: 'Presets' });
  const menu = page.getByRole('dialog', { name: 'Presets worth a click' });
  await button.click();
  await menu.getByRole('button', { name: /^Wait for full bursts/ }).click();
  await expect(menu).toBeHidden();
  await expect(lane(page, 'full bursts only')).toBeVisible();
  // one lane has a reset button, and room for it: the titles are written alike
  const types = await page.locator('.lane h2').evaluateAll((titles) =>
    titles.map((title) => {
      const { fontSize, fontStretch } = getComputedStyle(title);
      return `${fontSize} ${fontStretch}`;
    }),
  );
  expect(types).toEqual([types[0], types[0]]);
  await button.click();
  const running = menu.getByRole('button', { name: /^Wait for full bursts/ });
  await expect(running).toHaveAttribute('aria-current', 'true');
  // under the pointer too it has the ground that its words are made for
  const ground = (of: Locator) => of.evaluate((element) => getComputedStyle(element).backgroundColor);
  await running.hover();
  expect(await ground(running)).toBe(await ground(running.locator('em')));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(lane(page, 'SR-IOV')).toBeVisible();
  expectNoFaults(page);
});
