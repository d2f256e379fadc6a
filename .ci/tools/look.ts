// Pictures of the built page to look at: its main states, or those named, at every size and theme; --readme: README's.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser } from '@playwright/test';
import { MAIN_STATES, type MainState, openState } from '../../web/e2e/main-states.ts';
import { launchBrowser, serveSite } from './site.ts';
import { typicalMomentNs } from './typical-moment.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SIZES = ['1920x1080', '1366x768', '1024x768', '390x844', '320x640'];
const README_SIZE = '1366x768';
/** The Lab alone is shown on the largest screens too. */
const LARGEST = '3840x2160';
const THEMES = ['light', 'dark'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    readme: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    size: { type: 'string', multiple: true },
    theme: { type: 'string', multiple: true },
    folder: { type: 'string', default: join(ROOT, '.cache/look') },
    /** What stands behind `#/?`, such as s=…&t=…; theme is added. */
    address: { type: 'string' },
  },
});

interface Picture {
  state: MainState;
  theme: string;
  size: string;
  file: string;
}

/** The pictures that the command line asks for. */
function pictures(): Picture[] {
  if (values.readme) {
    const address = values.address ?? `t=${typicalMomentNs()}&play=0`;
    const file = join(ROOT, 'public/lab.png');
    return [{ state: { name: 'readme', address }, theme: 'light', size: README_SIZE, file }];
  }
  return statesAsked().flatMap((state) => {
    const sizes = values.size ?? (state.name === 'lab' ? [...SIZES, LARGEST] : SIZES);
    return sizes.flatMap((size) =>
      (values.theme ?? THEMES).map((theme) => {
        const file = join(values.folder, `${state.name}-${size}-${theme}.png`);
        return { state, theme, size, file };
      }),
    );
  });
}

function statesAsked(): readonly MainState[] {
  if (values.address !== undefined) return [{ name: positionals[0] ?? 'address', address: values.address }];
  if (positionals.length === 0) return MAIN_STATES;
  return positionals.map((name) => {
    const state = MAIN_STATES.find((each) => each.name === name);
    if (state === undefined) throw new Error(`no state is called ${name}; --list names them`);
    return state;
  });
}

async function shoot(browser: Browser, url: string, { state, theme, size, file }: Picture): Promise<void> {
  const [width, height] = size.split('x').map(Number);
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  try {
    await openState(page, url, state, theme);
  } catch (error) {
    faults.push(String(error).split('\n')[0]);
  }
  await page.screenshot({ path: file });
  await page.close();
  console.log(`${file}${faults.length > 0 ? `: ${faults.join('; ')}` : ''}`);
  if (faults.length > 0) process.exitCode = 1;
}

if (values.list) {
  for (const { name } of MAIN_STATES) console.log(name);
} else {
  const site = await serveSite();
  const browser = await launchBrowser();
  mkdirSync(values.folder, { recursive: true });
  try {
    for (const picture of pictures()) await shoot(browser, site.url, picture);
  } finally {
    await browser.close();
    await site.close();
  }
}
