// What leaves the page and what it says of itself: links that open the same state, files, and the self-check with the run's own hash.
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { axeFindingsInBoth } from './axe.ts';
import { encodeLink, completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { expectNoFaults, finished, openLab, pause } from './lab-page.ts';

const INPUT = { stop: { packets: 3000 }, warmup: { packets: 500 } };
const { scenario } = completeScenario(INPUT);
const AT_NS = 150_000;
const STATE = `s=${encodeLink(scenario)}&t=${AT_NS}&play=0`;

async function expectClean(page: Page): Promise<void> {
  expect(await axeFindingsInBoth(page)).toEqual([]);
}

test('the self-check finds nothing and has the run’s hash', async ({ page }) => {
  await openLab(page, `${STATE}&theme=light`);
  await pause(page);
  await finished(page);
  const hash = await page.locator('html').getAttribute('data-trace-hash');
  const stamp = page.getByRole('button', { name: /^Self-check/ });
  await stamp.click();
  const sheet = page.getByRole('dialog', { name: 'Self-check' });
  await expect(sheet.getByRole('heading', { name: 'Self-check: 0 violations' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(stamp).toHaveAccessibleName('Self-check: 0 violations');
  await expect(stamp).toHaveAttribute('aria-expanded', 'true');
  expect(await sheet.getByRole('listitem').count()).toBeGreaterThan(15);
  expect((await sheet.getByRole('region', { name: 'This run' }).innerText()).replaceAll(' ', '')).toContain(
    hash,
  );
  await expectClean(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(stamp).toBeFocused();
  expectNoFaults(page);
});

test('the link in the popover opens the same moment, files hold the report and the trace', async ({
  page,
}) => {
  await openLab(page, STATE);
  await pause(page);
  await finished(page);
  const share = page.getByRole('button', { name: 'Share', exact: true });
  await share.click();
  const popover = page.getByRole('dialog', { name: 'Take it with you' });
  await expect(popover.getByLabel('Link', { exact: true })).toHaveValue(
    new RegExp(`#/\\?s=${encodeLink(scenario).replaceAll('*', '\\*')}&t=${AT_NS}&play=0$`),
  );
  await expect(popover.getByLabel('Terminal')).toHaveValue(
    `echo '${JSON.stringify(INPUT)}' | npm run -s sim -- run - --at ${AT_NS}`,
  );
  await expectClean(page);

  const simulation = new Simulation(scenario);
  simulation.runTo(AT_NS * 1000);
  const [json] = await Promise.all([
    page.waitForEvent('download'),
    popover.getByRole('button', { name: 'Save report as JSON' }).click(),
  ]);
  const report = JSON.parse(await readFile((await json.path()) as string, 'utf8'));
  expect(report.lanes).toEqual(JSON.parse(JSON.stringify(simulation.report().lanes)));

  const [csv] = await Promise.all([
    page.waitForEvent('download'),
    popover.getByRole('button', { name: 'Save trace as CSV' }).click(),
  ]);
  const lines = (await readFile((await csv.path()) as string, 'utf8')).split('\n');
  expect(lines[0]).toContain('t_ps,lane,kind,packet');
  expect(lines.some((line) => line.includes('packet.delivered'))).toBe(true);

  for (const [kind, head] of [
    ['SVG', '<svg'],
    ['PNG', '\u0089PNG'],
  ]) {
    const [picture] = await Promise.all([
      page.waitForEvent('download'),
      popover.getByRole('button', { name: `Save picture as ${kind}` }).click(),
    ]);
    const bytes = await readFile((await picture.path()) as string, 'latin1');
    expect(bytes.slice(0, 200)).toContain(head);
    expect(bytes.length).toBeGreaterThan(50_000);
  }
  await page.keyboard.press('Escape');
  await expect(share).toBeFocused();
  expectNoFaults(page);
});
