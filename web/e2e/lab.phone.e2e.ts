// The phone's layout: five gauges as tabs, one lane below, nothing wider than the screen, axe-clean.
import { expect, type Locator, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { paintOnPage } from './draw-hash.ts';
import { layoutFaults } from './layout-faults.ts';
import {
  button,
  expectNoFaults,
  ink,
  LANES,
  lane,
  openLab,
  packetPanel,
  pause,
  reading,
  SHORT,
  stateOf,
  settled,
  time,
  UNDER_WAY,
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

test('a change says in sight what it made of the lane, and can be taken back or let go', async ({ page }) => {
  await openLab(page, `${stateOf({ stop: { packets: 8000 } })}&t=500000&play=0`);
  await page.getByRole('tab', { name: 'SR-IOV' }).tap();
  const sriov = lane(page, 'SR-IOV');
  const said = page.getByRole('group', { name: 'Compared with the run before' });
  const flip = () => sriov.getByRole('switch', { name: 'DDIO' }).tap();
  await flip();
  await expect(said).toBeInViewport({ ratio: 1 });
  await expect(said).toContainText(/[−+][\d,]+ cycles, [\d,.]+\s%/);
  await expect(said).toContainText(/Delivered [\d.]+ Mpps, was [\d.]+/);
  expect(await axeFindings(page)).toEqual([]);
  expect(await layoutFaults(page)).toEqual([]);
  const hide = said.getByRole('button', { name: 'Hide the run before' });
  expect((await hide.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await said.getByRole('button', { name: 'Undo' }).tap();
  await expect(said).toBeHidden();
  const undone = page.getByRole('group', { name: 'Undo' });
  await expect(undone).toBeInViewport({ ratio: 1 });
  await undone.getByRole('button', { name: 'Redo' }).tap();
  await hide.tap();
  await expect(said).toBeHidden();
  expectNoFaults(page);
});

test('a constant that is not as measured is flagged in sight, and can be reset', async ({ page }) => {
  await openLab(page, `${stateOf({ stop: { packets: 3000 }, costs: { 'vm.exitLight': 4000 } })}&play=0`);
  const stamp = page.getByRole('button', { name: '1 what-if: VM exit 4,000 cycles (usually 1,300)' });
  await expect(stamp).toBeInViewport();
  expect((await stamp.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await stamp.tap();
  const list = page.getByRole('dialog', { name: 'What is not as measured' });
  await expect(list.getByRole('listitem')).toContainText(
    /^VM exit 4,000 cycles \(usually 1,300\)vm\.exitLight/,
  );
  await list.getByRole('button', { name: 'Reset', exact: true }).tap();
  await expect(stamp).toBeHidden();
  expectNoFaults(page);
});

test('one packet is a press of a thumb away: the followed one, else one that the lane on the screen works on', async ({
  page,
}) => {
  await openLab(page, UNDER_WAY);
  for (const [width, height] of [
    [390, 844],
    [320, 568],
    [768, 1024],
  ]) {
    await page.setViewportSize({ width, height });
    const box = await button(page, 'One packet').boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), `${width} px`).toBeGreaterThanOrEqual(44);
    await expect(button(page, 'One packet')).toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await button(page, 'One packet').tap();
  const packet = packetPanel(page);
  await expect(packet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(packet).toBeHidden();
  await expect(button(page, 'One packet')).toBeFocused();
  await page.keyboard.press('g');
  const tray = page.getByRole('dialog', { name: 'Time' });
  await tray.getByRole('button', { name: /^Follow/ }).tap();
  const followed = /Packet ([\d,]+)/.exec((await tray.locator('.followed').textContent()) ?? '')?.[1];
  await button(page, 'Step').tap();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+ArrowRight');
  await button(page, 'One packet').tap();
  await expect(packet).toContainText(`Packet ${followed}`);
  expectNoFaults(page);
});

/** Draws a finger over the middle of an element. */
async function swipe(on: Locator, dx: number): Promise<void> {
  await on.evaluate((target, way) => {
    const { left, top, width } = target.getBoundingClientRect();
    const point = (clientX: number) => new Touch({ identifier: 1, target, clientX, clientY: top + 20 });
    const from = point(left + width / 2);
    const to = point(left + width / 2 + way);
    target.dispatchEvent(new TouchEvent('touchstart', { touches: [from], bubbles: true }));
    target.dispatchEvent(new TouchEvent('touchend', { changedTouches: [to], bubbles: true }));
  }, dx);
}

test('one packet is a list of its steps in the lane that is chosen, and says what the table says', async ({
  page,
}) => {
  await openLab(page, UNDER_WAY);
  await button(page, 'One packet').tap();
  const packet = packetPanel(page);
  const tab = (n: number) => page.getByRole('tab').nth(n - 1);
  await expect(packet).toContainText(/Packet [\d,]+ in lane 1/);
  await expect(tab(1)).toBeInViewport({ ratio: 1 });
  await expect(packet.getByRole('list', { name: 'Steps in Trap to hypervisor' })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  expect(await layoutFaults(page, '[role="dialog"]')).toEqual([]);

  await swipe(packet.locator('.fate-list'), -120);
  await expect(packet).toContainText('in lane 2');
  await expect(tab(2)).toHaveAttribute('aria-selected', 'true');
  await packet.getByRole('button', { name: 'Lane 3' }).tap();
  await expect(tab(3)).toHaveAttribute('aria-selected', 'true');
  await swipe(packet.locator('.fate-list'), 120);
  await tab(5).tap();
  const list = packet.getByRole('list', { name: 'Steps in DPDK' });
  const lengths = await list.locator('strong').allTextContents();
  expect(lengths.length).toBeGreaterThan(3);
  // a wait takes a row like others, however long it is, and its length is written
  const wait = list.locator('.waits').first();
  await expect(wait.locator('strong')).toHaveText(/^[\d,.]+ (ns|µs|ms|s)$/);
  expect((await wait.boundingBox())?.height).toBeLessThan(80);
  await packet.getByRole('button', { name: 'Every lane as a table' }).tap();
  const rows = packet.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'DPDK' }) });
  expect(await rows.locator('td:nth-child(5)').allTextContents()).toEqual(lengths.slice(0, -1).concat(''));
  await expect(packet).toContainText(/Packet [\d,]+, five fates/);
  await packet.getByRole('button', { name: 'One lane as a list' }).tap();

  const [, before] = /Packet ([\d,]+)/.exec((await packet.textContent()) ?? '') ?? [];
  await packet.getByRole('button', { name: 'Next packet' }).tap();
  await expect(packet).not.toContainText(`Packet ${before} in`);
  await expect(packet).toContainText('in lane 5');
  expectNoFaults(page);
});

test('the back gesture closes one packet and the page stays; there is room for its list on a low screen', async ({
  page,
}) => {
  // the browser's own watcher, which a test may ask as the system would
  await page.addInitScript(() => {
    const { CloseWatcher } = window as unknown as { CloseWatcher: new () => object };
    const kept = window as unknown as { CloseWatcher: unknown; watcher: object };
    kept.CloseWatcher = class extends CloseWatcher {
      constructor() {
        super();
        kept.watcher = this;
      }
    };
  });
  await page.setViewportSize({ width: 320, height: 568 });
  await openLab(page, UNDER_WAY);
  await button(page, 'One packet').tap();
  const packet = packetPanel(page);
  await expect.poll(async () => (await packet.locator('.scroll').boundingBox())?.height).toBeGreaterThan(120);
  await expect(page.getByRole('tab').first()).toBeInViewport({ ratio: 1 });
  await page.evaluate(() =>
    (window as unknown as { watcher: { requestClose(): void } }).watcher.requestClose(),
  );
  await expect(packet).toBeHidden();
  await expect(button(page, 'One packet')).toBeFocused();
  expectNoFaults(page);
});

test('what a choice would bring along is asked over the whole row, clear of the heading and the cross', async ({
  page,
}) => {
  await openLab(page, UNDER_WAY);
  await lane(page, LANES[0]).getByRole('switch', { name: 'DPDK' }).tap();
  const chip = page.getByRole('dialog', { name: 'Not possible yet' });
  await expect(chip.getByRole('button', { name: 'Turn SR-IOV on too' })).toBeVisible();
  expect(await layoutFaults(page, '[role="dialog"]')).toEqual([]);
  const words = await chip.locator('.why-not p').evaluate((p) => {
    const range = document.createRange();
    range.selectNodeContents(p);
    return range.getBoundingClientRect().right;
  });
  expect(words).toBeLessThanOrEqual((await chip.getByRole('button', { name: 'Close' }).boundingBox())!.x + 1);
  await page.keyboard.press('Escape');
  await lane(page, LANES[0]).getByRole('button', { name: 'All features' }).tap();
  const drawer = page.getByRole('dialog', { name: /all features$/ });
  await drawer.getByRole('radio', { name: 'userspace' }).tap();
  const asked = (await drawer.locator('.why-not').boundingBox())!;
  expect(asked.width).toBeGreaterThan(320);
  const heading = (await drawer.getByRole('heading', { name: 'Receive path' }).boundingBox())!;
  expect(asked.y).toBeGreaterThanOrEqual(heading.y + heading.height - 1);
  expectNoFaults(page);
});
