// What opens above the Lab: one packet's table, a lane's features, the help; each by name, axe-clean, closed by Escape.
import { expect, type Locator, type Page, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { expectNoFaults, lane, ONE_LANE, openLab, pause, stateOf } from './lab-page.ts';

/** Late enough that packets are under way in every lane. */
const LATE = `${stateOf({ stop: { packets: 3000 } })}&t=150000&play=0`;

async function expectCleanAndClosable(page: Page, surface: Locator): Promise<void> {
  await expect(surface).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(surface).toBeHidden();
  expectNoFaults(page);
}

test('one packet, lane by lane, as a table', async ({ page }) => {
  await openLab(page, LATE);
  await pause(page);
  await page.getByRole('button', { name: 'One packet, every lane' }).click();
  const packet = page
    .getByRole('dialog', { name: /^Packet/ })
    .or(page.getByRole('complementary', { name: /^Packet/ }));
  await expect(packet.getByRole('table').first()).toBeAttached();
  await expectCleanAndClosable(page, packet);
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
