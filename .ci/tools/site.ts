// The built site on a port that is free, and a browser to look at it: shared by the pictures and the bench.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from '@playwright/test';
import { preview } from 'vite';
import { findBrowser, LAUNCH_ARGS } from '../../web/e2e/browser.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Serves a folder of built files (default: the site's) until `close`. */
export async function serveSite(folder = `${ROOT}dist`): Promise<{ url: string; close(): Promise<void> }> {
  if (!existsSync(`${folder}/index.html`)) throw new Error(`${folder} is not built: run npm run build first`);
  const server = await preview({
    root: ROOT,
    logLevel: 'warn',
    build: { outDir: folder },
    preview: { port: 0, strictPort: false, host: '127.0.0.1' },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('the preview server has no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: findBrowser(), args: LAUNCH_ARGS });
}
