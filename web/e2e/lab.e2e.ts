// The Lab opens as the contract says: five lanes with gauge, counters and features, playback, traffic, and no faults.
import { expect, test } from '@playwright/test';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import {
  button,
  expectNoFaults,
  finished,
  gauge,
  LANES,
  lane,
  openLab,
  pause,
  playback,
  reading,
  SHORT,
  ONE_LANE,
  settled,
  stateOf,
  time,
} from './lab-page.ts';

test('opens with five lanes, each with gauge, counters and features', async ({ page }) => {
  await openLab(page);
  await pause(page);
  for (const name of LANES) {
    await expect(lane(page, name)).toBeVisible();
    await expect(gauge(page, name)).toHaveAttribute('aria-valuetext', /^[\d\s,]+ cycles a packet.*budget/);
    expect(await reading(gauge(page, name))).toBeGreaterThan(0);
    await expect(lane(page, name).getByRole('group', { name: 'Hardware features' })).toBeVisible();
    const counters = lane(page, name).getByRole('group', { name: 'Counters' });
    expect(await counters.getByRole('term').count()).toBeGreaterThan(2);
    expect(await counters.getByRole('definition').count()).toBe(await counters.getByRole('term').count());
  }
  await expect(page.getByRole('status').first()).toBeAttached();
  expectNoFaults(page);
});

test('the gauges at the end of the run are the report’s', async ({ page }) => {
  const input = { stop: { packets: 30_000 }, traffic: { load: 0.5 } };
  const { scenario, warnings, laneWarnings } = completeScenario(input);
  const simulation = new Simulation(scenario, { warnings, laneWarnings });
  while (!simulation.advance(100_000));
  const reported = simulation.report().lanes.map((row) => row.recent?.cycles_per_packet ?? 0);
  expect(Math.min(...reported)).toBeGreaterThan(0);

  await openLab(page, stateOf(input));
  await pause(page);
  await finished(page);
  await page.keyboard.press('End');
  await settled(time(page), (ns) => Math.abs(ns - simulation.windowClosePs / 1000) < 1);
  for (const [i, name] of LANES.entries()) {
    await expect.poll(async () => Math.abs((await reading(gauge(page, name))) - reported[i])).toBeLessThan(1);
  }
});

test('traffic is a group of words, and a change of one runs the packets again', async ({ page }) => {
  await openLab(page, ONE_LANE);
  const traffic = page.getByRole('group', { name: 'Traffic' });
  for (const label of ['Frame size', 'Load', 'Flows', 'VMs', 'Link']) {
    await expect(traffic.getByLabel(new RegExp(`^${label}`)).first()).toBeVisible();
  }
  await traffic
    .getByLabel(/^Frame size/)
    .first()
    .click();
  await page
    .getByRole('button', { name: /^1,?518\b/ })
    .first()
    .click();
  await expect(traffic.getByLabel(/^Frame size 1,?518/)).toBeVisible();
  await expect(page).toHaveURL(/s=/);
  expectNoFaults(page);
});

test('playback has its controls, and a run that ends stops', async ({ page }) => {
  await openLab(page, SHORT);
  const toolbar = playback(page);
  await expect(button(page, 'Step')).toBeVisible();
  await expect(button(page, 'Step back')).toBeVisible();
  await expect(toolbar.getByRole('slider', { name: 'Time scale' })).toBeVisible();
  await pause(page);
  const before = await reading(time(page));
  await button(page, 'Play').click();
  await settled(time(page), (ns) => ns > before);
  await page.keyboard.press('End');
  await expect(button(page, 'Play')).toBeVisible();
  expectNoFaults(page);
});

test('a chip flips its lane’s features, and the lane can be reset', async ({ page }) => {
  await openLab(page, SHORT);
  await pause(page);
  const ddio = lane(page, 'DDIO');
  const chip = ddio.getByRole('switch', { name: 'DDIO' });
  await expect(chip).toBeChecked();
  await chip.click();
  await expect(chip).not.toBeChecked();
  await ddio.getByRole('button', { name: 'Reset lane' }).click();
  await expect(chip).toBeChecked();
  expectNoFaults(page);
});

test('below line rate the sentence speaks of a packet time, for packets come less often', async ({
  page,
}) => {
  const traffic = page.getByRole('group', { name: 'Traffic' });
  await openLab(page, ONE_LANE);
  await expect(traffic).toContainText('one every');
  await openLab(
    page,
    stateOf({ stop: { packets: 1000 }, traffic: { load: 0.5 }, lanes: [{ preset: 'sriov' }] }),
  );
  await expect(traffic).toContainText('a packet time of');
  await expect(traffic).not.toContainText('one every');
});

test('before there is a figure packets are counted, also before the first one is there', async ({ page }) => {
  const input = { stop: { packets: 1000 }, warmup: { packets: 0 } };
  const atNs = 9000;
  const { scenario, warnings, laneWarnings } = completeScenario(input);
  const simulation = new Simulation(scenario, { warnings, laneWarnings });
  simulation.runTo(atNs * 1000);
  const { offered, delivered } = simulation.report().lanes[0].packets;
  expect([offered > 100, delivered]).toEqual([true, 0]);
  await openLab(page, `${stateOf(input)}&t=${atNs}&play=0`);
  const trap = lane(page, LANES[0]);
  await expect(trap).toContainText(`0 of 16 packets`);
  await expect(trap).toContainText(`${offered} arrived`);
  const counters = trap.getByRole('group', { name: 'Counters' });
  await expect(counters.getByRole('definition').first()).toHaveText(/^0\s*packets$/);
  // before the first packet's last bit is in, but it will come
  await openLab(page, `${stateOf(input)}&t=10&play=0`);
  await finished(page);
  await expect(trap).toContainText('0 of 16 packets');
  await expect(trap).toContainText('0 arrived');
  expectNoFaults(page);
});
