// The built site runs under any path: everything it asks for is found, worker and fonts included.
import { expect, test } from '@playwright/test';
import { preview } from 'vite';
import { expectNoFaults, lane, ONE_LANE, openLab } from './lab-page.ts';

test('runs under a sub-path without asking for anything outside it', async ({ page }) => {
  const server = await preview({
    base: '/67ns/',
    logLevel: 'warn',
    preview: { port: 0, strictPort: false, host: '127.0.0.1' },
  });
  try {
    const address = server.httpServer.address();
    if (address === null || typeof address === 'string') throw new Error('the preview server has no port');
    const base = `http://127.0.0.1:${address.port}/67ns/`;
    const asked: string[] = [];
    const failed: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('response', (response) => {
      if (response.status() >= 400) failed.push(response.url());
    });
    await openLab(page, ONE_LANE, base);
    await expect(lane(page, 'SR-IOV')).toBeVisible();
    // the simulator and the painter: all that is fetched has been asked for
    await expect.poll(() => page.workers().length).toBe(2);
    expect(failed).toEqual([]);
    expect(asked.filter((url) => !url.startsWith(base) && !/^(blob|data):/.test(url))).toEqual([]);
    expectNoFaults(page);
  } finally {
    await server.close();
  }
});
