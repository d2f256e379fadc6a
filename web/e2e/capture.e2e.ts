// A capture on the page: what is found in it is the truth, it runs, and it never leaves the computer.
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { expectNoFaults, LANES, lane, openLab, SHORT } from './lab-page.ts';

const FILE = 'public/captures/three-vms.pcap';
interface Truth {
  packets: number;
  wire_bytes: number;
  by_destination_mac: Record<string, number>;
}
const truth = (JSON.parse(readFileSync('public/captures/truth.json', 'utf8')) as Record<string, Truth>)[
  'three-vms.pcap'
];

/** The page's sheet about the capture says what the truth says. */
async function expectTruth(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Capture' });
  await expect(sheet).toContainText(`${truth.packets.toLocaleString('en')}packets`);
  await expect(sheet).toContainText(truth.wire_bytes.toLocaleString('en'));
  for (const [mac, packets] of Object.entries(truth.by_destination_mac)) {
    await expect(sheet.getByRole('row', { name: mac })).toContainText(packets.toLocaleString('en'));
  }
  for (const name of LANES) await expect(lane(page, name)).toBeVisible();
}

test('opened by button, it is read here and sent nowhere', async ({ page }) => {
  await openLab(page, SHORT);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.postData() !== null) sent.push(request.url());
  });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open capture' }).click();
  await (await chooser).setFiles(FILE);
  await expectTruth(page);
  expect(sent).toEqual([]);
  expectNoFaults(page);
});

test('dropped onto the page, it runs too', async ({ page }) => {
  await openLab(page, SHORT);
  const base64 = readFileSync(FILE).toString('base64');
  const data = await page.evaluateHandle((text) => {
    const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], 'three-vms.pcap'));
    return transfer;
  }, base64);
  const stage = page.locator('body');
  await stage.dispatchEvent('dragenter', { dataTransfer: data });
  await stage.dispatchEvent('dragover', { dataTransfer: data });
  await stage.dispatchEvent('drop', { dataTransfer: data });
  await expectTruth(page);
  expectNoFaults(page);
});
