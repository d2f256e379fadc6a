// Where a Chromium-family browser may be on this machine, and the options that every test launches it with.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** Usual places under each of Windows' program folders. */
function windowsPlaces(): string[] {
  return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable];
    if (!folder) return [];
    return [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ];
  });
}

/** Playwright's own build if it has been downloaded. */
function playwrightBuild(): string[] {
  try {
    return [chromium.executablePath()];
  } catch {
    return [];
  }
}

/** Path of a browser that exists, or undefined. CHROME_PATH wins and is trusted to be meant: a wrong one is an error. */
export function findBrowser(): string | undefined {
  const asked = process.env.CHROME_PATH;
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH is ${asked}, but there is no such file.`);
    return asked;
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...MAC, ...windowsPlaces(), ...playwrightBuild()].find((path) => existsSync(path));
}

/**
 * What no test wants of the browser. Of several lists Chromium takes the last, so this one begins with what Playwright
 * itself turns off. The list under the address bar is a page of its own: with two of them, opening a window and the Lab
 * in it costs twice the processor time.
 */
const UNWANTED_FEATURES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
];

/** Software drawing, no background traffic; without the sandbox because CI runs as root. */
export const LAUNCH_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${UNWANTED_FEATURES.join(',')}`,
];

/**
 * The tests' own. A page of theirs lives for seconds, and V8's last compiler costs it a fifth of its processor time, which
 * comes back in minutes; the compilers before that one are as everywhere. Bench and pictures do without this.
 */
export const TEST_ARGS = [...LAUNCH_ARGS, '--js-flags=--no-opt'];
