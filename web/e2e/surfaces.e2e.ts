// What opens above the Lab: one packet's table, a lane's features, the help; each by name, axe-clean, closed by Escape.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import {
  expectNoFaults,
  lane,
  ONE_LANE,
  openLab,
  packetPanel,
  pause,
  reading,
  stateOf,
  time,
  UNDER_WAY,
} from './lab-page.ts';

async function expectCleanAndClosable(page: Page, surface: Locator): Promise<void> {
  await expect(surface).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(surface).toBeHidden();
  expectNoFaults(page);
}

test('one packet, lane by lane, as a table', async ({ page }) => {
  await openLab(page, UNDER_WAY);
  await pause(page);
  await page.getByRole('button', { name: 'One packet, every lane' }).click();
  const packet = packetPanel(page);
  await expect(packet.getByRole('table').first()).toBeAttached();
  await expectCleanAndClosable(page, packet);
});

test('a lane that has all the plate has its panels in the window, beside its packets and figures', async ({
  page,
}) => {
  const lanes = [{ name: 'SR-IOV', preset: 'sriov' }];
  await openLab(page, `${stateOf({ stop: { packets: 8000 }, lanes })}&t=500000&play=0`);
  const only = lane(page, 'SR-IOV');
  const dialog = page.getByRole('dialog');
  const figure = only.getByRole('button', { name: /^Guest kernel/ });
  for (const opener of [figure, only.getByRole('button', { name: 'All features' })]) {
    await opener.click();
    await expect(dialog).toBeInViewport({ ratio: 1 });
    const panel = (await dialog.boundingBox())!;
    const number = (await figure.boundingBox())!;
    expect(panel.x + panel.width).toBeLessThan(number.x);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
});

test('all features of a lane, by their labels', async ({ page }) => {
  await openLab(page, ONE_LANE);
  await lane(page, 'SR-IOV').getByRole('button', { name: 'All features' }).click();
  const drawer = page.getByRole('dialog', { name: /SR-IOV/ });
  const features = drawer.getByRole('group', { name: 'Hardware features' });
  for (const role of ['switch', 'combobox', 'slider'] as const) {
    await expect(features.getByRole(role).first()).toBeVisible();
  }
  const iommu = features.getByRole('switch', { name: 'IOMMU' });
  await expect(iommu).toBeChecked();
  await expectCleanAndClosable(page, drawer);
});

test('the help lists the keys', async ({ page }) => {
  await openLab(page, ONE_LANE);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: /help|keys/i });
  await expect(help).toContainText('Space');
  await expectCleanAndClosable(page, help);
});

test('a packet typed into the palette is gone to, and what is no command is no moment either', async ({
  page,
}) => {
  await openLab(page, UNDER_WAY);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const moment = palette.getByRole('option', { name: /^Packet 1,000, when it arrives/ });
  await palette.getByRole('combobox').fill('p1000');
  await expect(moment).toBeVisible();
  // at line rate a packet's last bit is in one packet time after the one before
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect.poll(async () => Math.abs((await reading(time(page))) - 1001 * 67.2)).toBeLessThan(67.2);
  await page.keyboard.press('Control+k');
  await palette.getByRole('combobox').fill('xyzzy');
  await expect(palette).toContainText('No command has these words.');
  await expect(palette.getByRole('option')).toHaveCount(0);
  expectNoFaults(page);
});
