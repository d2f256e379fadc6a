// The main states as they are laid out and drawn: nothing cut off, tiny or on top of other things; sums that add up; the
// draw lists that drawings.json keeps. After a change of the drawing that is meant: RENEW=1 npx playwright test layout
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { completeScenario } from '../../sim-core/index.ts';
import { Simulation } from '../../sim-core/paths/simulation.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import { DOT_PACKETS } from '../scene/flow-dots.ts';
import { drawHash, drawLists, recordDrawing } from './draw-hash.ts';
import { finished, lane, openLab, stateOf } from './lab-page.ts';
import { layoutFaults } from './layout-faults.ts';
import { at, MAIN_STATES, type MainState, openState } from './main-states.ts';

const STORED = new URL('./drawings.json', import.meta.url);
const SCENES = [
  'lab',
  'warm-up',
  'one-lane',
  'eight-lanes',
  'forward-host',
  'forward-vm',
  'vm-to-vm',
  'ovs',
  'functions',
  'what-if',
];
const SURFACES = [
  'frame-size',
  'load',
  'machine',
  'features',
  'fates',
  'time',
  'presets',
  'find',
  'share',
  'keys',
];

test.use({
  viewport: { width: 1280, height: 720 },
  deviceScaleFactor: 1,
  contextOptions: { reducedMotion: 'reduce' },
});

function stateNamed(name: string): MainState {
  const state = MAIN_STATES.find((each) => each.name === name);
  if (state === undefined) throw new Error(`no main state is called ${name}`);
  return state;
}

const HERE = './';
/** Long enough to play for seconds at ten times the usual pace. */
const THRESHOLD = { name: 'threshold', address: at(150_000, { stop: { packets: 8000 } }) };

/** The draw list's hash once it stays the same. */
async function stillHash(page: Page): Promise<string> {
  let last = '';
  await expect
    .poll(async () => {
      const before = last;
      last = await drawHash(page);
      return last === before;
    })
    .toBe(true);
  return last;
}

const numberIn = (text: string) => Number(text.replace(/,/g, '').match(/\d+/)?.[0]);

/** By lane: the sum of its floors' figures, and the total under the gauge. */
async function sums(page: Page): Promise<{ lane: string; floors: number; total: number }[]> {
  return page.locator('.lane').evaluateAll((lanes) =>
    lanes
      .filter((each) => each.querySelector('.mult + span') !== null)
      .map((each) => {
        const whole = (text: string) => Number(text.replace(/,/g, ''));
        const figures = [...each.querySelectorAll('.num .figure')].map((one) => whole(one.textContent ?? ''));
        const total =
          /([\d,]+) cycles/.exec(each.querySelector('.mult + span')?.textContent ?? '')?.[1] ?? '';
        return {
          lane: each.getAttribute('aria-label') ?? '',
          floors: figures.reduce((a, b) => a + b, 0),
          total: whole(total),
        };
      }),
  );
}

/** Names of floors that stand out of their rows. */
async function highNames(page: Page): Promise<string[]> {
  return page.locator('.axis .lab-row').evaluateAll((rows) =>
    rows.flatMap((row) => {
      const name = row.querySelector('span');
      if (name === null) return [];
      const [within, box] = [row.getBoundingClientRect(), name.getBoundingClientRect()];
      return box.top < within.top - 1 || box.bottom > within.bottom + 1 ? [name.textContent ?? ''] : [];
    }),
  );
}

async function hashesOf(
  page: Page,
  names: readonly string[],
  theme: string,
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const name of names) {
    await page.goto('about:blank');
    await openState(page, HERE, stateNamed(name), theme);
    await finished(page);
    hashes[`${name} ${theme}`] = await stillHash(page);
    expect.soft(await layoutFaults(page), name).toEqual([]);
    expect.soft(await highNames(page), name).toEqual([]);
    for (const { lane: title, floors, total } of await sums(page))
      expect.soft([title, floors]).toEqual([title, total]);
  }
  return hashes;
}

/** Compares with what is stored, or stores it where that is asked for. */
function expectStored(hashes: Record<string, string>): void {
  const stored = JSON.parse(readFileSync(STORED, 'utf8')) as Record<string, string>;
  if (process.env.RENEW) {
    const renewed = Object.entries({ ...stored, ...hashes }).sort(([a], [b]) => (a < b ? -1 : 1));
    writeFileSync(STORED, `${JSON.stringify(Object.fromEntries(renewed), null, 2)}\n`);
    return;
  }
  expect(hashes).toEqual(Object.fromEntries(Object.keys(hashes).map((key) => [key, stored[key]])));
}

test.describe('scenes', () => {
  test.describe.configure({ mode: process.env.RENEW ? 'serial' : 'parallel' });
  for (const half of [SCENES.slice(0, 5), SCENES.slice(5)]) {
    test(`${half.join(', ')}: laid out, added up and drawn as ever`, async ({ page }) => {
      await recordDrawing(page);
      expectStored(await hashesOf(page, half, 'light'));
    });
  }

  test('in the dark the lab is drawn as ever', async ({ page }) => {
    await recordDrawing(page);
    expectStored(await hashesOf(page, ['lab'], 'dark'));
  });
});

/** A list's widest stroke, px: that of a band is packets a second, and nothing else is stroked as wide. */
const widest = (list: string) =>
  Math.max(...[...list.matchAll(/lineWidth=([\d.]+)/g)].map(([, px]) => Number(px)));

test('near the threshold less motion has packets or bands, else they cross, and the caption says which', async ({
  page,
}) => {
  await recordDrawing(page);
  const caption = page.locator('.pace small');
  /** Plays at a place of the scale's slider; the widest stroke of what is drawn. */
  const playAt = async (position: number) => {
    await page.getByRole('slider', { name: 'Time scale' }).fill(String(position));
    await page.getByRole('button', { name: 'Play', exact: true }).click();
  };
  const strokes = async () => widest((await drawLists(page)).join('\n'));
  const again = async () => {
    await page.goto('about:blank');
    await openState(page, HERE, THRESHOLD, 'light');
  };
  await again();
  const still = await strokes();
  await playAt(0.46);
  // the clock is written five times a second, and what is drawn follows it: by its third time bands would have come
  const clock = page.locator('.clock strong');
  for (let i = 0; i < 3; i++) {
    const said = (await clock.textContent()) ?? '';
    await expect(clock).not.toHaveText(said);
  }
  expect(await strokes()).toBeLessThan(2 * still);
  await expect(caption).toHaveText(/^[\d.]+ (million )?times slower$|^[\d,]+ times slower$/);

  await again();
  await playAt(0.54);
  await expect(caption).toContainText(TIME_WORDS.dots(DOT_PACKETS));
  expect(await strokes()).toBeGreaterThan(2 * still);

  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await again();
  await playAt(0.5);
  await expect(caption).toContainText(TIME_WORDS.fading);
  expect(await strokes()).toBeGreaterThan(2 * still);
  // stepping stops playing: a still frame has packets alone, and the caption does without bands
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(caption).not.toContainText(TIME_WORDS.fading);
  await expect.poll(strokes).toBeLessThan(2 * still);
});

test('playing too fast for single packets draws bands, says what a dot is, and has room for it', async ({
  page,
}) => {
  await recordDrawing(page);
  await openState(page, HERE, stateNamed('lab'), 'light');
  const still = (await drawLists(page)).join('\n');
  await page.goto('about:blank');
  await openState(page, HERE, stateNamed('density'), 'light');
  expect(await layoutFaults(page)).toEqual([]);
  const bands = (await drawLists(page)).join('\n');
  expect(widest(bands)).toBeGreaterThan(2 * widest(still));
});

test('what opens has no text that is cut off, tiny, or on other text', async ({ page }) => {
  await openState(page, HERE, stateNamed('lab'), 'light');
  await finished(page);
  for (const name of SURFACES) {
    const { reach, shows } = stateNamed(name);
    await reach?.(page);
    const surface = page.locator(shows!).last();
    await expect(surface).toBeVisible();
    await page.waitForFunction(() => document.getAnimations().every((each) => each.playState !== 'running'));
    expect.soft(await layoutFaults(page, '[role="dialog"]'), name).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(surface).toBeHidden();
  }
});

/** Notes of a comparison that leave the gauge, and struck figures that do not stand on their figure's line. */
async function ghostFaults(page: Page): Promise<string[]> {
  return page.locator('.lane').evaluateAll((lanes) =>
    lanes.flatMap((each) => {
      const found: string[] = [];
      const note = each.querySelector('.ghost-note')?.getBoundingClientRect();
      const gauge = each.querySelector('.gauge')?.getBoundingClientRect();
      const mult = each.querySelector('.mult')?.getBoundingClientRect();
      if (note && gauge && mult) {
        if (note.bottom > gauge.bottom - 1 || note.top < gauge.top) found.push('the note leaves the gauge');
        if (note.top < mult.bottom - 3 && note.bottom > mult.top + 3)
          found.push('the note is on the multiple');
        const strip = each.querySelector('.strip');
        if (strip !== null && getComputedStyle(strip).visibility !== 'hidden') {
          const { top, bottom } = strip.getBoundingClientRect();
          if (note.top < bottom - 1 && note.bottom > top + 1) found.push('the note is on the strip');
        }
      }
      for (const was of each.querySelectorAll('.num s')) {
        const [a, b] = [was.getBoundingClientRect(), was.nextElementSibling?.getBoundingClientRect()];
        if (b && (a.bottom <= b.top + 2 || b.bottom <= a.top + 2))
          found.push(`two lines: ${was.textContent}`);
      }
      return found;
    }),
  );
}

test('a comparison with the run before has its place at every size', async ({ page }) => {
  for (const name of ['ghost', 'ghost-full', 'ghost-long']) {
    await page.goto('about:blank');
    await openState(page, HERE, stateNamed(name), 'light');
    for (const [width, height] of [
      [1280, 720],
      [1366, 768],
      [1920, 1080],
      [1366, 640],
    ]) {
      await page.setViewportSize({ width, height });
      const faults = async () => [...(await ghostFaults(page)), ...(await layoutFaults(page))];
      await expect.soft.poll(faults, `${name} at ${width} × ${height}`).toEqual([]);
    }
  }
});

test('nothing is wider than a window of 320 px, whatever opens', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await openState(page, HERE, stateNamed('lab'), 'light');
  expect.soft(await layoutFaults(page)).toEqual([]);
  // what a dot would stand for has its place here too
  await expect(page.locator('.pace small')).toBeInViewport({ ratio: 1 });
  for (const name of ['frame-size', 'machine', 'features', 'fates', 'time', 'find', 'presets', 'share']) {
    const { reach, shows } = stateNamed(name);
    await reach?.(page);
    const surface = page.locator(shows!).last();
    await expect(surface).toBeVisible();
    // what scrolls up and down must not have to be scrolled sideways too
    const over = await surface.evaluate((each) => [
      each.getBoundingClientRect().right,
      each.getBoundingClientRect().left + each.scrollWidth,
      document.body.scrollWidth,
    ]);
    expect.soft(Math.max(...over), name).toBeLessThanOrEqual(320);
    await page.keyboard.press('Escape');
    await expect(surface).toBeHidden();
  }
});

test('zoomed to 200 % the transport stays at the bottom when the rest scrolls, and no line is on another', async ({
  page,
}) => {
  for (const [width, height] of [
    [683, 384],
    [640, 360],
    [1024, 500],
  ]) {
    await page.goto('about:blank');
    await page.setViewportSize({ width, height });
    await openState(page, HERE, stateNamed('lab'), 'light');
    const logo = (await page.locator('.mark i').boundingBox())!;
    const sentence = (await page.locator('.sentence').boundingBox())!;
    const beside = sentence.x >= logo.x + logo.width;
    expect(beside || sentence.y + 2 >= logo.y + logo.height).toBe(true);
    await page.mouse.move(width / 2, height / 3);
    await page.mouse.wheel(0, 300);
    await expect.poll(() => page.locator('.frame').evaluate((frame) => frame.scrollTop)).toBe(300);
    const foot = (await page.locator('.frame > footer').boundingBox())!;
    expect(foot.y + foot.height).toBeCloseTo(height, 0);
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeInViewport({ ratio: 1 });
  }
});

test('delivered, dropped and under way are what arrived', async ({ page }) => {
  const input = { stop: { packets: 4000 }, warmup: { packets: 0 } };
  await openLab(page, at(0, input));
  await finished(page);
  await page.keyboard.press('End');
  const { scenario, warnings, laneWarnings } = completeScenario(input);
  const run = new Simulation(scenario, { warnings, laneWarnings });
  while (!run.advance(100_000));
  const { packets } = run.report().lanes[0];
  const trap = lane(page, 'Trap to hypervisor');
  const panel = page.getByRole('dialog');
  const says = async (figure: RegExp) => {
    await trap.getByRole('button', { name: figure }).click();
    return (await panel.locator('.says').innerText()).replace(/,/g, '');
  };
  const delivered = numberIn(await says(/^Delivered/));
  const [, dropped, offered] =
    /(\d+) packets found no room while (\d+) arrived/.exec(await says(/^Dropped/)) ?? [];
  expect(delivered + Number(dropped) + packets.in_flight).toBe(Number(offered));
  expect([delivered, Number(dropped)]).toEqual([packets.delivered, packets.dropped]);
});

test('a moment behind the end of a run that ends sooner than expected shows its end', async ({ page }) => {
  const early = { traffic: { load: 1e-6 }, stop: { duration_ns: 2_000_000 }, warmup: { duration_ns: 0 } };
  await openLab(page, `${stateOf(early)}&t=600000&play=0`);
  await expect(page.getByRole('toolbar', { name: 'Playback' })).not.toContainText('waiting');
});
