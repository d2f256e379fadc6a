// A page that is measured: what its scripts need of the bench, and playing it for a while.
import type { Browser, BrowserContext, Page } from '@playwright/test';

/** A page without state of its own, in a window of that size; a function given to it may have helpers that tsx names. */
export async function measuredPage(
  browser: Browser | BrowserContext,
  viewport = { width: 1366, height: 768 },
): Promise<Page> {
  const page = await ('contexts' in browser ? browser.newPage({ viewport }) : browser.newPage());
  await page.addInitScript('globalThis.__name = (f) => f');
  return page;
}

/** Plays for `ms`, from the beginning again whenever the run has ended; returns how often it was begun. */
export async function playFor(page: Page, ms: number): Promise<number> {
  const play = page
    .getByRole('toolbar', { name: 'Playback' })
    .getByRole('button', { name: 'Play', exact: true });
  let rounds = 0;
  for (const until = Date.now() + ms; Date.now() < until; ) {
    const begun = await play.click({ timeout: Math.max(1, until - Date.now()) }).then(
      () => true,
      // it plays on until the time is up
      () => false,
    );
    if (begun) rounds++;
  }
  return rounds;
}
