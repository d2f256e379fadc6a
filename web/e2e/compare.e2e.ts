// What a change made of the figures: the run before as a ghost, numbers that explain themselves, what-ifs, more lanes than fit.
import { expect, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { expectNoFaults, lane, openLab, packetPanel, stateOf } from './lab-page.ts';

/** Late enough for figures in the lanes without a hypervisor. */
const STATE = `${stateOf({ stop: { packets: 8000 } })}&t=500000&play=0`;

test('a toggle leaves the run before it and says the difference, until it is dismissed', async ({ page }) => {
  await openLab(page, STATE);
  const sriov = lane(page, 'SR-IOV');
  const total = sriov.locator('[data-why="total"]');
  const cycles = async () =>
    Number(/([\d,]+) cycles/.exec((await total.getAttribute('aria-label'))!)![1].replace(',', ''));
  await expect(total).toBeVisible();
  const before = await cycles();
  await expect(sriov.locator('.strip path.strokes')).toHaveAttribute('d', /^(M[\d.]+ 0V1){64}$/);
  await sriov.getByRole('switch', { name: 'DDIO' }).click();
  const ghost = sriov.getByRole('group', { name: 'Compared with the run before' });
  await expect(ghost).toContainText('cycles');
  const after = await cycles();
  expect(after).not.toBe(before);
  const said = (await ghost.locator('b').innerText()).replace('−', '-').replace(',', '');
  expect(Number.parseInt(said, 10)).toBe(after - before);
  await expect(sriov.locator('.gauge')).toContainText(`was ${before.toLocaleString('en')}`);
  expect(await axeFindings(page)).toEqual([]);
  await ghost.getByRole('button', { name: 'Hide the run before' }).click();
  await expect(ghost).toBeHidden();
  expectNoFaults(page);
});

test('a comparison in one lane leaves the lines of all others as they were', async ({ page }) => {
  await openLab(page, `${stateOf({ stop: { packets: 20_000 } })}&t=1250000&play=0`);
  const vmdq = lane(page, 'VMDQ');
  const places = () =>
    page
      .locator('.axis .tick, .lane:not([aria-label="VMDQ"]) .mult')
      .evaluateAll((all) => all.map((each) => [each.textContent, each.getBoundingClientRect().top]));
  await expect(vmdq.locator('[data-why="total"]')).toBeVisible();
  const before = await places();
  await vmdq.getByRole('switch', { name: 'SR-IOV' }).click();
  await expect(vmdq.getByRole('group', { name: 'Compared with the run before' })).toBeVisible();
  expect(await places()).toEqual(before);
  expectNoFaults(page);
});

test('a number explains itself, a what-if is flagged wherever it counts, and can be taken back', async ({
  page,
}) => {
  await openLab(page, STATE);
  await page.getByRole('button', { name: /^One packet time: 67.2 ns = 202 cycles/ }).click();
  await expect(page.getByRole('dialog', { name: 'One packet time' })).toContainText('84 bytes × 8');
  await page.keyboard.press('Escape');

  const ddio = lane(page, 'DDIO');
  await ddio.locator('[data-why="dropped"]').click();
  const dropped = page.getByRole('dialog', { name: 'Packets dropped a second' });
  await expect(dropped.getByRole('listitem').first()).toBeVisible();
  const number = (text: string) => Number(text.replaceAll(',', ''));
  const causes = await dropped.getByRole('listitem').locator('b').allInnerTexts();
  // the causes are those of all the packets that the formula counts
  const packets = await dropped.locator('.term b').first().innerText();
  expect(causes.map(number).reduce((sum, n) => sum + n, 0)).toBe(number(packets));
  expect(number(packets)).toBeGreaterThan(0);
  await page.keyboard.press('Escape');

  await ddio.locator('[data-why="delay"]').click();
  const delay = page.getByRole('dialog', { name: '99th percentile of the delay' });
  await expect(delay.locator('.term b')).toHaveCount(4);
  await expect(delay.locator('.term.result b')).toHaveText(
    await ddio.locator('[data-why="delay"]').innerText(),
  );
  const opens = delay.getByRole('button', { name: /^Packet [\d,]+ in every lane$/ });
  const whose = (await opens.innerText()).replace(' in every lane', '');
  await opens.click();
  await expect(packetPanel(page).getByRole('heading').first()).toHaveText(new RegExp(`${whose}, `));
  await page.keyboard.press('Escape');

  const floor = ddio.locator('[data-why="floor-kern"]');
  const before = await floor.getAttribute('aria-label');
  await floor.click();
  const panel = page.getByRole('dialog', { name: /in the kernel/ });
  // a product, and what else there is, make the figure that was pressed
  const terms = (await panel.locator('.formula .term b').allInnerTexts()).map((text) =>
    Number.parseFloat(text.replaceAll(',', '')),
  );
  const signs = await panel.locator('.formula > span[aria-hidden]').allInnerTexts();
  const made = signs.slice(0, -1).reduce((sum, sign, i) => {
    return sign === '×' ? sum * terms[i + 1] : sum + terms[i + 1];
  }, terms[0]);
  expect(Math.round(made)).toBe(terms[terms.length - 1]);
  expect(terms[terms.length - 1]).toBe(number(before?.match(/[\d,]+(?= cycles)/)?.[0] ?? ''));
  const exact = panel.getByRole('textbox');
  const usual = await exact.inputValue();
  const range = panel.locator('.range-row small');
  await expect(range).toContainText('over the range', { timeout: 30_000 });
  const [now, low, high] = (await range.innerText()).match(/[\d.]+(?=×)/g)?.map(Number) ?? [];
  expect(low).toBeLessThanOrEqual(now);
  expect(now).toBeLessThanOrEqual(high);
  await exact.fill('1000');
  await exact.press('Enter');
  const stamp = page.getByRole('button', { name: /^1 what-if: / });
  await expect(stamp).toBeVisible();
  await expect(floor.locator('.pennant')).toBeVisible();
  // the value has its unit, and the stamp says what it usually is
  await expect(page.locator('.axis .flagged')).toHaveText('Guest kernel1,000 cycles');
  await expect(stamp).toHaveAccessibleName('1 what-if: kernel receive stack 1,000 cycles (usually 900)');
  await expect(panel).toContainText('kern.rxStack');
  await expect.poll(() => floor.getAttribute('aria-label')).not.toBe(before);
  // the usual value is no what-if
  await exact.fill(usual);
  await exact.press('Enter');
  await expect(stamp).toBeHidden();
  await exact.fill('1000');
  await exact.press('Enter');
  await expect(stamp).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await stamp.click();
  await page.getByRole('button', { name: 'Reset all' }).click();
  await expect(stamp).toBeHidden();
  await expect.poll(() => floor.getAttribute('aria-label')).toBe(before);
  expectNoFaults(page);
});

test('with six lanes the map says which five are wholly in view', async ({ page }) => {
  await openLab(page, `${stateOf({ stop: { packets: 1000 } })}&play=0`);
  const map = page.getByRole('scrollbar', { name: 'Lanes' });
  await page.keyboard.press('1');
  await page.keyboard.press('Control+d');
  await expect(map).toHaveAttribute('aria-valuetext', 'Lanes 1 to 5 of 6');
  // the second of two of a name is framed and not yet at the edge
  await page.keyboard.press('6');
  await expect(map).toHaveAttribute('aria-valuetext', 'Lanes 2 to 6 of 6');
});

test('more lanes than fit: the map names all, scrolls, and brings a lane into view', async ({ page }) => {
  const lanes = ['trap', 'vmdq', 'sriov', 'ddio', 'dpdk', 'sriov', 'dpdk'].map((preset, i) => ({
    preset,
    name: `lane ${i + 1}`,
  }));
  await openLab(page, `${stateOf({ stop: { packets: 1000 }, lanes })}&play=0`);
  const map = page.getByRole('scrollbar', { name: 'Lanes' });
  await expect(map.locator('.of-lane')).toHaveCount(7);
  await expect(map).toHaveAttribute('aria-valuetext', /1 to 5 of 7/);
  // the frame stands on edges of cells: it cuts no words
  const between = () =>
    map.evaluate((track) => {
      const frame = track.querySelector('.in-view')!.getBoundingClientRect();
      const cells = [...track.querySelectorAll('.of-lane')].map((each) => each.getBoundingClientRect());
      const on = (x: number) =>
        cells.some(({ left, right }) => Math.min(Math.abs(left - x), Math.abs(right - x)) < 1);
      return on(frame.left) && on(frame.right);
    });
  expect(await between()).toBe(true);
  await map.focus();
  await page.keyboard.press('End');
  await expect(map).toHaveAttribute('aria-valuetext', /3 to 7 of 7/);
  expect(await between()).toBe(true);
  await expect(lane(page, 'lane 7')).toBeInViewport({ ratio: 0.9 });
  // the axis stays where it is
  await expect(page.locator('.axis .headlab')).toBeInViewport();
  await map.locator('.of-lane').first().click();
  await expect(lane(page, 'lane 1')).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  expectNoFaults(page);
});
