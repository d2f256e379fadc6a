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

/**
 * Plays for `ms`, from the beginning again whenever the run has ended; returns how often it was begun. The page looks
 * after that itself, at the change of the button: a search for it from outside would be measured too.
 */
export async function playFor(page: Page, ms: number): Promise<number> {
  const script = `new Promise((done) => {
    const button = document.querySelector('[role="toolbar"] .pl');
    let rounds = 0;
    const play = () => {
      if (button.getAttribute('aria-label') !== 'Play') return;
      rounds++;
      button.click();
    };
    const watch = new MutationObserver(play);
    watch.observe(button, { attributes: true });
    play();
    setTimeout(() => {
      watch.disconnect();
      done(rounds);
    }, ${ms});
  })`;
  return page.evaluate<number>(script);
}
