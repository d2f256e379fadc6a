// The main states of the Lab: how each is reached. Shared by the pictures (npm run look) and the test of the layout.
import type { Page } from '@playwright/test';
import { completeScenario, encodeLink } from '../../sim-core/index.ts';
import { TIME_WORDS } from '../i18n/en-time.ts';
import { DOT_PACKETS } from '../scene/flow-dots.ts';

export interface MainState {
  /** Its name in file names and on the command line. */
  name: string;
  /** What stands behind `#/?`, without the theme. */
  address: string;
  /** What a reader would do there. */
  reach?: (page: Page) => Promise<void>;
  /** What is there once it is reached, as a selector. */
  shows?: string;
  /** What is said of the window's owner, such as wishes for contrast. */
  media?: Parameters<Page['emulateMedia']>[0];
}

/** What stands behind `#/?` to open a scenario, standing still at `ns`. */
export function at(ns: number, input: unknown): string {
  return `s=${encodeLink(completeScenario(input).scenario)}&t=${ns}&play=0`;
}

/** Late enough that every lane has figures. */
const LATE = at(1_250_000, { stop: { packets: 20_000 } });

const DIALOG = '[role="dialog"]';
const MENU = '[role="menu"]';

const key = (name: string) => (page: Page) => page.keyboard.press(name);
const lane = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const word = (label: RegExp) => (page: Page) =>
  page.getByRole('group', { name: 'Traffic' }).getByRole('button', { name: label }).click();

/** Presses a lane's number, then a key that acts on it. */
function inLane(n: number, name: string) {
  return async (page: Page): Promise<void> => {
    await page.keyboard.press(String(n));
    await page.locator(`[data-lane="${n - 1}"]:focus`).waitFor();
    await page.keyboard.press(name);
  };
}

async function flipDdio(page: Page): Promise<void> {
  await inLane(3, 'd')(page);
}

/** On a phone the total is not a button: a floor's figure is asked there. */
async function askTotal(page: Page): Promise<void> {
  await page.keyboard.press('3');
  await page.locator('[data-lane="2"]:focus').waitFor();
  const own = lane(page, 'SR-IOV');
  const phone = (await page.locator('.layout-one').count()) > 0;
  await (phone ? own.locator('.num .figure').first() : own.locator('.mult')).click();
}

async function dieOfFault(page: Page): Promise<void> {
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      throw new Error('killed to see what the page says');
    });
  });
  await page.getByRole('button', { name: 'Restart' }).waitFor();
}

async function openCapture(
  page: Page,
  files: Parameters<Awaited<ReturnType<typeof choosing>>>[0],
): Promise<void> {
  await (await choosing(page))(files);
  await page.getByRole('dialog').waitFor();
}

async function choosing(page: Page) {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  const chosen = await chooser;
  return chosen.setFiles.bind(chosen);
}

/** The Lab with its features as they come, and what may run in place of that. */
const SCENES: readonly MainState[] = [
  { name: 'lab', address: LATE },
  { name: 'warm-up', address: at(9_000, { stop: { packets: 2000 } }) },
  {
    name: 'empty',
    address: at(600_000, {
      traffic: { load: 1e-6 },
      stop: { duration_ns: 2_000_000 },
      warmup: { duration_ns: 100_000 },
    }),
    shows: '.banner',
  },
  { name: 'light-load', address: at(4_000_000, { traffic: { load: 0.002016 }, stop: { packets: 200 } }) },
  {
    name: 'one-lane',
    address: at(500_000, { stop: { packets: 8000 }, lanes: [{ name: 'sriov', preset: 'sriov' }] }),
  },
  {
    name: 'eight-lanes',
    address: at(500_000, {
      stop: { packets: 8000 },
      lanes: [
        { preset: 'trap' },
        { preset: 'vmdq' },
        { preset: 'sriov' },
        { preset: 'ddio' },
        { preset: 'dpdk' },
        { name: 'big ring', preset: 'ddio', features: { ring_size: 4096 } },
        { name: 'posted', preset: 'sriov', features: { delivery: 'posted' } },
        { name: 'huge pages', preset: 'dpdk', features: { host_page: '1g' } },
      ],
    }),
  },
  {
    name: 'forward-host',
    address: at(100_000, {
      machine: { ghz: 2.1, cores: 1 },
      traffic: { link_gbps: 40, vms: 1, flows: 1 },
      stop: { packets: 8000 },
      workload: { kind: 'forward-host' },
      lanes: [
        { name: 'kernel', preset: 'trap' },
        { name: 'plain forwarding', preset: 'dpdk' },
        { name: 'Open vSwitch', preset: 'dpdk', features: { vswitch: 'ovs-dpdk' } },
      ],
    }),
  },
  {
    name: 'forward-vm',
    address: at(400_000, {
      stop: { packets: 8000 },
      workload: { kind: 'forward-vm' },
      lanes: [
        { preset: 'trap' },
        { preset: 'sriov' },
        { preset: 'dpdk' },
        {
          name: 'Open vSwitch and a VM',
          preset: 'dpdk',
          features: {
            vswitch: 'ovs-dpdk',
            vnic: 'vhost-user',
            classify: 'software',
            copy: 'cpu',
            iommu: false,
          },
        },
      ],
    }),
  },
  {
    name: 'vm-to-vm',
    address: at(400_000, {
      stop: { packets: 8000 },
      workload: { kind: 'vm-to-vm' },
      lanes: [{ preset: 'trap' }, { preset: 'vmdq' }, { preset: 'sriov' }, { preset: 'dpdk' }],
    }),
  },
  {
    name: 'ovs',
    address: at(1_900_000, {
      warmup: { packets: 0 },
      traffic: { flows: 10_000, load: 0.02 },
      stop: { packets: 2000 },
      lanes: [
        { name: 'bridge', preset: 'trap' },
        { name: 'a rule for each VM', preset: 'trap', features: { vswitch: 'ovs-kernel' } },
        {
          name: 'a rule for each flow',
          preset: 'trap',
          features: { vswitch: 'ovs-kernel', megaflows: 'per-flow' },
        },
      ],
    }),
  },
  {
    name: 'functions',
    address: at(400_000, {
      machine: { cores: 8 },
      traffic: { vms: 8 },
      stop: { packets: 8000 },
      lanes: [
        { name: 'eight functions', preset: 'sriov', features: { vfs: 8 } },
        { name: 'four functions', preset: 'sriov', features: { vfs: 4 } },
      ],
    }),
  },
  { name: 'what-if', address: at(500_000, { stop: { packets: 8000 }, costs: { 'vm.exitLight': 4000 } }) },
  {
    name: 'density',
    address: at(300_000, { stop: { packets: 8000 } }),
    // a still frame shows packets: bands are there as long as it plays fast
    reach: async (page) => {
      await page.keyboard.press(']');
      await page.keyboard.press(']');
      await page.keyboard.press(' ');
    },
    shows: `text=${TIME_WORDS.dots(DOT_PACKETS)}`,
  },
  { name: 'paced', address: LATE, reach: key('b') },
];

/** What opens over it. */
const SURFACES: readonly MainState[] = [
  { name: 'frame-size', address: LATE, reach: word(/^Frame size/), shows: DIALOG },
  { name: 'load', address: LATE, reach: word(/^Load/), shows: DIALOG },
  { name: 'arrivals', address: LATE, reach: word(/^Arrivals/), shows: DIALOG },
  { name: 'machine', address: LATE, reach: key('m'), shows: DIALOG },
  { name: 'features', address: LATE, reach: inLane(3, 'e'), shows: DIALOG },
  { name: 'features-left', address: LATE, reach: inLane(5, 'e'), shows: DIALOG },
  { name: 'impossible', address: LATE, reach: inLane(1, 'u'), shows: DIALOG },
  { name: 'lane-menu', address: LATE, reach: inLane(2, 'Shift+F10'), shows: MENU },
  { name: 'rename', address: LATE, reach: inLane(2, 'F2'), shows: '.lane input' },
  { name: 'ghost', address: LATE, reach: flipDdio, shows: '.ghost-note' },
  { name: 'ghost-full', address: LATE, reach: inLane(1, 's'), shows: '.ghost-note' },
  { name: 'ghost-long', address: LATE, reach: inLane(2, 's'), shows: '.ghost-note' },
  { name: 'why', address: LATE, reach: askTotal, shows: DIALOG },
  { name: 'fates', address: LATE, reach: key('f'), shows: DIALOG },
  { name: 'time', address: LATE, reach: key('g'), shows: DIALOG },
  { name: 'presets', address: LATE, reach: key('w'), shows: DIALOG },
  { name: 'find', address: LATE, reach: key('/'), shows: DIALOG },
  { name: 'self-check', address: LATE, reach: key('x'), shows: DIALOG },
  { name: 'share', address: LATE, reach: key('c'), shows: DIALOG },
  { name: 'palette', address: LATE, reach: key('Control+k'), shows: DIALOG },
  { name: 'keys', address: LATE, reach: key('?'), shows: DIALOG },
  {
    name: 'capture',
    address: LATE,
    reach: (page) => openCapture(page, 'public/captures/three-vms.pcap'),
    shows: DIALOG,
  },
];

/** What goes wrong, and wishes of the window's owner. */
const TROUBLE: readonly MainState[] = [
  { name: 'damaged-link', address: 's=%7Bbroken&t=soon&colour=blue&play=0' },
  {
    name: 'link-needs-file',
    address: at(0, { traffic: { kind: 'capture', capture: { file: 'three-vms.pcap' } } }),
  },
  { name: 'worker-died', address: LATE, reach: dieOfFault },
  { name: 'forced-colours', address: LATE, media: { forcedColors: 'active' } },
  { name: 'more-contrast', address: LATE, media: { contrast: 'more' } },
  {
    name: 'print',
    address: LATE,
    reach: (page) => page.emulateMedia({ media: 'print' }),
    shows: '.print-sheet',
  },
];

export const MAIN_STATES: readonly MainState[] = [...SCENES, ...SURFACES, ...TROUBLE];

/** Opens the page in a state, and waits until it stands still. `url` ends where `#/` begins. */
export async function openState(page: Page, url: string, state: MainState, theme: string): Promise<void> {
  if (state.media !== undefined) await page.emulateMedia(state.media);
  await page.goto(`${url}#/?${state.address}&theme=${theme}`);
  await page.waitForSelector('html[data-ready="true"]', { timeout: 45_000 });
  await page.evaluate(() => document.fonts.ready);
  await standingStill(page);
  await state.reach?.(page);
  if (state.shows !== undefined) await page.locator(state.shows).first().waitFor({ state: 'attached' });
  await standingStill(page);
}

/** Nothing is animated, no figure is on its way, and what was asked for has been drawn. */
async function standingStill(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const { dataset } = document.documentElement;
    return dataset.ready === 'true' && document.getAnimations().every((each) => each.playState !== 'running');
  });
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))),
  );
}
