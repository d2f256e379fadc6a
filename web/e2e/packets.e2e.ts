// Packets under the pointer: one lights up in every lane, and a press opens it at the lane that was pressed.
import { expect, type Page, test } from '@playwright/test';
import { drawHash, recordDrawing } from './draw-hash.ts';
import { expectNoFaults, lane, openLab, packetPanel, pause, UNDER_WAY } from './lab-page.ts';

/** Packets stand this far apart at least, px. */
const STEP = 9;

/** Moves the pointer up a lane's building, from the wire, until it is on a packet; returns the place. */
async function ontoPacket(page: Page, title: string): Promise<{ x: number; y: number }> {
  const box = (await lane(page, title).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const plate = page.locator('#plate-lanes');
  for (let y = box.y + 325; y > box.y + 60; y -= STEP) {
    for (let x = box.x + 95; x > box.x + 8; x -= STEP) {
      await page.mouse.move(x, y);
      if ((await plate.evaluate((main) => main.style.cursor)) === 'pointer') return { x, y };
    }
  }
  throw new Error(`no packet found in ${title}`);
}

test('under the pointer a packet is drawn another way, in every lane that has it, and as before when it leaves', async ({
  page,
}) => {
  await recordDrawing(page);
  await openLab(page, UNDER_WAY);
  await pause(page);
  await page.mouse.move(5, 5);
  const before = await drawHash(page);
  await ontoPacket(page, 'DPDK');
  await expect.poll(() => drawHash(page)).not.toBe(before);
  await page.mouse.move(5, 5);
  await expect.poll(() => drawHash(page)).toBe(before);
  expectNoFaults(page);
});

test('a press opens the packet at the lane that was pressed, and an arrow leads to the lane above', async ({
  page,
}) => {
  await openLab(page, UNDER_WAY);
  await pause(page);
  const { x, y } = await ontoPacket(page, 'DDIO');
  await page.mouse.click(x, y);
  const packet = packetPanel(page);
  await expect(packet).toContainText(/Lane 4, step \d+ of \d+/);
  await page.keyboard.press('ArrowUp');
  await expect(packet).toContainText(/Lane [123], step/);
  expectNoFaults(page);
});
