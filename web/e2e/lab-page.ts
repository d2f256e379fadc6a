// The Lab as the contract describes it: opened, found by role and name, read.
import { expect, type Locator, type Page } from '@playwright/test';
import { completeScenario, encodeLink } from '../../sim-core/index.ts';
import { drawHash } from './draw-hash.ts';

/** The five default lanes, top of the ladder first. */
export const LANES = ['Trap to hypervisor', 'VMDQ', 'SR-IOV', 'DDIO', 'DPDK'];

/** Errors that the page has thrown or logged since it was opened. */
const faults = new WeakMap<Page, string[]>();

/** What stands behind `#/?` to open a scenario. */
export function stateOf(input: unknown): string {
  return `s=${encodeLink(completeScenario(input).scenario)}`;
}

/** Few packets, for tests that need no figures: the worker is done at once. */
export const SHORT = stateOf({ stop: { packets: 3000 } });
/** The same standing still, for tests of what is around the scene: playing takes most of the processor. */
export const STILL = `${SHORT}&play=0`;

/** One lane, few packets, standing still: for what opens over the Lab, whatever lanes are below. */
export const ONE_LANE = `${stateOf({ stop: { packets: 3000 }, lanes: [{ name: 'SR-IOV', preset: 'sriov' }] })}&play=0`;

/** Opens the Lab, its drawing recorded, and waits until its first frames can be drawn. `state` is what stands behind `#/?`. */
export async function openLab(page: Page, state = '', base = './'): Promise<void> {
  const seen: string[] = [];
  faults.set(page, seen);
  page.on('pageerror', (error) => seen.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(message.text());
  });
  // the captions of a first visit have tests of their own
  await page.addInitScript(() => localStorage.setItem('67ns.captions', 'seen'));
  await page.goto(`${base}#/${state ? `?${state}` : ''}`);
  await ready(page);
}

/** Waits until the page says that it can draw; the page itself looks, at every frame: an expectation would ask ever more seldom. */
export async function ready(page: Page): Promise<void> {
  await page.waitForSelector('html[data-ready="true"]', { timeout: 45_000 });
}

/** Waits until the run has been simulated to its end. */
export async function finished(page: Page): Promise<void> {
  await page.waitForSelector('html[data-trace-hash]', { timeout: 30_000 });
  const hash = await page.evaluate(() => document.documentElement.dataset.traceHash);
  expect(hash).toMatch(/^[0-9a-f]{16}$/);
}

export function expectNoFaults(page: Page): void {
  expect(faults.get(page)).toEqual([]);
}

/** Late enough that packets are under way in every lane. */
export const UNDER_WAY = `${stateOf({ stop: { packets: 3000 } })}&t=150000&play=0`;

/** The panel of one packet, whichever role it has where it stands. */
export const packetPanel = (page: Page): Locator =>
  page.getByRole('dialog', { name: /^Packet/ }).or(page.getByRole('complementary', { name: /^Packet/ }));

export const lane = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
export const gauge = (page: Page, name: string): Locator =>
  lane(page, name).getByRole('meter', { name: 'Cycle budget' });
export const playback = (page: Page): Locator => page.getByRole('toolbar', { name: 'Playback' });
export const button = (page: Page, name: string): Locator =>
  playback(page).getByRole('button', { name, exact: true });
export const time = (page: Page): Locator =>
  playback(page).getByRole('slider', { name: 'Time', exact: true });

/** Value of a slider or meter, whichever way it says it. */
export async function reading(widget: Locator): Promise<number> {
  const said = (await widget.getAttribute('aria-valuenow')) ?? (await widget.inputValue());
  return Number(said);
}

/** The widget's value once it has one that `fits`. */
export async function settled(widget: Locator, fits: (value: number) => boolean): Promise<number> {
  await expect.poll(async () => fits(await reading(widget))).toBe(true);
  return reading(widget);
}

/** Pixels of the plate's canvas that have been drawn on; the page has to paint it (`paintOnPage`). */
export async function ink(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas.over')!;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let pixels = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i] > 0) pixels++;
    return pixels;
  });
}

/** Waits for two frames, so that what was asked for has been drawn. */
export async function drawn(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))),
  );
}

async function frameNow(page: Page): Promise<string> {
  const hash = await drawHash(page);
  const words = await Promise.all(LANES.map((name) => lane(page, name).innerText()));
  const gauges = await Promise.all(LANES.map((name) => gauge(page, name).getAttribute('aria-valuetext')));
  return JSON.stringify({ words, gauges, hash }, null, 1);
}

/** Everything that is shown once it stands still: words and figures of the lanes, and the hash of the draw list. */
export async function frameOf(page: Page): Promise<string> {
  let last = await frameNow(page);
  await expect
    .poll(async () => {
      const before = last;
      last = await frameNow(page);
      return last === before;
    })
    .toBe(true);
  return last;
}

/** Stops playback if it runs. */
export async function pause(page: Page): Promise<void> {
  const running = button(page, 'Pause');
  if (await running.isVisible()) await running.click();
  await expect(button(page, 'Play')).toBeVisible();
}
