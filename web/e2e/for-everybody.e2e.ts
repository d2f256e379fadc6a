// For everybody: all by keyboard, the words that a screen reader meets, paper, forced colours, more contrast, less motion.
import { expect, type Page, test } from '@playwright/test';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { paintOnPage } from './draw-hash.ts';
import { button, expectNoFaults, finished, gauge, ink, lane, openLab, reading, time } from './lab-page.ts';
import { at } from './main-states.ts';

/** Long enough that lane 3 has its figures. */
const INPUT = { stop: { packets: 8000 } };
const AT_NS = 500_000;
const STILL = at(AT_NS, INPUT);

/** Presses Tab until what has focus is called that, in the lane if one is given. */
async function tabTo(page: Page, name: RegExp, laneName = ''): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const own = document.activeElement;
      const text = own?.getAttribute('aria-label') ?? own?.textContent ?? '';
      return { text, lane: own?.closest('.lane')?.getAttribute('aria-label') ?? '' };
    });
    if (name.test(at.text) && (laneName === '' || laneName === at.lane)) return;
  }
  throw new Error(`120 presses of Tab do not lead to ${name}`);
}

test('from the address bar to a toggle, a packet, a reason, a step and a link by keyboard alone', async ({
  page,
}) => {
  await openLab(page, STILL);
  await finished(page);
  await tabTo(page, /^DDIO$/, 'SR-IOV');
  const chip = lane(page, 'SR-IOV').getByRole('switch', { name: 'DDIO' });
  await expect(chip).toBeFocused();
  await page.keyboard.press('Space');
  await expect(chip).toBeChecked();
  await expect(lane(page, 'SR-IOV').getByText('SR-IOV with DDIO')).toBeVisible();

  await page.keyboard.press('3');
  await tabTo(page, /^Cycle budget/, 'SR-IOV');
  await page.keyboard.press('Enter');
  const why = page.getByRole('dialog', { name: /cycles a packet/ });
  await expect(why.locator('.says')).toContainText('divided by the packets delivered');
  await page.keyboard.press('Escape');
  await expect(why).toBeHidden();
  await expect(page.locator(':focus')).toHaveAccessibleName(/^Cycle budget/);

  await tabTo(page, /^One packet, every lane$/);
  await page.keyboard.press('Enter');
  const fates = page.getByRole('dialog', { name: 'Packet', exact: true });
  const step = fates.locator('.inspector');
  const before = await step.getAttribute('aria-label');
  await page.keyboard.press('ArrowRight');
  await expect(step).not.toHaveAttribute('aria-label', before!);
  await page.keyboard.press('Escape');
  await expect(fates).toBeHidden();
  await expect(page.locator(':focus')).toHaveText('One packet, every lane');

  const ns = await reading(time(page));
  await page.keyboard.press('.');
  await expect.poll(() => reading(time(page))).toBeGreaterThan(ns);
  await page.keyboard.press(',');
  await expect.poll(() => reading(time(page))).toBeLessThanOrEqual(ns);
  await page.keyboard.press('c');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Link' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expectNoFaults(page);
});

test('what a screen reader meets is what is on the screen, and what the report says', async ({ page }) => {
  await openLab(page, STILL);
  await finished(page);
  const sriov = lane(page, 'SR-IOV');
  await expect(sriov).toMatchAriaSnapshot(`
    - region "SR-IOV":
      - heading "SR-IOV" [level=2]
      - button "All features"
      - group "Hardware features":
        - switch "DPDK"
        - switch "SR-IOV" [checked]
        - switch "VMDQ" [checked]
        - switch "DDIO"
        - combobox "Interrupts"
      - meter "Cycle budget"
      - table "Cycles a packet by cost"
      - group "Counters"
  `);
  await expect(page.getByRole('toolbar', { name: 'Playback' })).toMatchAriaSnapshot(`
    - toolbar "Playback":
      - button "Step back"
      - button "Play"
      - button "Step"
      - slider "Time scale"
      - slider "Time"
  `);
  const { scenario, warnings, laneWarnings } = completeScenario(INPUT);
  const run = new Simulation(scenario, { warnings, laneWarnings });
  run.runTo(AT_NS * 1000);
  const { recent, rate_pps } = run.report().lanes[2];
  const cycles = Math.round(recent!.cycles_per_packet!);
  const shown = await sriov.locator('.mult + span').innerText();
  expect(Number(shown.replace(/,/g, '').match(/\d+/)?.[0])).toBe(cycles);
  const spoken = (await gauge(page, 'SR-IOV').getAttribute('aria-valuetext')) ?? '';
  expect(spoken.replace(/[^\d\w]/g, '')).toContain(`${cycles}cyclesapacket`);
  const live = page.locator('[role="status"][aria-live="polite"].sr');
  const times = await sriov.locator('.mult').innerText();
  await expect(live).toContainText(`Lane 3, SR-IOV. ${cycles} cycles per packet`);
  await expect(live).toContainText(`${times.replace('×', '')} times the budget`);
  const delivering = (rate_pps.delivered! / 1e6).toFixed(2);
  const counter = sriov.getByRole('group', { name: 'Counters' }).locator('dd').first();
  await expect(counter).toContainText(delivering);
  await expect(live).toContainText(`Delivering ${delivering} of`);
  expectNoFaults(page);
});

test('paper is light, has no controls, and has the fates below the plate', async ({ page }) => {
  await paintOnPage(page);
  await openLab(page, `${STILL}&theme=dark`);
  await finished(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('.print-sheet tbody tr')).toHaveCount(5);
  await expect(page.locator('.print-sheet')).toContainText('Seed 1, trace');
  await expect(page.getByRole('toolbar', { name: 'Playback' })).toBeHidden();
  const places = await page.evaluate(() => {
    const of = (selector: string) => document.querySelector(selector)!.getBoundingClientRect();
    return { plate: of('.plate').bottom, sheet: of('.print-sheet').top };
  });
  expect(places.sheet).toBeGreaterThanOrEqual(places.plate - 1);
  expect(await ink(page)).toBeGreaterThan(10_000);
  await page.emulateMedia({ media: 'screen' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('.print-sheet')).toHaveCount(0);
});

test('forced colours and more contrast: pressed chips stand out, textures give way to edges', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openLab(page, STILL);
  const colours = (name: string, checked: boolean) =>
    lane(page, 'SR-IOV')
      .getByRole('switch', { name, checked })
      .evaluate((chip) => {
        const { backgroundColor, color } = getComputedStyle(chip);
        return [backgroundColor, color];
      });
  const pressed = await colours('SR-IOV', true);
  expect(pressed).not.toEqual(await colours('DDIO', false));
  expect(pressed[0]).not.toBe(pressed[1]);
  const swatches = await page
    .locator('.axis .sw')
    .evaluateAll((all) => new Set(all.map((each) => getComputedStyle(each).backgroundColor)).size);
  expect(swatches).toBeGreaterThan(5);
  await page.emulateMedia({ forcedColors: 'none', contrast: 'more' });
  const slab = lane(page, 'Trap to hypervisor').locator('.cell.hyp .slab').first();
  await expect(slab).toHaveCSS('background-image', 'none');
  await expect(lane(page, 'SR-IOV').locator('.cell.gone').first()).toHaveCSS('border-top-width', '2px');
});

test('with less motion nothing plays by itself, and a step is a jump', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openLab(page, at(0, INPUT).replace(/&.*/, ''));
  await expect(button(page, 'Play')).toBeVisible();
  const before = await reading(time(page));
  await button(page, 'Step').click();
  await expect.poll(() => reading(time(page))).toBeGreaterThan(before);
  await lane(page, 'SR-IOV').getByRole('switch', { name: 'DDIO' }).click();
  await expect(lane(page, 'SR-IOV').getByRole('switch', { name: 'DDIO' })).toBeChecked();
  const moving = await page.evaluate(
    () => document.getAnimations().filter((each) => each.playState === 'running').length,
  );
  expect(moving).toBe(0);
});
