// A capture on the page: read first, sent second; what is found in it is the truth, and it never leaves the computer.
import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { axeFindings } from './axe.ts';
import { completeScenario, encodeLink } from '../../sim-core/index.ts';
import { expectNoFaults, LANES, lane, ONE_LANE, openLab, STILL } from './lab-page.ts';

const FILE = 'public/captures/three-vms.pcap';
const BYTES = readFileSync(FILE);
interface Truth {
  packets: number;
  wire_bytes: number;
  by_destination_mac: Record<string, number>;
}
const truth = (JSON.parse(readFileSync('public/captures/truth.json', 'utf8')) as Record<string, Truth>)[
  'three-vms.pcap'
];
/** Addresses of single machines, not of groups. */
const OWNERS = Object.entries(truth.by_destination_mac).filter(
  ([mac]) => Number.parseInt(mac.slice(1, 2), 16) % 2 === 0,
);

const sheetOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Capture' });

/** The page's sheet about the capture says what the truth says. */
async function expectTruth(page: Page): Promise<void> {
  const sheet = sheetOf(page);
  await expect(sheet).toContainText(`${truth.packets.toLocaleString('en')}packets in`);
  for (const [mac, packets] of OWNERS) {
    await expect(sheet.getByRole('row', { name: mac })).toContainText(packets.toLocaleString('en'));
  }
}

async function choose(
  page: Page,
  file: string | { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Open capture' }).first().click();
  await (await chooser).setFiles(file);
}

test('opened by button, it is read here, sent on demand, and goes nowhere', async ({ page }) => {
  await openLab(page, STILL);
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.postData() !== null) sent.push(request.url());
  });
  await choose(page, FILE);
  await expectTruth(page);
  // what ran is still running
  await expect(page.getByRole('group', { name: 'Traffic' })).toContainText('64-byte');
  await expect(sheetOf(page)).toContainText('Never leaves this computer');
  expect(await axeFindings(page)).toEqual([]);
  await sheetOf(page).getByRole('button', { name: 'Send these packets' }).click();
  await expect(page.getByRole('group', { name: 'Traffic' })).toContainText('three-vms.pcap');
  for (const name of LANES) await expect(lane(page, name)).toBeVisible();
  expect(sent).toEqual([]);
  expectNoFaults(page);
});

for (const way of ['dropped onto the page', 'pasted'] as const) {
  test(`${way}, it is read too`, async ({ page }) => {
    await openLab(page, ONE_LANE);
    const data = await page.evaluateHandle((text) => {
      const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'three-vms.pcap'));
      return transfer;
    }, BYTES.toString('base64'));
    const body = page.locator('body');
    if (way === 'pasted') {
      await body.evaluate((element, clipboardData) => {
        element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      }, data);
    } else {
      await body.dispatchEvent('dragenter', { dataTransfer: data });
      await expect(page.getByRole('heading', { name: 'Drop it on the wire' })).toBeVisible();
      await body.dispatchEvent('dragover', { dataTransfer: data });
      await body.dispatchEvent('drop', { dataTransfer: data });
    }
    await expectTruth(page);
    expectNoFaults(page);
  });
}

test('one that is cut short says where, and its whole packets can be sent', async ({ page }) => {
  await openLab(page, ONE_LANE);
  const buffer = BYTES.subarray(0, BYTES.length - 37);
  await choose(page, { name: 'cut-short.pcap', mimeType: 'application/octet-stream', buffer });
  const sheet = sheetOf(page);
  const whole = (truth.packets - 1).toLocaleString('en');
  await expect(sheet).toContainText('cut-short.pcap ends inside a packet');
  await expect(sheet).toContainText(`${whole} whole packets come before it.`);
  await sheet.getByRole('button', { name: `Use the ${whole} packets` }).click();
  await sheet.getByRole('button', { name: 'Send these packets' }).click();
  await expect(page.getByRole('group', { name: 'Traffic' })).toContainText('cut-short.pcap');
  expectNoFaults(page);
});

test('a link asks for its capture, tells another file from it, and keeps its lanes', async ({ page }) => {
  const { scenario } = completeScenario(
    {
      traffic: { kind: 'capture', capture: { file: 'three-vms.pcap' } },
      lanes: [{ preset: 'sriov' }, { preset: 'dpdk' }],
    },
    { packets: truth.packets, vms: 3 },
  );
  await openLab(page, `s=${encodeLink(scenario, '0123456789abcdef')}&play=0`);
  const banner = page.getByRole('region', { name: 'Message' });
  await expect(banner).toContainText('This link was made with three-vms.pcap.');
  await choose(page, FILE);
  await expect(sheetOf(page)).toContainText('Not the same file as in the link');
  await expect(sheetOf(page)).toContainText('0123456789abcdef');
  await sheetOf(page).getByRole('button', { name: 'Use it anyway' }).click();
  await expect(banner).toBeHidden();
  await expect(lane(page, 'Trap to hypervisor')).toBeHidden();
  await expect(lane(page, 'SR-IOV')).toBeVisible();
  await expect(page.getByRole('group', { name: 'Traffic' })).toContainText('three-vms.pcap');
  expectNoFaults(page);
});
