// Makes sure that the browser tests have a browser: finds one, else installs one, else says clearly what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { findBrowser } from './browser.ts';

const MINUTE_MS = 60_000;

function succeeds(command: string, args: string[], timeoutMs: number): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { stdio: 'inherit', timeout: timeoutMs, env }).status === 0;
}

/** Playwright downloads its own build; false where its servers cannot be reached. */
function installWithPlaywright(): boolean {
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')),
    'cli.js',
  );
  return succeeds(process.execPath, [cli, 'install', 'chromium'], 5 * MINUTE_MS);
}

/** The distribution's package, where this is Debian or Ubuntu and we are root. */
function installWithApt(): boolean {
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  if (!root || !existsSync('/usr/bin/apt-get')) return false;
  console.log("browser: trying the distribution's chromium package");
  return (
    succeeds('apt-get', ['update', '-qq'], 2 * MINUTE_MS) &&
    succeeds('apt-get', ['install', '-y', '-qq', 'chromium'], 10 * MINUTE_MS)
  );
}

/** Whether it runs at all: a downloaded build without the system's libraries is no browser. */
function starts(path: string | undefined): path is string {
  if (path === undefined || process.platform !== 'linux') return path !== undefined;
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: MINUTE_MS / 2 }).status === 0;
}

function ensureBrowser(): string | undefined {
  const found = findBrowser();
  if (starts(found)) return found;
  console.log(`browser: ${found ? `${found} does not start` : 'none found'}, trying Playwright's own build`);
  for (const install of [installWithPlaywright, installWithApt]) {
    const path = install() ? findBrowser() : undefined;
    if (starts(path)) return path;
  }
  return undefined;
}

try {
  const path = ensureBrowser();
  if (path) {
    console.log(`browser: ${path}`);
  } else {
    console.error(
      'browser: none found and none could be installed. ' +
        'Install Chromium, Chrome or Edge, or set CHROME_PATH to one, and run the tests again.',
    );
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`browser: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
