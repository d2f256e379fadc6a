// A lane's drawer, menu, name and place: all features, an impossible choice that is asked about, undo of everything.
import { expect, type Page, test } from '@playwright/test';
import { axeFindings, axeFindingsInBoth } from './axe.ts';
import { FEATURE_NAMES } from '../../sim-core/index.ts';
import { expectNoFaults, LANES, lane, openLab, STILL } from './lab-page.ts';

/** Names of the lanes from left to right. */
function order(page: Page): Promise<(string | null)[]> {
  return page.locator('.lane').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
}

test('the drawer has every feature, counts changes, filters, and leaves its lane in view', async ({
  page,
}) => {
  await openLab(page, STILL);
  const sriov = lane(page, 'SR-IOV');
  const opener = sriov.getByRole('button', { name: 'All features' });
  await opener.click();
  const drawer = page.getByRole('dialog', { name: 'SR-IOV, all features' });
  await expect(drawer.locator('[data-feature]')).toHaveCount(32);
  const keys = await drawer
    .locator('[data-feature]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-feature')));
  expect([...keys].sort()).toEqual([...FEATURE_NAMES].sort());
  // it slides in from the lane's side, and then stands exactly beside it
  const beside = async () => {
    const [its, lanes] = [await drawer.boundingBox(), await sriov.boundingBox()];
    return Math.max(Math.abs(its!.x - (lanes!.x + lanes!.width)), Math.abs(its!.width - 2 * lanes!.width));
  };
  await expect.poll(beside).toBeLessThan(4);

  const ring = drawer.getByRole('textbox', { name: 'Ring size, exact' });
  await ring.fill('1 k');
  await ring.press('Enter');
  await expect(drawer.getByText('One of 64, 128')).toBeVisible();
  await ring.fill('1024');
  await ring.press('Enter');
  await expect(drawer.getByText('Preset: 512.')).toBeVisible();
  await expect(drawer.getByRole('button', { name: /Receive path/ })).toContainText('1 change');
  await ring.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(opener).toBeFocused();
  await opener.click();
  await page.keyboard.press('/');
  await page.keyboard.type('iotlb no such thing');
  await expect(drawer.getByText('No feature is called that.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(drawer.locator('[data-feature]')).toHaveCount(32);
  await drawer.getByRole('button', { name: 'Show only changed' }).click();
  await expect(drawer.locator('[data-feature]')).toHaveCount(1);
  await drawer.getByRole('button', { name: 'Reset lane' }).click();
  await expect(drawer.getByText('Nothing differs from the preset.')).toBeVisible();
  expectNoFaults(page);
});

test('an impossible choice asks, names what must come along, and changes nothing before', async ({
  page,
}) => {
  await openLab(page, STILL);
  const scenario = () => new URLSearchParams(page.url().split('?')[1]).get('s');
  const before = scenario();
  await lane(page, 'SR-IOV').getByRole('button', { name: 'All features' }).click();
  const drawer = page.getByRole('dialog', { name: 'SR-IOV, all features' });
  await drawer.getByRole('radio', { name: 'userspace' }).click();
  await expect(drawer.getByText('A poll-mode driver never enables its interrupt')).toBeVisible();
  await expect(drawer.getByText('Would become poll. Nothing has changed yet.')).toBeAttached();
  const agree = drawer.getByRole('button', { name: 'Set poll too' });
  await expect(agree).toBeFocused();
  expect(await axeFindingsInBoth(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(agree).toBeHidden();
  await expect(drawer.getByRole('radio', { name: 'kernel', exact: true })).toBeFocused();
  expect(scenario()).toBe(before);
  await drawer.getByRole('radio', { name: 'userspace' }).click();
  await agree.click();
  await expect(drawer.getByRole('radio', { name: 'poll', exact: true })).toBeChecked();
  await expect(drawer.getByRole('radio', { name: 'userspace' })).toBeChecked();
  await page.keyboard.press('Escape');

  // where the chip has to ask, the drawer asks for the same
  const trap = lane(page, 'Trap to hypervisor');
  await trap.getByRole('button', { name: 'All features' }).click();
  const trapDrawer = page.getByRole('dialog', { name: 'Trap to hypervisor, all features' });
  await trapDrawer.getByRole('radio', { name: 'userspace' }).click();
  const asked = await trapDrawer.locator('.why-not').innerText();
  await expect(trapDrawer.getByRole('button', { name: 'Turn SR-IOV on too' })).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const dpdk = trap.getByRole('switch', { name: 'DPDK' });
  await dpdk.click();
  expect((await page.locator('.pop .why-not p').innerText()).trim()).toBe(asked.split('\n')[0].trim());
  await page.getByRole('button', { name: 'Turn SR-IOV on too' }).click();
  await expect(dpdk).toBeChecked();
  await page.keyboard.press('Control+z');
  await expect(dpdk).not.toBeChecked();
  expectNoFaults(page);
});

test('lanes are renamed, moved, copied, added and removed from head, menu and keys', async ({ page }) => {
  await openLab(page, STILL);
  await lane(page, 'VMDQ').locator('.head').click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'VMDQ: lane' });
  await expect(menu.getByRole('menuitem')).toHaveCount(8);
  expect(await axeFindings(page)).toEqual([]);
  await menu.getByRole('menuitem', { name: 'Rename' }).click();
  const name = page.getByRole('textbox', { name: 'Name of the lane' });
  await expect(name).toBeFocused();
  await page.keyboard.type('VMDQ, big ring');
  await page.keyboard.press('Enter');
  await expect(lane(page, 'VMDQ, big ring')).toBeVisible();
  await lane(page, 'DPDK').focus();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect.poll(() => order(page)).toEqual([LANES[0], 'VMDQ, big ring', LANES[2], LANES[4], LANES[3]]);
  await expect(page.getByText('DPDK, now lane 4 of 5.')).toBeVisible();
  await expect(lane(page, 'DPDK')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(lane(page, 'DPDK')).toBeHidden();
  await expect(page.getByText('DPDK removed. Undo brings it back.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(lane(page, 'DPDK')).toBeVisible();

  const head = (await lane(page, 'DPDK').locator('.head').boundingBox())!;
  const first = (await lane(page, LANES[0]).boundingBox())!;
  await page.mouse.move(head.x + 70, head.y + 12);
  await page.mouse.down();
  await page.mouse.move(first.x + 40, head.y + 12, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => order(page)).toEqual(['DPDK', LANES[0], 'VMDQ, big ring', LANES[2], LANES[3]]);
  expectNoFaults(page);
});

test('focus stays with the lanes: on the copy, on the neighbour of one that went, on one that came back', async ({
  page,
}) => {
  await openLab(page, STILL);
  await page.keyboard.press('2');
  await page.keyboard.press('Control+d');
  await expect.poll(() => order(page)).toEqual([...LANES.slice(0, 2), 'VMDQ 2', ...LANES.slice(2)]);
  await expect(lane(page, 'VMDQ 2')).toBeFocused();
  await page.keyboard.press('Delete');
  await expect.poll(() => order(page)).toEqual(LANES);
  await expect(lane(page, 'SR-IOV')).toBeFocused();

  await page.keyboard.press('5');
  await page.keyboard.press('Delete');
  await expect(lane(page, 'DDIO')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(lane(page, 'DPDK')).toBeFocused();

  await lane(page, 'VMDQ').locator('.head').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await expect(lane(page, 'SR-IOV')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(lane(page, 'VMDQ')).toBeFocused();
  await page.keyboard.press('F2');
  // the ring of focus leaves the hint alone
  const rings = await page.locator('.head .who').evaluateAll((all) =>
    all.flatMap((who) => {
      const field = who.querySelector('input');
      if (field === null) return [];
      const { outlineOffset, outlineWidth } = getComputedStyle(field);
      const ring = Math.max(0, Number.parseFloat(outlineOffset) + Number.parseFloat(outlineWidth));
      return [
        who.querySelector('p')!.getBoundingClientRect().top - field.getBoundingClientRect().bottom - ring,
      ];
    }),
  );
  expect(rings).toHaveLength(1);
  expect(rings[0]).toBeGreaterThanOrEqual(0);
  await page.keyboard.type('queues');
  await page.keyboard.press('Enter');
  await expect(lane(page, 'queues')).toBeFocused();

  await lane(page, 'SR-IOV').getByRole('button', { name: 'All features' }).click();
  const drawer = page.getByRole('dialog', { name: 'SR-IOV, all features' });
  await drawer.getByRole('button', { name: 'Remove' }).click();
  await expect(drawer).toBeHidden();
  await expect(lane(page, 'DDIO')).toBeFocused();
  expectNoFaults(page);
});

test('keys that follow each other act on the lane that came, not on the one that stood there', async ({
  page,
}) => {
  await openLab(page, STILL);
  await page.keyboard.press('1');
  const copy = 'Trap to hypervisor 2';
  // the second key comes before the copy runs
  await page.keyboard.press('Control+d');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.locator('.headlab [role="status"]')).toHaveText('Trap 2, now lane 3 of 6.');
  await expect(lane(page, copy)).toBeFocused();
  expect(await order(page)).toEqual(LANES.toSpliced(2, 0, copy));
});

test('presses that come before the run of the one before count all the same', async ({ page }) => {
  await openLab(page, STILL);
  const ddio = (name: string) => lane(page, name).getByRole('switch', { name: 'DDIO' });
  await ddio('DPDK').dblclick();
  // edits run in their order
  await ddio('DDIO').click();
  await expect(ddio('DDIO')).not.toBeChecked();
  await expect(ddio('DPDK')).toBeChecked();
  // the lane pressed is the one meant, though its place changes before it is set
  await page.keyboard.press('1');
  await ddio('DPDK').evaluate((chip: HTMLElement) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true }));
    chip.click();
  });
  await expect(lane(page, LANES[0])).toHaveCount(0);
  await expect(ddio('DPDK')).not.toBeChecked();

  await lane(page, 'SR-IOV').getByRole('button', { name: 'All features' }).click();
  const drawer = page.getByRole('dialog', { name: 'SR-IOV, all features' });
  await drawer.locator('[data-feature=itr_us] input[type=range]').focus();
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await expect(drawer.locator('[data-feature=itr_us] input[type=text]')).toHaveValue('58');
  expectNoFaults(page);
});

test('a load that was left and chosen again at once is the one that runs', async ({ page }) => {
  await openLab(page, STILL);
  await page.getByRole('button', { name: /^Load/ }).click();
  const popover = page.getByRole('dialog', { name: 'Load' });
  await popover.evaluate((box) => {
    const stop = (name: RegExp) =>
      [...box.querySelectorAll<HTMLElement>('.stops button')].find((each) => name.test(each.innerText))!;
    stop(/^10 %/).click();
    stop(/^100 %/).click();
  });
  await page.keyboard.press('Escape');
  // edits run in their order
  const chip = lane(page, 'DPDK').getByRole('switch', { name: 'DDIO' });
  await chip.click();
  await expect(chip).not.toBeChecked();
  await expect(page.getByRole('button', { name: /^Load/ })).toContainText('100%');
});

test('the drawer of a lane that undo takes away closes with it', async ({ page }) => {
  await openLab(page, STILL);
  await page.keyboard.press('3');
  await page.keyboard.press('Control+d');
  await lane(page, 'SR-IOV 2').getByRole('button', { name: 'All features' }).click();
  const drawer = page.getByRole('dialog', { name: /, all features$/ });
  await expect(drawer).toHaveAccessibleName('SR-IOV 2, all features');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(lane(page, 'SR-IOV 2')).toHaveCount(0);
  await expect(drawer).toHaveCount(0);
  expectNoFaults(page);
});

test('what was done with a lane is said in one line of the axis', async ({ page }) => {
  await openLab(page, STILL);
  const said = page.locator('.headlab [role="status"]');
  const room = () =>
    said.evaluate((line) => {
      const [head, box] = [line.parentElement!.getBoundingClientRect(), line.getBoundingClientRect()];
      const { lineHeight } = getComputedStyle(line);
      return {
        lines: Math.round(box.height / Number.parseFloat(lineHeight)),
        below: box.bottom > head.bottom,
        cut: line.scrollWidth > line.clientWidth,
      };
    });
  const fits = { lines: 1, below: false, cut: false };
  await page.keyboard.press('1');
  await page.keyboard.press('Control+d');
  await expect(said).toHaveText('Trap 2 added as lane 2.');
  expect(await room()).toEqual(fits);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(said).toHaveText(/now lane 3 of 6/);
  expect(await room()).toEqual(fits);
  await page.keyboard.press('4');
  await page.keyboard.press('Delete');
  await expect(said).toHaveText('SR-IOV removed. Undo brings it back.');
  expect(await room()).toEqual(fits);
});
