// Browser tests run on the built site, served on a port that is free, on a desktop and on a phone.
import { execFileSync } from 'node:child_process';
import { defineConfig } from '@playwright/test';
import { findBrowser, TEST_ARGS } from './web/e2e/browser.ts';

/** A free port; chosen once, in the first process that reads this file, and inherited by the workers. */
function sitePort(): string {
  process.env.SITE_PORT ??= execFileSync(
    process.execPath,
    [
      '-e',
      "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})",
    ],
    { encoding: 'utf8' },
  ).trim();
  return process.env.SITE_PORT;
}

const port = sitePort();
const url = `http://127.0.0.1:${port}/`;

export default defineConfig({
  testDir: 'web/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: url,
    launchOptions: { executablePath: findBrowser(), args: TEST_ARGS },
    // recording every step costs half of the time: `npx playwright test --trace retain-on-failure` where one is looked for
    trace: 'off',
    // only the test of working offline wants the site kept
    serviceWorkers: 'block',
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: '**/*.phone.e2e.ts',
      use: { viewport: { width: 1366, height: 768 } },
    },
    {
      name: 'phone',
      testMatch: '**/*.phone.e2e.ts',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
  webServer: {
    command: `npm run build -- --logLevel warn && npm run preview -- --port ${port} --strictPort`,
    url,
    reuseExistingServer: false,
    timeout: 120_000,
  },
});
