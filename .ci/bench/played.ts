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

/** What looks after the playing, in the page itself: a search for the button from outside would be measured too. */
const PLAYER = `
  const button = document.querySelector('[role="toolbar"] .pl');
  const stands = () => button.getAttribute('aria-label') === 'Play';
  let rounds = 0;
  const play = () => {
    rounds++;
    button.click();
  };
  const onChange = (look) => {
    const watch = new MutationObserver(look);
    watch.observe(button, { attributes: true });
    look();
    return watch;
  };`;

/** Plays for `ms`, from the beginning again whenever the run has ended; returns how often it was begun. */
export async function playFor(page: Page, ms: number): Promise<number> {
  return page.evaluate<number>(`new Promise((done) => {${PLAYER}
    const watch = onChange(() => {
      if (stands()) play();
    });
    setTimeout(() => {
      watch.disconnect();
      done(rounds);
    }, ${ms});
  })`);
}

/** Plays whole rounds until `ms` have passed, and stands at the run's end; returns how many. */
export async function playRounds(page: Page, ms: number): Promise<number> {
  return page.evaluate<number>(`new Promise((done) => {${PLAYER}
    const since = performance.now();
    const watch = onChange(() => {
      if (!stands()) return;
      if (rounds === 0 || performance.now() - since < ${ms}) return play();
      watch.disconnect();
      done(rounds);
    });
  })`);
}
